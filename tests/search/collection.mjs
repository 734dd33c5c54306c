// The test collection: how it is read, split and scored. A query is answered by a hit that holds one of its texts.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

/**
 * Every query with its `part`. `tuned` was looked at while engine and synonyms were made. `held-out` is a third of the
 * first queries, chosen by a hash, never looked at. `fresh` is half of the queries marked so: they were written by
 * somebody who had seen the plan alone and neither engine, synonyms nor these queries, and were never looked at either.
 */
export function readQueries(path) {
  return readFileSync(path, "utf8").trimEnd().split("\n").slice(1).map((line) => {
    const [category, query, answers, set] = line.split("\t");
    const hash = createHash("sha256").update(query).digest()[0];
    const part = set === "fresh" && hash % 2 === 0 ? "fresh" : set !== "fresh" && hash % 3 === 0 ? "held-out" : "tuned";
    return { category, query, answers: answers.split(" | "), part };
  });
}

const plain = (text) => text.normalize("NFKC").replace(/\s+/g, "");

/** The place from 1 of the first of `texts` that answers; 0 where none does. */
export function rankOf(query, texts) {
  return texts.findIndex((text) => query.answers.some((answer) => plain(text).includes(plain(answer)))) + 1;
}

/** One line of figures for each category and for all. */
export function byCategory(results) {
  const names = [...new Set(results.map(({ category }) => category)), "all"];
  return names.map((name) => {
    const own = results.filter(({ category }) => name === "all" || category === name);
    const share = (test) => `${((100 * own.filter(test).length) / own.length).toFixed(1).padStart(5)}%`;
    const within = (n) => share(({ rank }) => rank > 0 && rank <= n);
    const mrr = own.reduce((sum, { rank }) => sum + (rank ? 1 / rank : 0), 0) / own.length;
    return `${name.padEnd(13)} n=${String(own.length).padStart(3)} hit@1 ${within(1)} hit@3 ${within(3)} hit@5 ${within(5)} zero ${share(({ total }) => total === 0)} MRR ${mrr.toFixed(3)}`;
  });
}
