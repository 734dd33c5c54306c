// The search dialog: a combobox over a list of hits. The browser's own dialog keeps the focus and gives it back.
import { SearchClient } from "./client.js";
import { record } from "./record.js";
import { FACETS, address, element, failure, hitContent, notes, pageAt, say, summary, waysOn } from "./results.js";

const SHOWN = 12;
const PAUSE = 60; // milliseconds after a key; shorter than two keys of a fast typist
const QUIET = 700; // the live region waits until typing rests

const client = new SearchClient();
let view = null;

/** Fetches engine and data before they are asked for. */
export function prepareSearch() {
  client.prepare();
}

/**
 * Makes the dialog around the field that search.js has opened; what was typed meanwhile is searched. `kept`: the query,
 * kind and place to show again, of a reader who comes back.
 */
export function openSearch(dialog, kept = null) {
  client.prepare();
  view ??= build(dialog);
  if (kept) {
    view.input.value = kept.query;
    view.kind = kept.kind;
  }
  if (view.input.value.trim()) update(view).then(() => kept && (view.scroller.scrollTop = kept.scroll));
}

function build(made) {
  const input = made.querySelector("input");
  const attributes = {
    role: "combobox", "aria-label": say("label"), "aria-expanded": "false", "aria-controls": "search-list",
    "aria-autocomplete": "list", "aria-describedby": "search-hint", autocomplete: "off", autocapitalize: "off", spellcheck: "false",
    enterkeyhint: "search", maxlength: "100", placeholder: say("placeholder"),
  };
  for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
  const close = element("button", { type: "button", class: "search-close" }, say("close"));
  const form = made.querySelector("form"); // the field stays where it is: moved, it would lose the focus and a composition
  form.append(close);
  const facets = element("div", { class: "search-facets", role: "group", "aria-label": say("by_kind"), hidden: "" });
  const noted = element("div", { class: "search-noted" });
  const told = element("p", { class: "search-told" });
  const live = element("p", { class: "visually-hidden", role: "status", "aria-live": "polite" });
  const list = element("div", { id: "search-list", role: "listbox", "aria-label": say("results"), hidden: "" });
  const beside = element("div", { class: "search-beside" }, element("p", { id: "search-hint", class: "search-hint" }, say("hint")));
  const scroller = element("div", { class: "search-scroller" }, noted, told, list, beside);
  made.removeAttribute("aria-label");
  made.setAttribute("aria-labelledby", "search-heading");
  made.prepend(element("h2", { id: "search-heading", class: "visually-hidden" }, say("title")));
  made.append(facets, scroller, live);
  const shown = { input, facets, noted, told, live, list, beside, scroller, hint: beside.firstChild, kind: null, active: -1, timer: 0, quiet: 0 };

  close.addEventListener("click", () => made.close());
  made.addEventListener("close", () => remember(null));
  // Where a reader was when following a hit or going to all of them, for the way back; forgotten where the dialog closes.
  const leave = () => remember({ query: input.value, kind: shown.kind, scroll: scroller.scrollTop });
  scroller.addEventListener("click", leave);
  made.addEventListener("click", (event) => {
    if (event.target === made) made.close(); // the ground behind it
  });
  // Typing, pasting, dictating, and a composition as it grows: all are input.
  input.addEventListener("input", () => {
    clearTimeout(shown.timer);
    shown.timer = setTimeout(update, PAUSE, shown);
  });
  input.addEventListener("compositionstart", () => (view.composing = true));
  input.addEventListener("compositionend", () => {
    view.composing = false;
    update(view);
  });
  input.addEventListener("keydown", (event) => onKey(shown, event));
  form.addEventListener("submit", (event) => {
    if (input.value.trim()) leave();
    else event.preventDefault();
  });
  facets.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    shown.kind = button.dataset.kind || null;
    update(shown).then(() => facets.querySelector("[aria-pressed=true]")?.focus());
  });
  return shown;
}

function remember(search) {
  history.replaceState({ ...history.state, search }, "");
}

function onKey(view, event) {
  if (event.isComposing || event.keyCode === 229) return; // Enter and arrows belong to the input method
  const options = [...view.list.children];
  if ((event.key === "ArrowDown" || event.key === "ArrowUp") && options.length) {
    event.preventDefault();
    const step = event.key === "ArrowDown" ? 1 : -1;
    // One place more than there are options: the input itself lies between the last and the first.
    choose(view, ((view.active + 1 + step + options.length + 1) % (options.length + 1)) - 1);
  } else if (event.key === "Enter" && view.active >= 0) {
    event.preventDefault();
    options[view.active].click();
  }
}

function choose(view, index) {
  view.list.children[view.active]?.setAttribute("aria-selected", "false");
  view.active = index;
  const option = view.list.children[index];
  option?.setAttribute("aria-selected", "true");
  option?.scrollIntoView({ block: "nearest" });
  if (option) view.input.setAttribute("aria-activedescendant", option.id);
  else view.input.removeAttribute("aria-activedescendant");
}

async function update(view) {
  const query = view.input.value.trim();
  if (!query) return show(view, null, query);
  const slow = setTimeout(tell, 300, view, say("loading"));
  try {
    const answer = await client.ask(query, { limit: SHOWN, kinds: FACETS[view.kind] ?? null });
    // While a word is being composed it may be none yet: what was found before stays.
    if (answer && (answer.total || !view.composing)) show(view, answer, query);
  } catch (problem) {
    show(view, null, query);
    view.beside.append(element("a", { class: "search-all", href: pageAt("search/").href }, say("ways")));
    tell(view, failure(problem));
  } finally {
    clearTimeout(slow);
  }
}

function show(view, answer, query) {
  const hits = answer?.hits ?? [];
  choose(view, -1);
  view.list.replaceChildren(
    ...hits.map((hit, index) =>
      element("a", { id: `search-option-${index}`, role: "option", "aria-selected": "false", tabindex: "-1", href: address(hit) },
        ...hitContent(hit, answer.actors)),
    ),
  );
  view.list.hidden = !hits.length;
  view.input.setAttribute("aria-expanded", !view.list.hidden);
  view.scroller.scrollTop = 0;
  showFacets(view, answer);
  view.noted.replaceChildren(...(answer ? notes(answer) : []));
  const all = pageAt("search/");
  all.search = new URLSearchParams(view.kind ? { q: query, kind: view.kind } : { q: query });
  view.beside.replaceChildren(
    ...(answer === null ? [view.hint] : hits.length ? [element("a", { class: "search-all", href: all.href }, say("all"))] : waysOn(answer)),
  );
  tell(view, answer === null ? "" : summary(answer, query, hits.length), view.noted.textContent);
  if (answer) record(query, answer);
}

function showFacets(view, answer) {
  const counts = answer?.facets.kinds ?? {};
  const sums = Object.entries(FACETS).map(([name, kinds]) => [name, kinds.reduce((sum, kind) => sum + (counts[kind] ?? 0), 0)]);
  const shown = sums.filter(([name, sum]) => sum > 0 || name === view.kind);
  const button = (kind, label) => element("button", { type: "button", "data-kind": kind, "aria-pressed": (view.kind ?? "") === kind }, label);
  view.facets.hidden = shown.length < 2 && !view.kind;
  view.facets.replaceChildren(button("", say("any")), ...shown.map(([name, sum]) => button(name, `${say(`facet_${name}`)} ${sum}`)));
}

/** Shown at once; spoken when typing rests, so that a screen reader is not talked over. */
function tell(view, text, noted = "") {
  view.told.textContent = text;
  clearTimeout(view.quiet);
  view.quiet = setTimeout(() => (view.live.textContent = noted + text), QUIET);
}
