// Topics: what people worry about in their own words, read by likeness. A query is compared with everything people are
// known to say, by the pairs and triples of characters they share, as written and as it sounds; rare ones count most.

import { hasHan } from "./corpus.js";
import { walk } from "./walk.js";
import { readWords } from "./data.js";
import { fold, fromRomaji, shortened } from "./fold.js";
import { asked, gists } from "./speech.js";

const MOST = 3; // topics a query is about
const BESIDE = 0.2; // what a topic's second phrase adds
const ALIKE = 0.3; // the share of a phrase that must be in the query
const WHOLE = 0.6; // or of the query in the phrase
const ABROAD = 0.8; // what looks like a word of another language may be one of ours
const HEAD = 4; // letters that begin a word in all its forms: evacuate, evacuation
const LEAST = 0.25; // worth: below it likeness is chance
const FAINT = 0.2; // or below this, where there is nothing else to show
const MOSTLY = 0.6; // the share of a phrase in the query above which it is not
const NEAR = 0.55; // of the best topic's worth another must have

export class Topics {
  /** `packed`: as `builder` writes it. */
  constructor({ says, words, leads, danger, help, first, consult }) {
    const known = words.split("\n");
    this.lines = says ? says.split("\n").map((line) => line.split("|")) : [];
    this.all = this.lines.map(([name], index) => ({
      name, leads: leads[index].map((lead) => known[lead]), danger: danger.includes(index), help: help?.[index] ?? [], first: first[index] ?? -1,
    }));
    this.consult = this.all[consult] ?? null;
    this.written = new Likeness();
    this.heard = null;
    this.abroad = new Map();
    this.lines.forEach((phrases, topic) => phrases.forEach((phrase) => this.written.add(fold(gists(phrase)[0]), topic)));
  }

  /** How the phrases sound, and what the topics are called in other languages. */
  hear({ words, foreign, said }) {
    const readings = readWords(words);
    this.said = said;
    this.heard = new Likeness();
    this.lines.forEach((phrases, topic) => phrases.forEach((phrase) => {
      for (const sound of new Set([phrase, gists(phrase)[0]].map((text) => sounding(text, readings))))
        if (sound.length > 2 && !hasHan(sound)) this.heard.add(sound, topic, soundParts);
    }));
    for (const [language, lines] of Object.entries(foreign)) {
      const likeness = new Likeness();
      lines.split("\n").forEach((line, topic) => line && line.split("|").forEach((phrase) => likeness.add(latin(phrase), topic, abroadParts)));
      this.abroad.set(language, likeness);
    }
  }

  /** The topics most like what was typed: what it is about. */
  read(spellings, faint = false) {
    return foremost(this.like(spellings, faint));
  }

  /**
   * All topics that are like what was typed, in any of its spellings, the best first: `{ topic, worth, part, whole, language }`. `part`: the share of
   * a phrase of theirs that is in the query; `whole`: of the query that is in the phrase; `language`: where it is not
   * the plan's. `faint`: those too that are hardly like it.
   */
  like(spellings, faint = false) {
    const [typed] = spellings;
    const texts = [...new Set(spellings.flatMap((text) => [text, asked(text)]).flatMap(gists))];
    const forms = texts.map((text) => [this.written.read(fold(text)), ""]);
    if (this.heard && !hasHan(typed)) {
      const sounds = texts.flatMap((text) => (/[a-z]/i.test(text) ? fromRomaji(typed) : [text])).map(fold);
      forms.push(...sounds.filter((sound) => sound.length > 2).map((sound) => [this.heard.read(shortened(sound), soundParts), ""]));
    }
    if (!/[ぁ-ゖァ-ヺ]/.test(typed))
      for (const [language, likeness] of this.abroad) forms.push([likeness.read(latin(typed), abroadParts), language]);
    const best = new Map();
    for (const [found, language] of forms)
      for (const [topic, one] of found) {
        const worth = one.worth * (language ? ABROAD : 1);
        if (!best.has(topic) || best.get(topic).worth < worth) best.set(topic, { ...one, worth, language });
      }
    const ranked = [...best].map(([topic, one]) => ({ topic: this.all[topic], ...one })).sort((a, b) => b.worth - a.worth);
    return ranked.filter(({ worth, part }) => worth >= (faint ? FAINT : LEAST) || part >= MOSTLY); // of a long story all are small
  }
}

