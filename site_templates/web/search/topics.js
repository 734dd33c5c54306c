// Topics: what people worry about in their own words, read by likeness. A query is compared with everything people are
// known to say, by the pairs and triples of characters they share, as written and as it sounds; rare ones count most.

import { hasHan } from "./corpus.js";
import { readTopics } from "./data.js";
import { KANA, fold, fromRomaji, lengthens, shortened } from "./fold.js";
import { hiragana } from "./kana.js";
import { shares } from "./sharing.js";
import { asked, gists } from "./speech.js";
import { walk } from "./walk.js";

const KANJI = /[\u3400-\u9fff\uf900-\ufaff々〆]+/g;
const MOST = 3; // topics a query is about
const MANY = 4; // the greater, the less a topic's other phrases add to the one most like a text
const ALIKE = 0.25; // the share of a phrase that must be in the query
const WHOLE = 0.6; // or of the query in the phrase
const ABROAD = 0.9; // what looks like a word of another language may be one of ours
const HEAD = 4; // letters that begin a word in all its forms: evacuate, evacuation
const LEAST = 0.25; // worth: below it likeness is chance
const FAINT = 0.1; // and below this it does not even add to what others say
const MOSTLY = 0.6; // the share of a phrase in the query above which it is not
const NEAR = 0.45; // of the best topic's worth another must have,
const AGAIN = 0.5; // which counts so far where it explains what another has explained
const GRAMMAR = 0.4; // what a part of hiragana alone tells: it is grammar more often than a word
const STRANGE = 0.2; // and a part that nobody says; a kanji or a word from abroad tells as much as any

// Everyday words that are written in kana as often as in kanji, each in one form.
const EVERYDAY = [
  [/だれ/g, "誰"], [/ひとり|独り/g, "一人"], [/ふたり/g, "二人"], [/友だち|ともだち/g, "友達"], [/としより|歳寄り/g, "年寄り"], [/寂し|淋し|さびし/g, "さみし"],
  [/分か(?=[らりるっ])/g, "わか"], [/欲し/g, "ほし"], [/出来(?=[るなまた])/g, "でき"], [/一緒/g, "いっしょ"], [/ご飯/g, "ごはん"], [/貰/g, "もら"], [/怪我/g, "けが"], [/喧嘩/g, "けんか"], [/愚痴/g, "ぐち"],
  [/(?:^|[^ァ-ヺー])(?:ゴミ|ボケ|ケガ|カギ|イヤ|ダメ|ウソ|タバコ|メガネ|ハンコ|グチ|ケンカ)(?![ァ-ヺー])/g, hiragana],
];

export class Topics {
  /** As `builder` writes them; `danger`: the first topics, which come with the texts. */
  constructor(data, danger) {
    this.all = readTopics(data, danger);
    this.consult = this.all[data.consult] ?? null;
    this.written = new Likeness(writtenParts);
    this.heard = null;
    this.abroad = new Map();
    this.said = {};
    this.all.forEach(({ phrases }, topic) => phrases.forEach((phrase) => this.written.add(written(gists(phrase)[0]), topic)));
  }

  /** How the phrases sound. `words`: the words of the plan with their readings. */
  hear({ sounds }, words) {
    const readings = new Sounds(sounds, words);
    this.heard = new Likeness(soundParts);
    this.all.forEach(({ phrases }, topic) => phrases.forEach((phrase) => {
      const own = readings.of(phrase);
      for (const sound of new Set([phrase, gists(phrase)[0]].map((text) => sounding(text, own))))
        if (sound.length > 2 && !hasHan(sound)) this.heard.add(sound, topic);
    }));
  }

  /** What the topics are called in some other languages, and what is said in them above the hits. */
  travel({ foreign, said }) {
    Object.assign(this.said, said);
    for (const [language, lines] of Object.entries(foreign)) {
      const likeness = new Likeness(abroadParts);
      lines.split("\n").forEach((line, topic) => line && line.split("|").forEach((phrase) => likeness.add(latin(phrase), topic)));
      this.abroad.set(language, likeness);
    }
  }

  /** What a text of the plan is about: topics that share in it (sharing.js). */
  about(text) {
    const like = [...this.written.read(written(text))].map(([topic, { worth }]) => [this.all[topic], worth]);
    return shares(like.sort(([, a], [, b]) => b - a));
  }

  /** The topics most like what was typed: what it is about. */
  read(spellings) {
    return foremost(this.like(spellings).filter(clear));
  }

