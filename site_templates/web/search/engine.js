// The search engine: data of `builder/keikaku/outputs/search/__init__.py` in, ranked hits with marks out. No DOM, no network, no state but the text.
//
// A query is understood word by word. A word is looked for as written, as it sounds and in romaji; where a synonym of
// plan/synonyms.yml leads elsewhere, there too. Only a word that is found nowhere is taken apart, and only one that
// even its parts do not find is matched with slips. Hits must answer every word; if none does, the most wins.

import { Corpus, FIELDS, hasHan } from "./corpus.js";
import { buried, straddles, wholeWord } from "./edges.js";
import { excerpt, merged, segments } from "./excerpt.js";
import { KANA, fold, fromRomaji, shortened } from "./fold.js";
import { both, either, mostOf, raise, weighted, wished } from "./hits.js";
import { findAbbreviated } from "./abbreviation.js";
import { CHUNK, asked, holds, overlaps, without } from "./phrase.js";
import { Synonyms } from "./synonyms.js";
import { distance, findNear, slipsFor, swapped } from "./near.js";

const FORMAT = 3;
const LONGEST_QUERY = 100;
const MOST_WORDS = 8;
const MOST_KNOWN = 100;
const WEIGHT = { title: 100, reading: 85, alias: 60, actor: 40, text: 30, within: 16 };
const KIND = { measure: 1.3, programme: 1.15, term: 1.15, challenge: 1.1, section: 1.05, subsection: 1.05, chapter: 1.05, "cross-listing": 0.5, subject: 0.65, audience: 0.7, indicator: 0.7, "indicator-group": 0.75, figure: 0.75, topic: 0.9 };
const EXACT = 10000; // above everything: the query is a title
const FIRST = 5000; // above all but that: where the plan itself says to turn to
const LEAD = 60; // the score of the best hit of a synonym's first lead
const BESIDE = 0.55; // what a synonym finds, where the word itself is found too
const OWN = 0.7; // what the word of a synonym finds itself, beside what it leads to
const EVERYWHERE = 0.3; // the share of all entries that makes a word say nothing
const LIKE = 0.3; // how like a title must be to be suggested
const ANYONES = /^(?:自分|自身|1人|2人|同じ|毎[日晩朝週年]|全部|1緒|1度|場合|様子|状態|普通|本当|去年|今年|来年|明日|昨日|今日|何度|何か|誰か|誰も|私達|家族)$/; // said by anyone of anything
const COUNTING = /(?:数|割合|率|推移|統計|何人|何件|何か所|いくつ)$/;
const COUNTED = new Set(["indicator", "figure"]);
const PARTICLES = /(?:から|まで|など|とは|には|では|って|[はがをにのでとへや])$/;
// What words of grammar are made of; a stretch of kana that is no more than these says nothing by itself.
const EMPTY_WORDS = /^(?:あっ|あり|ある|いう|いく|いけ|いっ|いる|おり|かも|から|がち|くだ|くて|くる|くれ|けど|こと|この|さい|され|しま|しれ|すぎ|する|せん|そう|その|たい|たく|たら|だけ|ため|って|つい|てい|てき|でき|です|とき|とこ|とは|どう|ない|なく|なっ|など|なに|なら|なり|なる|なん|ので|のに|ばか|ばっ|ほう|ほし|まう|ます|まし|ませ|まで|もの|もら|やっ|やり|よう|より|られ|れて|れる|ろう|ろか|わけ|[いがかしせただてでとなにねのはばへまもやよらりるれをん])+$/;

export class SearchEngine {
  /** Throws where `data` was written for another engine. */
  constructor(data) {
    if (data.format !== FORMAT) throw new Error(`search data of format ${data.format}, expected ${FORMAT}`);
    this.corpus = new Corpus(data);
    this.known = new Map();
    this.actors = data.actors;
    this.ways = data.ways.map(([title, url]) => ({ title, url }));
    this.titles = this.corpus.docs.map((doc) => fold(doc.title));
    this.synonyms = new Synonyms(data.synonyms, this.corpus);
  }

