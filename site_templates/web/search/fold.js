// Folding: one form for all the ways a Japanese word can be typed. Query and text are folded alike.
//
// Width and case (NFKC), katakana → hiragana, small kana → large, ぢ づ → じ ず, long-vowel marks, hyphens, middle dots, brackets and
// spaces away, 一 … 九 → 1 … 9 (第二期, 八〇五〇). What ends a clause (。、) becomes a line break, so that no match reaches across it.

export const KANA = /^[ぁ-ゖ]+$/;
const MARK = /[\u3099\u309a\uff9e\uff9f\u0300-\u036f]/;
const LETTER = /[\p{L}\p{N}]/u;
const CLAUSE_END = /[。、，．！？!?,.;:；：\n\r\t|／/]/;
const DIGIT = { 〇: "0", 一: "1", 二: "2", 三: "3", 四: "4", 五: "5", 六: "6", 七: "7", 八: "8", 九: "9" };
const LARGE = { ぁ: "あ", ぃ: "い", ぅ: "う", ぇ: "え", ぉ: "お", っ: "つ", ゃ: "や", ゅ: "ゆ", ょ: "よ", ゎ: "わ", ゔ: "ぶ", ゕ: "か", ゖ: "か", ぢ: "じ", づ: "ず" };

function foldedChar(cluster) {
  let out = "";
  for (let char of cluster.normalize("NFKC").toLowerCase().normalize("NFC")) {
    const code = char.codePointAt(0);
    if (code >= 0x30a1 && code <= 0x30f6) char = String.fromCharCode(code - 0x60);
    if (char in LARGE) out += LARGE[char];
    else if (char in DIGIT) out += DIGIT[char];
    else if (char !== "ー" && LETTER.test(char)) out += char;
    else if (CLAUSE_END.test(char)) out += "\n";
  }
  return out;
}

const known = new Map(); // a text has few different characters: each is folded once

function cachedFold(char) {
  let folded = known.get(char);
  if (folded === undefined) {
    folded = foldedChar(char);
    if (known.size < 20000) known.set(char, folded);
  }
  return folded;
}

/** Katakana as hiragana; everything else unchanged. */
export function hiragana(text) {
  return text.replace(/[ァ-ヶ]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0x60));
}

/** Calls `each(folded, start, end)` for every character of `text` with what it folds to (may be empty). */
export function foldEach(text, each) {
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    let end = at + (code >= 0xd800 && code < 0xdc00 && at + 1 < text.length ? 2 : 1);
    while (end < text.length && MARK.test(text[end])) end += 1;
    let folded = cachedFold(text.slice(at, end));
    // A point or comma inside a number is no end of a clause: 32,019 is found by 32019.
    if (folded === "\n" && /[,.，．]/.test(text[at]) && /[0-9０-９]/.test(text[at - 1] ?? "") && /[0-9０-９]/.test(text[end] ?? ""))
      folded = "";
    each(folded, at, end);
    at = end;
  }
}

/** The folded text alone. */
export function fold(text) {
  let out = "";
  foldEach(text, (folded) => (out += folded));
  return out;
}

const ROWS = ["あかがさざただなはばぱまやらわ", "いきぎしじちぢにひびぴみり", "うくぐすずつづぬふぶぷむゆる", "えけげせぜてでねへべぺめれ", "おこごそぞとどのほぼぽもよろを"];
const VOWEL = new Map(ROWS.flatMap((row, index) => [...row].map((kana) => [kana, "あいうえお"[index]])));

/** Whether `kana` only lengthens the kana before it: おう おお うう ああ ええ. えい and いい stay: これい is not これ. */
export function lengthens(before, kana) {
  const vowel = VOWEL.get(before);
  return vowel !== undefined && kana !== "い" && (kana === vowel || (kana === "う" && vowel === "お"));
}

/** Folded text without lengthening: きょうどう and きょど become one. */
export function shortened(folded) {
  let out = "";
  for (const char of folded) if (!lengthens(out.at(-1), char)) out += char;
  return out;
}

