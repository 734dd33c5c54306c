// Reads as the engine does, JSON in and out: of `{words, texts}` the texts, of `{words, sounds, phrases}` what topics say, of `{rows}` these.
import { readFileSync } from "node:fs";
import { walk } from "../../site_templates/web/search/walk.js";
import { hiragana } from "../../site_templates/web/search/kana.js";
import { readRows, readWords } from "../../site_templates/web/search/data.js";
import { Sounds } from "../../site_templates/web/search/topics.js";

const { words = "\t", texts = [], sounds = "", phrases = [], rows = "" } = JSON.parse(readFileSync(0, "utf8"));
const listed = readWords(words);
const told = new Sounds(sounds, listed);
const read = (text, known) => {
  let out = "";
  walk(text, known, (reading, start, end) => (out += reading ?? hiragana(text.slice(start, end))));
  return out;
};
process.stdout.write(JSON.stringify([...texts.map((text) => read(text, listed)), ...phrases.map((phrase) => read(phrase, told.of(phrase))), ...readRows(rows)]));
