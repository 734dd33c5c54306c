// Words in the text of a plan: as written, as they sound, in romaji, abbreviated, by their parts, with slips.
// What is found is a map of hits (hits.js); nothing here knows of topics or of a query as a whole.

import { findAbbreviated } from "./abbreviation.js";
import { FIELDS, hasHan } from "./corpus.js";
import { buried, straddles, wholeWord } from "./edges.js";
import { KANA, fold, foldEach, fromRomaji, shortened } from "./fold.js";
import { either, mostOf, weighted } from "./hits.js";
import { findNear, findSwapped, slipsFor } from "./near.js";
import { CHUNK } from "./speech.js";
import { comparable } from "./spelling.js";

const MOST_KNOWN = 200;
const WEIGHT = { title: 100, reading: 85, alias: 60, actor: 40, text: 30, within: 16 };
const KIND = { measure: 1.3, programme: 1.15, term: 1.15, challenge: 1.1, section: 1.05, subsection: 1.05, chapter: 1.05, "cross-listing": 0.5, subject: 0.65, audience: 0.7, indicator: 0.7, "indicator-group": 0.75, figure: 0.75, table: 0.75, topic: 0.9 };
const EVERYWHERE = 0.3; // the share of all entries that makes a word say nothing
const OFTEN = 0.7; // how much a word explains at least that stands in fewer
const ANYONES = /^(?:自分|自身|1人|2人|同じ|毎[日晩朝週年]|全部|1緒|1度|場合|様子|状態|普通|本当|去年|今年|来年|明日|昨日|今日|何度|何か|誰か|誰も|誰|何|私|私達|僕|俺|家族|お?[父母]さん|[父母]親?|両親|[兄姉弟妹]|息子|娘|孫|[夫妻]|主人|家内|祖[父母]|おばあちゃん|おじいちゃん|ばあちゃん|じいちゃん|友達|人|方|時|事|所|中|前|後)$/; // said by anyone of anything
const PARTICLES = /(?:から|まで|など|とは|には|では|って|です|ます|[はがをにのでとへや])$/;
// What words of grammar are made of; a stretch of kana that is no more than these says nothing by itself.
const EMPTY_WORDS = /^(?:あっ|あり|ある|いう|いく|いけ|いっ|いな|いる|おり|かも|から|がち|くだ|くて|くる|くれ|けど|こと|この|さい|され|しま|しれ|すぎ|する|せん|そう|その|たい|たく|たら|だけ|ため|って|つい|つか|てい|てき|でき|です|とき|ところ?|とは|どう|どこ|どんな|ない|なく|なっ|など|なに|なら|なり|なる|なん|ので|のに|ばか|ばっ|ほう|ほし|まう|ます|まし|ませ|まで|もの|もら|やっ|やり|よう|より|られ|れて|れる|ろう|ろか|わけ|[いがかしせただてでとなにねのはばへまもやよらりるれをん])+$/;
const SILENT_KANA = /[ぁ-ゖー、。\n]/;
const HELD = 0.7; // what holding all pairs of a text is worth beside holding its words or its topics
const SENTENCE = 1; // and what a sentence is that says the same
const USUAL = 4; // how rare a pair usually is
const SHORTEST = 3; // added to the length of a sentence: a word alone is like too much
const NEGATION = /な[いくかけ]|ず$|ぬ$/;

export class Finder {
  constructor(corpus) {
    this.corpus = corpus;
    this.known = new Map();
  }

  /** Whether a word stands nearly everywhere (the city's name): it tells little. */
  common(hits) {
    return hits.size > this.corpus.docs.length * EVERYWHERE;
  }

