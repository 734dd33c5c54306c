// The engine on the whole plan (KEIKAKU_INDEX: search data made by the test that runs this): what must hold whatever is typed.
import assert from "node:assert/strict";
import test from "node:test";
import { fold, shortened } from "../../site_templates/web/search/fold.js";
import { hiragana } from "../../site_templates/web/search/kana.js";
import { readQueries } from "./collection.mjs";
import { engineOf } from "./engine.mjs";
import { generator } from "./generator.mjs";

const engine = engineOf(process.env.KEIKAKU_INDEX);
const { docs } = engine.corpus;
const joined = (segments) => segments.map(([text]) => text).join("");

test("a query equal to any title finds that entry first", () => {
  for (const { title } of docs) {
    const [hit] = engine.search(title.slice(0, 100)).hits;
    if (title.length <= 100) assert.equal(fold(joined(hit.title)), fold(title));
  }
});

test("pages that are no entry of the plan are found by what people call them", () => {
  for (const [query, url] of [["PDF", "downloads/"], ["だうんろーど", "downloads/"], ["まだ決まっていない", "pending/"], ["用語集", "glossary/"]]) {
    assert.ok(engine.search(query).hits.slice(0, 3).some(({ index }) => docs[index].url === url), query);
  }
});

test("who asks what somebody does is led to all of it", () => {
  for (const [query, ref] of [["社協は何をするところ", "actors/council/"], ["市民にできることは", "actors/residents/"]]) {
    assert.equal(docs[engine.search(query).hits[0].index].url, ref, query);
  }
});

test("the reading of any title finds it", () => {
  for (const { title, reading } of docs) {
    const typed = reading || engine.corpus.readingOf(title);
    if (fold(typed).length > 100) continue;
    const found = engine.search(typed, { limit: docs.length }).hits.map((hit) => fold(joined(hit.title)));
    assert.ok(found.includes(fold(title)), `${typed} does not find ${title}`);
  }
});

test("every topic leads where it says: its name finds an entry with the plan's words, and it is among what was meant", () => {
  for (const { name, leads, first } of engine.topics.all) {
    const meant = engine.topics.read([name]).map(({ topic }) => topic.name);
    assert.ok(meant.includes(name), `${name}: ${meant}`);
    for (const lead of leads) assert.ok(engine.search(lead).total > 0, lead);
    const { hits, tone } = engine.search(name, { limit: 10 });
    const named = (index) => leads.some((lead) => fold(`${docs[index].title}\n${docs[index].text}`).includes(fold(lead)));
    if (leads.length && tone === "alike") assert.ok(hits.some(({ index }) => index === first || named(index)), name);
  }
});

test("a word of danger is one however it is typed", () => {
  const kana = /^[ぁ-ゖ]{4,}$/;
  for (const topic of engine.topics.all.filter(({ danger }) => danger))
    for (const phrase of topic.phrases) {
      assert.ok(engine.search(phrase).danger, phrase);
      if (kana.test(phrase)) assert.ok(engine.search([...phrase].map((char) => String.fromCharCode(char.charCodeAt(0) + 96)).join("")).danger, phrase);
    }
  for (const typed of ["しにたい", "shinitai", "sinitai", "シニタイ", "じさつ", "ぎゃくたい", "ぼうりょく", "なぐられる"]) assert.ok(engine.search(typed).danger, typed);
});

test("a word of danger is one whatever else is spoken of", () => {
  for (const topic of engine.topics.all.filter(({ danger }) => danger))
    for (const phrase of topic.phrases)
      for (const frame of ["子どもが、PHRASE、かも", "仕事と介護のことで相談です。PHRASE"]) assert.ok(engine.search(frame.replace("PHRASE", phrase)).danger, frame.replace("PHRASE", phrase));
});

test("queries of danger show the box, and those that the plan does not answer do not", () => {
  const asked = readQueries("kurume").filter(({ category, state }) => state === "tuned" && (category === "danger" || category === "none"));
  assert.ok(asked.length > 60);
  assert.deepEqual(asked.filter(({ category, query }) => engine.search(query).danger !== (category === "danger")).map(({ query }) => query), []);
});