const SYLLABLES = new Map(
  Object.entries({
    "": "あいうえお", k: "かきくけこ", g: "がぎぐげご", s: "さしすせそ", z: "ざじずぜぞ", t: "たちつてと", d: "だぢづでど",
    n: "なにぬねの", h: "はひふへほ", b: "ばびぶべぼ", p: "ぱぴぷぺぽ", m: "まみむめも", r: "らりるれろ", l: "らりるれろ",
    v: "ばびぶべぼ", j: "*じ***", f: "**ふ**", y: "や*ゆ*よ", w: "わ***を", c: "か*くけこ", q: "**く**",
  }).flatMap(([head, row]) => [...row].flatMap((kana, index) => (kana === "*" ? [] : [[head + "aiueo"[index], kana]]))),
);
for (const [head, kana] of Object.entries({ sh: "し", ch: "ち", j: "じ", ky: "き", gy: "ぎ", sy: "し", zy: "じ", jy: "じ", ty: "ち", cy: "ち", dy: "ぢ", ny: "に", hy: "ひ", by: "び", py: "ぴ", my: "み", ry: "り" }))
  for (const [vowel, small] of [["a", "や"], ["u", "ゆ"], ["o", "よ"], ["e", "え"]]) SYLLABLES.set(head + vowel, kana + small);
for (const [roman, kana] of Object.entries({ shi: "し", chi: "ち", tsu: "つ", fa: "ふあ", fi: "ふい", fe: "ふえ", fo: "ふお", ti: "ち", thi: "てい", di: "ぢ", dhi: "でい", wi: "うい", we: "うえ", ji: "じ", va: "ば", ci: "し" }))
  SYLLABLES.set(roman, kana);

const MOST_READINGS = 8;

/**
 * Folded kana for a word typed in Latin letters, in every way it can be read (`unei`: うねい, うんえい); empty where it is
 * no romaji. Macrons are dropped, as long vowels are. A syllable typed by half at the end is left out (`mimamor`).
 */
export function fromRomaji(word) {
  const latin = word.normalize("NFKD").replace(/[\u0300-\u036f\-\s]/g, "").toLowerCase().replace(/[’`]/g, "'");
  if (!/^[a-z']{2,40}$/.test(latin)) return [];
  let readings = [["", 0]];
  for (let step = 0; step < 80 && readings.some(([, at]) => at < latin.length); step += 1) {
    const next = [];
    for (const [kana, at] of readings) {
      if (at >= latin.length) next.push([kana, at]);
      else for (const [more, length] of syllablesAt(latin, at)) next.push([kana + more, at + length]);
    }
    readings = next.slice(0, MOST_READINGS);
  }
  return [...new Set(readings.filter(([kana, at]) => at >= latin.length && kana).map(([kana]) => kana))];
}

function syllablesAt(latin, at) {
  const rest = latin.slice(at);
  const found = [];
  for (const length of [3, 2, 1]) {
    const kana = SYLLABLES.get(rest.slice(0, length));
    if (kana !== undefined && rest.length >= length) {
      found.push([kana, length]);
      break;
    }
  }
  if (/^[td]i/.test(rest)) found.push([rest[0] === "t" ? "てい" : "でい", 2]); // borantia, as it is said
  if (/^n'/.test(rest)) found.push(["ん", 2]);
  else if (/^nn(?![aiueoy])/.test(rest)) found.push(["ん", 2]);
  else if (/^n/.test(rest) || /^m[bpm]/.test(rest)) found.push(["ん", 1]);
  if (/^([kstpcgdbzjfhr])\1/.test(rest) || /^tch/.test(rest)) found.push(["つ", 1]);
  if (!found.length && at > 0 && /^[a-z]{1,2}$/.test(rest) && !/[aiueo]/.test(rest)) found.push(["", rest.length]);
  return found;
}
