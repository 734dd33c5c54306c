// English words by their stems: Porter's algorithm (An algorithm for suffix stripping, Program 14/3, 1980), and the words
// that say nothing by themselves.

/** Vowels and consonants of a word: `v` and `c`. A y behind a consonant is a vowel. */
function shape(word) {
  let out = "";
  for (const char of word) out += "aeiou".includes(char) || (char === "y" && out.endsWith("c")) ? "v" : "c";
  return out;
}

const measure = (word) => (shape(word).match(/v+c+/g) ?? []).length;
const voiced = (word) => shape(word).includes("v");
const short = (word) => shape(word).endsWith("cvc") && !/[wxy]$/.test(word);

const SECOND = [
  ["ational", "ate"], ["tional", "tion"], ["enci", "ence"], ["anci", "ance"], ["izer", "ize"], ["isation", "ize"], ["ising", "ize"], ["abli", "able"], ["alli", "al"], ["entli", "ent"],
  ["eli", "e"], ["ousli", "ous"], ["ization", "ize"], ["ation", "ate"], ["ator", "ate"], ["alism", "al"], ["iveness", "ive"], ["fulness", "ful"],
  ["ousness", "ous"], ["aliti", "al"], ["iviti", "ive"], ["biliti", "ble"],
];
const THIRD = [["icate", "ic"], ["ative", ""], ["alize", "al"], ["iciti", "ic"], ["ical", "ic"], ["ful", ""], ["ness", ""]];
const FOURTH = /(?:al|ance|ence|er|ic|able|ible|ant|ement|ment|ent|ou|ism|ate|iti|ous|ive|ize|ise)$/;

function replaced(word, list) {
  const found = list.find(([end]) => word.endsWith(end));
  if (!found) return word;
  const stem = word.slice(0, -found[0].length);
  return measure(stem) > 0 ? stem + found[1] : word;
}

function firstStep(word) {
  let out = word.replace(/(ss|i)es$|([^s])s$/, "$1$2");
  if (out.endsWith("eed")) return measure(out.slice(0, -3)) > 0 ? out.slice(0, -1) : out;
  const bare = out.replace(/(?:ed|ing)$/, "");
  if (bare === out || !voiced(bare)) return out;
  out = bare;
  if (/(?:at|bl|iz)$/.test(out)) return `${out}e`;
  if (/([^aeiouylsz])\1$/.test(out)) return out.slice(0, -1);
  return measure(out) === 1 && short(out) ? `${out}e` : out;
}

/** The stem of a word in small letters: `planting`, `planted`, `plants` → `plant`. */
export function stem(word) {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  let out = firstStep(word);
  if (/y$/.test(out) && voiced(out.slice(0, -1))) out = `${out.slice(0, -1)}i`;
  out = replaced(replaced(out, SECOND), THIRD);
  const bare = /[st]ion$/.test(out) ? out.slice(0, -3) : out.replace(FOURTH, "");
  if (measure(bare) > 1) out = bare;
  if (out.endsWith("e")) {
    const before = out.slice(0, -1);
    if (measure(before) > 1 || (measure(before) === 1 && !short(before))) out = before;
  }
  return out.endsWith("ll") && measure(out) > 1 ? out.slice(0, -1) : out;
}

/** Words of grammar and of asking. */
export const SILENT = new Set(
  ("a about after ages all already also always am an and any anyone anything are as at be because been before being but by can cannot cant could did do does doesn't dont don't down for from get gets getting give given go going " +
    "got had has have having he her here hers him his how i i'm i've if im in into is isn't it its it's just keep keeps know let like lot made make me more most much my need needs new no not now of off on one or our out " +
    "over own people please put really say she should so some someone something still stop such take tell than thank thanks that the their them then there these they thing things this those to too under up us use used very want wants was we well were what when where which while who why will wish with without won't would you your").split(" "),
);
