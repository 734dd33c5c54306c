// The everyday words of plan/synonyms.yml, and where they are in what was typed: as written, as it sounds, or nearly.

import { readSynonyms } from "./data.js";
import { KANA, fold, fromRomaji, shortened } from "./fold.js";
import { distance } from "./near.js";
import { gists, standsIn, stem } from "./phrase.js";

export class Synonyms {
  constructor(packed, corpus) {
    this.corpus = corpus;
    this.all = readSynonyms(packed).flatMap(({ words, leads, first }) =>
      words.map((written) => {
        const word = stem(written);
        const reading = corpus.readingOf(written);
        const sound = fold(word === written ? reading : reading.slice(0, -1)); // an ending is kana, and reads as it is written
        return { written, word: fold(stem(gists(written)[0])), sound, brief: brief(sound), leads, first };
      }),
    );
  }

  /**
   * The synonyms in what was typed, each with its place in one of the ways it may be meant (`said`; `form` 0) or in its
   * sound (`form` 1). `inPlan`: whether the plan has what was typed; then only a word that is there as it is counts.
   */
  in(typed, inPlan) {
    const whole = fold(typed);
    // In Latin letters long vowels are written or not, and を is o.
    const [spoken, voice] = KANA.test(whole) ? [[whole], "sound"] : [fromRomaji(typed).map((kana) => brief(fold(kana))), "brief"];
    const said = gists(typed).map((text) => ({ text, folded: fold(text) }));
    const found = this.all.flatMap((synonym) => {
      const seen = said.find(({ text, folded }) => folded.includes(synonym.word) && standsIn(synonym, text));
      if (seen) return [{ synonym, form: 0, at: seen.folded.indexOf(synonym.word), length: synonym.word.length }];
      const { length } = synonym[voice];
      const kana = spoken.find((kana) => (length >= 3 ? kana.includes(synonym[voice]) : length && kana === synonym[voice]));
      return kana ? [{ synonym, form: 1, at: kana.indexOf(synonym[voice]), length }] : [];
    });
    if (found.length || inPlan()) return { found, said };
    return { found: this.#near(spoken[0] ?? fold(this.corpus.readingOf(typed)), voice), said };
  }

  /** The synonyms that sound like all of what was typed, or nearly so (一人暮し, ひなんじょ). */
  #near(heard, voice) {
    if (heard.length < 4 || heard.length > 12) return [];
    const far = (sound) => (Math.abs(sound.length - heard.length) > 1 ? 2 : Math.min(distance(sound, heard), distance(sound, stem(heard))));
    const ranked = this.all.map((synonym) => ({ synonym, form: 1, at: 0, length: heard.length, far: far(synonym[voice]) }));
    const least = Math.min(heard.length < 5 ? 0 : 1, ...ranked.map((one) => one.far));
    return ranked.filter((one) => one.far === least);
  }
}

/** A sound as Latin letters may have it. */
function brief(sound) {
  return shortened(sound).replaceAll("を", "お");
}
