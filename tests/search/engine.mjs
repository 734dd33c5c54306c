// The engine with all parts of its data, as tests and measurements ask it.
import { readFileSync } from "node:fs";
import { SearchEngine } from "../../site_templates/web/search/engine.js";

/** `data`: name of a part → the part, as the builder gives them. */
export function wholeEngine(data) {
  const engine = new SearchEngine(data["data-texts"]);
  engine.learn("topics", data["data-topics"]);
  engine.learn("more", data["data-more"]);
  engine.abroad = data["data-more"].foreign;
  return engine;
}

export function engineOf(path) {
  return wholeEngine(JSON.parse(readFileSync(path, "utf8")));
}
