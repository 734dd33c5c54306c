// The engine on a small specimen: what is found, in what order, with what marked.
import assert from "node:assert/strict";
import test from "node:test";
import { SearchEngine } from "../../site_templates/web/search/engine.js";
import { plainly } from "../../site_templates/web/search/speech.js";
import { wholeEngine } from "./engine.mjs";

const doc = (kind, title, more = {}) => {
  const { actor = "", place = "", within = "", text = "", reading = "", aliases = "", url = title } = more;
  return { kind, actor, title, place, within, text, reading, aliases, url };
};
const columns = (docs) => Object.fromEntries(Object.keys(docs[0]).map((name) => [name, docs.map((one) => one[name])]));
const coded = (rows) => rows.map((row) => `0${row}`).join("");
const packed = (words) => [words.map(([word]) => word).join("\n"), coded(words.map(([, reading]) => reading))].join("\t");
const said = (rows) => rows.map(([says]) => coded(says)).join("\n");
const topics = (rows) => {
  return {
    says: said(rows.slice(DANGERS.length)), // those of danger stand first, and come with the texts
    leads: rows.map(([, leads]) => leads.join("|")).join("\n"),
    first: Object.fromEntries(rows.flatMap(([, , first], index) => (first ? [[index, first]] : []))),
    consult: rows.findIndex(([says]) => says[0] === "どこに相談"),
  };
};
const DANGERS = [[["死にたい"], ["相談"], 2]];
const TEXTS = {
  format: 8,
  actors: { town: ["町", "みどり町"], club: ["会", "みどりの会"] },
  ways: [["課題の一覧", "challenges/"]],
  danger: { says: said(DANGERS), help: {} },
  words: packed([
    ["見守", "みまも"], ["活動", "かつどう"], ["推進", "すいしん"], ["引き籠", "ひきこ"], ["障害", "しょうがい"], ["者", "しゃ"], ["機関", "きかん"],
    ["期間", "きかん"], ["相談", "そうだん"], ["取組", "とりく"], ["取り組", "とりく"], ["人", "ひと"], ["支援", "しえん"], ["運営", "うんえい"], ["独居", "どっきょ"], ["一人暮", "ひとりぐ"],
    ["世帯", "せたい"], ["単独", "たんどく"], ["制度", "せいど"], ["計画", "けいかく"], ["声", "こえ"], ["権利", "けんり"], ["洪水", "こうずい"], ["年金", "ねんきん"], ["年間", "ねんかん"], ["擁護", "ようご"], ["養護", "ようご"], ["家賃", "やちん"], ["払", "はら"],
  ]),
  docs: columns([
    doc("measure", "見守り活動の推進", { text: "ひとりでいる人に声をかけます。", place: "第1章 (1)" }),
    doc("action", "見守りを続けます。", { actor: "town", within: "見守り活動の推進", text: "サロンの運営を支援します。" }),
    doc("action", "ひきこもりの人の相談を受けます。", { actor: "club" }),
    doc("challenge", "障害者と会う取組みが少ない", { text: "関係機関の連携が足りない。計画の期間" }),
    doc("term", "ボランティア", { reading: "ぼらんてぃあ" }),
    doc("indicator", "単独世帯の数"),
    doc("indicator", "見守りの件数"),
    doc("cross-listing", "見守りを続けます。", { actor: "club" }),
    doc("section", "<b>制度</b> & \"狭間\""),
    doc("term", "権利擁護", { reading: "けんりようご" }),
    doc("action", "権利擁護を学びます。"),
    doc("programme", "住まいの給付金"),
    doc("action", "自分のこと", { text: "話します。" }),
    doc("action", "移動を助けます。", { text: "年間を通します。" }),
    doc("action", "第2期計画を見直します。", { text: "環境の整備に取り組みます。" }),
    doc("action", "みどりセンターを開きます。", { text: "続けているのですが。" }),
    doc("action", "災害ボランティアを募ります。"),
  ]),
};
const TOPICS = topics([
  ...DANGERS,
  [["独居", "一人暮らし"], ["単独世帯"]],
  [["家賃が払えない"], ["給付金"]],
  [["歩けない", "洪水", "道がわからない", "隣町で仕事"], ["移動"]],
  [["仕事がしたい", "さみしい"], ["給付金"]],
  [["どこに相談"], ["相談"]],
]);
const SOUNDS = "し|4|ある|1|みち|となりまち|しごと"; // of 死, 歩, 道, 隣町, 仕事: the others are words of the plan
const ABROAD = { en: "want to die\nliving alone\nrent|cannot pay rent\nflood\nlonely\nhelp", vi: "muốn chết\nsống một mình\ntiền nhà\nlũ lụt\ncô đơn\ngiúp đỡ" };
const AWAY = { foreign: ABROAD, said: { en: "In Japanese.", vi: "Bằng tiếng Nhật." } };
const NONE = { foreign: {}, said: {} };
const DATA = { "data-texts": TEXTS, "data-topics": TOPICS, "data-sounds": { sounds: SOUNDS }, "data-latin": AWAY, "data-chinese": NONE, "data-others": NONE };
const engine = wholeEngine(DATA);
const titles = (query, options) => engine.search(query, options).hits.map(({ title }) => title.map(([text]) => text).join(""));
const marks = (query) => engine.search(query).hits[0].title.filter(([, marked]) => marked).map(([text]) => text);

