// What people say, stripped to what they mean: the same words with and without particles, polite or plain, in any ending.
// Only synonyms are compared so; what is shown and marked is never changed.

const PARTICLE = /(?<=[\u3400-\u9fff々〆ァ-ヺーA-Za-z0-9])[がはをもに](?=.)/gu;
const ADVERB = /全然|最近|とても|すごく|ちょっと|なかなか|急に|だんだん|ほとんど|もう(?!し)/g;
const ENDING = /[いるうくぐすつぬぶむてで]$/;
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
