// Whether a match begins and ends where words do, told by the scripts around it.

import { hasHan } from "./corpus.js";

/** A number for the script of a character; by its code, because every match asks. */
function script(code) {
  if (code >= 0x3400 && code <= 0x9fff) return 1;
  if (code >= 0x3041 && code <= 0x3096) return 2;
  if (code >= 0x30a1 && code <= 0x30fc) return 3;
  return (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x7a) || (code >= 0xff10 && code <= 0xff5a) ? 4 : 0;
}

/** Whether the script changes on both sides of a match, as it does around most words. */
export function wholeWord(text, from, to) {
  const changes = (at) => script(text.charCodeAt(at - 1)) !== script(text.charCodeAt(at));
  return changes(from) && changes(to);
}

/** Whether a match begins with the kana that end one word and goes on in the kanji of the next: に取 for にと, not ご近所. */
export function straddles(text, from, to) {
  return script(text.charCodeAt(from)) === 2 && !/[おご]/.test(text[from]) && hasHan(text.slice(from, to));
}

/** Whether a match lies where words seldom begin or end: kana amid kana, or from the middle of katakana (ロン in サロン). */
export function buried(text, from, to) {
  const of = (at) => script(text.charCodeAt(at));
  return [from - 1, from, to - 1, to].every((at) => of(at) === 2) || (of(from - 1) === 3 && of(from) === 3);
}
