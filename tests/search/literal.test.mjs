// What stands in a plan is first for itself (KEIKAKU_INDEX: of any plan, in any language).
import assert from "node:assert/strict";
import test from "node:test";
import { engineOf } from "./engine.mjs";
import { wordsOf } from "./phrases.mjs";

const engine = engineOf(process.env.KEIKAKU_INDEX);
const { docs } = engine.corpus;
const { names, phrases } = wordsOf(docs, engine.language ? "en" : "ja");
const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
const whole = docs.map(({ title, text, within, aliases }) => plain(`${title}${text}${within}${aliases}`));

test("every name and every noun phrase of the plan is first for itself", () => {
  assert.ok(phrases.length > 50 && names.length > 5);
  const missed = [...names, ...phrases].filter((phrase) => !engine.search(phrase, { limit: 1 }).hits.some(({ index }) => whole[index].includes(plain(phrase))));
  assert.deepEqual(missed, []);
});
