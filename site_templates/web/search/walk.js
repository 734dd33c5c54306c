// How a text is read by a list of words: the search and the ふりがな of pages share it.

/** Walks `text` as `builder/keikaku/text/readings.py` does: the longest listed word, else one character (`part` null). */
export function walk(text, words, each) {
  for (let at = 0; at < text.length; ) {
    const entry = words.get(text[at])?.find(({ word }) => text.startsWith(word, at));
    if (entry === undefined) {
      each(null, at, at + 1);
      at += 1;
    } else {
      for (const [part, reading] of entry.parts) {
        each(reading, at, at + part.length);
        at += part.length;
      }
    }
  }
}
