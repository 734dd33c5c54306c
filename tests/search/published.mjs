// Asks the published worker and the engine's modules the same; prints the queries they answer differently.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { SearchEngine } from "../../site_templates/web/search/engine.js";
import { readQueries } from "./collection.mjs";

const data = readFileSync(process.env.KEIKAKU_INDEX, "utf8");
let ask = null;
const answers = new Map();
globalThis.addEventListener = (_, listener) => (ask = listener);
globalThis.postMessage = ({ id, answer, problem }) => answers.set(id, problem ?? answer);
globalThis.fetch = async () => new Response(data);
await import(pathToFileURL(process.argv[2]));

const engine = new SearchEngine(JSON.parse(data));
const differ = [];
for (const [id, { query }] of readQueries(fileURLToPath(new URL("queries.tsv", import.meta.url))).entries()) {
  await ask({ data: { id, index: "index.json", query, options: { limit: 10 } } });
  try {
    assert.deepEqual(answers.get(id), engine.search(query, { limit: 10 }));
  } catch {
    differ.push(query);
  }
}
console.log(JSON.stringify(differ));