  /**
   * @returns `{ total, hits, facets, near, suggestions, ways, actors }`; `near` holds the words shown instead of what was typed,
   * where nothing matched as typed. `kind` and `actor` narrow the hits, not the facets of the other.
   */
  search(query, { kinds = null, actor = null, offset = 0, limit = 20 } = {}) {
    const typed = String(query).slice(0, LONGEST_QUERY);
    const about = this.#about(typed);
    const words = split(about);
    const found = words.length ? this.#answer(words, about) : { scores: new Map(), near: [] };
    const all = [...found.scores].sort(([a, x], [b, y]) => y.score - x.score || a - b);
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
      near: found.near,
      suggestions: all.length || !words.length ? [] : this.#suggestions(fold(typed)),
      ways: this.ways,
      actors: this.actors,
    };
  }

  /** What was typed without the words of asking, unless the plan or a synonym has them too (どこに相談). */
  #about(typed) {
    const about = asked(typed);
    if (about === typed || this.#literal(typed).size) return typed;
    const found = (text) => this.#found(text).found.map(({ synonym }) => synonym);
    const kept = new Set([about, typed.slice(about.length)].flatMap(found));
    return found(typed).every((synonym) => kept.has(synonym)) ? about : typed;
  }

  #answer(words, typed) {
    const whole = fold(typed);
    const understood = words.map((word) => this.#understand(word));
    const literal = understood.filter((word) => word.literal).map(({ hits }) => hits);
    const others = understood.filter((word) => !word.literal).map(({ hits }) => hits);
    // What stands nearly everywhere (the city's name) tells little, and nothing where another word was understood.
    const common = (hits) => hits.size > this.corpus.docs.length * EVERYWHERE;
    const leads = this.#led(typed);
    // A synonym of several words (お金 ない) is seen only in the query as a whole.
    if (words.length > 1 && !understood.some(({ led }) => led)) others.push(...leads.concepts);
    const asked = literal.every(common) && others.length ? [] : literal.map((hits) => (common(hits) ? weighted(hits, 0.1) : hits));
    let scores = new Map(asked.length ? asked.reduce(both) : []);
    // Words that were found only by a detour are wished for, not asked for.
    if (scores.size) scores = others.reduce((sum, hits) => wished(sum, hits), scores);
    else scores = mostOf([...literal, ...others], this.corpus.docs.length);
    if (COUNTING.test(typed))
      for (const [index, { score }] of scores) if (COUNTED.has(this.corpus.docs[index].kind)) raise(scores, index, score);
    this.titles.forEach((title, index) => {
      if (title === whole && whole) raise(scores, index, EXACT * (KIND[this.corpus.docs[index].kind] ?? 1));
    });
    for (const index of leads.first) raise(scores, index, FIRST).first = true;
    return { scores, near: [...new Set(understood.flatMap(({ near }) => near))].slice(0, 4) };
  }

  /** Hits of one typed word; `literal`: found as typed, `led`: a synonym took part, `near`: found in its stead. */
  #understand(word) {
    const led = this.#led(word);
    const found = { led: led.concepts.length > 0, near: [], literal: true };
    const hits = this.#literal(word);
    if (hits.size) return { ...found, hits: led.concepts.reduce((sum, more) => either(sum, more, BESIDE), hits) };
    found.literal = false;
    // Converted wrongly (成年後検): the same sound, beginning with a kanji where the typed word does.
    const heard = hasHan(word) && !found.led ? this.corpus.readingOf(word) : "";
    const sounding = this.#sounding(heard, (text) => hasHan(text[0]) || !hasHan(word[0]));
    if (sounding.size) return { ...found, hits: sounding };
    const abbreviated = led.concepts.length ? [] : findAbbreviated(this.corpus.original, word);
    if (abbreviated.length) return { ...found, hits: this.#gather(abbreviated.map((span) => [...span, 1]), 0.8) };
    const detour = mostOf([...led.concepts, ...led.shadowed, ...this.#parts(led.rest)], this.corpus.docs.length, led.concepts.length);
    if (detour.size || led.first.length) return { ...found, hits: detour };
    return { ...found, ...this.#near(word) };
  }

  /** Hits of a word as it is, kept for the next key: the other words of a query stay as they are. Not to be changed. */
  #literal(word) {
    let hits = this.known.get(word);
    if (hits) return hits;
    hits = this.#look(word);
    if (this.known.size >= MOST_KNOWN) this.known.delete(this.known.keys().next().value);
    this.known.set(word, hits);
    return hits;
  }

  /** As written; as it sounds, where it is kana or romaji; and other spellings of the same word. */
  #look(word) {
    const folded = fold(word).replaceAll("\n", "");
    if (!folded) return new Map();
    // にーと is a word from abroad: にと between other words is not it.
    const foreign = word.includes("ー") && folded.length < 4 ? (text) => /[ァ-ヺー]/.test(text) : null;
    if (KANA.test(folded)) return this.#sounding(folded, foreign);
    const hits = this.#scan(this.corpus.surface, folded, 1);
    if (hasHan(folded)) {
      const sound = fold(this.corpus.readingOf(word));
      // Another spelling has the same sound and no other kanji: 取り組み and 取組み, 子供 and 子ども, not 期間 and 機関.
      const own = new Set([...folded].filter(hasHan));
      if (sound.length >= 3 && sound !== folded)
        return either(hits, this.#scan(this.corpus.sound, sound, 0.9, (text) => comparable(own, text)), 1);
    }
    if (hits.size || /^[A-Z]{2,4}$/.test(word)) return hits; // capitals are an abbreviation
    return fromRomaji(word).map((kana) => this.#sounding(kana)).reduce((a, b) => either(a, b, 1), hits);
  }

  #sounding(kana, accept = null) {
    const folded = fold(kana);
    if (!folded) return new Map();
    const hits = this.#scan(this.corpus.sound, folded, 0.95, accept);
    const brief = shortened(folded);
    return hits.size || brief.length < 2 ? hits : this.#scan(this.corpus.brief, brief, 0.85, accept);
  }

  /** Every occurrence of `needle` in one form of the text, gathered by document. */
  #scan(form, needle, quality, accept = null) {
    const spans = [];
    for (let at = form.text.indexOf(needle); at >= 0; at = form.text.indexOf(needle, at + 1)) {
      const from = form.from[at];
      const to = form.to[at + needle.length - 1];
      const inside = form.head[at] === 0; // from the middle of a word: いかく in けいかく
      if (needle.length < 4 && (inside || straddles(this.corpus.original, from, to))) continue;
      spans.push([from, to, inside || (needle.length < 4 && buried(this.corpus.original, from, to)) ? 0.4 : 1]);
    }
    const aligned = spans.some(([, , edge]) => edge === 1) ? spans.filter(([, , edge]) => edge === 1) : spans;
    return this.#gather(aligned, quality, accept);
  }

  /** Stretches `[from, to, weight]` of the original, in its order, by document. */
  #gather(spans, quality, accept = null) {
    const { corpus } = this;
    const hits = new Map();
    let field = -1;
    for (const [from, to, edge] of spans) {
      if (field < 0 || from >= corpus.fieldStart[field + 1] || from < corpus.fieldStart[field]) field = corpus.fieldAt(from);
      const index = corpus.fieldDoc[field];
      // A reading is compared by the title it is of.
      if (accept && !accept(FIELDS[corpus.fieldKind[field]] === "reading" ? corpus.docs[index].title : corpus.original.slice(from, to))) continue;
      const hit = hits.get(index) ?? { score: 0, ranges: [], count: 0 };
      const score = this.#worth(field, from, to) * quality * edge * (wholeWord(corpus.original, from, to) ? 1 : 0.85);
      hit.count += 1;
      hit.score = Math.max(hit.score, score * (KIND[corpus.docs[index].kind] ?? 1)) + (hit.count <= 4 ? 0.5 : 0);
      if (corpus.fieldKind[field] !== 1 && hit.ranges.length < 200) hit.ranges.push([field, from, to]);
      hits.set(index, hit);
    }
    return hits;
  }

  /** A match is worth more in a title, where it fills the title, and near the beginning. */
  #worth(field, from, to) {
    const { fieldStart, fieldKind } = this.corpus;
    const name = FIELDS[fieldKind[field]];
    const start = fieldStart[field];
    const length = fieldStart[field + 1] - start - 1;
    const early = 1 - (0.25 * (from - start)) / length;
    if (name === "text" || name === "within" || name === "actor") return WEIGHT[name] * early;
    return WEIGHT[name] * (0.4 + 0.5 * ((to - from) / length) + 0.1 * early);
  }

  /** What each synonym inside the typed word leads to (`concepts`; `shadowed` where a longer one lies over it), and what is left. */
  #led(typed) {
    const { found, said } = this.#found(typed);
    const meant = found.filter((one) => !found.some((other) => holds(other, one)));
    const [clear, shadowed] = [false, true].map((shadow) => meant.filter((one) => shadow === meant.some((other) => overlaps(other, one))));
    const hitsOf = (ones) => ones.map(({ synonym }) => this.#meantBy(synonym)).filter((hits) => hits.size);
    const first = [...new Set(meant.map(({ synonym }) => synonym.first).filter((index) => index >= 0))];
    const rest = meant.reduce((text, { form, synonym }) => without(text, form ? synonym.sound : synonym.word), meant.length ? said[0].text : typed);
    return { concepts: hitsOf(clear), shadowed: hitsOf(shadowed), first, rest };
  }

  #found(typed) {
    return this.synonyms.in(typed, () => this.#literal(typed).size > 0);
  }

  /** What a synonym leads to, and where the plan uses the word itself (避難訓練). */
  #meantBy({ written, leads }) {
    const own = this.#literal(written);
    return own.size ? either(this.#leadHits(leads), own, OWN) : this.#leadHits(leads);
  }

  /** The best hit of each lead in the order of the leads, then the others. */
  #leadHits(leads) {
    return leads.reduce((sum, lead, rank) => {
      const hits = this.#literal(lead);
      const best = Math.max(...[...hits.values()].map(({ score }) => score));
      return either(sum, hits, (LEAD - 5 * Math.min(rank, 6)) / best);
    }, new Map());
  }

  /** A word found nowhere as a whole: the hits of the longest stretches of it that the plan knows. */
  #parts(typed) {
    const pieces = new Set();
    const slips = []; // of words from other languages, whose ends are plain to see
    for (const [chunk] of typed.normalize("NFKC").matchAll(CHUNK)) {
      const clause = fold(chunk);
      const hiragana = /^[ぁ-ゖ]/.test(chunk);
      const kana = hiragana || /^[ァ-ヺ]/.test(chunk);
      const before = pieces.size;
      for (let at = 0; at < clause.length; ) {
        const piece = this.#longestKnown(clause, at);
        const meant = hiragana || hasHan(chunk) ? piece.replace(PARTICLES, "") : piece;
        const shortest = kana && meant.length < clause.length ? 4 : hasHan(meant) ? 2 : 3;
        const content = hasHan(chunk) ? hasHan(meant) && !ANYONES.test(meant) : !EMPTY_WORDS.test(meant); // the tail of a word is none
        if (meant.length >= shortest && content) pieces.add(meant);
        at += piece.length || 1;
      }
      if (kana && !hiragana && pieces.size === before && clause !== fold(typed)) slips.push(this.#near(chunk).hits);
    }
    // One kanji with its kana (話し, 受け) says little beside whole words.
    const telling = [...pieces].filter((piece) => !hasHan(piece) || [...piece].filter(hasHan).length > 1);
    const sought = telling.length || slips.length ? telling : [...pieces];
    return [...sought.map((piece) => this.#literal(piece)), ...slips].filter((hits) => hits.size);
  }

  #longestKnown(clause, at) {
    const { surface, sound } = this.corpus;
    let known = "";
    for (let end = at + 1; end <= clause.length; end += 1) {
      const piece = clause.slice(at, end);
      const form = KANA.test(piece) ? sound : surface;
      let found = form.text.indexOf(piece);
      while (found >= 0 && form.head[found] === 0) found = form.text.indexOf(piece, found + 1);
      if (found < 0) break;
      known = piece;
    }
    return known;
  }

  /** Matches with slips: the fewest that find anything. */
  #near(word) {
    const folded = fold(word).replaceAll("\n", "");
    const kana = KANA.test(folded) ? [folded] : fromRomaji(word).map(fold);
    // The sound of a short word in kanji is too near to that of others (年金, 年間).
    const readings = kana.length ? kana : [folded.length > 2 ? fold(this.corpus.readingOf(word)) : ""].filter(Boolean);
    const forms = readings.map((reading) => [this.corpus.brief, shortened(reading)]);
    if (!kana.length) forms.unshift([this.corpus.surface, folded]);
    for (const [form, pattern] of forms) {
      if (pattern.length < 4 && ![...pattern].every(hasHan)) continue;
      const turned = swapped(pattern).flatMap((other) => occurrences(form.text, other));
      const spans = (turned.length ? turned : findNear(form.text, pattern, slipsFor(pattern.length)))
        .filter(([start, end]) => form.head[start] && !form.text.slice(start, end).includes("\n") && !buried(this.corpus.original, form.from[start], form.to[end - 1]))
        .sort(([a], [b]) => a - b);
      if (!spans.length) continue;
      const near = spans.map(([start, end]) => this.#shownAt(form.from[start], form.to[end - 1]));
      const hits = this.#gather(spans.map(([start, end]) => [form.from[start], form.to[end - 1], 1]), 0.8);
      return { hits, near: [...new Set(near)].slice(0, 3) };
    }
    return { hits: new Map(), near: [] };
  }

  /** The words at a place of the original, as readers know them: for a reading or an alias, the title it belongs to. */
  #shownAt(from, to) {
    const field = this.corpus.fieldAt(from);
    const hidden = ["reading", "alias"].includes(FIELDS[this.corpus.fieldKind[field]]);
    return hidden ? this.corpus.docs[this.corpus.fieldDoc[field]].title : this.corpus.original.slice(from, to);
  }

  /** Titles and words of the plan most like what was typed; never none while there are short titles. */
  #suggestions(folded) {
    const sound = fold(this.corpus.readingOf(folded)) || folded;
    this.short ??= this.corpus.docs
      .map((doc, index) => ({ doc, title: this.titles[index], sound: fold(this.corpus.readingOf(doc.title)) }))
      .filter(({ title }) => title.length > 1 && title.length <= 24);
    return this.short
      .map((known) => [known.doc, Math.max(alike(folded, known.title), alike(sound, known.sound))])
      .filter(([, likeness]) => likeness > LIKE)
      .sort(([, a], [, b]) => b - a)
      .slice(0, 5)
      .map(([doc]) => ({ title: doc.title, url: doc.url }));
  }

  #hit(index, { score, ranges, first = false }) {
    const doc = this.corpus.docs[index];
    const marks = { title: [], text: [] };
    for (const [field, from, to] of ranges) {
      const name = FIELDS[this.corpus.fieldKind[field]];
      if (name in marks) marks[name].push([from - this.corpus.fieldStart[field], to - this.corpus.fieldStart[field]]);
    }
    const title = merged(marks.title);
    const text = merged(marks.text);
    const words = [...title.map(([a, b]) => doc.title.slice(a, b)), ...text.map(([a, b]) => doc.text.slice(a, b))];
    return {
      index, kind: doc.kind, actor: doc.actor, place: doc.place, within: doc.within, url: doc.url, score, first,
      title: segments(doc.title, title, 0, doc.title.length),
      excerpt: excerpt(doc.text, text),
      words: [...new Set(words)].slice(0, 5),
    };
  }
}

function split(query) {
  return query.normalize("NFKC").split(/[\s、。,，\/|]+/u).filter((word) => fold(word).replaceAll("\n", "")).slice(0, MOST_WORDS);
}

function occurrences(text, needle) {
  const found = [];
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) found.push([at, at + needle.length]);
  return found;
}

function comparable(own, text) {
  const other = new Set([...text].filter(hasHan));
  const [small, large] = own.size <= other.size ? [own, other] : [other, own];
  return [...small].every((kanji) => large.has(kanji));
}

/** Likeness of two short texts, from 0 to 1. */
function alike(a, b) {
  if (!a || !b) return 0;
  const pairs = (text) => new Set([...text].map((_, i) => text.slice(i, i + 2)));
  const [left, right] = [pairs(a), pairs(b)];
  const shared = [...left].filter((pair) => right.has(pair)).length;
  const close = a.length <= 12 && b.length <= 12 ? 1 - distance(a, b) / Math.max(a.length, b.length) : 0;
  return Math.max((2 * shared) / (left.size + right.size), close * 0.8);
}

function count(entries, key) {
  const counts = {};
  for (const entry of entries) if (key(entry)) counts[key(entry)] = (counts[key(entry)] ?? 0) + 1;
  return counts;
}
