// Approximate matching, asked only where nothing matched: a stretch of text within a few slips of the pattern.

const LONGEST = 31; // bits of a number used as a set

/** How many slips a word may have, by its length: never so many that it stops being that word. */
export function slipsFor(length) {
  if (length < 3) return 0;
  if (length < 7) return 1;
  return length < 12 ? 2 : 3;
}

const masks = new Int32Array(65536); // by UTF-16 unit: where in the pattern it stands; all zero between calls

/**
 * Where `pattern` occurs in `text` with at most `slips` insertions, deletions or replacements; only the places with the
 * fewest. One pass with a few operations a character (Wu and Manber's bit-parallel scan). Returns `[start, end]` pairs,
 * none overlapping, at most `most`.
 */
export function findNear(text, pattern, slips, most = 300) {
  if (!pattern || pattern.length > LONGEST || slips >= pattern.length) return [];
  for (let i = 0; i < pattern.length; i += 1) masks[pattern.charCodeAt(i)] |= 1 << i;
  const done = 1 << (pattern.length - 1);
  const states = new Int32Array(slips + 1).map((_, index) => (1 << index) - 1);
  let fewest = slips;
  let ends = [];
  for (let at = 0; at < text.length; at += 1) {
    const mask = masks[text.charCodeAt(at)];
    let above = states[0];
    states[0] = ((above << 1) | 1) & mask;
    for (let k = 1; k <= fewest; k += 1) {
      const old = states[k];
      states[k] = (((old << 1) | 1) & mask) | above | (above << 1) | (states[k - 1] << 1) | 1;
      above = old;
    }
    if ((states[fewest] & done) === 0) continue;
    while (fewest > 0 && states[fewest - 1] & done) {
      fewest -= 1;
      ends = [];
    }
    if (ends.length < most) ends.push(at);
  }
  for (let i = 0; i < pattern.length; i += 1) masks[pattern.charCodeAt(i)] = 0;
  return apart(ends.map((end) => closest(text, pattern, end, fewest)));
}

/** Of matches that overlap, the one with fewer slips. */
function apart(matches) {
  const kept = [];
  for (const match of matches) {
    const last = kept.at(-1);
    if (!last || match[0] >= last[1]) kept.push(match);
    else if (match[2] < last[2]) kept[kept.length - 1] = match;
  }
  return kept;
}

/** The best stretch that ends at `end`: `[start, end + 1, slips]`. */
function closest(text, pattern, end, slips) {
  const left = Math.max(0, end + 1 - pattern.length - slips);
  let best = [left, end + 1, Infinity];
  for (let start = left; start <= end; start += 1) {
    const cost = distance(pattern, text.slice(start, end + 1));
    if (cost < best[2] || (cost === best[2] && Math.abs(end + 1 - start - pattern.length) < Math.abs(best[1] - best[0] - pattern.length)))
      best = [start, end + 1, cost];
  }
  return best;
}

/** Levenshtein distance of two short strings. */
export function distance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1)
      next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length];
}

/** The word with each pair of neighbours swapped: the commonest slip that counts as two above. */
export function swapped(word) {
  const found = [];
  for (let i = 0; i + 1 < word.length && i < LONGEST; i += 1)
    if (word[i] !== word[i + 1]) found.push(word.slice(0, i) + word[i + 1] + word[i] + word.slice(i + 2));
  return found;
}
