// The results page, search/?q=…&kind=…&actor=…: all hits, narrowed by kind and actor. The address says what is shown.
import { SearchClient } from "./client.js";
import { record } from "./record.js";
import { FACETS, address, element, failure, hitContent, notes, ofPlan, say, summary, waysOn } from "./results.js";

const STEP = 20;
const PAUSE = 150;
const QUIET = 700;
const TITLE = document.title;

/** Takes over the form of the page and shows what its address asks for. */
export function showPage(page) {
  const form = page.querySelector("form");
  const view = {
    client: new SearchClient(), form, input: form.elements.q, live: page.querySelector("[role=status]"),
    facets: page.querySelector(".search-facets-page"), list: page.querySelector(".search-results"), beside: page.querySelector(".search-beside"),
    limit: STEP, kind: "", actor: "", timer: 0, quiet: 0,
  };
  const typed = document.activeElement === view.input ? view.input.value : ""; // before this script was here
  view.noted = page.querySelector(".search-noted");
  history.scrollRestoration = "manual"; // there is nothing to scroll to before the hits are here
  read(view);
  addEventListener("popstate", () => {
    read(view);
    update(view).then(() => scrollTo(0, history.state?.y ?? 0));
  });
  addEventListener("pagehide", () => history.replaceState({ limit: view.limit, y: scrollY }, ""));
  view.input.addEventListener("focus", () => view.client.prepare(), { once: true });
  view.input.addEventListener("compositionstart", () => (view.composing = true));
  view.input.addEventListener("compositionend", () => (view.composing = false));
  view.input.addEventListener("input", () => {
    clearTimeout(view.timer);
    view.timer = setTimeout(renew, PAUSE, view, "replaceState");
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(view.timer);
    renew(view, "pushState");
  });
  view.facets.addEventListener("change", (event) => {
    view[event.target.name] = event.target.value;
    renew(view, "replaceState");
  });
  if (typed && typed !== view.input.value) {
    view.input.value = typed;
    renew(view, "replaceState");
  } else if (view.input.value) update(view).then(() => history.state?.y && scrollTo(0, history.state.y));
}

function read(view) {
  const asked = new URLSearchParams(location.search);
  view.input.value = (asked.get("q") ?? "").slice(0, 100);
  view.kind = Object.hasOwn(FACETS, asked.get("kind")) ? asked.get("kind") : "";
  view.actor = asked.get("actor") ?? "";
  view.limit = history.state?.limit ?? STEP;
}

function renew(view, how) {
  view.limit = STEP;
  const asked = new URLSearchParams({ q: view.input.value.trim() });
  for (const name of ["kind", "actor"]) if (view[name]) asked.set(name, view[name]);
  history[how](null, "", `?${asked}`);
  update(view);
}

async function update(view) {
  const query = view.input.value.trim();
  document.title = query ? `${query} - ${TITLE}` : TITLE; // tells windows and steps back apart
  if (!query) return clear(view);
  const slow = setTimeout(tell, 300, view, say("loading"));
  try {
    const answer = await view.client.ask(query, { kinds: FACETS[view.kind] ?? null, actor: view.actor || null, limit: view.limit });
    // While a word is being composed it may be none yet: what was found before stays.
    if (answer && (answer.total || !view.composing)) show(view, answer, query);
  } catch (problem) {
    clear(view);
    tell(view, failure(problem));
  } finally {
    clearTimeout(slow);
  }
}

function clear(view) {
  view.list.replaceChildren();
  view.facets.replaceChildren();
  view.beside.replaceChildren();
  view.noted.replaceChildren();
  tell(view, "");
}

function show(view, answer, query) {
  view.list.replaceChildren(
    ...answer.hits.map((hit) => {
      const [line, title, ...rest] = hitContent(hit, answer.actors, "h2");
      title.replaceChildren(element("a", { href: address(hit) }, ...title.childNodes));
      return element("li", {}, title, line, ...rest);
    }),
  );
  const left = answer.total - answer.hits.length;
  const more = element("button", { type: "button", class: "search-more" }, say("more", { n: Math.min(left, STEP) }));
  more.addEventListener("click", async () => {
    const before = answer.hits.length;
    view.limit += STEP;
    await update(view);
    view.list.children[before]?.querySelector("a").focus();
  });
  view.beside.replaceChildren(...(answer.total ? (left > 0 ? [more] : []) : waysOn({ ...answer, ways: [] }))); // the ways in stand below
  showFacets(view, answer);
  view.noted.replaceChildren(...notes(answer));
  tell(view, summary(answer, query, answer.hits.length), view.noted.textContent);
  record(query, answer);
}

function showFacets(view, answer) {
  const focused = document.activeElement?.closest?.(".search-facets-page input")?.id;
  const kinds = Object.entries(FACETS).map(([name, own]) => [name, say(`facet_${name}`), own.reduce((sum, kind) => sum + (answer.facets.kinds[kind] ?? 0), 0)]);
  const actors = Object.entries(answer.actors).map(([id, [short]]) => [id, short, answer.facets.actors[id] ?? 0]);
  const choices = [choice("kind", say("by_kind"), kinds, view.kind), choice("actor", say("by_actor"), actors, view.actor)];
  view.facets.replaceChildren(...choices.filter(Boolean));
  if (focused) document.getElementById(focused)?.focus();
}

function choice(name, legend, values, chosen) {
  const shown = values.filter(([value, , sum]) => sum > 0 || value === chosen);
  if (!shown.length) return null;
  return element("fieldset", {}, element("legend", {}, legend),
    ...[["", say("any"), null], ...shown].map(([value, label, sum]) => {
      const id = `search-${name}-${value || "any"}`;
      const input = element("input", { type: "radio", name, id, value });
      input.checked = value === chosen;
      const told = element("label", { for: id }, sum === null ? label : `${label} ${sum}`);
      return element("span", { class: "search-choice" }, input, name === "actor" && value ? ofPlan(told) : told);
    }));
}

function tell(view, text, noted = "") {
  clearTimeout(view.quiet);
  view.told ??= view.live.parentElement.querySelector(".search-told");
  view.told.textContent = text;
  view.quiet = setTimeout(() => (view.live.textContent = noted + text), QUIET);
}
