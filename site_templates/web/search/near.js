// Approximate matching, asked only where nothing matched: a stretch of text within a few slips of the pattern.

import { merged } from "./excerpt.js";

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
  const states = new Int32Array(slips + 1);
  let fewest = slips;
  let ends = [];
  for (const [start, end] of places(text, pattern, slips)) {
    for (let k = 0; k <= slips; k += 1) states[k] = (1 << k) - 1;
    for (let at = start; at < end; at += 1) {
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
  }
  for (let i = 0; i < pattern.length; i += 1) masks[pattern.charCodeAt(i)] = 0;
  return apart(ends.map((end) => closest(text, pattern, end, fewest)));
}

/** Stretches outside which nothing is within `slips` of the pattern: cut into one part more than slips, one part is as it was. */
function places(text, pattern, slips) {
  const size = Math.floor(pattern.length / (slips + 1));
  if (size < 2) return [[0, text.length]]; // a single character stands everywhere
  const found = [];
  for (let part = 0; part <= slips; part += 1) {
    const from = part * size;
    for (const [at] of occurrences(text, pattern.slice(from, from + size)))
      found.push([Math.max(0, at - from - slips), Math.min(text.length, at - from + pattern.length + slips)]);
  }
  return merged(found);
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

/** Where the word stands with a pair of neighbours swapped, `[start, end]` each: the commonest slip, which counts as two above. */
export function findSwapped(text, word) {
  const others = [];
  for (let i = 0; i + 1 < word.length && i < LONGEST; i += 1)
    if (word[i] !== word[i + 1]) others.push(word.slice(0, i) + word[i + 1] + word[i] + word.slice(i + 2));
  return places(text, word, 2).flatMap(([start, end]) => {
    const part = text.slice(start, end);
    return others.flatMap((other) => occurrences(part, other)).map(([from, to]) => [start + from, start + to]);
  });
}

/** Where `needle` stands, `[start, end]` each. */
export function occurrences(text, needle) {
  const found = [];
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) found.push([at, at + needle.length]);
  return found;
}