  /**
   * All topics that are like what was typed, in any of its spellings, the best first: `{ topic, worth, part, whole, language }`. `part`: the share of
   * a phrase of theirs that is in the query; `whole`: of the query that is in the phrase; `language`: where it is not
   * the plan's.
   */
  like(spellings) {
    const [typed] = spellings;
    const texts = [...new Set(spellings.flatMap((text) => [text, asked(text)]).flatMap(gists))];
    const forms = texts.map((text) => [this.written.read(written(text)), ""]);
    if (this.heard && !hasHan(typed)) {
      // As it is too: a word may sound like dialect (ぼらせん, ほけん).
      const sounds = [...new Set([typed, ...texts].flatMap((text) => (/[a-z]/i.test(text) ? fromRomaji(typed) : [text])).map(fold))];
      forms.push(...sounds.filter((sound) => sound.length > 2).map((sound) => [this.heard.read(shortened(sound)), ""]));
    }
    if (!hasKana(typed))
      for (const [language, likeness] of this.abroad) forms.push([likeness.read(latin(typed)), language]);
    const best = new Map();
    for (const [found, language] of forms)
      for (const [topic, one] of found) {
        const worth = one.worth * (language ? ABROAD : 1);
        const other = best.get(topic);
        const most = Math.max(one.most, other?.most ?? 0);
        best.set(topic, other && other.worth >= worth ? { ...other, most } : { ...one, worth, language, most });
      }
    const ranked = [...best].map(([topic, one]) => ({ topic: this.all[topic], ...one })).sort((a, b) => b.worth - a.worth);
    return ranked.filter((one) => one.worth >= FAINT || clear(one));
  }
}

/** Whether a topic is like a text by more than chance; of a long story all are little like it. */
export function clear({ worth, part }) {
  return worth >= LEAST || part >= MOSTLY;
}

/** Whether a text is Japanese beyond doubt; what has none may be Chinese. */
export function hasKana(text) {
  return /[ぁ-ゖァ-ヺ]/.test(text);
}

/** Of topics, the best first, what a text is about: those near the best, above all where they explain another part of it. */
export function foremost(like) {
  const near = like.filter(({ worth }) => worth >= NEAR * like[0].worth);
  return inTurn(near, MOST, AGAIN).filter(([, worth]) => worth >= NEAR * like[0].worth).map(([one]) => one);
}

/** The best of topics in turn, `[topic, worth]` each; what others have explained counts by the share `again`. */
export function inTurn(like, most, again) {
  const chosen = [];
  const explained = new Set();
  for (let rest = like; rest.length && chosen.length < most; ) {
    const ranked = rest.map((one) => [one, one.worth * (again + (1 - again) * fresh(one, explained))]);
    const best = ranked.reduce((a, b) => (b[1] > a[1] ? b : a));
    chosen.push(best);
    rest = rest.filter((one) => one !== best[0]);
    for (const [part] of best[0].shared()) explained.add(part);
  }
  return chosen;
}

/** The share of what a topic explains that nothing has explained. */
function fresh({ shared }, explained) {
  let [all, own] = [0, 0];
  for (const [part, weight] of shared()) {
    all += weight;
    if (!explained.has(part)) own += weight;
  }
  return own / all;
}

/** The readings of what stands together in kanji, phrase by phrase, as the builder's `packed_sounds` tells them. */
export class Sounds {
  constructor(packed, words) {
    this.tokens = packed.split("|").values();
    this.words = words;
    this.alike = 0; // how many are still as known
    this.told = new Map();
  }

  /** For `walk`: the kanji of the next phrase. */
  of(phrase) {
    const runs = (phrase.match(KANJI) ?? []).map((run) => ({ word: run, parts: [[run, this.#next(run)]] }));
    const byFirst = new Map(runs.map(({ word }) => [word[0], []]));
    for (const run of runs.sort((a, b) => b.word.length - a.word.length)) byFirst.get(run.word[0]).push(run);
    return byFirst;
  }

  #next(run) {
    if (!this.alike) {
      const token = this.tokens.next().value ?? "";
      this.alike = Number(token) || (token ? 0 : Infinity);
      if (!this.alike) this.told.set(run, token);
    }
    if (this.alike) this.alike -= 1;
    return this.told.get(run) ?? this.#known(run);
  }

  #known(run) {
    let sound = "";
    walk(run, this.words, (reading, start, end) => (sound += reading ?? run.slice(start, end)));
    return sound;
  }
}

/** How a phrase sounds, what its kanji sound as in katakana. In kana no particle is told from what is a part of its word: しにたい. */
function sounding(text, readings) {
  let sound = "";
  walk(text, readings, (reading, start, end) => {
    const part = text.slice(start, end);
    const telling = /[^ぁ-ゖ]/.test(part);
    for (const kana of fold(reading ?? part)) if (!lengthens(hiragana(sound.at(-1) ?? ""), kana)) sound += telling ? katakana(kana) : kana;
  });
  return sound;
}

const katakana = (kana) => kana.replace(/[ぁ-ゖ]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0x60));

/** A folded text whose words from abroad stay katakana, each with a mark before it: ローン does not stand in サロン. */
function written(text) {
  return EVERYDAY.reduce((all, [form, usual]) => all.replace(form, usual), text).split(/([ァ-ヺー]+)/).map((chunk, at) => (at % 2 ? `^${katakana(fold(chunk))}` : fold(chunk))).join("");
}

/** Words of another script, without case, accents and marks. */
function latin(text) {
  return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, " ").trim();
}

/** Phrases by what they are made of. */
class Likeness {
  constructor(partsOf) {
    this.partsOf = partsOf;
    this.phrases = []; // { topic, parts }
    this.holders = new Map(); // part → phrases that have it
    this.telling = new Set(); // parts that are no grammar, not everywhere at least
  }

