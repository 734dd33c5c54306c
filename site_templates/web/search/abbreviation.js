// Abbreviations as people make them: the heads of the parts of a compound (災ボラ, 民児協, 社協).

const GAP = "[\\u3400-\\u9fff々ァ-ヺー・]{0,8}?"; // within one compound: kana between would make it a phrase
const INITIALS = /^(?:[\u3400-\u9fff々]|[ァ-ヺー]+){2,6}$/u;
const KATAKANA = /[ァ-ヺー]/;
const REST = /^(?:[ァ-ヺー]+|[\u3400-\u9fff々]+)/; // of the last part, in its own script

/** Where in `text` stands what `word` may abbreviate: `[from, to]` pairs, none overlapping, whole words. */
export function findAbbreviated(text, word) {
  const typed = word.normalize("NFKC");
  if (!INITIALS.test(typed)) return [];
  const heads = typed.match(/[ァ-ヺー]+|./gu);
  const pattern = new RegExp(heads.map((part) => `(${part})`).join(GAP), "gud");
  return [...text.matchAll(pattern)]
    .filter(({ indices }) => indices.slice(1).every(([start], part) => !KATAKANA.test(heads[part]) || !KATAKANA.test(text[start - 1] ?? "")))
    .map(({ 0: found, index }) => {
      const end = index + found.length;
      const rest = REST.exec(text.slice(end, end + 20))?.[0] ?? "";
      return [index, end + (rest && KATAKANA.test(rest) === KATAKANA.test(text[end - 1]) ? rest.length : 0)];
    });
}