test("false friends of danger show no box", () => {
  const friends = ["太鼓をたたく", "ドアをたたく音", "肩をたたく", "布団をたたく", "街灯が消えている", "鮮やかな花", "殴り書きの字", "ボールを蹴って遊ぶ", "雨に打たれた", "予防注射を打たれた", "首を長くして待つ", "時間をつぶす場所", "蚊を殺す薬", "死角になる道", "エレベーターに閉じ込められた", "避難所に逃げ込む", "生きがいがない", "無視できない課題", "体を触って筋肉を調べる", "物を投げる遊び", "世話をしない当番", "壁に穴があいた家の修理", "彼が怖がりで避難が心配", "いじわるクイズ", "のけ者にしない地域", "怯えている犬", "旦那が入院した", "しにせの店"];
  assert.deepEqual(friends.filter((query) => engine.search(query).danger), []);
  const meant = ["施設で父があざをつくっていた", "生きているのがいやになった", "盗撮された", "あとをつけられて怖い", "首つり", "おばあさんを怒鳴る声がする", "消えてしまいたい", "夫が暴れて怖い"];
  assert.deepEqual(meant.filter((query) => !engine.search(query).danger), []);
});

test("a word from abroad is heard in hiragana too, also where it sounds like dialect: ぼらせん", () => {
  const words = engine.topics.all.flatMap((topic) => topic.phrases.filter((phrase) => /^[ァ-ヺー]{4,}$/.test(phrase) && shortened(fold(phrase)).length > 2).map((phrase) => [phrase, topic]));
  assert.ok(words.length > 100);
  assert.deepEqual(words.filter(([phrase, topic]) => !engine.topics.like([hiragana(phrase)]).some((one) => one.topic === topic)).map(([phrase]) => phrase), []);
});

test("every word of other languages is read as its topic, and says its language", () => {
  for (const [language, lines] of Object.entries(engine.abroad))
    lines.split("\n").forEach((line, topic) => {
      for (const word of line.split("|").filter(Boolean)) {
        const meant = engine.topics.read([word]);
        assert.ok(meant.some((one) => one.topic === engine.topics.all[topic]), `${language} ${word}: ${meant.map((one) => one.topic.name)}`);
      }
    });
});

test("whatever is typed: an answer, whose pieces are the plan's own words, whole", () => {
  const random = generator(20200301);
  const whole = docs.map(({ title, text }) => title + text).join("");
  const letters = [...whole.slice(0, 4000), ..."あいうabcn'’\"<>&/\\\u0000\u200b\ud83d\ud800ﾞﾟ゛ー０9　 \n\t（）。𠮷👨‍👩‍👧"];
  for (let round = 0; round < 1500; round += 1) {
    const start = random.below(whole.length);
    const cut = whole.slice(start, start + 1 + random.below(30));
    const query = random.pick([cut, random.word(letters, 24), cut.slice(0, 8) + random.word(letters, 6), random.word("aiueonkstmy", 20), random.word("のしかいう", 30)]);
    const { hits, total } = engine.search(query, { limit: docs.length });
    assert.equal(hits.length, total);
    for (const { index, title, excerpt, score } of hits) {
      assert.ok(Number.isFinite(score));
      assert.equal(joined(title), docs[index].title);
      assert.ok([...title, ...excerpt].every(([part]) => typeof part === "string" && part.length > 0), query);
      const shown = joined(excerpt).replace(/^…|…$/g, "");
      assert.ok(docs[index].text.replaceAll("\n", " ").includes(shown), query);
    }
  }
});

test("what is no text is an answer too", () => {
  for (const query of ["", " ", "　", null, undefined, 5, "。、", "ー", "a".repeat(100000), "の ".repeat(5000), "'".repeat(99)])
    assert.ok(engine.search(query).total >= 0);
});