  add(text, topic) {
    const parts = new Set();
    for (const told of this.partsOf(text)) {
      const part = this.partsOf === soundParts ? hiragana(told) : told;
      if (!KANA.test(told)) this.telling.add(part);
      if (parts.has(part)) continue;
      parts.add(part);
      if (!this.holders.has(part)) this.holders.set(part, []);
      this.holders.get(part).push(this.phrases.length);
    }
    this.phrases.push({ topic, parts });
    this.weights = null;
  }

  #weigh() {
    const count = this.phrases.length;
    this.weights = new Map([...this.holders].map(([part, { length }]) => [part, Math.log(1 + count / length) * (this.telling.has(part) ? 1 : GRAMMAR)]));
    for (const phrase of this.phrases) {
      phrase.sum = 0;
      for (const part of phrase.parts) phrase.sum += this.weights.get(part);
    }
    this.unknown = Math.log(1 + count);
    this.together = new Float64Array(count);
  }

  /** Topic → `{ worth, whole, part, most, shared }` by the phrase most like the text; `most`: the greatest `part` of any phrase; `shared()`: what of the text is in it, `[part, weight]` each. */
  read(text) {
    if (!this.weights) this.#weigh();
    const parts = this.partsOf(text);
    const { together } = this; // phrase → the weight of what it shares with the text; 0 again when it has been read
    const like = [];
    let sum = 0;
    for (const part of parts) {
      const weight = this.weights.get(part);
      sum += weight ?? this.unknown * (/^[ァ-ヺ^\u3400-\u9fff]+$/.test(part) ? 1 : STRANGE);
      if (weight)
        for (const number of this.holders.get(part)) {
          if (!together[number]) like.push(number);
          together[number] += weight;
        }
    }
    const found = new Map();
    for (const number of like) {
      const phrase = this.phrases[number];
      const weight = together[number];
      together[number] = 0;
      if (weight < ALIKE * phrase.sum && weight < WHOLE * sum) continue;
      const [whole, part] = [weight / sum, weight / phrase.sum];
      const shared = () => [...phrase.parts].filter((one) => parts.has(one)).map((one) => [one, this.weights.get(one)]);
      // Like a cosine: long phrases share more by chance, short ones are wholly there by chance.
      const one = { sum: Math.sqrt(whole * part) ** MANY, worth: Math.sqrt(whole * part), whole, part, most: part, shared };
      const other = found.get(phrase.topic) ?? { sum: 0, worth: 0, whole: 0, most: 0 };
      found.set(phrase.topic, { ...(one.worth > other.worth ? one : other), sum: one.sum + other.sum, whole: Math.max(whole, other.whole), most: Math.max(part, other.most) });
    }
    // What a topic's other phrases add; of a large one many are somewhat like anything.
    for (const one of found.values()) one.worth = one.sum ** (1 / MANY);
    return found;
  }
}

/** Stretches of characters, none across the end of a clause. */
function stretches(text, shortest, longest) {
  const parts = new Set();
  for (const clause of text.split("\n"))
    for (let at = 0; at < clause.length; at += 1)
      for (let size = shortest; size <= longest && at + size <= clause.length; size += 1) parts.add(clause.slice(at, at + size));
  return parts;
}

/** Pairs and triples of characters, and each kanji. */
function writtenParts(text) {
  const parts = stretches(text, 2, 3);
  for (const char of text) if (hasHan(char)) parts.add(char);
  return parts;
}

/** Without voicing, which the second half of a compound has or has not: 一人くらし, 一人ぐらし. */
function soundParts(text) {
  return stretches(text.normalize("NFD").replace(/\u3099/g, ""), 3, 4);
}

/** Words, their beginnings and their neighbours; of Chinese, which has no spaces, as of Japanese. */
function abroadParts(text) {
  if (hasHan(text)) return writtenParts(text);
  const said = text.split(" ");
  const heads = said.filter((word) => word.length > HEAD).map((word) => `${word.slice(0, HEAD)}-`);
  return new Set([...said, ...heads, ...said.slice(1).map((word, at) => `${said[at]} ${word}`)]);
}
