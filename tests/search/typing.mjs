// Ways of typing a word, and the states an input method shows while it is typed.

const ROMAN = "aあ iい uう eえ oお kaか kiき kuく keけ koこ gaが giぎ guぐ geげ goご saさ shiし suす seせ soそ zaざ jiじ zuず zeぜ zoぞ taた chiち tsuつ teて toと daだ deで doど naな niに nuぬ neね noの haは hiひ fuふ heへ hoほ baば biび buぶ beべ boぼ paぱ piぴ puぷ peぺ poぽ maま miみ muむ meめ moも yaや yuゆ yoよ raら riり ruる reれ roろ waわ woを nん";
const KEYS = new Map(ROMAN.split(" ").map((pair) => [pair.at(-1), pair.slice(0, -1)]));
const OLD = new Map([..."学學会會医醫区區経經応應対對来來当當発發関關変變広廣団團総總続續体體国國権權断斷独獨労勞声聲高髙崎﨑民⺠長⻑見⾒青⻘食⻝歯齒"].flatMap((char, at, all) => (at % 2 ? [] : [[char, all[at + 1]]])));

export const wide = (word) => word.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
export const katakana = (word) => word.replace(/[ぁ-ゖ]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0x60));
export const oldForms = (word) => [...word].map((char) => OLD.get(char) ?? char).join("");

/** What is shown key by key while `kana` is typed, from the first kana on. */
export function* composing(kana) {
  let done = "";
  for (const char of kana.slice(0, 18)) {
    const keys = KEYS.get(char) ?? "";
    if (done) for (let end = 1; end < keys.length; end += 1) yield done + wide(keys.slice(0, end));
    done += char;
    yield done;
  }
}
