// The page's side of the engine: one worker, answers in the order of the questions, overtaken questions dropped.

import { HERE, load } from "./place.js";

export class SearchClient {
  #worker = null;
  #waiting = new Map();
  #last = 0;
  #inPage = false;

  /** Fetches engine and data; call it as soon as the reader turns to search. */
  prepare() {
    this.#post({ id: 0, query: null });
  }

  /** The engine's answer; null where a later question has overtaken this one. Rejects where the data cannot be had. */
  ask(query, options = {}) {
    const id = (this.#last += 1);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, query, options });
      this.#post({ id, query, options });
    });
  }

  #post(question) {
    if (!this.#inPage && !this.#worker) this.#start();
    if (this.#inPage) this.#answerHere(question);
    else this.#worker.postMessage(question);
  }

  #start() {
    try {
      this.#worker = new Worker(new URL("./worker.js", HERE));
    } catch {
      this.#inPage = true; // opened from a folder
      return;
    }
    this.#worker.addEventListener("message", ({ data }) => this.#settle(data));
    this.#worker.addEventListener("error", () => {
      this.#worker = null;
      this.#inPage = true;
      for (const [id, { query, options }] of this.#waiting) this.#answerHere({ id, query, options });
    });
  }

  async #answerHere({ id, query, options }) {
    try {
      await load("./worker.js");
      const { pageAnswerer } = globalThis.siteSearch;
      if (!pageAnswerer) throw new SyntaxError("worker.js"); // it is there and does not run: this browser cannot read it
      this.#settle({ id, answer: query === null ? await pageAnswerer.prepare() : await pageAnswerer.search(query, options) });
    } catch (problem) {
      this.#settle({ id, problem: String(problem), unreadable: problem instanceof SyntaxError });
    }
  }

  #settle({ id, answer, problem, unreadable }) {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (!waiting) return;
    if (problem) waiting.reject(unreadable ? new SyntaxError(problem) : new Error(problem));
    else waiting.resolve(id === this.#last ? answer : null);
  }
}
