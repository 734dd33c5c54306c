// The search data as `builder/keikaku/outputs/search/__init__.py` packs it, taken apart.

import { hiragana } from "./fold.js";

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

/** Kana of a reading, which the data holds as the characters from `#` on, and those in full width. */
function unpacked(reading) {
  return reading.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0x301e)).replace(/[！-～]/g, (char) => char.normalize("NFKC"));
}

/** First character → its words with the readings of their parts, the longest first. */
export function readWords(packed) {
  const byFirst = new Map();
  const [surfaces, readings] = packed.split("\t").map((column) => column.split("\n").map((line) => line.split("|")));
  surfaces.forEach((surface, index) => {
    const word = surface.join("");
    if (!word) return; // an empty list
    const parts = surface.map((part, place) => [part, readings[index][place] ? unpacked(readings[index][place]) : hiragana(part)]);
    if (!byFirst.has(word[0])) byFirst.set(word[0], []);
    byFirst.get(word[0]).push({ word, parts });
  });
  for (const entries of byFirst.values()) entries.sort((a, b) => b.word.length - a.word.length);
  return byFirst;
}
