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

// Forms that no ending tells, each behind the word it belongs to.
const IRREGULAR_FORMS =
  "break broke broken|bring brought|build built|buy bought|child children|choose chose chosen|drive drove driven|fall fell fallen|feed fed|feel felt|fight fought|foot feet|freeze froze frozen|grow grew grown|hear heard|" +
  "leave left|lend lent|lose lost|man men|meet met|mouse mice|pay paid|ride rode ridden|rise rose risen|run ran|sell sold|sit sat|sleep slept|speak spoke spoken|spend spent|steal stole stolen|teach taught|think thought|throw threw thrown|wear wore worn|wife wives|woman women|write wrote written";
const IRREGULAR = new Map(IRREGULAR_FORMS.split("|").flatMap((line) => line.split(" ").slice(1).map((form) => [form, line.split(" ", 1)[0]])));

// What ends as if somebody did it, and is another thing: parking is no park.
const THINGS = /^(?:ceil|cloth|even|meet|morn|park|plann|wedd)ings?$/;

// What America spells otherwise than Britain, as America does.
const AMERICAN = [[/^(armo|behavio|colo|favo|harbo|hono|labo|neighbo|rumo)ur/, "$1r"], [/^(cent|lit|met|theat)re(s?)$/, "$1er$2"], [/^(def|lic|off)ence/, "$1ense"], [/^licenc/, "licens"], [/^mould/, "mold"], [/^programme/, "program"], [/^kerb/, "curb"], [/^tyre/, "tire"]];

const spelt = (word) => AMERICAN.reduce((out, [british, american]) => out.replace(british, american), word);

/** The stem of a word in small letters: `planting`, `planted`, `plants` → `plant`. */
export function stem(word) {
  if (THINGS.test(word)) return word.replace(/s$/, "");
  if (IRREGULAR.has(word)) return stem(IRREGULAR.get(word));
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  let out = firstStep(spelt(word));
  if (/[^aeiou]y$/.test(out) && voiced(out.slice(0, -1))) out = `${out.slice(0, -1)}i`;
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
  ("a about actually after ages all already also always am an and any anybody anyone anything are aren't as at be because been before being between bit both but by can cannot cant cheers come comes " +
    "coming could couldn't did didn't do does doesn't doing don't done dont down during else er erm etc even ever every everybody everyone for from get gets getting give given go going got had has hasn't have haven't " +
    "having he he's hello her here hers hey hi him his hiya how however i i'd i'll i'm i've if im in into is isn't it it's its just keep keeps kind know let like lot lots made make many may maybe me might mine more " +
    "most mr mrs much must my myself need needs new no nobody not now of off ok okay on one or our ours out over own people please pls put quite rather really say shall she she's should shouldn't since so some someone " +
    "something sorry still stop such take tell than thank thanks that that'll that's the their them then there there's these they they're they've thing things this those to together too uh um under until up us use " +
    "used very want wants was wasn't we we're we've well were weren't what what's when where whether which while who who's whole whom whose why will wish with without won't would wouldn't yes yet you you're your").split(" "),
);
