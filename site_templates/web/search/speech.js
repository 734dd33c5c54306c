// What people say, brought to what they mean: without fillers, politeness and dialect. What is shown and marked is never changed.
//
// Every rule says the same thing in plainer words; a negation stays one. What a query is about is what is left.

import { hasHan } from "./corpus.js";

export const CHUNK = /[ァ-ヺー]+|[A-Za-z0-9]+|[\u3400-\u9fff々〆]+[ぁ-ゖー]*|[ぁ-ゖー]+/gu; // a word with its inflection, or near it

// Said before anything, and with something between before and after it.
const FILLER = "えーっと|ええっと|えっと|えーと|ええと|うーんと|うーん|あのー|あのう|そのー|なんというか|なんていうか|なんか|とりあえず|とにかく|やっぱり|やっぱ|すみません|すいません|ごめんなさい|もしもし|実は|じつは|ねえ|まあ|ちょっと";
const DEMONSTRATIVE = "こういう|そういう|ああいう|あの|その|この";
const INTERJECTION = "はい|いや|もう|で|さて|ほら|あ|え|お|ね|うん|いま|今|最近|さいきん";
const BEFORE = new RegExp(`^(?:(?:${FILLER})[、,\\s]*|(?:${DEMONSTRATIVE})[、,\\s]*(?=.)|(?:${INTERJECTION})[、,。\\s]+)`, "u");
const BETWEEN = new RegExp(`([、,。\\s])(?:(?:${FILLER})[、,。\\s]*|(?:${DEMONSTRATIVE}|${INTERJECTION})[、,。\\s]+)`, "gu");
const ADVERB = /全然|ぜんぜん|最近|とても|すごく|ちょっと|なかなか|急に|だんだん|ほとんど|ずっと|いつも|本当に|ほんとに|ほんとうに|もう(?![した])/g;

// Dialects of the west of Japan and plain speech; only what is a form of grammar, never a word of content.
const WESTERN = /けん|ばい|ばって|とよ|っちゃ|ちゃる|ごた|ごと$|[どこそ]げ[んな]|[しよな]か(?:$|と|ね)|たか$|もうた|やろ|やろ|(?:[おれから]|[^ま]せ)ん(?:$|[でとかねやけた])|とる|とー|とっ|[\u3400-\u9fff]ば[\u3400-\u9fff]|へん|やねん|あかん|やん$|こん(?:$|と|です)/u;
const PLAIN = [
  [/([\u3400-\u9fff]|[見出]か|助か|続か)けん(?=$|[^ぁ-ゖ]|[でとかねや])/gu, "$1けない"], // 行けん is no reason: 行くけん
  [/(?:やけん|じゃけん|だけん|けん)(?=$|[^ぁ-ゖ]|さ|こ|ど|な)|ばってん?/gu, "から"],
  [/(?:たい|ばい|とよ|とやろか|やろか|やろ|やから|っちゃん|っちゃが|っちゃ|やねん|ねん|やん|とです|ですたい|っとよ|と)$/u, ""],
  [/ごたる|ごたっ|ごと(?=$)/gu, "ようだ"],
  [/([\u3400-\u9fffァ-ヺーいうおかくこしすそちつとにのほみもやゆよりるろん])ば(?=[\u3400-\u9fffし])/gu, "$1を"],
  [/[がの]なか(?=$|から|[っと])/gu, "がない"],
  [/([はも])なか(?=$|から|[っと])/gu, "$1ない"],
  [/([いきしちにみりえけせてねめれさ])きらん/gu, "$1られない"],
  [/おらん|おらへん|おれへん/gu, "いない"],
  [/(?:こん|きよらん)(?=$|[とで])/gu, "こない"],
  [/([^ま])せん(?=$|から|と|で|か|の|ね|け)/gu, "$1しない"],
  [/([かさたなまらわばがれえけてべめ])(?:へん|ん)(?=$|から|と|で|か|の|ね|け|ごと)/gu, "$1ない"],
  [/よか(?=$|と)/gu, "いい"],
  [/([^\P{sc=Han}誰何幾]|[しつ]|[^ま]した)か(?=$|から|[とねー])/gu, "$1い"],
  [/([どこそあ])げ[んな]/gu, "$1う"],
  [/([どこそ]こ|[\u3400-\u9fff])さん(?=[行来聞])/gu, "$1に"],
  [/うちゃ[るりん]/gu, "ってやる"],
  [/もうた/gu, "まった"],
  [/([っいきしちびみり])(?:とる|とー|ちょる|よる|とっ)/gu, "$1ている"],
  [/あかん/gu, "だめ"],
];

