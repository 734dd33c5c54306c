// Measures the engine on the test collection: node tests/search/measure.mjs INDEX [--tuned|--held-out|--fresh|--all] [--json|--misses]
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { SearchEngine } from "../../site_templates/web/search/engine.js";
import { byCategory, readQueries, rankOf } from "./collection.mjs";

const [, , indexPath, ...flags] = process.argv;
const queries = readQueries(fileURLToPath(new URL("queries.tsv", import.meta.url))).filter(
  ({ part }) => flags.includes("--all") || flags.includes(`--${part}`),
);
if (flags.includes("--queries")) console.log(JSON.stringify(queries));
else {
  const engine = new SearchEngine(JSON.parse(readFileSync(indexPath, "utf8")));
  const texts = engine.corpus.docs.map((doc) => `${doc.title}\n${doc.text}`);
  const results = queries.map((query) => {
    const { hits, total } = engine.search(query.query, { limit: 20 });
    const found = hits.slice(0, 3).map((hit) => `${hit.kind}:${hit.title.map(([text]) => text).join("").slice(0, 30)}(${hit.score.toFixed(0)})`);
    return { ...query, total, rank: rankOf(query, hits.map(({ index }) => texts[index])), found };
  });
  if (flags.includes("--json")) console.log(JSON.stringify(results));
  else for (const row of byCategory(results)) console.log(row);
  if (flags.includes("--misses"))
    for (const { category, query, rank, total, found } of results.filter((result) => !result.rank || result.rank > 3))
      console.log(`${category} ${query}: rank ${rank} of ${total}: ${found.join(" | ")}`);
}