/** Of topics, the best first, those that are as near as the best. */
export function foremost(like) {
  return like.filter(({ worth }) => worth >= NEAR * like[0].worth).slice(0, MOST);
}

/** How a phrase sounds. In kana no particle is told from what is a part of its word: しにたい. */
function sounding(text, readings) {
  let sound = "";
  walk(text, readings, (reading, start, end) => (sound += fold(reading ?? text.slice(start, end))));
  return shortened(sound);
}

/** Words of another script, without case, accents and marks. */
function latin(text) {
  return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, " ").trim();
}

/** Phrases by what they are made of. */
class Likeness {
  constructor() {
    this.phrases = []; // { topic, parts }
    this.holders = new Map(); // part → phrases that have it
  }

  add(text, topic, partsOf = writtenParts) {
    const parts = partsOf(text);
    const number = this.phrases.push({ topic, parts }) - 1;
    for (const part of parts) {
      if (!this.holders.has(part)) this.holders.set(part, []);
      this.holders.get(part).push(number);
    }
    this.weights = null;
  }

  #weigh() {
    const count = this.phrases.length;
    this.weights = new Map([...this.holders].map(([part, holders]) => [part, Math.log(1 + count / holders.length) * (part.length === 1 ? 0.6 : 1)]));
    for (const phrase of this.phrases) phrase.sum = [...phrase.parts].reduce((sum, part) => sum + this.weights.get(part), 0);
    this.unknown = Math.log(1 + count);
  }

  /** Topic → `{ worth, whole, phrase }`. */
  read(text, partsOf = writtenParts) {
    if (!this.weights) this.#weigh();
    const parts = partsOf(text);
    const shared = new Map();
    let sum = 0;
    for (const part of parts) {
      const weight = this.weights.get(part);
      sum += weight ?? this.unknown * (part.length === 1 ? 0.6 : 1);
      if (weight) for (const number of this.holders.get(part)) shared.set(number, (shared.get(number) ?? 0) + weight);
    }
    const found = new Map();
    const ranked = [...shared].map(([number, weight]) => [this.phrases[number], weight]).filter(([phrase, weight]) => weight >= ALIKE * phrase.sum || weight >= WHOLE * sum);
    for (const [phrase, weight] of ranked) {
      // Like a cosine: long phrases share more by chance, short ones are wholly there by chance.
      const worth = weight / Math.sqrt(phrase.sum * sum);
      const other = found.get(phrase.topic);
      if (!other) found.set(phrase.topic, { worth, whole: weight / sum, part: weight / phrase.sum });
      else if (worth > other.worth) found.set(phrase.topic, { worth: worth + BESIDE * other.worth, whole: Math.max(other.whole, weight / sum), part: weight / phrase.sum });
      else other.worth += BESIDE * worth;
    }
    return found;
  }
}

/** Stretches of characters, none across the end of a clause. */
function stretches(text, shortest, longest) {
  const parts = [];
  for (const clause of text.split("\n"))
    for (let at = 0; at < clause.length; at += 1)
      for (let size = shortest; size <= longest && at + size <= clause.length; size += 1) parts.push(clause.slice(at, at + size));
  return parts;
}

/** Pairs and triples of characters, and each kanji. */
function writtenParts(text) {
  return new Set([...stretches(text, 2, 3), ...[...text].filter(hasHan)]);
}

/** Without voicing, which the second half of a compound has or has not: 一人くらし, 一人ぐらし. */
function soundParts(text) {
  return new Set(stretches(text.normalize("NFD").replace(/\u3099/g, ""), 3, 4));
}

/** Words, their beginnings and their neighbours; of Chinese, which has no spaces, as of Japanese. */
function abroadParts(text) {
  if (hasHan(text)) return writtenParts(text);
  const said = text.split(" ");
  const heads = said.filter((word) => word.length > HEAD).map((word) => `${word.slice(0, HEAD)}-`);
  return new Set([...said, ...heads, ...said.slice(1).map((word, at) => `${said[at]} ${word}`)]);
}
