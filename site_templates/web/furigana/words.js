// ふりがな on a page: kana over the kanji of what is shown, and the page as it was when it is turned off.
//
// The kana are no text of the page. They stand in an attribute, which the style sheet shows, inside an <rt> that assistive
// technology passes over: who listens hears the kanji, as before, once; and what is copied or found is the plan's own text.

import { walk } from "../search/walk.js";
import { packed } from "./packed.js";

const PASSED = "script, style, svg, select, textarea, input, dialog, [hidden], .visually-hidden, .search-page";

/** First character → its words, the longest first, each with its pieces: characters, and the kana over them with the school year. */
const words = new Map();
for (const [index, line] of packed.words.split("\n").entries()) {
  const [kana, years] = [packed.kana, packed.years].map((column) => column.split("\n")[index].split("|"));
  const parts = line.split("|").map((piece, place) => [piece, kana[place] && { kana: kana[place], year: Number(years[place]) }]);
  const word = line.replaceAll("|", "");
  if (!words.has(word[0])) words.set(word[0], []);
  words.get(word[0]).push({ word, parts });
}
for (const entries of words.values()) entries.sort((a, b) => b.word.length - a.word.length);

/** What stands in the place of texts now: each holder, and the text it took the place of. */
let shown = [];
/** Elements that keep the pieces of one text together. */
let kept = [];
let asked = 0;

/** Shows the kana over every word with a kanji learned in the school year `from` or later; 0 takes them away. */
export function annotate(from) {
  for (const [holder, text] of shown) holder.replaceWith(text);
  for (const holder of kept) holder.replaceWith(...holder.childNodes);
  shown = [];
  kept = [];
  asked = from;
  if (!from) return;
  const bodies = document.querySelectorAll(".keikaku"); // in the frame of another
  for (const root of bodies.length ? bodies : [document.body]) over(root);
}

function over(root) {
  const texts = textsOf(root);
  texts.forEach(keepTogether);
  for (const run of runs(texts)) {
    const places = new Map(run.map(({ node }) => [node, []]));
    const whole = run.map(({ node }) => node.data).join("");
    walk(whole, words, (reading, start, end) => {
      if (!reading || reading.year < asked) return;
      // A piece that a link or a mark cuts in two has no place for its kana.
      const home = run.find(({ from, node }) => from <= start && end <= from + node.data.length);
      if (home) places.get(home.node).push([start - home.from, end - home.from, reading.kana]);
    });
    for (const { node } of run) if (places.get(node).length) replace(node, places.get(node));
  }
}

function textsOf(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
    node.nodeType === Node.ELEMENT_NODE && (node.matches(PASSED) || (node.lang && !/^ja\b/.test(node.lang))) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  const found = [];
  while (walker.nextNode()) if (walker.currentNode.nodeType === Node.TEXT_NODE) found.push(walker.currentNode);
  return found;
}

/** Where an element sets its children side by side, a text with its <wbr> is one child, and must stay one. */
function keepTogether(text) {
  const parent = text.parentElement;
  if (!text.data.trim() || parent.localName === "with-furigana" || !/flex|grid/.test(getComputedStyle(parent).display)) return;
  const holder = document.createElement("with-furigana");
  text.before(holder);
  const inside = (node) => node && (node.nodeType === Node.TEXT_NODE || node.localName === "wbr");
  while (inside(holder.nextSibling)) holder.append(holder.nextSibling);
  kept.push(holder);
}

/** Texts that are read as one, parted only by links and the like, together, each with its offset. */
function runs(texts) {
  const found = [];
  const blocks = new Map();
  let last = null;
  for (const node of texts) {
    const block = blockOf(node.parentElement, blocks);
    if (block !== last) found.push([]);
    last = block;
    const run = found.at(-1);
    const before = run.at(-1);
    run.push({ node, from: before ? before.from + before.node.data.length : 0 });
  }
  return found;
}

function blockOf(element, known) {
  if (!known.has(element)) {
    const inline = getComputedStyle(element).display === "inline" && element.parentElement;
    known.set(element, inline ? blockOf(element.parentElement, known) : element);
  }
  return known.get(element);
}

/** One element in the place of a text, so that the text can come back. */
function replace(node, places) {
  const holder = document.createElement("with-furigana");
  let at = 0;
  for (const [start, end, kana] of places) {
    if (start > at) holder.append(node.data.slice(at, start));
    const ruby = document.createElement("ruby");
    const rt = document.createElement("rt");
    rt.dataset.kana = kana;
    rt.setAttribute("aria-hidden", "true");
    ruby.setAttribute("role", "none");
    ruby.append(node.data.slice(start, end), rt);
    holder.append(ruby);
    at = end;
  }
  holder.append(node.data.slice(at));
  node.replaceWith(holder);
  shown.push([holder, node]);
}

// Explanations of terms are put into their box while it is shown.
const tip = document.querySelector(".tip");
if (tip)
  new MutationObserver(() => {
    if (asked && !tip.querySelector("with-furigana")) over(tip);
  }).observe(tip, { childList: true });
