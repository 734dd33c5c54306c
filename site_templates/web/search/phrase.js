// What people say, stripped to what they mean: the same words with and without particles, polite or plain, in any ending.
// What is shown and marked is never changed.

import { hasHan } from "./corpus.js";
import { fold, foldEach } from "./fold.js";

export const CHUNK = /[ァ-ヺー]+|[A-Za-z0-9]+|[\u3400-\u9fff々〆]+[ぁ-ゖー]*|[ぁ-ゖー]+/gu; // a word with its inflection, or near it
const PARTICLE = /(?<=[\u3400-\u9fff々〆ァ-ヺーA-Za-z0-9])[がはをもに](?=.)/gu;
const ADVERB = /全然|最近|とても|すごく|ちょっと|なかなか|急に|だんだん|ほとんど|もう(?!し)/g;
const ENDING = /[いるうくぐすつぬぶむ]$|(?<=[ぁ-ゖ])[てで]$/;
const OPEN = { き: "か", ぎ: "が", し: "さ", ち: "た", に: "な", び: "ば", み: "ま", り: "ら", い: "わ" }; // 行き(ません) → 行か(ない)

/**
 * What a text says, in each way it may be meant: `お金もありません` and `お金がない` share `お金ない`. A polite
 * negation does not tell how its verb ends plainly (借りません, 分かりません), so there are two.
 */
export function gists(text) {
  const bare = text.normalize("NFKC").replace(/\s+/g, "").replace(ADVERB, "").replace(PARTICLE, "").replace(/ありません/g, "ない");
  const closed = bare.replace(/ません/g, "ない");
  const open = bare.replace(/([きぎしちにびみりい])ません/g, (_, kana) => `${OPEN[kana]}ない`).replace(/ません/g, "ない");
  return [...new Set([closed, open])];
}

/** A word without the ending that changes as it is spoken: `払えな` of 払えない, 払えなくて, 払えなかった. */
export function stem(word) {
  const short = word.replace(ENDING, "");
  return short.length >= 3 ? short : word;
}

const ASKED = new RegExp(
  "(?:について|に関して|に関する|のこと|って|とは|という|知りたい|教えて|おしえて|聞きたい|調べたい|困って(?:いる|います|ます)|悩んで(?:いる|います|ます)|相談したい|" +
    "の窓口|(?:利用|使用|申請|お願い)し?たい|使いたい|受けたい|申し込みたい|頼みたい|受けるには|使うには|利用するには|申し込むには|もらうには|申し込み|申込|方法|手続き|どういう|意味|が心配|どこ|すれば|したら|どうすれば|どうしたら|どうやって|どうやったら|何|なに|いい|よい|できます?|あります?|ありません|ある|ください|下さい|ほしい|欲しい|いただけます?|です|でしょう|ますか|か|" +
    "のですが|んですが|んです|お願いします|[はがをでにのとも?？!！。、\\s])$",
  "uy",
);

/**
 * What is asked about: `成年後見` of 成年後見について教えてください; the text itself where nothing else would be left.
 *
 * From the end, one phrase after another. A pattern of many in a row would try every way to cut のですがのですが….
 */
export function asked(text) {
  const cuts = new Set([text.length]);
  for (const end of cuts) { // what is added is walked too
    const before = text.slice(0, end);
    for (let start = 0; start < end; start += 1) {
      ASKED.lastIndex = start;
      if (ASKED.test(before)) cuts.add(start);
    }
  }
  const core = text.slice(0, Math.min(...cuts));
  return core.length > 1 ? core : text;
}

/** Whether a short kana or Latin word stands by itself in what was typed: ローン is not in サロン. */
export function standsIn({ written, word }, typed) {
  if (fold(written).length > 3 || hasHan(word)) return true;
  return [...typed.normalize("NFKC").matchAll(CHUNK)].some(([chunk]) => fold(chunk) === word);
}

/** Whether a word found in what was typed holds another: 一人暮らし is meant, not 一人. */
export function holds(larger, { form, at, length }) {
  return larger.form === form && larger.length > length && larger.at <= at && at + length <= larger.at + larger.length;
}

/** Whether a word lies partly under a longer one: in 福祉の仕事したい the words are 福祉の仕事 first, and 仕事した perhaps. */
export function overlaps(larger, { form, at, length }) {
  return larger.form === form && larger.length > length && larger.at < at + length && at < larger.at + larger.length;
}

/** What was typed without a word that was understood; folded, with a break in its place. */
export function without(typed, word) {
  const kept = [];
  const places = [];
  foldEach(typed, (folded, start, end) => {
    for (const char of folded) {
      kept.push(char);
      places.push([start, end]);
    }
  });
  const at = kept.join("").indexOf(word);
  if (at < 0) return typed;
  return `${typed.slice(0, places[at][0])} ${typed.slice(places[at + word.length - 1][1])}`;
}
