// Asks the published worker and the engine's modules the same: node tests/search/published.mjs FOLDER PLAN. Prints the queries
// they answer differently. The folder holds the scripts as they are published.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import vm from "node:vm";
import { readQueries } from "./collection.mjs";
import { readPart } from "../../site_templates/web/search/data.js";
import { wholeEngine } from "./engine.mjs";

const [, , folder, plan] = process.argv;
const answers = new Map();
let ask = null;
const scope = {
  addEventListener: (_, listener) => (ask = listener),
  postMessage: ({ id, answer, problem }) => answers.set(id, problem ?? JSON.parse(JSON.stringify(answer))),
  fetch: async (address) => new Response(readFileSync(join(folder, basename(String(address))))),
  self: { location: { href: "https://example.org/search/worker.js" } },
  URL, Response, TextDecoder, Map, Set, console,
};
scope.globalThis = scope;
vm.runInNewContext(readFileSync(join(folder, "worker.js"), "utf8"), scope);

const part = (name) => readPart(readFileSync(join(folder, `${name}.js`)), plan !== "council");
const engine = wholeEngine(Object.fromEntries(["data-texts", "data-topics", "data-sounds", "data-latin", "data-chinese", "data-others"].map((name) => [name, part(name)])));
const queries = readQueries(plan);
// With all its data there: what comes late must not make another answer.
for (const query of ["やちん", "yachin", "房租", "भाडा", null]) await ask({ data: { id: -1, query } });
const differ = [];
for (const [id, { query }] of queries.entries()) {
  await ask({ data: { id, query, options: { limit: 10 } } });
  try {
    assert.deepEqual(answers.get(id), JSON.parse(JSON.stringify(engine.search(query, { limit: 10 }))));
  } catch {
    differ.push(query);
  }
}
console.log(JSON.stringify(differ));
