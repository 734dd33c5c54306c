// The engine with its data. What answers a query that stands in the plan comes first; the rest as it is needed.

import { SearchEngine } from "./engine.js";

export class Answerer {
  #parts = new Map();
  #engine = null;

  /** `fetchPart`: name of a part (`texts`, `topics`, …) → a promise of its data. */
  constructor(fetchPart) {
    this.fetchPart = fetchPart;
  }

  /** Fetches what most queries need. */
  async prepare() {
    await this.#start();
    await this.#learn("topics");
  }

  /** The answer of the engine, once it has what the query needs. Rejects where the texts cannot be had. */
  async search(query, options) {
    const engine = await this.#start();
    let answer = engine.search(query, options);
    for (let tries = 0; answer.wants && tries < 5; tries += 1) {
      await this.#learn(answer.wants);
      answer = engine.search(query, options);
    }
    return answer;
  }

  #start() {
    this.#engine ??= this.fetchPart("texts").then((data) => new SearchEngine(data));
    this.#engine.catch(() => (this.#engine = null)); // so that the next try fetches again
    return this.#engine;
  }

  /** Without a part, the engine answers as well as it can. */
  async #learn(name) {
    const engine = await this.#start();
    if (!this.#parts.has(name)) this.#parts.set(name, this.fetchPart(name).then((data) => engine.learn(name, data)));
    await this.#parts.get(name).catch(() => {
      this.#parts.delete(name);
      engine.lacks(name);
    });
  }
}
