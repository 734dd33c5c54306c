// What of a text is shown, and which parts of it are marked.

/** Ranges sorted, those that touch joined. */
export function merged(ranges) {
  const sorted = [...ranges].sort(([a], [b]) => a - b);
  const out = [];
  for (const [from, to] of sorted) {
    const last = out.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else out.push([from, to]);
  }
  return out;
}

/** `[text, marked]` pairs that join to `text.slice(start, end)`. */
export function segments(text, ranges, start, end) {
  const out = [];
  let at = start;
  for (const [from, to] of ranges) {
    if (to <= start || from >= end) continue;
    if (from > at) out.push([text.slice(at, from), false]);
    out.push([text.slice(Math.max(from, start), Math.min(to, end)), true]);
    at = Math.min(to, end);
  }
  if (at < end) out.push([text.slice(at, end), false]);
  return out;
}

const EXCERPT = 90;

/** The part of a text around its first mark, from the beginning of a sentence where one is near. */
export function excerpt(text, ranges) {
  const mark = ranges[0]?.[0] ?? 0;
  let start = mark < EXCERPT * 0.7 ? 0 : mark - Math.floor(EXCERPT / 3);
  const sentence = Math.max(text.lastIndexOf("。", mark), text.lastIndexOf("\n", mark)) + 1;
  if (sentence > start) start = sentence;
  const end = Math.min(text.length, Math.max(start + EXCERPT, ranges[0]?.[1] ?? 0));
  const out = segments(text, ranges, start, end);
  if (start > 0) out.unshift(["…", false]);
  if (end < text.length) out.push(["…", false]);
  return out.map(([part, marked]) => [part.replaceAll("\n", " "), marked]);
}
