// Runs the engine beside the page, so that typing never waits for a search; where no worker can be had, in the page.

import { Answerer } from "./answerer.js";
import { encoding, readPart, unpacked } from "./data.js";
import { settings } from "./settings.js";

const FILES = {
  texts: "./data-texts.js", topics: "./data-topics.js", sounds: "./data-sounds.js",
  latin: "./data-latin.js", chinese: "./data-chinese.js", others: "./data-others.js",
};
const BASE = typeof document === "undefined" ? self.location.href : document.currentScript.src;

/** Reads the data out of its script: a script that runs would stop the worker while it comes. */
async function fetchedPart(name) {
  const response = await fetch(new URL(FILES[name], BASE));
  if (!response.ok) throw new Error(`${FILES[name]}: ${response.status}`);
  return readPart(await response.arrayBuffer(), settings.japanese);
}

/** In a folder nothing can be fetched; and no server says there what a script is written in. */
function loadedPart(name) {
  return new Promise((resolve, reject) => {
    globalThis.siteSearchData = (_, data) => resolve(unpacked(data, settings.japanese));
    const script = document.createElement("script");
    script.src = new URL(FILES[name], BASE).href;
    script.charset = encoding(settings.japanese);
    script.onerror = () => reject(new Error(name));
    document.head.append(script);
  });
}

/** For a page without workers. */
export const pageAnswerer = typeof document === "undefined" ? null : new Answerer(location.protocol === "file:" ? loadedPart : fetchedPart);

if (!pageAnswerer) {
  const answerer = new Answerer(fetchedPart);
  addEventListener("message", async ({ data: { id, query, options } }) => {
    try {
      postMessage({ id, answer: query === null ? await answerer.prepare() : await answerer.search(query, options) });
    } catch (problem) {
      postMessage({ id, problem: String(problem) });
    }
  });
}
