// Abbreviations as people make them: the heads of the parts of a compound (災ボラ, 民児協, 社協).

const GAP = "[\\u3400-\\u9fff々ァ-ヺー・]{0,8}?"; // within one compound: kana between would make it a phrase
const SHORT = /^(?:[\u3400-\u9fff々]|[ァ-ヺー]+){2,6}$/u;

/** Where in `text` stands what `word` may abbreviate: `[from, to]` pairs, none overlapping, whole words. */
export function findAbbreviated(text, word) {
  const typed = word.normalize("NFKC");
  if (!SHORT.test(typed)) return [];
  const heads = typed.match(/[ァ-ヺー]+|./gu).map((part) => (/[ァ-ヺー]/.test(part) ? `(?<![ァ-ヺー])${part}` : part));
  const pattern = new RegExp(`${heads.join(GAP)}(?:(?<=[ァ-ヺー])[ァ-ヺー]+|(?<=[\\u3400-\\u9fff々])[\\u3400-\\u9fff々]+)?`, "gu");
  return [...text.matchAll(pattern)].map(({ 0: found, index }) => [index, index + found.length]);
}
