// Measures the engine on the test collection: node tests/search/measure.mjs INDEX [--held-out|--all] [--misses]
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { SearchEngine } from "../../site_templates/web/search/engine.js";
import { byCategory, readQueries, rankOf } from "./collection.mjs";

const [, , indexPath, ...flags] = process.argv;
const engine = new SearchEngine(JSON.parse(readFileSync(indexPath, "utf8")));
const queries = readQueries(fileURLToPath(new URL("queries.tsv", import.meta.url))).filter((query) =>
  flags.includes("--all") ? true : flags.includes("--held-out") ? query.heldOut : !query.heldOut,
);
const texts = engine.corpus.docs.map((doc) => `${doc.title}\n${doc.text}`);
const results = queries.map((query) => {
  const { hits, total } = engine.search(query.query, { limit: 20 });
  return { ...query, total, rank: rankOf(query, hits.map(({ index }) => texts[index])), hits };
});
for (const row of byCategory(results)) console.log(row);
if (flags.includes("--misses"))
  for (const miss of results.filter(({ rank }) => !rank || rank > 3))
    console.log(`${miss.category} ${miss.query}: rank ${miss.rank} of ${miss.total}: ${miss.hits.slice(0, 3).map((hit) => `${hit.kind}:${hit.title.map(([t]) => t).join("").slice(0, 30)}(${hit.score.toFixed(0)})`).join(" | ")}`);
if (flags.includes("--second"))
  for (const miss of results.filter(({ rank }) => rank === 2 || rank === 3))
    console.log(`${miss.category} ${miss.query}: rank ${miss.rank} of ${miss.total}: ${miss.hits.slice(0, 3).map((hit) => `${hit.kind}:${hit.title.map(([t]) => t).join("").slice(0, 30)}(${hit.score.toFixed(0)})`).join(" | ")}`);
