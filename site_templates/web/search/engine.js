// The search engine: data of the builder in, ranked hits with marks out. No DOM, no network, no state but the text.
//
// What stands in the plan as it was typed comes first, and nothing else takes part. A query that does not stand there is
// understood word by word (finder.js) and as a whole, as one of the topics people worry about (topics.js); what the two
// find is joined by rank, each as far as it explains the query. How much is explained decides on the tone.

import { Corpus, FIELDS, hasHan } from "./corpus.js";
import { excerpt, merged, segments } from "./excerpt.js";
import { Finder, empty } from "./finder.js";
import { fold, fromRomaji } from "./fold.js";
import { best, both, gaining, mostOf, raise, summed, weighted, wished } from "./hits.js";
import { distance, occurrences } from "./near.js";
import { sameness, shares } from "./sharing.js";
import { asked, cores, gists, plainly, unfilled } from "./speech.js";
import { Spelling, composed } from "./spelling.js";
import { Topics, clear, foremost, hasKana, inTurn } from "./topics.js";

const FORMAT = 8;
const LONGEST_QUERY = 100;
const MOST_WORDS = 8;
const EXACT = 10000; // above everything: the query is a title
const FIRST = 5000; // above all but that: the entry a topic names
const STANDING = 2000; // above all but these: the query stands there as typed
const MOST_OF_LEAD = 30; // hits of a word that people did not say
const MOST_TOPICS = 6; // that lead to anything, the best of which are named
const REPEATED = 0.75; // what a topic is worth that explains nothing but what others have
const FALL = 2; // how fast topics count less that are less like a query than the best
const SEVERAL = 0.25; // of the lesser score, what a hit of two leads gains
// How entries of some kinds answer a worry: what only lists others hardly does.
const ANSWERING = { actor: 0.5, subject: 0.5, audience: 0.6, finding: 0.85, indicator: 0.85, figure: 0.9, term: 0.95, programme: 1.15, action: 1.1, measure: 1.1 };
const COMPARED = 20; // of the best hits it is asked whether they are about the same topics as the query,
const ABOUT = 0.4; // which is worth so much, by the title and by
const BEGINNING = 80; // characters of the text
const LEAD = 60; // the score of the best hit of a topic's first lead
const EXPLAINED = 0.7; // the share of a query's content that must be found for an answer without reserve
const TOO_LITTLE = 0.3; // of a query's content is no answer, where no topic is like it either
const MEANT = 0.9; // the trust in a topic above which a slip is none
const LITTLE = 0.2; // how like a topic must be at least to be shown where there is nothing else
const ALARM = 0.43; // how near a topic of danger must be for help to be spoken of: rather once too often
const LONGEST_NAME = 40; // of an entry that is named without its text
const SURE = 0.85; // the share of a phrase that must be in the query for its topic to be meant, not resembled
const HALF = 0.5; // and of the query in the phrase, for the entry that its topic names: 社協 is not all that 社協の職員を育てる says
const TRUST = { near: 0.8, part: 0.8, sure: 0.6, like: 0.5, whole: 0.7 };
const LIKE = 0.3; // how like a title must be to be suggested
const GUIDES = new Set(["subject", "audience"]); // lists of other entries: their names are not the words of the plan
const CLAUSES = /[、。，．]/;
const SCRIPTS = { latin: /\p{sc=Latin}/u, chinese: /\p{sc=Han}/u, others: /(?=[^\p{sc=Latin}\p{sc=Han}\p{sc=Common}])\p{L}/u }; // of what may be another language
const ROMAJI = /^[a-z' ]+$/i; // with particles, a sentence: words found are not yet what it says
// What a question asks for is rather of some kinds: how many, which office, what a word means.
const RATHER = [
  [/何(?:[人件割台回名軒世社]|パーセント|か所)|[%％]|いくつ|ど[れの][くぐ]らい|どれ(?:だけ|ほど)|割合|数[字値]|目標値|[人件]数|[率数](?:は|を|の|って|$)|予測|見込み|推移|統計|増え[たてる]|減っ/, { indicator: 2.35, figure: 2.2, table: 2, finding: 2 }],
  [/電話番号|連絡先|何番|番号|部署|何課|担当|(?:ど[これ][にへ]|誰に|だれに)(?:電話|聞|言|相談|話)|窓口/, { contact: 1.3 }],
  [/とは|って何|ってなに|意味/, { term: 1.6 }],
];

export class SearchEngine {
  /** Throws where `data` was written for another engine. */
  constructor(data) {
    if (data.format !== FORMAT) throw new Error(`search data of format ${data.format}, expected ${FORMAT}`);
    this.corpus = new Corpus(data);
    this.finder = new Finder(this.corpus);
    this.spelling = new Spelling(this.corpus);
    this.danger = data.danger;
    this.alarms = new Topics({ says: "", leads: "", first: {} }, data.danger);
    this.topics = null;
    this.leads = new Map(); // word a topic leads to → its hits
    this.led = new Map(); // all words of a topic → their hits
    this.about = new Map(); // entry → topics of its title and of how it begins
    this.lacking = new Set(["topics", "sounds", ...Object.keys(SCRIPTS)]); // of the data, what may still come
    this.actors = data.actors;
    this.ways = data.ways.map(([title, url]) => ({ title, url }));
    this.chosen = this.corpus.docs.filter(({ kind }) => kind === "choice").flatMap(({ title }) => occurrences(this.corpus.original, title));
    this.titles = this.corpus.docs.map((doc) => fold(doc.title));
  }

  /** Takes a part of the data in that came later: `topics`, then `sounds` and words of other languages by their script. */
  learn(name, data) {
    this.lacking.delete(name);
    if (name === "topics") this.topics = new Topics(data, this.danger);
    else if (name === "sounds") this.topics?.hear(data, this.corpus.words);
    else this.topics?.travel(data);
  }

  /** A part will not come. */
  lacks(name) {
    this.lacking.delete(name);
  }

  /**
   * @returns `{ total, hits, facets, tone, near, topics, danger, wants, … }`.
   *
   * `tone`: `found`; `near`, the words of `near` are shown in the place of what was typed; `alike`, the hits only
   * resemble, by their `topics`; `none`. `danger`: life or safety may be in question; `help`: whom the offices then name to call. `said`: what to say in the language
   * of the query. `wants`: the part of the data with which the answer would be better. `kind` and `actor` narrow the hits,
   * not the facets of the other.
   */
  search(query, { kinds = null, actor = null, offset = 0, limit = 20 } = {}) {
    const typed = composed(String(query).slice(0, LONGEST_QUERY));
    const { scores, near, tone, topics, danger, help, wants } = this.#answer(typed);
    const all = [...scores].sort(([a, x], [b, y]) => y.score - x.score || a - b);
    const { docs } = this.corpus;
    const ofKind = ([index]) => !kinds || kinds.includes(docs[index].kind);
    const ofActor = ([index]) => !actor || docs[index].actor === actor;
    const shown = all.filter((entry) => ofKind(entry) && ofActor(entry));
    return {
      total: shown.length,
      hits: shown.slice(offset, offset + limit).map(([index, hit]) => this.#hit(index, hit)),
      facets: {
        kinds: count(all.filter(ofActor), ([index]) => docs[index].kind),
        actors: count(all.filter(ofKind), ([index]) => docs[index].actor),
      },
      tone: all.length ? tone : "none",
      near,
      topics: topics.map(({ topic }) => topic.name),
      danger,
      help,
      wants,
      said: topics[0]?.language ? { language: topics[0].language, text: this.topics.said[topics[0].language] } : null,
      suggestions: all.length || !words(typed).length ? [] : this.#suggestions(fold(typed)),
      turns: all.length || !words(typed).length || !this.topics?.consult ? [] : this.#turns(),
      ways: this.ways,
      actors: this.actors,
    };
  }

  #answer(typed) {
    const nothing = { scores: new Map(), near: [], tone: "none", topics: [], danger: false, help: [], wants: null };
    if (!words(typed).length) return nothing;
    const about = this.#about(typed);
    const said = words(about);
    const telling = said.filter((word) => !empty(word));
    const understood = (otherTongue(said, (word) => this.finder.standing(word).size) ? [] : telling.length ? telling : said).map((word) => this.finder.understand(said.length > 1 ? shorn(word) : word));
    const negated = said.some((word) => empty(word) && /な[いくかけ]|ません/.test(fromRomaji(word)[0] ?? word)); // おかねが ない is not about money
    const found = this.#joined(understood, about);
    // What is written whole is meant, whatever else is spoken of: 子どもが虐待されているかも is about children first.
    const whole = ({ topic, most }) => topic.danger && most >= SURE;
    const literal = !negated && understood.length && !(telling.length && said.length > telling.length && ROMAJI.test(typed)) && understood.every((word) => word.literal) && [...found.keys()].some((index) => !GUIDES.has(this.corpus.docs[index].kind));
    if (literal) return { ...nothing, scores: this.#raised(found, about), tone: "found", ...helped(this.alarms.like(hasHan(typed) ? [typed] : this.#foundAs(understood)).filter(whole)) };
    const spellings = [typed, this.spelling.of(typed)];
    const faint = this.topics?.like(spellings) ?? [];
    const like = faint.filter(clear);
    const sure = foremost(like);
    const meant = sure.length || found.size ? sure : foremost(faint.filter(({ worth }) => worth >= LITTLE));
    // What only sounds so must be what it is about: したい is in 死にたい.
    const dangers = like.filter((one) => (whole(one) ? sure.includes(one) || hasHan(typed) : one.topic.danger && sure.includes(one) && one.part >= ALARM && one.worth >= ALARM));
    const wants = this.#wants(typed);
    const meantSo = meant.length > 0 && trusted(meant[0]) >= MEANT;
    // What was found only by slips explains nothing where a topic is meant.
    const explained = understood.reduce((sum, word) => sum + (meantSo && word.near.length ? 0 : word.share), 0);
    const share = explained / (understood.length + (negated ? 1 : 0) || 1);
    const near = meantSo ? [] : [...new Set(understood.flatMap((word) => word.near))].slice(0, 4);
    if (!meant.length && !near.length && share < TOO_LITTLE) return { ...nothing, wants };
    const led = meant.length ? this.#led(faint, dangers) : new Map();
    const abroad = meant.length > 0 && meant[0].language !== "";
    const trust = abroad || (meantSo && understood.some((word) => word.near.length)) ? 0 : near.length ? TRUST.near : share >= EXPLAINED ? 1 : share * TRUST.part;
    const scores = led.size ? this.#blended(abroad ? new Map() : found, trust, led, typed, shares(faint.map(({ topic, worth }) => [topic, worth]))) : found;
    const first = meant[0]?.part >= SURE && meant[0].whole >= HALF ? meant[0].topic.first : -1;
    if (first >= 0) raise(scores, first, FIRST);
    const tone = abroad ? "alike" : near.length ? "near" : share >= EXPLAINED && this.#holdsMost(scores, understood) ? "found" : "alike";
    return { scores: this.#raised(scores, about), near: tone === "near" ? near : [], tone, topics: tone === "alike" ? meant : [], ...helped(dangers), wants };
  }

  /** The part of the data with which the answer would be better. */
  #wants(typed) {
    if (this.lacking.has("topics")) return "topics";
    if (!this.topics) return null;
    if (this.lacking.has("sounds") && !hasHan(typed)) return "sounds";
    return (!hasKana(typed) && Object.keys(SCRIPTS).find((name) => this.lacking.has(name) && SCRIPTS[name].test(typed))) || null;
  }

  /** What was typed without the words of speech and of asking, in the plan's spelling; as it is, where the plan has it so. */
  #about(typed) {
    const stands = (text) => !CLAUSES.test(text) && this.finder.literal(text).size > 0;
    const opened = unfilled(typed);
    const spoken = plainly(opened);
    const joined = typed.replace(/\s+/g, "");
    if (joined.length < 1.5 * words(typed).length && this.finder.standing(joined).size) return joined; // spaced out, as text copied from print may be
    return [typed.trim(), opened.trim()].find(stands) ?? this.#core(cores(spoken).filter(stands)) ?? this.spelling.of(asked(spoken));
  }

  /** What was found, as the plan writes it: 自殺 for じさつ. */
  #foundAs(understood) {
    const places = understood.flatMap(({ hits }) => [...hits.values()].flatMap(({ ranges }) => ranges.slice(0, 1)));
    return [...new Set(places.map(([, from, to]) => this.corpus.original.slice(from, to)))].slice(0, MOST_WORDS);
  }

  /** The shortest of what stands in the plan; not one that ends within a word, such as 子ど of 子ども. */
  #core(standing) {
    const count = (text) => this.finder.literal(text).size;
    let core = standing.length - 1;
    const within = (text, longer) => longer.length === text.length + 1 && /[ぁ-ゖ]$/.test(text) && count(text) === count(longer);
    while (core > 0 && within(standing[core], standing[core - 1])) core -= 1;
    return standing[core];
  }

  /** Hits of all words of a query: those that hold every word; where none does, the most. */
  #joined(understood, about) {
    const literal = understood.filter((word) => word.literal).map(({ hits }) => hits);
    const others = understood.filter((word) => !word.literal).map(({ hits }) => hits);
    const common = (hits) => this.finder.common(hits);
    // What stands nearly everywhere (the city's name) tells little, and nothing where another word was understood.
    const required = literal.every(common) && others.some((hits) => hits.size) ? [] : literal.map((hits) => (common(hits) ? weighted(hits, 0.1) : hits));
    let scores = new Map(required.length ? required.reduce(both) : []);
    // Words that were found only by a detour are wished for, not asked for.
    if (scores.size) scores = others.reduce((sum, hits) => wished(sum, hits), scores);
    else scores = mostOf([...literal, ...others], this.corpus.docs.length);
    const favoured = rather(about);
    for (const [index, { score }] of scores) raise(scores, index, score * ((favoured[this.corpus.docs[index].kind] ?? 1) - 1));
    return scores;
  }

  /** Titles that are the query stand first, then what holds it as it was typed. */
  #raised(scores, about) {
    const whole = fold(about).replaceAll("\n", "");
    const named = scores.size && whole ? [...scores.keys()].filter((index) => this.#isCalled(index, whole)) : [];
    for (const index of new Set([...this.finder.standing(about).keys(), ...named])) if (scores.has(index)) raise(scores, index, STANDING);
    this.titles.forEach((title, index) => {
      if (title.replaceAll("\n", "") === whole && whole) raise(scores, index, EXACT + (this.finder.literal(about).get(index)?.score ?? 0));
    });
    return scores;
  }

  /** Whether an entry goes by this name too: 社協. */
  #isCalled(index, whole) {
    const { kind, aliases } = this.corpus.docs[index];
    return !GUIDES.has(kind) && Boolean(aliases) && aliases.split("\n").some((alias) => fold(alias) === whole);
  }

  /** Whether the best hit holds most of what was understood. */
  #holdsMost(scores, understood) {
    if (understood.length < 2) return true;
    const [best] = [...scores].reduce((top, entry) => (!top || entry[1].score > top[1].score ? entry : top), null) ?? [-1];
    return understood.filter(({ hits }) => hits.has(best)).length >= EXPLAINED * understood.length;
  }

  /** What all topics that are like a query lead to, each as far as it is; what several lead to above what one does. */
  #led(like, dangers) {
    const turns = inTurn(like.slice(0, 2 * MOST_TOPICS), MOST_TOPICS, REPEATED);
    const share = ([one, worth]) => (dangers.includes(one) ? 1 : (worth / turns[0][1]) ** FALL);
    return summed(turns.map((turn) => [this.#leadHits(turn[0].topic.leads), share(turn)]));
  }

  /** Words found, as far as they are trusted, and what topics lead to; of these what resembles the text itself, is about the same, and is of a kind that answers. */
  #blended(found, trust, led, text, about) {
    const top = Math.max(...[...found.values()].map(({ score }) => score));
    const resembling = this.finder.resembling(gists(text));
    const favoured = rather(text);
    const all = summed([[led, 1 / LEAD], [trust ? found : new Map(), trust / top]]);
    const fitting = (index) => (ANSWERING[this.corpus.docs[index].kind] ?? 1) * (favoured[this.corpus.docs[index].kind] ?? 1);
    for (const [index, hit] of all) hit.score = (hit.score + (resembling.get(index) ?? 0)) * fitting(index);
    for (const [index, hit] of best(all, COMPARED)) hit.score += ABOUT * this.#same(index, about) * fitting(index);
    return all;
  }

  /** How far an entry is about the same as a query: by its title, and by how it begins. */
  #same(index, about) {
    const { title, text } = this.corpus.docs[index];
    if (!this.about.has(index)) this.about.set(index, [title, text.slice(0, BEGINNING) || title].map((one) => this.topics.about(one)));
    return this.about.get(index).reduce((sum, own) => sum + sameness(own, about), 0);
  }

  /** The best hit of each lead in the order of the leads, then the others; what several leads stand in above what one does. */
  #leadHits(leads) {
    if (!this.led.has(leads)) this.led.set(leads, this.#ledHits(leads));
    return this.led.get(leads);
  }

  #ledHits(leads) {
    return leads.reduce((sum, lead, rank) => {
      if (!this.leads.has(lead)) this.leads.set(lead, best(this.#sought(this.finder.look(lead)), MOST_OF_LEAD));
      const hits = this.leads.get(lead);
      const top = Math.max(...[...hits.values()].map(({ score }) => score));
      return gaining(sum, weighted(hits, (LEAD - 6 * Math.min(rank, 6)) / top), SEVERAL);
    }, new Map());
  }

  /** Hits without those in names of choices alone: 健康づくり課 is no answer to 健康. */
  #sought(hits) {
    return new Map([...hits].filter(([, { ranges }]) => !ranges.length || ranges.some(([, from, to]) => !this.chosen.some(([start, end]) => start <= from && to <= end))));
  }

  /** Titles and words of the plan most like what was typed; never none while there are short titles. */
  #suggestions(folded) {
    const [typed, sound] = [paired(folded), paired(fold(this.corpus.readingOf(folded)) || folded)];
    this.short ??= this.corpus.docs
      .map((doc, index) => ({ doc, title: paired(this.titles[index]), sound: paired(fold(this.corpus.readingOf(doc.title))) }))
      .filter(({ title: { text } }) => text.length > 1 && text.length <= 24);
    return this.short
      .map((known) => [known.doc, Math.max(alike(typed, known.title), alike(sound, known.sound))])
      .filter(([, likeness]) => likeness > LIKE)
      .sort(([, a], [, b]) => b - a)
      .slice(0, 5)
      .map(([doc]) => ({ title: doc.title, url: doc.url }));
  }

  /** Where the plan says to turn to with any worry. */
  #turns() {
    const hits = [...this.#leadHits(this.topics.consult.leads)].sort(([, a], [, b]) => b.score - a.score);
    const found = hits.map(([index]) => ({ title: this.corpus.docs[index].title, url: this.corpus.docs[index].url }));
    return found.filter(({ title }) => title.length <= LONGEST_NAME).slice(0, 3);
  }

  #hit(index, { score, ranges }) {
    const doc = this.corpus.docs[index];
    const marks = { title: [], text: [] };
    for (const [field, from, to] of ranges) {
      const name = FIELDS[this.corpus.fieldKind[field]];
      if (name in marks) marks[name].push([from - this.corpus.fieldStart[field], to - this.corpus.fieldStart[field]]);
    }
    const title = merged(marks.title);
    const text = merged(marks.text);
    const found = [...title.map(([a, b]) => doc.title.slice(a, b)), ...text.map(([a, b]) => doc.text.slice(a, b))];
    return {
      index, kind: doc.kind, actor: doc.actor, place: doc.place, within: doc.within, url: doc.url, score,
      title: segments(doc.title, title, 0, doc.title.length),
      excerpt: excerpt(doc.text, text),
      words: [...new Set(found)].slice(0, 5),
    };
  }
}