  /** How much a word explains of a query: what stands in many entries says less of which is meant, and nothing where it stands nearly everywhere. */
  #telling(hits) {
    return this.common(hits) ? 0 : Math.max(OFTEN, 1 - (hits.size / (this.corpus.docs.length * EVERYWHERE)) ** 2);
  }

  /** `{ hits, literal, share, near }` of one typed word; `share`: how much of its content is explained by the hits. */
  understand(word) {
    const hits = this.literal(word);
    if (hits.size) return { hits, literal: true, share: 1, near: [] };
    // Converted wrongly (成年後検): the same sound, beginning with a kanji where the typed word does.
    const heard = hasHan(word) ? this.corpus.readingOf(word) : "";
    const sounding = fold(heard).length > 3 ? this.sounding(heard, (text) => hasHan(text[0]) || !hasHan(word[0])) : new Map();
    if (sounding.size) return { hits: sounding, literal: false, share: 1, near: [] };
    const abbreviated = findAbbreviated(this.corpus.original, word);
    if (abbreviated.length) return { hits: this.gather(abbreviated.flat(), 0.8), literal: false, share: 1, near: [] };
    const parts = this.parts(word);
    const kana = KANA.test(fold(word)) && fold(word).length > 4; // of kana any stretch is found somewhere
    const near = parts.hits.size && !(kana && parts.share < 1) ? null : this.near(word);
    return near?.hits.size || !parts.hits.size ? { share: 1, ...near, literal: false } : { ...parts, literal: false };
  }

  /** Hits of a word as it is, kept for the next key: the other words of a query stay as they are. Not to be changed. */
  literal(word) {
    let hits = this.known.get(word);
    if (hits) return hits;
    hits = this.look(word);
    if (this.known.size >= MOST_KNOWN) this.known.delete(this.known.keys().next().value);
    this.known.set(word, hits);
    return hits;
  }

  /** Documents whose title or text holds what was typed, letter by letter. */
  standing(typed) {
    const folded = fold(typed).replaceAll("\n", "");
    return folded.length > 1 ? this.scan(this.corpus.surface, folded, 1, null, true) : new Map();
  }

  /** As written; as it sounds, where it is kana or romaji; and other spellings of the same word. */
  look(word) {
    const folded = fold(word).replaceAll("\n", "");
    if (!folded) return new Map();
    // にーと is a word from abroad: にと between other words is not it.
    const foreign = word.includes("ー") && folded.length < 4 ? (text) => /[ァ-ヺー]/.test(text) : null;
    if (KANA.test(folded)) return this.sounding(folded, foreign);
    const hits = this.scan(this.corpus.surface, folded, 1);
    if (hasHan(folded)) {
      const sound = fold(this.corpus.readingOf(word));
      // Another spelling has the same sound and no other kanji: 取り組み and 取組み, 子供 and 子ども, not 期間 and 機関.
      if (sound.length >= 3 && sound !== folded) {
        const same = comparable(folded);
        return either(hits, this.scan(this.corpus.sound, sound, 0.9, (text) => hasHan(text) && same(text)), 1);
      }
    }
    if (hits.size || /^[A-Z]{2,4}$/.test(word)) return hits; // capitals are an abbreviation
    return fromRomaji(word).map((kana) => this.sounding(kana)).reduce((a, b) => either(a, b, 1), hits);
  }

  sounding(kana, accept = null) {
    const folded = fold(kana);
    if (!folded) return new Map();
    const hits = this.scan(this.corpus.sound, folded, 0.95, accept);
    const brief = shortened(folded);
    return hits.size || brief.length < 2 ? hits : this.scan(this.corpus.brief, brief, 0.85, accept);
  }

  /** Every occurrence of `needle` in one form of the text, gathered by document; `shown`: in titles and texts alone. */
  scan(form, needle, quality, accept = null, shown = false) {
    const [whole, parts] = [[], []]; // words, and what only lies within some
    for (let at = form.text.indexOf(needle); at >= 0; at = form.text.indexOf(needle, at + 1)) {
      const from = form.from[at];
      const to = form.to[at + needle.length - 1];
      const inside = form.head[at] === 0; // from the middle of a word: いかく in けいかく
      if (needle.length < 4 && (inside || straddles(this.corpus.original, from, to))) continue;
      (inside || (needle.length < 4 && buried(this.corpus.original, from, to)) ? parts : whole).push(from, to);
    }
    return whole.length ? this.gather(whole, quality, accept, shown) : this.gather(parts, quality * 0.4, accept, shown);
  }

  /** Stretches of the original, in its order, by document: where each begins and ends, one after another. */
  gather(spans, quality, accept = null, shown = false) {
    const { corpus } = this;
    const hits = new Map();
    let field = -1;
    for (let at = 0; at < spans.length; at += 2) {
      const [from, to] = [spans[at], spans[at + 1]];
      if (field < 0 || from >= corpus.fieldStart[field + 1] || from < corpus.fieldStart[field]) field = corpus.fieldAt(from);
      const index = corpus.fieldDoc[field];
      const name = FIELDS[corpus.fieldKind[field]];
      if (shown && name !== "title" && name !== "text") continue;
      // A reading is compared by the title it is of.
      if (accept && !accept(name === "reading" ? corpus.docs[index].title : corpus.original.slice(from, to))) continue;
      let hit = hits.get(index);
      if (!hit) hits.set(index, (hit = { score: 0, ranges: [], count: 0 }));
      const score = this.worth(field, from, to) * quality * (wholeWord(corpus.original, from, to) ? 1 : 0.85);
      hit.count += 1;
      hit.score = Math.max(hit.score, score * (KIND[corpus.docs[index].kind] ?? 1)) + (hit.count <= 4 ? 0.5 : 0);
      if (name !== "alias" && hit.ranges.length < 200) hit.ranges.push([field, from, to]);
    }
    return hits;
  }

  /** A match is worth more in a title, where it fills the title, and near the beginning. */
  worth(field, from, to) {
    const { fieldStart, fieldKind } = this.corpus;
    const name = FIELDS[fieldKind[field]];
    const start = fieldStart[field];
    const length = fieldStart[field + 1] - start - 1;
    const early = 1 - (0.25 * (from - start)) / length;
    if (name === "text" || name === "within" || name === "actor") return WEIGHT[name] * early;
    return WEIGHT[name] * (0.4 + 0.5 * ((to - from) / length) + 0.1 * early);
  }

  /** A word found nowhere as a whole: the hits of the longest stretches of it that the plan knows, and how much these explain. */
  parts(typed) {
    const pieces = new Map(); // piece → its content
    const slips = []; // of words from other languages, whose ends are plain to see
    const names = new Set(); // what goes on from one word to the next: ふれあいの会
    let content = 0;
    const whole = typed.normalize("NFKC");
    for (const { 0: chunk, index } of whole.matchAll(CHUNK)) {
      const clause = fold(chunk);
      const name = this.longestKnown(fold(whole.slice(index)).split("\n")[0], 0).replace(PARTICLES, "");
      if (name.length > Math.max(clause.length, 3) && hasHan(name)) names.add(name);
      const hiragana = /^[ぁ-ゖ]/.test(chunk);
      const kana = hiragana || /^[ァ-ヺ]/.test(chunk);
      const before = pieces.size;
      const bare = chunk.replace(PARTICLES, "");
      if (!ANYONES.test(fold(bare))) content += contentOf(bare);
      for (let at = 0; at < clause.length; ) {
        const piece = this.longestKnown(clause, at);
        const meant = hiragana || hasHan(chunk) ? piece.replace(PARTICLES, "") : piece;
        const entire = meant === fold(bare);
        const shortest = kana && !entire ? 4 : hasHan(meant) || entire ? 2 : 3;
        const telling = hasHan(chunk) ? hasHan(meant) && !ANYONES.test(meant) : !EMPTY_WORDS.test(meant); // the tail of a word is none
        if (meant.length >= shortest && telling) pieces.set(meant, contentOf(meant));
        at += piece.length || 1;
      }
      if (kana && !hiragana && pieces.size === before && clause !== fold(typed)) slips.push([this.near(chunk).hits, contentOf(bare)]);
    }
    // One kanji with its kana (話し, 受け) says little beside whole words.
    const telling = [...pieces.keys()].filter((piece) => !hasHan(piece) || [...piece].filter(hasHan).length > 1);
    const sought = telling.length || slips.length ? telling : [...pieces.keys()];
    const found = sought.map((piece) => [this.literal(piece), pieces.get(piece)]).filter(([hits]) => hits.size);
    let explained = 0;
    found.push(...slips.filter(([hits]) => hits.size));
    const all = found.map(([hits, weight]) => {
      explained += weight * this.#telling(hits);
      return this.common(hits) && found.length > 1 ? weighted(hits, 0.2) : hits;
    });
    all.push(...[...names].map((name) => this.literal(name)));
    return { hits: mostOf(all, this.corpus.docs.length), share: content ? Math.min(1, explained / content) : 0, near: [] };
  }

  /** Document → how like some texts it is: the share, by rarity, of their pairs of characters that it holds, and how like its sentence most like them is. */
  resembling(texts) {
    const { surface, docs } = this.corpus;
    this.sentences ??= sentencesOf(this.corpus);
    const { starts, sizes, docOf } = this.sentences;
    const shares = new Map();
    const alike = new Map(); // sentence → what it shares
    let all = 0;
    for (const pair of tellingPairs(texts)) {
      const holders = new Set();
      let sentence = 0;
      for (let at = surface.text.indexOf(pair); at >= 0; at = surface.text.indexOf(pair, at + 1)) {
        while (starts[sentence + 1] <= at) sentence += 1;
        holders.add(sentence);
      }
      const inDocs = new Set([...holders].map((one) => docOf[one]));
      const rarity = Math.log(1 + docs.length / (inDocs.size || 0.5));
      all += rarity;
      for (const index of inDocs) shares.set(index, (shares.get(index) ?? 0) + rarity);
      for (const one of holders) alike.set(one, (alike.get(one) ?? 0) + rarity);
    }
    const best = new Map();
    for (const [one, shared] of alike) best.set(docOf[one], Math.max(best.get(docOf[one]) ?? 0, shared / Math.sqrt(all * USUAL * sizes[one])));
    for (const [index, share] of shares) shares.set(index, HELD * (share / all) + SENTENCE * best.get(index));
    return shares;
  }

  longestKnown(clause, at) {
    const { surface, sound } = this.corpus;
    let [known, form, found] = ["", sound, 0];
    for (let end = at + 1; end <= clause.length; end += 1) {
      const piece = clause.slice(at, end);
      if (form === sound && !KANA.test(piece)) [form, found] = [surface, 0];
      found = form.text.indexOf(piece, found); // a longer piece stands where its beginning does
      while (found >= 0 && form.head[found] === 0) found = form.text.indexOf(piece, found + 1);
      if (found < 0) break;
      known = piece;
    }
    return known;
  }

  /** Matches with slips: the fewest that find anything; `near` holds what was found instead. */
  near(word) {
    const folded = fold(word).replaceAll("\n", "");
    const kana = KANA.test(folded) ? [folded] : fromRomaji(word).map(fold);
    // The sound of a short word in kanji is too near to that of others (年金, 年間).
    const readings = kana.length ? kana : [folded.length > 2 ? fold(this.corpus.readingOf(word)) : ""].filter(Boolean);
    const forms = readings.map((reading) => [this.corpus.brief, shortened(reading)]);
    if (!kana.length) forms.unshift([this.corpus.surface, folded]);
    for (const [form, pattern] of forms) {
      if (pattern.length < 4 && ![...pattern].every(hasHan)) continue;
      const turned = findSwapped(form.text, pattern);
      const spans = (turned.length ? turned : findNear(form.text, pattern, slipsFor(pattern.length)))
        .filter(([start, end]) => form.head[start] && mostKept(pattern, form.text.slice(start, end)) && !form.text.slice(start, end).includes("\n") && !buried(this.corpus.original, form.from[start], form.to[end - 1]))
        .sort(([a], [b]) => a - b);
      if (!spans.length) continue;
      const near = spans.map(([start, end]) => this.shownAt(form.from[start], form.to[end - 1]));
      const hits = this.gather(spans.flatMap(([start, end]) => [form.from[start], form.to[end - 1]]), 0.8);
      return { hits, near: [...new Set(near)].slice(0, 3) };
    }
    return { hits: new Map(), near: [], share: 0 };
  }

  /** The words at a place of the original, as readers know them: for a reading or an alias, the title it belongs to. */
  shownAt(from, to) {
    const field = this.corpus.fieldAt(from);
    const hidden = ["reading", "alias"].includes(FIELDS[this.corpus.fieldKind[field]]);
    return hidden ? this.corpus.docs[this.corpus.fieldDoc[field]].title : this.corpus.original.slice(from, to);
  }
}

