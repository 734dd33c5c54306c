// The engine with all parts of its data, as tests and measurements ask it.
import { readFileSync } from "node:fs";
import { SearchEngine } from "../../site_templates/web/search/engine.js";
import { SearchEngine as SpacedEngine } from "../../site_templates/web/search/spaced.js";

/** `data`: name of a part → the part, as the builder gives them. */
export function wholeEngine(data) {
  const texts = data["data-texts"];
  const engine = texts.language ? new SpacedEngine(texts) : new SearchEngine(texts);
  engine.learn("topics", data["data-topics"]);
  if (texts.language) return engine;
  engine.learn("sounds", data["data-sounds"]);
  const abroad = ["latin", "chinese", "others"].map((name) => [name, data[`data-${name}`]]);
  for (const [name, part] of abroad) engine.learn(name, part);
  engine.abroad = Object.assign({}, ...abroad.map(([, { foreign }]) => foreign));
  return engine;
}

export function engineOf(path) {
  return wholeEngine(JSON.parse(readFileSync(path, "utf8")));
}
