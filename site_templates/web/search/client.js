// The page's side of the engine: one worker, answers in the order of the questions, overtaken questions dropped.

const INDEX = new URL("index.json", import.meta.url).href;
const WORKER = new URL("worker.js", import.meta.url).href;

export class SearchClient {
  #worker = null;
  #waiting = new Map();
  #last = 0;

  /** Fetches engine and data; call it as soon as the reader turns to search. */
  prepare() {
    this.#start();
    this.#worker.postMessage({ id: 0, index: INDEX, query: null });
  }

  /** The engine's answer; null where a later question has overtaken this one. Rejects where the data cannot be had. */
  ask(query, options = {}) {
    this.#start();
    const id = (this.#last += 1);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, index: INDEX, query, options });
    });
  }

  #start() {
    if (this.#worker) return;
    this.#worker = new Worker(WORKER); // a classic one: joined, it imports nothing, and old browsers know no other
    this.#worker.addEventListener("message", ({ data: { id, answer, problem } }) => {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (!waiting) return;
      if (problem) waiting.reject(new Error(problem));
      else waiting.resolve(id === this.#last ? answer : null);
    });
    this.#worker.addEventListener("error", async () => {
      const waiting = [...this.#waiting.values()];
      this.#waiting.clear();
      this.#worker = null;
      // Browsers do not say why. A script that can be had and does not run is one that this browser cannot read.
      const there = await fetch(WORKER).catch(() => null);
      for (const { reject } of waiting) reject(there && there.ok ? new SyntaxError(WORKER) : new Error(WORKER));
    });
  }
}
