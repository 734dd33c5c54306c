// node bench/search.mjs INDEX: how long the engine takes to get ready and to answer each query of the collection, as JSON.
import { readFileSync } from "node:fs";
import { readQueries } from "../tests/search/collection.mjs";
import { wholeEngine } from "../tests/search/engine.mjs";

const ROUNDS = 5;
const text = readFileSync(process.argv[2], "utf8");
const queries = readQueries("kurume");

/** CPU of this thread's process in ms: other processes on the machine do not count. */
function cpu() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const timed = (action) => {
  const begin = cpu();
  const result = action();
  return [cpu() - begin, result];
};
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
const [ready, engine] = timed(() => wholeEngine(JSON.parse(text)));
// All queries, then all again: what the engine keeps of a query is gone when that query comes again.
const rounds = Array.from({ length: ROUNDS }, () => queries.map(({ query }) => timed(() => engine.search(query))[0]));
const taken = queries.map((_, index) => median(rounds.map((round) => round[index])));
const sorted = taken.toSorted((a, b) => a - b);
const slowest = queries[taken.indexOf(sorted.at(-1))].query;
console.log(JSON.stringify({ ready, median: median(taken), p95: sorted[Math.floor(sorted.length * 0.95)], max: sorted.at(-1), slowest }));
