// Folding: what is typed in many ways becomes one.
import assert from "node:assert/strict";
import test from "node:test";
import { fold, foldEach, fromRomaji, shortened } from "../../site_templates/web/search/fold.js";

const same = (...words) => assert.equal(new Set(words.map(fold)).size, 1, words.map((word) => `${word}→${fold(word)}`).join(" "));

test("width, case and kana do not matter", () => {
  same("ＮＰＯ", "npo", "NPO");
  same("８０５０", "8050");
  same("ﾎﾞﾗﾝﾃｨｱ", "ボランティア", "ぼらんてぃあ", "ボランテイア");
  same("ヤングケアラー", "ヤングケアラ", "やんぐけあらー");
  same("つづく", "つずく");
});

test("dots, brackets, spaces and hyphens do not matter, ends of clauses do", () => {
  same("民生委員・児童委員", "民生委員児童委員", "民生委員 児童委員");
  same("「こころ」あふれる", "こころあふれる");
  same("32,019", "32019");
  assert.equal(fold("する。さらに"), "する\nさらに");
});

test("every folded character knows the stretch it came from", () => {
  const text = "ﾎﾞﾗ㈱ー𠮷が。";
  const stretches = [];
  foldEach(text, (folded, start, end) => stretches.push([text.slice(start, end), folded]));
  assert.equal(stretches.map(([from]) => from).join(""), text);
  assert.deepEqual(stretches[0], ["ﾎﾞ", "ぼ"]);
  assert.deepEqual(stretches[2], ["㈱", "株"]);
});

test("romaji is read with and without long vowels, and while it is being typed", () => {
  assert.deepEqual(fromRomaji("mimamori"), ["みまもり"]);
  assert.deepEqual(fromRomaji("mimamor"), ["みまも"]);
  assert.ok(fromRomaji("unei").includes("うんえい"));
  assert.ok(fromRomaji("borantia").includes("ぼらんていあ"));
  for (const word of ["kourei", "korei", "kōrei", "KOUREI"]) assert.ok(fromRomaji(word).map(shortened).includes("これい"), word);
  for (const word of ["https", "debt", "night"]) assert.deepEqual(fromRomaji(word), [], word);
  assert.deepEqual(fromRomaji("見守り"), []);
});
