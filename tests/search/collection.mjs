// The test collection: how it is read and judged. A query is answered by a hit that holds one of its texts, or whose title
// is the query; one without texts has no answer in the plan.
//
// A set is a file: sets/PLAN-DATE.tsv (plan-2026-11-28b.tsv). `unseen` are those that are listed in UNSEEN: written
// before the engine was asked and never looked at query by query; only their sums are ever shown. A set that somebody has
// looked at is taken off that list: from then on it is `tuned`, and what it gave at first sight stays in docs/adr/0019.
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const UNSEEN = ["kurume", "aono", "kaigo", "council"].map((plan) => `${plan}-2026-11-30o`);
const SETS = fileURLToPath(new URL("sets/", import.meta.url));

/** All queries on a plan: `{ category, query, answers, set, state }`. */
export function readQueries(plan) {
  return readdirSync(SETS).filter((name) => name.startsWith(`${plan}-`)).sort().flatMap((name) => {
    const set = name.slice(plan.length + 1, -4);
    return readFileSync(SETS + name, "utf8").trimEnd().split("\n").slice(1).map((line) => {
      const [category, query, answers = ""] = line.split("\t");
      return { category, query, answers: answers.split(" | ").filter(Boolean), set, state: UNSEEN.includes(name.slice(0, -4)) ? "unseen" : "tuned" };
    });
  });
}

const plain = (text) => text.normalize("NFKC").replace(/\s+/g, "");

/** The place from 1 of the first hit that answers, `{ title, text }` each; 0 where none does. */
export function rankOf({ query, answers }, hits) {
  const holds = ({ title, text }) => plain(title) === plain(query) || answers.some((answer) => plain(title + text).includes(plain(answer)));
  return answers.length ? hits.findIndex(holds) + 1 : 0;
}

/** Half of the 95 % interval of a share (Wilson), in percent: what another hundred queries may give. */
function margin(share, count) {
  const z = 1.96;
  return (100 * (z / (1 + z ** 2 / count))) * Math.sqrt((share * (1 - share)) / count + z ** 2 / (4 * count ** 2));
}

/** One line of figures for each category, for all, and for what has no answer. */
export function byCategory(results) {
  const asked = results.filter(({ answers }) => answers.length);
  const lines = [...new Set(asked.map(({ category }) => category)), "all"].map((name) => {
    const own = asked.filter(({ category }) => name === "all" || category === name);
    const share = (test) => {
      const part = own.filter(test).length / own.length;
      return `${(100 * part).toFixed(0).padStart(3)} ±${margin(part, own.length).toFixed(0).padStart(2)}`;
    };
    const within = (most) => share(({ rank }) => rank > 0 && rank <= most);
    return `${name.padEnd(13)} n=${String(own.length).padStart(3)} hit@1 ${within(1)} hit@3 ${within(3)} hit@5 ${within(5)} zero ${share(({ total }) => total === 0)}`;
  });
  const without = results.filter(({ answers }) => !answers.length);
  const honest = without.filter(({ tone }) => tone !== "found").length;
  return without.length ? [...lines, `no answer     n=${String(without.length).padStart(3)} says so ${((100 * honest) / without.length).toFixed(0)} ±${margin(honest / without.length, without.length).toFixed(0)}`] : lines;
}