test("kanji, kana, katakana, romaji and parts of a word find the same, and mark the whole word", () => {
  for (const query of ["見守り", "みまもり", "ミマモリ", "mimamori", "ﾐﾏﾓﾘ"]) {
    assert.equal(titles(query)[0], "見守り活動の推進", query);
    assert.deepEqual(marks(query), ["見守り"], query);
  }
  assert.deepEqual(marks("みまも"), ["見守"]);
  assert.deepEqual(marks("mimamorikatsudo"), ["見守り活動"]);
});

test("other spellings of a word are found, other words of the same sound are not", () => {
  for (const query of ["引きこもり", "引き籠もり", "ひきこもり", "hikikomori"]) assert.equal(titles(query)[0], "ひきこもりの人の相談を受けます。", query);
  for (const query of ["障がい者", "しょうがいしゃ", "shogaisha"]) assert.deepEqual(marks(query), ["障害者"], query);
  assert.ok(titles("取り組み").includes("障害者と会う取組みが少ない"));
  const [hit] = engine.search("期間").hits;
  assert.deepEqual(hit.excerpt.filter(([, marked]) => marked), [["期間", true]]);
});

test("all words must be answered; where none does, the most", () => {
  assert.deepEqual(titles("見守り 町")[0], "見守りを続けます。");
  assert.equal(engine.search("見守り サロン").total, 1);
  assert.ok(engine.search("見守り ボランティア").total > 1);
});

test("everyday words lead to the words of the plan", () => {
  assert.equal(titles("独居")[0], "単独世帯の数");
  assert.equal(titles("どっきょ")[0], "単独世帯の数");
  assert.equal(titles("一人暮らしです")[0], "単独世帯の数");
});

test("everyday words are understood with other particles, endings and politely", () => {
  for (const query of ["家賃がもう払えなくて", "家賃も払えません", "家賃 払えない", "やちんがはらえない", "最近家賃払えなかった"])
    assert.equal(titles(query)[0], "住まいの給付金", query);
  assert.equal(titles("駅まで歩けません")[0], "移動を助けます。");
  assert.equal(titles("道がわかりません")[0], "移動を助けます。");
});

test("of synonyms that share a place the longer is meant, the other perhaps", () => {
  assert.equal(titles("隣町で仕事がしたいです")[0], "移動を助けます。");
  assert.ok(titles("隣町で仕事がしたいです").includes("住まいの給付金"));
});

test("what is left of a sentence is sought by its content, not by its endings", () => {
  assert.deepEqual(titles("鯨を見ているのですが"), []);
  assert.equal(titles("鯨の支援をしてほしい")[0], "見守りを続けます。");
  assert.ok(titles("自分").includes("自分のこと"));
  assert.deepEqual(titles("自分で話して支援してほしい"), ["見守りを続けます。"]);
});

test("what is asked about is found, however it is asked", () => {
  const plain = engine.search("単独世帯");
  for (const asked of ["単独世帯について教えてください", "単独世帯って何ですか", "単独世帯とは？", "単独世帯のことで困っています", "単独世帯はどこ", "単独世帯の申し込み方法"])
    assert.deepEqual(engine.search(asked), plain, asked);
  assert.equal(titles("どこに相談すればいいですか")[0], "ひきこもりの人の相談を受けます。");
});

test("in dialect, what cannot be done is no reason", () => {
  assert.equal(plainly("病院に行けん"), "病院に行けない");
  assert.equal(plainly("病院に行くけん"), "病院に行くから");
});

