// The engine for languages whose words are apart by spaces, on a small specimen.
import assert from "node:assert/strict";
import test from "node:test";
import { stem } from "../../site_templates/web/search/english.js";
import { SearchEngine } from "../../site_templates/web/search/spaced.js";

const doc = (kind, title, text = "", actor = "") => ({ kind, title, text, actor, url: title, aliases: "", within: "", place: "", reading: "" });
const docs = [
  doc("measure", "Bring nature closer", "Plant trees where summers are hot."),
  doc("action", "Plant 10,000 street trees.", "By March 2030.", "climate"),
  doc("action", "Open an advice hub in every town.", "With help on debt and benefits.", "people"),
  doc("term", "rain garden", "A planted bed that takes up rain water."),
  doc("indicator", "Homes flooded in a year"),
];
const columns = Object.fromEntries(Object.keys(docs[0]).map((name) => [name, docs.map((one) => one[name])]));
/** What people say of topics, a line each, as the builder packs it. */
const said = (lines) => lines.replace(/^|\|/gm, "0");
const data = { format: 8, language: "en", actors: { climate: ["Climate"], people: ["People"] }, ways: [], docs: columns, danger: { says: said("violence at home"), help: {} } };
const topics = { says: said("owe money|bailiffs"), leads: "advice hub\ndebt", first: {}, consult: -1 };

function asked(query, engine = new SearchEngine(data)) {
  engine.learn("topics", topics);
  const answer = engine.search(query);
  return { ...answer, titles: answer.hits.map(({ title }) => title.map(([text]) => text).join("")) };
}

test("a word is found in all its forms, and marked as it stands", () => {
  for (const query of ["planting", "planted", "plants", "PLANT"]) {
    const { hits, titles, tone } = asked(query);
    assert.equal(tone, "found", query);
    assert.equal(titles[0], "Plant 10,000 street trees.", query);
    assert.ok(!titles.includes("Open an advice hub in every town."), query);
    assert.deepEqual(hits[0].title[0], ["Plant", true]);
  }
});

test("what is typed by half is found, and a slip is taken for the nearest word", () => {
  assert.equal(asked("advi").titles[0], "Open an advice hub in every town.");
  assert.deepEqual([asked("floded").tone, asked("floded").near], ["near", ["flooded"]]);
  assert.equal(asked("gadren").titles[0], "rain garden");
});

test("a worry leads to the words of the plan, without being found in them", () => {
  const { titles, tone, topics: named } = asked("the bailiffs are coming");
  assert.equal(titles[0], "Open an advice hub in every town.");
  assert.deepEqual([tone, named], ["alike", ["owe money"]]);
  assert.ok(asked("violence at home").danger);
});

test("a phrase of small words is meant only where it is said whole", () => {
  const known = (says) => {
    const engine = new SearchEngine(data);
    engine.learn("topics", { ...topics, says: said(says) });
    return (query) => engine.search(query);
  };
  const ask = known("reaching us|on hold|sent away again");
  assert.deepEqual(ask("I was on hold for an hour").topics, ["reaching us"]);
  assert.deepEqual(ask("the roots hold the soil").topics, []);
  assert.deepEqual(ask("again they sent me away").topics, ["reaching us"], "of several telling words the order is free");
});

test("a phrase of small words and letters alone is meant, where it is said whole", () => {
  const engine = new SearchEngine(data);
  engine.learn("topics", { ...topics, says: said("a home for now|B&B|b and b|one stop") });
  const named = (query) => engine.search(query).topics;
  for (const query of ["we sleep in a B&B", "since May in a b and b", "is there like a one stop place"]) assert.deepEqual(named(query), ["a home for now"], query);
  assert.deepEqual(named("stop at one"), []);
});

test("a slip in what people say is understood, and of four letters only two in the wrong order", () => {
  assert.deepEqual(asked("the bailifs").topics, ["owe money"]);
  assert.equal(asked("lpant").titles[0], "Plant 10,000 street trees.");
  assert.equal(asked("rian").titles[0], "rain garden");
  assert.equal(asked("main").total, 0, "no rain");
});

test("leads count in their order, however rare they are", () => {
  const engine = new SearchEngine(data);
  engine.learn("topics", { ...topics, says: said("scorching"), leads: "\ndebt|rain" });
  assert.equal(engine.search("scorching").hits[0].index, 2);
  engine.learn("topics", { ...topics, says: said("scorching"), leads: "\nrain|debt" });
  assert.equal(engine.search("scorching").hits[0].index, 3);
});

test("of several topics the one that more of the query speaks of leads", () => {
  const engine = new SearchEngine(data);
  engine.learn("topics", { says: said("wet|cellar\nowe money|bailiffs|final demand|red letter"), leads: "\nrain\ndebt", first: {}, consult: -1 });
  assert.equal(engine.search("bailiffs, red letter, cellar").hits[0].index, 2);
});

test("what stands in the plan comes before the entry a topic names", () => {
  const engine = new SearchEngine(data);
  engine.learn("topics", { says: said("water garden|water"), leads: "debt\nrain", first: { 1: 2 }, consult: -1 });
  assert.equal(engine.search("rain water").hits[0].index, 3);
  assert.equal(engine.search("water").hits[0].index, 2);
});

test("words of asking say nothing, and what the plan does not have is not found", () => {
  assert.deepEqual(asked("where do I go for the rain garden").titles[0], "rain garden");
  assert.deepEqual([asked("lottery").total, asked("lottery").tone], [0, "none"]);
  assert.equal(asked("the of and").total > 0, asked("the of and").tone !== "none");
});

test("what the topics could still tell is asked for, and a plan without them answers", () => {
  const engine = new SearchEngine(data);
  assert.equal(engine.search("bailiffs").wants, "topics");
  engine.lacks("topics");
  assert.equal(engine.search("bailiffs").wants, null);
});

test("hits are narrowed by kind and by who acts, and counted for each", () => {
  const engine = new SearchEngine(data);
  const { facets, total } = engine.search("plant", { kinds: ["action"] });
  assert.equal(total, 1);
  assert.deepEqual(facets.kinds, { measure: 1, action: 1, term: 1 });
  assert.equal(engine.search("plant", { actor: "climate" }).total, 1);
});

test("a language that nobody listed is searched by its words as they are", () => {
  const engine = new SearchEngine({ ...data, language: "vi" });
  assert.equal(engine.search("plant ").total, 2);
  assert.equal(engine.search("plant").total, 3, "typed by half");
});

test("stems are Porter's", () => {
  const known = { caresses: "caress", ponies: "poni", agreed: "agre", hopping: "hop", falling: "fall", hoping: "hope", happy: "happi", relational: "relat", conditional: "condit", vietnamization: "vietnam", adoption: "adopt", probate: "probat", controll: "control", flooding: "flood", cycling: "cycl" };
  assert.deepEqual(Object.fromEntries(Object.keys(known).map((word) => [word, stem(word)])), known);
});

test("forms that no ending tells are one, and both spellings; what only ends like a deed is none", () => {
  for (const alike of [["bought", "buying", "buy"], ["froze", "freezing"], ["paid", "paying"], ["neighbours", "neighbor"], ["centre", "centers"], ["licence", "licensed"], ["mould", "mold"], ["programmes", "program"], ["meetings", "meeting"]])
    assert.equal(new Set(alike.map(stem)).size, 1, alike.join(" "));
  for (const [one, other] of [["parking", "park"], ["meeting", "meet"], ["planning", "plan"], ["evening", "even"]]) assert.notEqual(stem(one), stem(other));
});
