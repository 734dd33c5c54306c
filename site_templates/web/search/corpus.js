// The searched text in its three forms, each one long string, so that a query is a plain scan:
//   surface  as written, folded;
//   sound    as read: words with kanji replaced by their readings;
//   brief    the sound without long vowels, for romaji and slips.
// Every position of a form knows the stretch of the original it came from, so a mark never cuts a word.

import { readDocs, readWords } from "./data.js";
import { fold, foldEach, lengthens } from "./fold.js";
import { walk } from "./walk.js";

export const FIELDS = ["title", "alias", "reading", "within", "actor", "text"];
const MOST_PIECES = 1000; // of queries, kept
const HAN = /[\u2e80-\u2fdf\u3400-\u9fff\uf900-\ufaff々〆\ud840-\ud87f]/;
export const hasHan = (text) => HAN.test(text);

/** One form of the text: `text[i]` came from `original.slice(from[i], to[i])`; `head[i]`: 1 begins a character, 2 a word. */
class Form {
  constructor(capacity) {
    this.pieces = [];
    this.length = 0;
    this.from = new Int32Array(capacity);
    this.to = new Int32Array(capacity);
    this.head = new Uint8Array(capacity);
  }

  add(piece, from, to, head) {
    if (this.length + piece.length > this.head.length) this.#grow(2 * this.length + piece.length);
    this.pieces.push(piece);
    for (let i = 0; i < piece.length; i += 1) {
      this.from[this.length] = from;
      this.to[this.length] = to;
      this.head[this.length] = i === 0 ? head : 0;
      this.length += 1;
    }
  }

  #grow(capacity) {
    for (const name of ["from", "to", "head"]) {
      const larger = new this[name].constructor(capacity);
      larger.set(this[name]);
      this[name] = larger;
    }
  }

  /** What folds to nothing at the end of a word still belongs to it: the ー of センター. */
  lengthen(to) {
    if (this.length && this.to[this.length - 1] === to - 1) this.to[this.length - 1] = to;
  }

  finish() {
    this.text = this.pieces.join("");
    this.pieces = null;
    this.known = new Map();
    return this;
  }

  /** Where `piece` stands first, -1 where nowhere; at or after `from`, where its beginning stands first. Kept for the next key. */
  first(piece, from) {
    let at = this.known.get(piece);
    if (at === undefined) {
      at = this.text.indexOf(piece, from);
      if (this.known.size >= MOST_PIECES) this.known.clear();
      this.known.set(piece, at);
    }
    return at;
  }
}

export class Corpus {
  /** `data`: the file written by `builder/keikaku/outputs/search/__init__.py`. */
  constructor(data) {
    this.words = readWords(data.words);
    this.docs = readDocs(data.docs);
    this.fieldStart = [];
    this.fieldDoc = [];
    this.fieldKind = [];
    let original = "";
    this.docs.forEach((doc, index) => {
      const actor = (data.actors[doc.actor] ?? []).join("\n");
      const texts = [doc.title, doc.aliases, doc.reading, `${doc.place} ${doc.within}`.trim(), actor, doc.text];
      texts.forEach((text, kind) => {
        if (!text) return;
        this.fieldStart.push(original.length);
        this.fieldDoc.push(index);
        this.fieldKind.push(kind);
        original += `${text}\n`;
      });
    });
    this.fieldStart.push(original.length);
    this.original = original;
    this.surface = surfaceOf(original);
    this.sound = soundOf(original, this.words);
    this.brief = briefOf(this.sound);
  }

  /** The field that holds a position of the original. */
  fieldAt(position) {
    let low = 0;
    let high = this.fieldDoc.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.fieldStart[middle] <= position) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The folded reading of a typed word, or "" where it has a kanji this plan does not use. */
  readingOf(word) {
    let reading = "";
    let whole = true;
    this.walkTyped(word, (part) => {
      if (part === null) whole = false;
      else reading += part;
    });
    return whole ? reading : "";
  }

  /** Walks what was typed: `each(reading, start, end)`, folded; null for a kanji this plan does not use. */
  walkTyped(typed, each) {
    let next = 0; // what an earlier step has read already
    walk(typed, this.words, (part, start, end) => {
      if (start < next) return;
      const otherwise = part === null && hasHan(typed[start]) ? otherSpelling(typed.slice(start), this.words.get(typed[start])) : null;
      if (otherwise) each(otherwise.reading, start, (next = start + otherwise.length));
      else if (part === null && hasHan(typed[start])) each(null, start, end);
      else each(fold(part ?? typed.slice(start, end)), start, end);
    });
  }
}

/** A listed word at the head of `rest`, half in kana (障がい for 障害) or without the kana between (引籠 for 引き籠). */
function otherSpelling(rest, entries = []) {
  const tail = /^.([ぁ-ゖ]+)/.exec(rest)?.[1] ?? "";
  for (const { word, parts } of entries) {
    const reading = fold(parts.map(([, part]) => part).join(""));
    const bones = [...word].filter(hasHan).join("");
    if (bones.length > 1 && bones !== word && rest.startsWith(bones)) return { reading, length: bones.length };
    for (let length = word.length > 1 ? tail.length : 0; length > 0; length -= 1) {
      const kana = fold(tail.slice(0, length));
      if (reading.length > kana.length && reading.endsWith(kana)) return { reading, length: 1 + length };
    }
  }
  return null;
}

function addTo(form, original, folded, start, end) {
  if (folded) form.add(folded, start, end, 1);
  else if (original[start] === "ー") form.lengthen(end);
}

function surfaceOf(original) {
  const form = new Form(original.length + 64);
  foldEach(original, (folded, start, end) => addTo(form, original, folded, start, end));
  return form.finish();
}

function soundOf(original, words) {
  const form = new Form(2 * original.length);
  let plainFrom = 0;
  const plain = (until) => {
    if (plainFrom < until)
      foldEach(original.slice(plainFrom, until), (folded, start, end) => addTo(form, original, folded, plainFrom + start, plainFrom + end));
  };
  walk(original, words, (reading, start, end) => {
    if (reading === null) return;
    plain(start);
    const part = original.slice(start, end);
    if (hasHan(part)) form.add(fold(reading), start, end, 2);
    else foldEach(part, (folded, from, to) => addTo(form, original, folded, start + from, start + to));
    plainFrom = end;
  });
  plain(original.length);
  return form.finish();
}

function briefOf(sound) {
  const form = new Form(sound.length);
  let before = "";
  for (let i = 0; i < sound.text.length; i += 1) {
    const char = sound.text[i];
    if (sound.head[i] !== 2 && lengthens(before, char)) continue;
    form.add(char, sound.from[i], sound.to[i], sound.head[i]);
    before = char;
  }
  return form.finish();
}
