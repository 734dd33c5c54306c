// What a plan is asked for by its own words: its names, and what it says.
import { SILENT } from "../../site_templates/web/search/english.js";

const JAPANESE = [/[\u3400-\u9fff々ァ-ヺー]{3,}/gu, /[\u3400-\u9fff々ァ-ヺー][\u3400-\u9fff々ァ-ヺーのり]{2,}/gu];
const NAMED = new Set(["term", "programme", "measure", "challenge", "pillar", "section", "subsection", "chapter", "indicator", "figure"]);

/** `{ names, phrases }` of documents: all that has a name of its own, and every noun phrase; of English, words in a row that say something. */
export function wordsOf(docs, language = "ja") {
  const phrases = new Set();
  for (const { title, text } of docs) for (const phrase of (language === "ja" ? japanese : spaced)(`${title}\n${text}`)) phrases.add(phrase);
  const names = docs.filter(({ kind }) => NAMED.has(kind)).map(({ title }) => title);
  return { names: [...new Set(names)].filter((name) => name.length <= 40), phrases: [...phrases] };
}

function japanese(text) {
  return JAPANESE.flatMap((pattern) => [...text.matchAll(pattern)].map(([found]) => found.replace(/[のり]+$/, ""))).filter((phrase) => phrase.length > 2);
}

function spaced(text) {
  const runs = text.split(/[^\p{L}\p{N} -]+/u).map((run) => run.split(" ").map((word) => (SILENT.has(word.toLowerCase()) ? "" : word)).join(" "));
  return runs.flatMap((run) => run.split(/ {2,}/)).map((run) => run.trim()).filter((run) => run.includes(" "));
}