/** Kind of entry → how much more it is worth, by what is asked for. */
function rather(text) {
  return Object.assign({}, ...RATHER.filter(([question]) => question.test(text)).map(([, kinds]) => kinds));
}

/** What is said of topics of danger. */
function helped(dangers) {
  const contacts = dangers.flatMap(({ topic }) => topic.help);
  return { danger: dangers.length > 0, help: [...new Map(contacts.map((contact) => [contact.url, contact])).values()] };
}

/** How far a topic is trusted, from 0 to 1: by how much of its phrase is in the query, and of the query in the phrase. */
function trusted({ part, whole }) {
  return (part >= SURE ? TRUST.sure : TRUST.like * part) + TRUST.whole * whole;
}

/** A word between spaces without its particle: お金が ない, as easy Japanese is written. */
function shorn(word) {
  return /..[がはをもにで]$/.test(word) ? word.slice(0, -1) : word;
}

/** Whether words are no Japanese and no romaji, which has no marks but long vowels' and ends with a vowel or n in every word that is typed whole. */
function otherTongue(said, stands) {
  const strange = (word, at) => /[\u00c0-\u1fff]/.test(word.replace(/[āīūēōâîûêô]/gi, "")) || (at < said.length - 1 && /^[a-z']+[^aiueon]$/i.test(word));
  return said.every((word) => /^[a-z'\u00c0-\u1fff]+$/i.test(word)) && said.some((word, at) => strange(word, at) && !stands(word));
}

function words(query) {
  return query.normalize("NFKC").split(/[\s、。,，\/|]+/u).filter((word) => fold(word).replaceAll("\n", "")).slice(0, MOST_WORDS);
}

/** A short text with its pairs of characters. */
function paired(text) {
  return { text, pairs: new Set([...text].map((_, i) => text.slice(i, i + 2))) };
}

/** Likeness of two short texts, from 0 to 1. */
function alike({ text: a, pairs: left }, { text: b, pairs: right }) {
  if (!a || !b) return 0;
  let shared = 0;
  for (const pair of left) if (right.has(pair)) shared += 1;
  const close = a.length <= 12 && b.length <= 12 ? 1 - distance(a, b) / Math.max(a.length, b.length) : 0;
  return Math.max((2 * shared) / (left.size + right.size), close * 0.8);
}

function count(entries, key) {
  const counts = {};
  for (const entry of entries) if (key(entry)) counts[key(entry)] = (counts[key(entry)] ?? 0) + 1;
  return counts;
}
