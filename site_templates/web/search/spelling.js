// Other spellings of the plan's words: 障がい者, 子供, 見まもり are brought to the spelling the plan has, stretch by stretch,
// so that all spellings of one phrase are one query.

import { hasHan } from "./corpus.js";
import { walk } from "./walk.js";
import { KANA, fold, fromRomaji, usual } from "./fold.js";

const DOMINANT = 0.8; // the share of what sounds so that must be written alike
const LOOKED_AT = 60; // occurrences

export class Spelling {
  constructor(corpus) {
    this.corpus = corpus;
  }

  /** A typed text in the plan's spelling, as far as the plan has it. */
  of(text) {
    const typed = text.replace(/[\u3400-\u9fff々]{3,}/g, (run) => this.#filled(run));
    const tokens = this.#tokens(typed);
    let out = "";
    for (let at = 0; at < tokens.length; ) {
      const [kept, spelled] = [this.#written(tokens, at, typed), this.#sounding(tokens, at)];
      if (spelled && spelled.count > kept) {
        out += spelled.text;
        at += spelled.count;
      } else {
        const count = Math.max(kept, 1);
        out += typed.slice(tokens[at].start, tokens[at + count - 1].end);
        at += count;
      }
    }
    return out;
  }

  /** Kanji without the kana the plan has between them: 見守活動, 支合推進会議. */
  #filled(run) {
    if (this.corpus.surface.text.includes(fold(run))) return run;
    const found = this.corpus.original.match(new RegExp([...run].join("[ぁ-ゖ]{0,2}"), "g")) ?? [];
    return found.every((text) => text === found[0]) && found.length ? found[0] : run;
  }

  #tokens(typed) {
    const tokens = [];
    this.corpus.walkTyped(typed, (reading, start, end) => tokens.push({ start, end, sound: reading ?? "", written: fold(typed.slice(start, end)) }));
    return tokens;
  }

  /** How many tokens from `at` on stand in the plan as they are written. */
  #written(tokens, at, typed) {
    let [text, count, found] = ["", 0, 0];
    for (let next = at; next < tokens.length; next += 1) {
      text += tokens[next].written;
      found = text ? this.corpus.surface.first(text, found) : -1;
      if (found < 0) break;
      if (typed[tokens[next].start] !== undefined) count = next - at + 1;
    }
    return count;
  }

  /** The longest stretch from `at` on that sounds like one of the plan, and how the plan writes it. */
  #sounding(tokens, at) {
    let [sound, written, best, found] = ["", "", null, 0];
    for (let next = at; next < tokens.length && tokens[next].sound; next += 1) {
      sound += tokens[next].sound;
      written += tokens[next].written;
      found = this.corpus.sound.first(sound, found);
      if (found < 0) break;
      if (sound.length < 3 || (KANA.test(written) && sound.length < 5)) continue;
      const text = this.#spelling(sound, written, found);
      if (text) best = { text, count: next - at + 1 };
    }
    return best;
  }

  /** How the plan writes what sounds so, from its first place on; empty where it writes the same or each time otherwise. */
  #spelling(sound, written, first) {
    const { sound: form, original } = this.corpus;
    const counts = new Map();
    const same = comparable(written);
    let all = 0;
    for (let at = first; at >= 0 && all < LOOKED_AT; at = form.text.indexOf(sound, at + 1)) {
      const after = at + sound.length;
      if (form.head[at] === 0 || (after < form.text.length && form.head[after] === 0)) continue;
      const text = original.slice(form.from[at], form.to[after - 1]);
      if (!same(text)) continue;
      all += 1;
      counts.set(text, (counts.get(text) ?? 0) + 1);
    }
    const [most, count] = [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), ["", 0]);
    return count >= DOMINANT * all && fold(most) !== written ? most : "";
  }
}

/** Whether a text of the same sound may be the same word: 取り組み and 取組み, 子供 and 子ども, not 期間 and 機関. Each is judged once. */
export function comparable(one) {
  const kanji = (text) => [...fold(text)].filter(hasHan);
  const own = kanji(one);
  const known = new Map();
  return (other) => {
    if (!known.has(other)) {
      const others = kanji(other);
      known.set(other, !own.length || !others.length || own.some((char) => others.includes(char)));
    }
    return known.get(other);
  };
}

/**
 * What was typed with the usual forms of its kanji. What an input method shows, as what is meant by it: a syllable typed by half is left out (`かいごにt`), one typed
 * whole is read (`さi`, `ひなんkeikaku`).
 */
export function composed(typed) {
  return usual(typed).normalize("NFKC").replace(/([ぁ-ゖァ-ヺー\u3400-\u9fff々])([a-z]+)(?=([ぁ-ゖァ-ヺー\u3400-\u9fff々])|$)/g, (_, before, latin, after) => {
    const whole = latin.replace(after ? /[^aiueon]+$/ : /[^aiueo]+$/, ""); // n at the end may become な
    return before + (SINGLE[whole] ?? fromRomaji(whole)[0] ?? "");
  });
}

const SINGLE = { a: "あ", i: "い", u: "う", e: "え", o: "お", n: "ん" };
