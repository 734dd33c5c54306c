// Folding: one form for all the ways a Japanese word can be typed. Query and text are folded alike.
//
// Width and case (NFKC), katakana → hiragana, small kana → large, ぢ づ → じ ず, long-vowel marks, hyphens, middle dots, brackets and
// spaces away, 一 … 九 → 1 … 9 (第二期, 八〇五〇), old and name forms of kanji → the usual one (﨑 崎, 學 学), radicals → the kanji
// they look like, selectors of a glyph away. What ends a clause (。、) becomes a line break, so that no match reaches across it.

export const KANA = /^[ぁ-ゖ]+$/;
const MARK = /[\u3099\u309a\uff9e\uff9f\u0300-\u036f\ufe00-\ufe0f]/;
const SELECTOR = /[\ufe00-\ufe0f]|\udb40[\udd00-\uddef]/g; // which glyph of a kanji is meant
const LETTER = /[\p{L}\p{N}]/u;
const CLAUSE_END = /[。、，．！？!?,.;:；：\n\r\t|／/]/;
const DIGIT = { 〇: "0", 一: "1", 二: "2", 三: "3", 四: "4", 五: "5", 六: "6", 七: "7", 八: "8", 九: "9" };
// A pair each: what is typed or printed, and what it is taken for.
const FORMS = new Map(
  ("﨑崎嵜崎碕崎髙高𠮷吉邊辺邉辺齋斎齊斎斉斎澤沢濵浜濱浜廣広國国櫻桜瀧滝眞真壽寿德徳藏蔵嶋島嶌島冨富峯峰舘館﨟臈栁柳桒桑" +
    "團団權権斷断豐豊來来圖図廳庁證証壓圧圍囲藝芸價価假仮觀観歡歓勸勧巖巌顯顕險険檢検劍剣效効嚴厳雙双裝装藥薬惠恵戀恋佛仏拂払澤沢釋釈擇択覺覚攪撹繪絵遲遅晝昼鑄鋳廢廃祕秘敎教强強緖緒" +
    "學学會会體体醫医圓円應応當当經経縣県區区號号驛駅靜静榮栄勞労從従續続總総對対變変辨弁辯弁瓣弁發発單単戰戦擔担據拠擴拡樂楽氣気澁渋淺浅" +
    "爲為獨独畫画禮礼穩穏聲声聽聴萬万處処與与舊旧譽誉讀読賣売轉転鐵鉄關関雜雑靈霊餘余驗験點点黨党齒歯龍竜龜亀礙害碍害篭籠" +
    "⺠民⺟母⺝月⻁虎⻄西⻑長⻘青⻝食⻣骨⻤鬼⻨麦⻩黄⻫斉⻭歯⻯竜⻲亀⻳亀⺼月⺫目⺴网⺾艹⻌辶⻖阝⻏阝⻗雨⻞食⻟食⻠食⻢马⻥魚⻦鳥⻪黽⻫斉⻮歯⻰竜")
    .match(/../gsu).map((pair) => [...pair]),
);

/** Old forms, name forms and radicals as the usual kanji; without selectors of a glyph. */
export function usual(text) {
  return [...text.replace(SELECTOR, "")].map((char) => FORMS.get(char) ?? char).join("");
}

const LARGE = { ぁ: "あ", ぃ: "い", ぅ: "う", ぇ: "え", ぉ: "お", っ: "つ", ゃ: "や", ゅ: "ゆ", ょ: "よ", ゎ: "わ", ゔ: "ぶ", ゕ: "か", ゖ: "か", ぢ: "じ", づ: "ず" };

function foldedChar(cluster) {
  let out = "";
  for (let char of cluster.replace(SELECTOR, "").normalize("NFKC").toLowerCase().normalize("NFC")) {
    char = FORMS.get(char) ?? char;
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

/** Calls `each(folded, start, end)` for every character of `text` with what it folds to (may be empty). */
export function foldEach(text, each) {
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    let end = at + (code >= 0xd800 && code < 0xdc00 && at + 1 < text.length ? 2 : 1);
    while (end < text.length && (MARK.test(text[end]) || (text[end] === "\udb40" && end + 1 < text.length))) end += text[end] === "\udb40" ? 2 : 1;
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
const BEGINNINGS = new Set([...SYLLABLES.keys()].filter((roman) => roman.length > 1).flatMap((roman) => [roman[0], roman.slice(0, -1)]));

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
  if (!found.length && at > 0 && BEGINNINGS.has(rest)) found.push(["", rest.length]); // typed by half; debt is not で
  return found;
}