test("however long somebody goes on asking, it is what they ask about that is sought", () => {
  const asking = "のですが".repeat(24);
  assert.deepEqual(engine.search(`単独世帯${asking}`), engine.search("単独世帯"));
  assert.deepEqual(titles(`${asking}鯨`), []); // a pattern that tries every way to cut it would take seconds
});

test("a short everyday word is understood in a sentence, and not inside another word", () => {
  assert.equal(titles("母がさみしいと言う")[0], "住まいの給付金");
});

test("a word that stands nearly everywhere does not stand before one that does not", () => {
  const many = Array.from({ length: 20 }, (_, n) => doc("action", `みどり町の仕事${n}`, { actor: "town" }));
  const docs = columns([...many, doc("term", "流氷"), doc("actor", "みどり町"), doc("action", "みどり町で流氷を見ます。")]);
  const city = wholeEngine({ ...DATA, "data-texts": { ...TEXTS, docs } });
  const found = (query) => city.search(query).hits.map(({ title }) => title.map(([text]) => text).join(""));
  assert.equal(found("みどり町 流氷")[0], "みどり町で流氷を見ます。");
  assert.ok(found("みどり町 くじらうぉっちんぐと流氷の話").includes("流氷"));
});

test("a slip in one word of a sentence is forgiven where the word's ends are plain", () => {
  assert.ok(titles("支援とボラソティアの話").includes("ボランティア"));
});

test("everyday words are understood in romaji, long vowels written or not, and as short as they are", () => {
  for (const query of ["dokkyo", "hitorigurashi", "hitorigurasi", "HITORIGURASHI"]) assert.equal(titles(query)[0], "単独世帯の数", query);
  for (const query of ["kouzui", "kozui", "kōzui", "こうずい"]) assert.equal(titles(query)[0], "移動を助けます。", query);
});

test("an everyday word typed with a slip, or with other kana, is heard", () => {
  for (const query of ["一人暮し", "ひとりくらし", "ひとりぐらひ"]) assert.equal(titles(query)[0], "単独世帯の数", query);
  assert.equal(engine.search("ひろりぐらひ").hits.some(({ title }) => title[0][0].startsWith("単独")), false);
});

test("who asks how many is shown numbers first", () => {
  assert.equal(titles("単独世帯の数")[0], "単独世帯の数");
  assert.equal(titles("見守りの割合")[0], "見守りの件数");
  assert.equal(titles("見守り")[0], "見守り活動の推進");
});

test("an abbreviation in capitals is no romaji, and nothing like 年間 is 年金", () => {
  assert.equal(engine.search("KOE").total, 0);
  assert.ok(engine.search("koe").total > 0);
  assert.equal(engine.search("年金").total, 0);
});

test("the ー at the end of a word is marked with it", () => assert.deepEqual(marks("せんた"), ["センター"]));

test("numbers are found in kanji and in figures", () => {
  for (const query of ["第2期計画", "第二期計画", "第２期計画"]) assert.equal(titles(query)[0], "第2期計画を見直します。", query);
});

test("abbreviations made of the heads of the parts are found, and mark whole words", () => {
  for (const query of ["災ボラ", "災ボ"]) assert.deepEqual(marks(query), ["災害ボランティア"], query);
  assert.equal(engine.search("町ラン").total, 0);
});

test("a short kana word is not found across the end of one word and the head of the next", () => {
  assert.equal(engine.search("ニート").hits.some(({ title }) => title.some(([text]) => text.includes("に取"))), false);
});

test("a word converted wrongly is heard, wherever it stands", () =>
  assert.deepEqual(titles("権利養護"), ["権利擁護", "権利擁護を学びます。"]));

test("words of danger say so, and the entry the plan names for them comes first", () => {
  const { danger, hits } = engine.search("もう死にたいです");
  assert.equal(danger, true);
  assert.equal(hits[0].title[0][0].startsWith("ひきこもり"), true);
  for (const query of ["見守り", "家賃が払えない", "単独世帯"]) assert.equal(engine.search(query).danger, false, query);
});

test("what only resembles is said to, with its topics; what is found is not", () => {
  const { tone, topics } = engine.search("家賃がもう払えません");
  assert.equal(tone, "alike");
  assert.deepEqual(topics, ["家賃が払えない"]);
  for (const query of ["見守り", "みまもり", "見守り 町", "見守りについて教えて"]) assert.equal(engine.search(query).tone, "found", query);
  assert.equal(engine.search("見守り鯨").tone, "alike");
});

