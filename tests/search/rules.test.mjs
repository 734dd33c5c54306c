// What holds of every word of a plan, however it is typed: queries made by rule, which no tuning can reach (KEIKAKU_INDEX).
import assert from "node:assert/strict";
import test from "node:test";
import { engineOf } from "./engine.mjs";
import { wordsOf } from "./phrases.mjs";
import { composing, katakana, oldForms, wide } from "./typing.mjs";

const engine = engineOf(process.env.KEIKAKU_INDEX);
const { docs } = engine.corpus;
const five = (query) => engine.search(query, { limit: 5 }).hits.map(({ index }) => index).join();
const { names, phrases } = wordsOf(docs);
const some = phrases.filter((phrase, place) => phrase.length < 15 && place % Math.ceil(phrases.length / 300) === 0);

const BEFORE = ["えっと", "えーと", "ええと", "あのー", "あの", "その", "この", "なんか", "まあ", "すみません", "すいません", "実は", "ちょっと", "やっぱり", "とにかく", "ねえ", "もしもし", "はい、", "いや、", "もう、", "うーん", "そういう", "こういう", "とりあえず", "えっと、あの、"];
const AFTER = ["について", "について教えて", "ですか", "って何ですか", "のこと", "を知りたいです", "なんですけど", "のことなんですが", "やけん", "ばい", "たい", "とよ", "ですよね", "はどこ"];

test("a filler before a word, or words of asking and dialect behind it, change nothing", () => {
  const words = [...names.slice(0, 40), ...some.slice(0, 20)];
  const differ = [];
  for (const word of words) {
    const expected = five(word);
    for (const query of [...BEFORE.flatMap((filler) => [filler + word, `${filler} ${word}`]), ...AFTER.map((ending) => word + ending)]) {
      const typed = engine.finder.literal(query).size > 0; // stands there just so
      if (!typed && five(query) !== expected) differ.push(query);
    }
  }
  assert.deepEqual(differ, []);
});

/** Spellings that change no word, and how many of all must give the same first five. */
const SPELLINGS = {
  "full width": [wide, 1],
  "old and name forms, radicals": [oldForms, 1],
  "selectors of a glyph": [(word) => word.replace(/[\u3400-\u9fff]/g, (kanji) => `${kanji}\u{e0100}`), 1],
  decomposed: [(word) => word.normalize("NFD"), 1],
  "variants of a word": [(word) => word.replaceAll("障害", "障がい").replaceAll("子ども", "子供").replaceAll("見守", "見まも").replaceAll("支え合", "支えあ").replaceAll("取組", "取り組"), 1],
  kana: [(word) => docs.find(({ title }) => title === word)?.reading || engine.corpus.readingOf(word), 0.95], // other words sound alike
  katakana: [(word) => katakana(engine.corpus.readingOf(word)), 0.95],
};

for (const [name, [spelled, least]] of Object.entries(SPELLINGS))
  test(`one word, many spellings: ${name}`, () => {
    const pairs = [...names, ...some].map((word) => [word, spelled(word)]).filter(([word, other]) => other && other !== word);
    const differ = pairs.filter(([word, other]) => five(word) !== five(other)).map(([, other]) => other);
    assert.ok(differ.length <= (1 - least) * pairs.length, `${differ.length} of ${pairs.length}: ${differ.slice(0, 9)}`);
  });

test("no key of an input method empties the list", () => {
  const empty = [];
  for (const name of names) {
    let shown = false;
    for (const state of composing(docs.find(({ title }) => title === name).reading || engine.corpus.readingOf(name))) {
      const { total } = engine.search(state, { limit: 1 });
      if (shown && !total) empty.push(state);
      shown ||= total > 0;
    }
  }
  assert.deepEqual(empty, []);
});

test("a negation stays one", () => {
  for (const query of ["お金がない", "お金がありません", "おかねが ない"]) assert.notEqual(engine.search(query).tone, "found", query);
});
