// What dialog and page share: words of the interface, and a hit as elements. Text is only ever set as text.
import { HERE } from "./place.js";
import { settings } from "./settings.js";
import { words } from "./words.js";

export const ROOT = new URL("..", HERE); // of the site: this file is in search/

const LANGUAGE = (document.querySelector(".keikaku-beside") || document.documentElement).lang; // of the plan's words; around them speaks the interface

/** The interface's words for `key`: `{name}` filled in, `{n:hit|hits}` the first word for 1 and the last for others. */
export function say(key, values = {}) {
  return words[key].replace(/\{(\w+)(?::([^}]*))?\}/g, (_, name, forms) => {
    const choices = forms?.split("|") ?? [];
    return choices[values[name] - 1] ?? choices.at(-1) ?? String(values[name]);
  });
}

export const FACETS = {
  measures: ["measure", "action", "cross-listing", "programme"],
  challenges: ["challenge"],
  terms: ["term", "note"],
  indicators: ["indicator", "indicator-group"],
  text: ["chapter", "section", "subsection", "topic", "figure", "table"],
  guides: ["contact", "pillar", "actor", "audience", "subject", "page"],
};

/** A new element with attributes and children; strings become text. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value != null) made.setAttribute(key, value);
  made.append(...children.filter((child) => child != null));
  return made;
}

/** What holds words of the plan: marked so, as the interface may be in another language. */
export function ofPlan(made) {
  made.lang = LANGUAGE;
  return made;
}

const marked = (segments) => segments.map(([text, mark]) => (mark ? element("mark", {}, text) : text));

/** A page of the site; a folder shows no page by itself, and not every server does. */
export function pageAt(url) {
  const target = new URL(url, ROOT);
  if ((target.protocol === "file:" || !settings.folders) && target.pathname.endsWith("/")) target.pathname += "index.html";
  return target;
}

/** Where a hit leads: its place, with the words to mark there. */
export function address({ url, words: found }) {
  const target = pageAt(url);
  for (const word of found) target.searchParams.append("h", word);
  return target.href;
}

/** The inside of a hit: kind, title, place, excerpt. `actors`: id → names. `heading`: the element for the title. */
export function hitContent(hit, actors, heading = "span") {
  const actor = actors[hit.actor]?.[0];
  const title = element(heading, { class: "search-title" }, ...marked(hit.title));
  const place = [hit.place, hit.within].filter(Boolean).join(" ");
  return [
    element(
      "span",
      { class: "search-line" },
      element("span", { class: "search-kind" }, words[`kind_${hit.kind}`] ?? hit.kind),
      actor && hit.kind !== "actor" ? ofPlan(element("span", { class: "search-actor" }, actor)) : null,
      place ? ofPlan(element("span", { class: "search-place" }, place)) : null,
    ),
    hit.kind === "page" ? title : ofPlan(title), // what is no entry of the plan is named by the interface
    hit.excerpt.length ? ofPlan(element("span", { class: "search-excerpt" }, ...marked(hit.excerpt))) : null,
  ];
}

/** What to say of an answer, for eyes and for the live region alike. */
export function summary(answer, query, shown) {
  const topics = answer.topics.join(say("and"));
  if (!answer.total) return say("none", { query });
  const count = shown < answer.total ? say("count_shown", { n: answer.total, shown }) : say("count", { n: answer.total });
  if (answer.tone === "near") return `${say("near", { query, words: answer.near.join(say("and")) })} ${count}`;
  if (answer.tone === "alike") return `${say(answer.topics[0] === query ? "alike_topic" : topics ? "alike" : "alike_words", { query, topics })} ${count}`;
  return count;
}

/** What to say where no answer came: the browser is too old for our scripts, or the line failed. */
export function failure(problem) {
  return say(problem instanceof SyntaxError ? "too_old" : "failed");
}

/** Whom to call, which is none of the plan's words; where the offices have named nobody, that is said. */
function helpBox(contacts) {
  const call = (phone) => element("a", { class: "search-call", href: `tel:${phone.replaceAll(" ", "-")}` }, say("help_call", { phone }));
  const lines = contacts.map(({ name, about, phone, hours, url }) =>
    element("li", {}, ofPlan(element("a", { href: pageAt(url).href }, name)), phone ? call(phone) : null, ofPlan(element("span", { class: "search-help-about" }, [about, hours].filter(Boolean).join(" ")))));
  return element("div", { class: "search-help", role: "note" },
    element("p", { class: "search-help-title" }, say("help_title")),
    element("p", {}, say(lines.length ? "help_contacts" : "help_none")),
    lines.length ? element("ul", {}, ...lines) : null,
    element("p", {}, say("help_now")));
}

/** What is shown above the hits besides: help where life or safety may be in question, and the language of the plan. */
export function notes(answer) {
  return [
    answer.danger ? helpBox(answer.help) : null,
    answer.said ? element("p", { class: "search-said", lang: answer.said.language }, answer.said.text) : null,
  ].filter(Boolean);
}

/** Ways on where nothing was found: where to turn to, the nearest words of the plan, and the ways in of the home page. */
export function waysOn({ turns = [], suggestions, ways }) {
  const list = (title, links, own) =>
    links.length
      ? element(
          "div",
          { class: "search-ways" },
          element("p", {}, title),
          element("ul", {}, ...links.map(({ title: name, url }) => element("li", {}, own(element("a", { href: pageAt(url).href }, name))))),
        )
      : null;
  return [list(say("suggestions"), suggestions, ofPlan), list(say("turns"), turns, ofPlan), list(say("ways"), ways, (link) => link)].filter(Boolean);
}
