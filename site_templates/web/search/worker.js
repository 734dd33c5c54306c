// Runs the engine beside the page, so that typing never waits for a search.
import { SearchEngine } from "./engine.js";

let engine = null;

addEventListener("message", async ({ data: { id, index, query, options } }) => {
  try {
    engine ??= load(index);
    postMessage({ id, answer: query === null ? null : (await engine).search(query, options) });
    if (query === null) await engine;
  } catch (problem) {
    engine = null; // so that the next try fetches again
    postMessage({ id, problem: String(problem) });
  }
});

async function load(index) {
  const response = await fetch(index);
  if (!response.ok) throw new Error(`${index}: ${response.status}`);
  return new SearchEngine(await response.json());
}
