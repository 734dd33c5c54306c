// Walks texts as the engine does: {words, texts} in, the readings out.
import { readFileSync } from "node:fs";
import { walk } from "../../site_templates/web/search/walk.js";
import { hiragana } from "../../site_templates/web/search/fold.js";
import { readWords } from "../../site_templates/web/search/data.js";

const { words, texts } = JSON.parse(readFileSync(0, "utf8"));
const listed = readWords(words);
const read = texts.map((text) => {
  let out = "";
  walk(text, listed, (reading, start, end) => (out += reading ?? hiragana(text.slice(start, end))));
  return out;
});
process.stdout.write(JSON.stringify(read));
