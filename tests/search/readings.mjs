// Walks texts as the engine does: {words, texts} in, the readings out.
import { readFileSync } from "node:fs";
import { walk } from "../../site_templates/web/search/corpus.js";
import { readWords } from "../../site_templates/web/search/data.js";

const { words, texts } = JSON.parse(readFileSync(0, "utf8"));
const listed = readWords(words);
const kana = (text) => text.replace(/[ァ-ヶ]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0x60));
const read = texts.map((text) => {
  let out = "";
  walk(text, listed, (reading, start, end) => (out += reading ?? kana(text.slice(start, end))));
  return out;
});
process.stdout.write(JSON.stringify(read));
