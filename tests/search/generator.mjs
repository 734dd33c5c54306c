// Random input that is the same in every run: a failure can be looked at again.

/** A seeded source of numbers, characters and words (mulberry32). */
export function generator(seed) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit) => Math.floor(next() * limit);
  const pick = (list) => list[below(list.length)];
  return { below, pick, word: (letters, longest) => Array.from({ length: 1 + below(longest) }, () => pick([...letters])).join("") };
}