const OPEN = { き: "か", ぎ: "が", し: "さ", ち: "た", に: "な", び: "ば", み: "ま", り: "ら", い: "わ" }; // 行き(ません) → 行か(ない)
// Whose worry it is does not say which: 母の介護 and 介護 are one. Where nothing else is said, it stays.
const RELATIVE = /(?:うちの|私の|わたしの|僕の)?(?:お?(?:母|父|兄|姉|爺|婆|ばあ|じい|かあ|とう|ねえ|にい)(?:さん|ちゃん|親)|祖[父母]|[母父夫妻娘孫兄姉弟妹]|息子|主人|旦那|家内|嫁)(?:さん|ちゃん)?[がはのをにもと](?=.{2})/gu;
const PARTICLE = /([\u3400-\u6b7a\u6b7c-\u9fff々〆ァ-ヺーA-Za-z0-9]|死(?!に))[がはをもに](?=.)/gu; // 死ぬ is the one verb whose に is none

const ASKED = new RegExp(
  "(?:について|に関して|に関する|のこと|って|とは|という|知りたい|教えて|おしえて|聞きたい|調べたい|困って(?:いる|います|ます|る)|悩んで(?:いる|います|ます|る)|相談したい|" +
    "の窓口|は?何をするところ|は?何をしている(?:の|ところ)?|は?何をしてくれる|(?:利用|使用|申請|お願い)し?たい|使いたい|受けたい|申し込みたい|頼みたい|入りたい|行きたい|通いたい|参加したい|見たい|受けるには|使うには|利用するには|申し込むには|もらうには|申し込み|申込|方法|手続き|どういう|意味|が心配|どこ|すれば|したら|どうすれば|どうしたら|どうやって|どうやったら|何|なに|(?:って|は)なん|いい|よい|よろしい|できます?|あります?|ありませんか|ある|ください|下さい|ほしい|欲しい|いただけます?|もらえます?|です|でしょう|ますか|か|" +
    "のですけれども|のですけど|んですけれども|んですけど|なんですけど|んだけど|なんだけど|だけど|けれど|けど|のですが|んですが|んです|なんです|のです|お願いします|からです|だから|から|ので|さあ?|よ|ね|わ|ぞ|ばい|たい|けん|[はがをでにのとも?？!！。、\\s])$",
  "uy",
);

/** A text without what only opens or fills speech; the text itself where nothing else would be left. */
export function unfilled(text) {
  let out = text.trim();
  for (let before = ""; before !== out; ) {
    before = out;
    out = out.replace(BEFORE, "");
  }
  out = out.replace(BETWEEN, "$1").replace(ADVERB, "").trim();
  return out.length > 1 || (out && hasHan(out)) ? out : text;
}

/** Dialect as it is written elsewhere; unchanged where nothing says that it is one. */
export function plainly(text) {
  if (!WESTERN.test(text)) return text;
  return text
    .split(/[、。\s]+/u)
    .map((clause) => PLAIN.reduce((said, [form, plain]) => said.replace(form, plain), clause))
    .filter(Boolean)
    .join(" ");
}

/**
 * What a text says, in each way it may be meant: `お金もありません` and `お金がない` share `お金ない`. A polite
 * negation does not tell how its verb ends plainly (借りません, 分かりません), so there may be two.
 */
export function gists(text) {
  const said = plainly(unfilled(text.normalize("NFKC"))).replace(ADVERB, "").replace(/([ぁ-ゖ]{2})[がはをもに](?=\s)/g, "$1").replace(/\s+/g, "");
  const alone = said.replace(RELATIVE, (relative, at, all) => (all.length - relative.length > 4 ? "" : relative));
  // 弟の世話, 夫が怖い: with whom it is may be what it is about.
  const bare = [...new Set([alone, said])].map((one) => one.replace(PARTICLE, "$1").replace(/ありません/g, "ない"));
  const closed = bare.map((one) => one.replace(/ません/g, "ない"));
  const open = bare.map((one) => one.replace(/([きぎしちにびみりい])ません/g, (_, kana) => `${OPEN[kana]}ない`).replace(/ません/g, "ない"));
  return [...new Set([...closed, ...open])];
}

/**
 * What may be asked about, from the whole text to its shortest core: `成年後見` at the end, of 成年後見について教えてください.
 *
 * From the end, one phrase after another. A pattern of many in a row would try every way to cut のですがのですが….
 */
export function cores(text) {
  const cuts = new Set([text.length]);
  for (const end of cuts) { // what is added is walked too
    const before = text.slice(0, end);
    for (let start = 0; start < end; start += 1) {
      ASKED.lastIndex = start;
      if (ASKED.test(before)) cuts.add(start);
    }
  }
  const found = [...cuts].sort((a, b) => b - a).map((end) => text.slice(0, end));
  return found.filter((core) => core.length > 1 || core === text);
}

/** What is asked about, by the words of asking alone. */
export function asked(text) {
  return cores(text).at(-1);
}