/** Pairs of characters, of folded texts; pairs of hiragana are grammar. */
function tellingPairs(texts) {
  const pairs = new Set();
  for (const text of texts) {
    let before = ["\n", false];
    foldEach(text, (folded, start) => {
      const telling = !SILENT_KANA.test(text[start]);
      for (const char of folded) {
        if (before[0] !== "\n" && char !== "\n" && (telling || before[1])) pairs.add(before[0] + char);
        before = [char, telling];
      }
    });
  }
  return pairs;
}

/** Sentences of the surface: where each begins, how many of its pairs of characters tell something (of what is neither title nor text, endless), and whose it is. */
function sentencesOf({ surface, original, fieldStart, fieldKind, fieldDoc }) {
  const [starts, sizes, docOf] = [[], [], []];
  let field = -1;
  for (let at = 0; at < surface.text.length; at += 1) {
    const from = surface.from[at];
    const begins = fieldStart[field + 1] <= from;
    if (begins) field += 1;
    if (begins || "。\n".includes(original[surface.from[at - 1]])) {
      starts.push(at);
      sizes.push(["title", "text"].includes(FIELDS[fieldKind[field]]) ? SHORTEST : Infinity);
      docOf.push(fieldDoc[field]);
    }
    if (!SILENT_KANA.test(original[from])) sizes[sizes.length - 1] += 1;
  }
  return { starts, sizes, docOf };
}

/** Whether a word says nothing by itself: だけ, ない, です, toki, wa. */
export function empty(word) {
  return /^(?:wa|o|e)$/.test(word) || [fold(word), ...(/^[a-z]+$/.test(word) ? fromRomaji(word) : [])].some((form) => EMPTY_WORDS.test(form));
}

/** Whether a slip left most kanji as they were: が遠くなった is no が弱くなった. */
function mostKept(pattern, found) {
  const kanji = [...pattern].filter(hasHan);
  return 2 * kanji.filter((char) => found.includes(char)).length >= kanji.length;
}

/** How much a stretch says: a kanji most, kana and Latin letters half, a negation as a kanji; words of grammar nothing. */
function contentOf(text) {
  const folded = fold(text);
  if (!hasHan(folded)) return EMPTY_WORDS.test(folded) ? (NEGATION.test(folded) ? 1 : 0) : folded.length / 2;
  return [...folded].filter(hasHan).length + (NEGATION.test(folded) ? 1 : 0);
}
