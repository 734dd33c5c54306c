// The search engine for languages whose words are apart by spaces: data of the builder in, ranked hits with marks out.
//
// A word is found by its stem (english.js), the last one also by its beginning; one that the plan does not have is taken for
// the nearest that it has. Topics (topics/LANGUAGE, synonyms.yml) add the words of the plan to those that people say.

import { readDocs, readTopics } from "./data.js";
import { SILENT, stem } from "./english.js";
import { excerpt, merged, segments } from "./excerpt.js";
import { distance } from "./near.js";
import { sameness, shares } from "./sharing.js";

const FORMAT = 8;
const LONGEST_QUERY = 200;
const FIELDS = [["title", 5], ["aliases", 4], ["within", 1], ["actor", 1.5], ["text", 1.5]];
const KIND = { measure: 1.3, programme: 1.15, term: 1.2, challenge: 1.1, "cross-listing": 0.5, subject: 0.6, audience: 0.6, actor: 0.9, indicator: 0.6, "indicator-group": 0.7, figure: 0.75, table: 0.75, chapter: 0.9 };
const EXACT = 1000; // above everything: the query is a title
const STANDING = 100; // above all but that and the entry a topic names: it holds the query as it was typed
const FIRST = 500; // the entry a topic names
const BEGINNING = 0.7; // of the worth of a word of which only the beginning was typed
const SLIP = 0.8;
const LED = 7.5; // what the best hit of a topic's first lead is worth
const UNEXPLAINED = 0.5; // what leads gain where the words of a query are not found
const RANK = 0.12; // what each further lead of a topic is worth less
const FALL = 3; // how fast topics count less that are less like a query than the best
const NORM = 3; // of the phrases of a topic the best decides, the others add a little
const RARE = 0.35; // how much less a word says that many topics have
const EXPLAINED = 0.65; // the share of what a query says that must be found for an answer without reserve
const PART = 0.5; // the share of a phrase that must be in a query for its topic to be meant
const MOST_TOPICS = 5;
const COMPARED = 20; // of the best hits it is asked
const ABOUT = 6; // whether their titles are about the same topics as the query,
const SENTENCE = 10; // and whether a sentence of theirs says the same
const USUAL = 3.5; // how rare a word usually is
const STRANGE = /[^\x00-\x7f’‘“”–—£€]/; // no English: who writes so is led to what is said of other languages
const WORD = /[\p{L}\p{N}]+(?:['’&][\p{L}]+)*/gu;
const LANGUAGES = { en: { stem, silent: SILENT } };
const PLAIN = { stem: (word) => word, silent: new Set() };

// What a question asks for is rather of some kinds: how many, whom, what a word means.
const RATHER = [
  [/\bhow (?:many|much|often)\b|\bnumbers? (?:of|who)\b|\bper ?cent|%|\bshare of\b|\bproportion\b|\brates?\b|\bfigures?\b|\btypical/i, { indicator: 2, figure: 2, table: 2, finding: 2 }],
  [/\bwhich (?:team|department|office|part)\b|\bin charge\b|\bwho (?:runs|sorts|does|looks|is responsible)\b|\bofficer\b/i, { actor: 2 }],
  [/\bemail\b|\bnumber to\b|\bring\b|\bphone\b|\bcontact\b/i, { contact: 1.3 }],
  [/\bmean(?:s|ing)?\b|\bwhat(?:'s| is| are) an?\b/i, { term: 1.5 }],
];

export class SearchEngine {
  /** Throws where `data` was written for another engine. */
  constructor(data) {
    if (data.format !== FORMAT) throw new Error(`search data of format ${data.format}, expected ${FORMAT}`);
    this.language = LANGUAGES[data.language?.split("-")[0]] ?? PLAIN;
    this.corpus = { docs: readDocs(data.docs) };
    this.actors = data.actors;
    this.ways = data.ways.map(([title, url]) => ({ title, url }));
    this.danger = data.danger;
    this.topics = [];
    this.consult = null;
    this.tongues = null; // the topic of other languages
    this.said = new Map(); // word of what people say of topics → its stem
    this.heard = new Set(); // these stems
    this.lacking = new Set(["topics"]);
    this.common = new Map(); // part of a phrase → how many topics have it
    this.holders = new Map(); // stem → document → its worth there and where it stands
    this.spelt = new Map(); // word as written → its stem
    this.about = new Map(); // entry → the topics of its title
    this.sentences = new Map(); // entry → the stems of each of its sentences
    this.corpus.docs.forEach((doc, index) => this.#read(doc, index));
    this.plain = this.corpus.docs.map((doc) => FIELDS.slice(0, 1).concat(FIELDS.slice(-1)).map(([name]) => folded(doc[name])));
  }

  #read(doc, index) {
    for (const [name, weight] of FIELDS) {
      const text = name === "actor" ? (this.actors[doc.actor] ?? []).join("\n") : doc[name];
      const words = this.#words(text);
      words.forEach(({ word, stem, from, to }) => {
        this.spelt.set(word, stem);
        if (!this.holders.has(stem)) this.holders.set(stem, new Map());
        const docs = this.holders.get(stem);
        const there = docs.get(index) ?? { worth: 0, ranges: [] };
        // In a short field a word says more of it; said again it adds less and less.
        there.worth += (weight / (1 + there.ranges.length)) * (name === "title" ? 0.6 + 0.8 / words.length : 1);
        there.ranges.push([name, from, to]);
        docs.set(index, there);
      });
    }
  }

  #words(text) {
    return [...String(text ?? "").matchAll(WORD)].map((found) => {
      const word = folded(found[0]);
      return { word, stem: this.language.stem(word.replace(/'s$|'/g, "")), from: found.index, to: found.index + found[0].length };
    });
  }

  /** Takes a part of the data in that came later. */
  learn(name, data) {
    this.lacking.delete(name);
    this.topics = readTopics(data, this.danger).map((topic) => ({ ...topic, phrases: [...new Map(topic.phrases.map((phrase) => this.#parts(phrase)).map((parts) => [parts.join("|"), parts])).values()] }));
    this.common.clear();
    for (const { phrases } of this.topics) for (const stem of new Set(phrases.flat())) this.common.set(stem, (this.common.get(stem) ?? 0) + 1);
    [this.consult, this.tongues] = [data.consult, data.tongues].map((number) => this.topics[number] ?? null);
    this.said = new Map(readTopics(data, this.danger).flatMap(({ phrases }) => phrases.flatMap((phrase) => this.#words(phrase).map(({ word, stem }) => [word, stem]))));
    this.heard = new Set(this.said.values());
    this.about.clear();
  }

  /** What of a phrase must be said, once for all its forms. */
  #parts(phrase) {
    const words = this.#words(phrase);
    const telling = words.filter((word) => this.#tells(word));
    // What one word of it says is not what it says: hold is no on hold, end no end it all.
    return words.length > 1 && telling.length < 2 ? [words.map(({ stem }) => stem).join(" ")] : this.#telling(words).map(({ stem }) => stem);
  }

  /** A part will not come. */
  lacks(name) {
    this.lacking.delete(name);
  }

  /** As of `engine.js`. */
  search(query, { kinds = null, actor = null, offset = 0, limit = 20 } = {}) {
    const typed = String(query).slice(0, LONGEST_QUERY);
    const { scores, near, tone, topics, danger, help } = this.#answer(typed);
    const all = [...scores].sort(([a, x], [b, y]) => y.score - x.score || a - b);
    const { docs } = this.corpus;
    const ofKind = ([index]) => !kinds || kinds.includes(docs[index].kind);
    const ofActor = ([index]) => !actor || docs[index].actor === actor;
    const shown = all.filter((entry) => ofKind(entry) && ofActor(entry));
    const empty = !all.length && this.#words(typed).length > 0;
    return {
      total: shown.length,
      hits: shown.slice(offset, offset + limit).map(([index, hit]) => this.#hit(index, hit)),
      facets: { kinds: count(all.filter(ofActor), ([index]) => docs[index].kind), actors: count(all.filter(ofKind), ([index]) => docs[index].actor) },
      tone: all.length ? tone : "none",
      near, danger, help,
      topics: topics.map(({ name }) => name),
      wants: this.lacking.has("topics") ? "topics" : null, // which also know whether life is in question
      said: null,
      suggestions: empty ? this.#suggestions(typed) : [],
      turns: empty && this.consult ? this.#turns() : [],
      ways: this.ways,
      actors: this.actors,
    };
  }

  /** The words that say something; all of them where none does. */
  #telling(words) {
    const telling = words.filter((word) => this.#tells(word));
    return telling.length ? telling : words;
  }

  #tells({ word }) {
    return !this.language.silent.has(word) && (word.length > 1 || /\d/.test(word));
  }

  #answer(typed) {
    const words = this.#words(typed);
    const telling = this.#telling(words);
    const nothing = { scores: new Map(), near: [], tone: "none", topics: [], danger: false, help: [] };
    if (!telling.length) return nothing;
    const open = /[\p{L}\p{N}]$/u.test(typed); // the last word may still be going on
    const understood = telling.map((word) => this.#understand(word, open && word === words.at(-1)));
    const said = ` ${words.map(({ stem }) => stem).join(" ")} `;
    // A word that is known is no other that begins so: plan is not plant.
    const known = ({ stem }) => this.holders.has(stem) || this.heard.has(stem);
    const like = this.#like(new Set(telling.flatMap((word, at) => (known(word) ? [word.stem] : [...understood[at].stems.keys()]))), said);
    const meant = like.slice(0, MOST_TOPICS);
    const scores = new Map();
    for (const { stems } of understood) this.#add(scores, stems, 1);
    // Whoever says more of a query is nearer to it.
    for (const [index, hit] of scores) hit.score *= 0.4 + 0.6 * (hit.words.size / understood.length);
    const best = [...scores.values()].reduce((top, { words: found }) => Math.max(top, found.size), 0);
    const share = best / understood.length;
    const before = Math.max(0, ...[...scores.values()].map(({ score }) => score));
    const whole = folded(typed).trim();
    const stands = words.length > 1 && this.plain.some((texts) => texts.some((text) => text.includes(whole)));
    const favoured = Object.assign({}, ...RATHER.filter(([question]) => question.test(typed)).map(([, kinds]) => kinds));
    meant.forEach(({ leads, first, part, worth }, at) => {
      const weight = LED * (worth / meant[0].worth) ** FALL * (part + (share < EXPLAINED ? UNEXPLAINED : 0));
      leads.forEach((lead, rank) => this.#lead(scores, lead, weight * (1 - RANK * rank)));
      if (at === 0 && first >= 0 && !stands && !Object.keys(favoured).length) this.#raise(scores, first, FIRST);
    });
    const about = sharesOf(like);
    const stems = new Set(telling.map(({ stem }) => stem));
    const foremost = [...scores].sort(([, a], [, b]) => b.score - a.score).slice(0, COMPARED);
    for (const [index, hit] of foremost) hit.score += ABOUT * sameness(this.#about(index), about) + SENTENCE * this.#saysSo(index, stems);
    for (const [index, hit] of scores) hit.score *= favoured[this.corpus.docs[index].kind] ?? 1;
    const near = before ? [...new Set(understood.flatMap(({ near }) => near))].slice(0, 4) : [];
    this.plain.forEach(([title, text], index) => {
      if (title === whole) this.#raise(scores, index, EXACT);
      else if (words.length > 1 && (title.includes(whole) || text.includes(whole)) && scores.has(index)) this.#raise(scores, index, STANDING * (title.includes(whole) ? 2 : 1));
    });
    const dangers = meant.filter(({ danger }) => danger);
    const danger = dangers.length > 0;
    const help = [...new Map(dangers.flatMap((topic) => topic.help).map((contact) => [contact.url, contact])).values()];
    const tone = near.length ? "near" : share >= EXPLAINED ? "found" : "alike";
    if (!scores.size && this.tongues && STRANGE.test(typed)) {
      this.tongues.leads.forEach((lead, rank) => this.#lead(scores, lead, 1 - RANK * rank));
      return { ...nothing, scores, tone: "alike", topics: [this.tongues], danger, help };
    }
    if (!meant.length && share < EXPLAINED / 2) return { ...nothing, danger, help };
    return { scores, near: tone === "near" ? near : [], tone, topics: tone === "alike" ? meant : [], danger, help };
  }

  /** `{ stems, near }`: the stems a typed word is found by, with their worth; `near`: what was taken for it. */
  #understand({ word, stem }, goingOn) {
    const stems = new Map();
    if (this.holders.has(stem)) stems.set(stem, 1);
    if (goingOn && word.length > 2)
      for (const [spelt, other] of this.spelt) if (spelt.startsWith(word) && !stems.has(other)) stems.set(other, BEGINNING);
    // What people say of topics is no slip: wall is not walk.
    if (stems.size || word.length < 4 || this.heard.has(stem)) return { stems, near: [] };
    const slips = word.length < 8 ? 1 : word.length < 12 ? 2 : 3;
    let fewest = slips + 1;
    let found = [];
    for (const spelt of [...this.spelt.keys(), ...this.said.keys()]) {
      if (Math.abs(spelt.length - word.length) > slips || spelt.length < 4 || (spelt[0] !== word[0] && spelt[1] !== word[0]) || this.language.silent.has(spelt)) continue;
      const apart = turned(spelt, word) ? 1 : word.length > 4 ? distance(spelt, word) : Infinity; // of four letters too many words are alike
      if (apart < fewest) [fewest, found] = [apart, []];
      if (apart === fewest && apart <= slips) found.push(spelt);
    }
    found.forEach((spelt) => stems.set(this.spelt.get(spelt) ?? this.said.get(spelt), SLIP));
    return { stems, near: found.slice(0, 2) };
  }

  /** The topics of which most of a phrase is in a text, the best first. `said`: the stems of all its words in their order. */
  #like(stems, said) {
    const part = (phrase) => phrase.filter((stem) => stems.has(stem) || (stem.includes(" ") && said.includes(` ${stem} `))).length / (phrase.length || 1);
    const rare = (phrase) => phrase.reduce((sum, stem) => sum + this.common.get(stem) ** -RARE, 0) / phrase.length;
    const worth = (phrase) => part(phrase) * Math.sqrt(phrase.length) * rare(phrase);
    const ranked = this.topics.map((topic) => {
      const like = topic.phrases.filter((phrase) => part(phrase) > PART);
      return { ...topic, part: Math.max(...like.map(part)), worth: like.reduce((sum, phrase) => sum + worth(phrase) ** NORM, 0) ** (1 / NORM) };
    });
    return ranked.filter(({ worth }) => worth).sort((a, b) => b.worth - a.worth);
  }

  /** The topics of an entry's title. */
  #about(index) {
    if (!this.about.has(index)) {
      const words = this.#words(this.corpus.docs[index].title);
      const stems = new Set(this.#telling(words).map(({ stem }) => stem));
      this.about.set(index, sharesOf(this.#like(stems, ` ${words.map(({ stem }) => stem).join(" ")} `)));
    }
    return this.about.get(index);
  }

  /** How like some stems the sentence of an entry most like them is: rare ones count most, and long ones share more by chance. */
  #saysSo(index, stems) {
    const { title, text } = this.corpus.docs[index];
    if (!this.sentences.has(index)) this.sentences.set(index, [title, ...text.split(/[.\n]/)].map((one) => new Set(this.#telling(this.#words(one)).map(({ stem }) => stem))));
    const rarity = (stem) => Math.log(1 + this.corpus.docs.length / (this.holders.get(stem)?.size ?? 0.5));
    const weight = (some) => some.reduce((sum, stem) => sum + rarity(stem), 0);
    const shared = this.sentences.get(index).map((own) => weight([...stems].filter((stem) => own.has(stem))) / Math.sqrt(own.size + 1));
    return Math.max(...shared) / Math.sqrt(USUAL * weight([...stems]));
  }

  /** What holds one of some stems, worth more where few others do. */
  #add(scores, stems, weight, words = stems) {
    const found = new Map();
    for (const [stem, worth] of stems) {
      const docs = this.holders.get(stem) ?? new Map();
      const rare = Math.log(1 + this.corpus.docs.length / (docs.size || 1));
      for (const [index, there] of docs) {
        const score = there.worth * rare * worth * weight * (KIND[this.corpus.docs[index].kind] ?? 1);
        const one = found.get(index);
        if (!one || one.score < score) found.set(index, { score, ranges: [...(one?.ranges ?? []), ...there.ranges] });
        else one.ranges.push(...there.ranges);
      }
    }
    for (const [index, { score, ranges }] of found) {
      const hit = scores.get(index) ?? { score: 0, ranges: [], words: new Set() };
      hit.score += score;
      hit.ranges.push(...ranges);
      if (words) hit.words.add(words);
      scores.set(index, hit);
    }
  }

  /** Documents that hold all words of a lead. */
  #lead(scores, lead, weight) {
    const stems = this.#telling(this.#words(lead)).map(({ stem }) => stem);
    const alone = new Map();
    stems.forEach((stem) => this.#add(alone, new Map([[stem, 1]]), 1));
    const whole = [...alone].filter(([, { words }]) => words.size >= new Set(stems).size);
    const top = Math.max(...whole.map(([, { score }]) => score));
    for (const [index, hit] of whole) {
      const other = scores.get(index) ?? { score: 0, ranges: [], words: new Set() };
      scores.set(index, { ...other, score: other.score + weight * Math.sqrt(hit.score / top), ranges: [...other.ranges, ...hit.ranges] });
    }
  }

  #raise(scores, index, by) {
    const hit = scores.get(index) ?? { score: 0, ranges: [], words: new Set() };
    scores.set(index, { ...hit, score: hit.score + by });
  }

  /** Titles most like what was typed. */
  #suggestions(typed) {
    const pairs = (text) => new Set([...text].map((_, at) => text.slice(at, at + 3)).filter((part) => part.length === 3 && part.trim() === part));
    const wanted = pairs(folded(typed));
    const alike = (title) => {
      const own = pairs(title);
      return (2 * [...wanted].filter((pair) => own.has(pair)).length) / (wanted.size + own.size || 1);
    };
    return this.corpus.docs
      .map((doc, index) => [doc, doc.title.length <= 60 ? alike(this.plain[index][0]) : 0])
      .filter(([, likeness]) => likeness > 0.25)
      .sort(([, a], [, b]) => b - a)
      .slice(0, 5)
      .map(([{ title, url }]) => ({ title, url }));
  }

  /** Where the plan says to turn to with any worry. */
  #turns() {
    const scores = new Map();
    this.consult.leads.forEach((lead, rank) => this.#lead(scores, lead, 1 - RANK * rank));
    return [...scores].sort(([, a], [, b]) => b.score - a.score).map(([index]) => this.corpus.docs[index]).filter(({ title }) => title.length <= 60).slice(0, 3).map(({ title, url }) => ({ title, url }));
  }

  #hit(index, { score, ranges }) {
    const doc = this.corpus.docs[index];
    const of = (name) => merged(ranges.filter(([field]) => field === name).map(([, from, to]) => [from, to]));
    const [title, text] = [of("title"), of("text")];
    const found = [...title.map(([a, b]) => doc.title.slice(a, b)), ...text.map(([a, b]) => doc.text.slice(a, b))];
    return {
      index, kind: doc.kind, actor: doc.actor, place: doc.place, within: doc.within, url: doc.url, score,
      title: segments(doc.title, title, 0, doc.title.length),
      excerpt: excerpt(doc.text, text),
      words: [...new Set(found)].slice(0, 5),
    };
  }
}

/** Small letters without marks, one kind of apostrophe. */
function folded(text) {
  return String(text ?? "").normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replaceAll("’", "'").toLowerCase();
}

/** Topics that share in a text, of those that are like it. */
const sharesOf = (like) => shares(like.map(({ name, worth }) => [name, worth]));

/** Whether two words differ by two neighbours changed. */
function turned(a, b) {
  const at = [...a].findIndex((char, place) => char !== b[place]);
  return a.length === b.length && at >= 0 && a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}

function count(entries, key) {
  const counts = {};
  for (const entry of entries) if (key(entry)) counts[key(entry)] = (counts[key(entry)] ?? 0) + 1;
  return counts;
}