test("what a topic is called means it, however much another topic says with these words", () => {
  const many = Array.from({ length: 40 }, (_, at) => `隣町で${String.fromCharCode(0x5000 + at)}`);
  const city = wholeEngine({ ...DATA, "data-topics": topics([...DANGERS, [["家が遠い", ...many], ["移動"]], [["隣町"], ["給付金"]], [["どこに相談"], ["相談"]]]) });
  assert.equal(city.topics.read(["隣町"])[0].topic.name, "隣町");
});

test("a negation is one in easy Japanese too, and words of grammar are none in romaji", () => {
  for (const query of ["支援が ありません", "支援が ない"]) assert.equal(engine.search(query).tone, "alike", query);
  for (const query of ["mimamori", "mimamori wo", "mimamori ga toki", "doko de mimamori", "mimamori wa doko"]) assert.equal(titles(query)[0], "見守り活動の推進", query);
});

test("words of other languages lead to topics, and what is found says its language", () => {
  for (const [query, language] of [["I cannot pay my rent", "en"], ["tien nha", "vi"], ["Tiền nhà", "vi"]]) {
    const { said } = engine.search(query);
    assert.equal(said.language, language, query);
    assert.equal(titles(query)[0], "住まいの給付金", query);
  }
  assert.equal(engine.search("mimamori").said, null);
  assert.equal(engine.search("parent").total, 0); // rent is no part of it
});

test("the texts alone answer what stands in them and know words of danger, and ask for the rest", () => {
  const early = new SearchEngine({ ...TEXTS, danger: { says: coded(["相談"]), help: { 0: [{ url: "call/" }] } } });
  assert.equal(early.search("見守り").wants, null);
  for (const query of ["相談", "そうだん"]) assert.deepEqual(early.search(query).help, [{ url: "call/" }], query);
  assert.equal(early.search("家賃が払えない").wants, "topics");
  early.learn("topics", TOPICS);
  assert.equal(early.search("家賃が払えない").wants, null);
  assert.equal(early.search("やちん").wants, "sounds");
  assert.equal(early.search("tien nha").wants, "sounds");
  assert.equal(early.search("房租").wants, "chinese");
  early.lacks("sounds");
  for (const [query, wants] of [["やちん", null], ["tien nha", "latin"], ["भाडा", "others"], ["ＡＢＣ房租", "latin"], ["2026", null]]) assert.equal(early.search(query).wants, wants, query);
  early.lacks("latin");
  assert.equal(early.search("tien nha").wants, null);
  assert.equal(early.search("abc房租").wants, "chinese");
});

test("nothing found says where to turn to", () => {
  assert.deepEqual(engine.search("ぬぬぬ").turns.map(({ title }) => title), ["ひきこもりの人の相談を受けます。"]);
});

test("a slip is forgiven only where nothing matched, and is told", () => {
  const { near, hits } = engine.search("ボラソティア");
  assert.deepEqual(near, ["ボランティア"]);
  assert.equal(hits[0].kind, "term");
  assert.deepEqual(engine.search("ボランティア").near, []);
});

test("kind and actor narrow; the numbers of each are those of the other's choice", () => {
  const { total, facets } = engine.search("見守り", { actor: "club" });
  assert.equal(total, 1);
  assert.deepEqual(facets.actors, { town: 1, club: 1 });
  assert.deepEqual(facets.kinds, { "cross-listing": 1 });
  assert.deepEqual(titles("見守り", { kinds: ["measure"] }), ["見守り活動の推進"]);
});

test("the original stands before its cross-listing", () => {
  const kinds = engine.search("見守りを続けます").hits.map(({ kind }) => kind);
  assert.ok(kinds.indexOf("action") < kinds.indexOf("cross-listing"));
});

test("nothing found gives the nearest words and the ways in", () => {
  const { total, ways, suggestions } = engine.search("単世数");
  assert.equal(total, 0);
  assert.deepEqual(ways, [{ title: "課題の一覧", url: "challenges/" }]);
  assert.deepEqual(suggestions, [{ title: "単独世帯の数", url: "単独世帯の数" }]);
  assert.deepEqual(engine.search("ぬぬぬ").suggestions, []);
});

test("readings and other wordings never show", () => {
  for (const query of ["みまもり", "ぼらんてぃあ", "しょうがい"])
    for (const { title, excerpt, words } of engine.search(query).hits)
      for (const text of [...title, ...excerpt].map(([part]) => part).concat(words)) assert.doesNotMatch(text, /みまもり|ぼらんてぃあ|しょうがい/);
});

test("data of another format are refused", () => assert.throws(() => new SearchEngine({ ...TEXTS, format: 0 }), /format/));
