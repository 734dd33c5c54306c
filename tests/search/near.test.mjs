// Matching with slips, against the plain definition.
import assert from "node:assert/strict";
import test from "node:test";
import { distance, findNear, findSwapped, slipsFor } from "../../site_templates/web/search/near.js";
import { generator } from "./generator.mjs";

test("a stretch with one slip is found, and only where slips are fewest", () => {
  assert.deepEqual(findNear("ちいきのみまもり", "みまむり", 1), [[4, 8, 1]]);
  assert.deepEqual(findNear("みまもりとみまむり", "みまもり", 1), [[0, 4, 0]]);
  assert.deepEqual(findNear("まったくちがう", "みまもり", 1), []);
});

test("what is found is as near as it says, and something is found where something is that near", () => {
  const random = generator(7);
  for (let round = 0; round < 3000; round += 1) {
    const text = random.word("あいう", 12);
    const pattern = random.word("あいう", 6);
    const slips = Math.min(1 + random.below(2), pattern.length - 1);
    const found = findNear(text, pattern, slips);
    let fewest = Infinity;
    for (let start = 0; start <= text.length; start += 1)
      for (let end = start + 1; end <= text.length; end += 1) fewest = Math.min(fewest, distance(pattern, text.slice(start, end)));
    const here = `${pattern} in ${text} with ${slips}: ${JSON.stringify(found)}`;
    if (slips > 0 && fewest <= slips) assert.ok(found.length > 0, here);
    if (slips > 0) for (const [start, end, cost] of found) assert.equal(distance(pattern, text.slice(start, end)), cost, here);
    if (found.length) assert.equal(found[0][2], fewest, here);
  }
});

test("short words allow no slip", () => assert.deepEqual([1, 2, 3, 6, 7, 12].map(slipsFor), [0, 0, 1, 1, 2, 3]));

test("a word with two neighbours swapped is found wherever it stands", () => {
  const random = generator(11);
  for (let round = 0; round < 3000; round += 1) {
    const text = random.word("あい\nう", 30);
    const word = random.word("あいう", 8);
    const swapped = (at) => word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2);
    const others = new Set([...word].slice(1).map((_, at) => swapped(at)).filter((other) => other !== word));
    const plain = [...text].map((_, at) => [at, at + word.length]).filter(([from, to]) => others.has(text.slice(from, to)));
    assert.deepEqual(findSwapped(text, word).sort(([a], [b]) => a - b), plain, `${word} in ${text}`);
  }
});
