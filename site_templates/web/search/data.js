// The search data as `builder/keikaku/outputs/search/__init__.py` packs it, taken apart.

import { hiragana } from "./kana.js";

/**
 * The documents, which the data holds by column. A number stands for the title of that document; an address that is a
 * fragment alone is on the page of the document before.
 */
export function readDocs(columns) {
  const titles = columns.title.map((title) => (typeof title === "number" ? columns.title[title] : title));
  let page = "";
  return titles.map((title, index) => {
    const doc = Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, values[index]]));
    doc.title = title;
    if (typeof doc.within === "number") doc.within = titles[doc.within];
    if (doc.url.startsWith("#") && index) doc.url = page + doc.url;
    page = doc.url.split("#")[0];
    return doc;
  });
}

const HIRAGANA = [...Array(83)].map((_, at) => String.fromCharCode(0x3041 + at)).filter((kana) => !"ゎゐゑ".includes(kana));
const ASCII = [...Array(94)].map((_, at) => String.fromCharCode(0x21 + at)).filter((char) => /[^\d"\\|]/.test(char));
const SWAPPED = new Map(HIRAGANA.flatMap((kana, at) => [[kana, ASCII[at]], [ASCII[at], kana]]));

/** What `packing.py` of the builder made a script of: its content in an `ArrayBuffer`. `japanese`: whether the plan is. */
export function readPart(bytes, japanese) {
  const script = new TextDecoder(encoding(japanese)).decode(bytes);
  return unpacked(JSON.parse(script.slice(script.indexOf(",") + 1, script.lastIndexOf(")"))), japanese);
}

/** The encoding of the data. */
export const encoding = (japanese) => (japanese ? "euc-jp" : "utf-8");

/** A part of the data as the builder knows it: Japanese texts have hiragana and ASCII in each other's place. */
export function unpacked(part, japanese) {
  if (!japanese) return part;
  const of = (value) => (typeof value === "string" ? value.replace(/[!-~ぁ-ん]/g, (char) => SWAPPED.get(char) ?? char) : value);
  for (const held of [part, part.docs ?? {}, part.danger ?? {}])
    for (const key of ["text", "title", "aliases", "reading", "within", "words", "says", "leads", "sounds"]) if (key in held) held[key] = Array.isArray(held[key]) ? held[key].map(of) : of(held[key]);
  return part;
}

/** Rows of which each begins with a digit: how many characters it has from the one before. */
export function readRows(packed) {
  let row = "";
  const rows = [...packed.matchAll(/(\d)(\D*)/g)].map(([, shared, rest]) => (row = row.slice(0, shared) + rest));
  return rows.map((wide) => wide.replace(/[０-９]/g, (figure) => figure.normalize("NFKC")));
}

/**
 * Topics, those of danger first, which come with the texts: `{ name, phrases, leads, danger, help, first }`. A name of several
 * (妊娠・出産) is as many phrases.
 */
export function readTopics({ says, leads, first }, danger) {
  const lines = (text, parts) => (text ? text.split("\n").map(parts) : []);
  const [alarms, others, led] = [lines(danger.says, readRows), lines(says, readRows), lines(leads, (line) => line.split("|").filter(Boolean))];
  return [...alarms, ...others].map(([name, ...said], at) => ({
    name, phrases: [...name.split("・"), ...said], leads: led[at] ?? [], danger: at < alarms.length, help: danger.help[at] ?? [], first: first[at] ?? -1,
  }));
}

/** First character → its words with the readings of their parts, the longest first. */
export function readWords(packed) {
  const byFirst = new Map();
  const [surfaces, readings] = packed.split("\t");
  const columns = [surfaces.split("\n"), readRows(readings)].map((column) => column.map((line) => line.split("|")));
  columns[1].forEach((reading, index) => {
    const parts = columns[0][index].map((part, place) => [part, reading[place] || hiragana(part)]);
    const word = columns[0][index].join("");
    if (!byFirst.has(word[0])) byFirst.set(word[0], []);
    byFirst.get(word[0]).push({ word, parts });
  });
  for (const entries of byFirst.values()) entries.sort((a, b) => b.word.length - a.word.length);
  return byFirst;
}
