// Measures the engine on the test collection: node tests/search/measure.mjs INDEX PLAN [--tuned|--unseen|--DATE] [--json|--misses|--queries]
import { byCategory, rankOf, readQueries } from "./collection.mjs";
import { engineOf } from "./engine.mjs";

const [, , indexPath, plan, ...flags] = process.argv;
const asked = flags.map((flag) => flag.slice(2)).filter((name) => !["json", "misses", "queries"].includes(name));
const queries = readQueries(plan).filter(({ state, set }) => !asked.length || asked.includes(state) || asked.includes(set));
if (flags.includes("--queries")) console.log(JSON.stringify(queries));
else {
  const engine = engineOf(indexPath);
  const results = queries.map((query) => {
    const { hits, total, tone } = engine.search(query.query, { limit: 20 });
    const found = hits.slice(0, 3).map((hit) => `${hit.kind}:${hit.title.map(([text]) => text).join("").slice(0, 30)}(${hit.score.toFixed(0)})`);
    return { ...query, total, tone, rank: rankOf(query, hits.map(({ index }) => engine.corpus.docs[index])), found };
  });
  if (flags.includes("--json")) console.log(JSON.stringify(results));
  else for (const row of byCategory(results)) console.log(row);
  if (flags.includes("--misses"))
    for (const { category, query, rank, total, found } of results.filter(({ answers, rank, state }) => state === "tuned" && answers.length && (!rank || rank > 3)))
      console.log(`${category} ${query}: rank ${rank} of ${total}: ${found.join(" | ")}`);
}
