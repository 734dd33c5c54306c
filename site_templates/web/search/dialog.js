// The search dialog: a combobox over a list of hits. The browser's own dialog keeps the focus and gives it back.
import { SearchClient } from "./client.js";
import { FACETS, ROOT, address, element, failure, hitContent, say, summary, waysOn } from "./results.js";

const SHOWN = 12;
const PAUSE = 60; // milliseconds after a key; shorter than two keys of a fast typist
const QUIET = 700; // the live region waits until typing rests

let dialog = null;

/** Opens the dialog, built at the first call. */
export function openSearch() {
  dialog ??= build();
  if (!dialog.open) dialog.showModal();
  const input = dialog.querySelector("input");
  input.focus();
  input.select();
}

function build() {
  const client = new SearchClient();
  client.prepare();
  const input = element("input", {
    type: "text", name: "q", role: "combobox", "aria-label": say("label"), "aria-expanded": "false", "aria-controls": "search-list",
    "aria-autocomplete": "list", "aria-describedby": "search-hint", autocomplete: "off", autocapitalize: "off", spellcheck: "false",
    enterkeyhint: "search", maxlength: "100", placeholder: say("placeholder"),
  });
  const close = element("button", { type: "button", class: "search-close" }, say("close"));
  const form = element("form", { role: "search", action: new URL("search/", ROOT).href }, input, close);
  const facets = element("div", { class: "search-facets", role: "group", "aria-label": say("by_kind"), hidden: "" });
  const told = element("p", { class: "search-told" });
  const live = element("p", { class: "visually-hidden", role: "status", "aria-live": "polite" });
  const list = element("div", { id: "search-list", role: "listbox", "aria-label": say("results"), hidden: "" });
  const beside = element("div", { class: "search-beside" }, element("p", { id: "search-hint", class: "search-hint" }, say("hint")));
  const scroller = element("div", { class: "search-scroller" }, told, list, beside);
  const made = element("dialog", { class: "search-dialog", "aria-labelledby": "search-heading" },
    element("h2", { id: "search-heading", class: "visually-hidden" }, say("title")), form, facets, scroller, live);
  const view = { client, input, facets, told, live, list, beside, scroller, hint: beside.firstChild, kind: null, active: -1, timer: 0, quiet: 0 };

  close.addEventListener("click", () => made.close());
  made.addEventListener("click", (event) => {
    if (event.target === made) made.close(); // the ground behind it
  });
  // Typing, pasting, dictating, and a composition as it grows: all are input.
  input.addEventListener("input", () => {
    clearTimeout(view.timer);
    view.timer = setTimeout(update, PAUSE, view);
  });
  input.addEventListener("keydown", (event) => onKey(view, event));
  form.addEventListener("submit", (event) => {
    if (!input.value.trim()) event.preventDefault();
  });
  facets.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    view.kind = button.dataset.kind || null;
    update(view).then(() => facets.querySelector("[aria-pressed=true]")?.focus());
  });
  document.body.append(made);
  return made;
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
    const answer = await view.client.ask(query, { limit: SHOWN, kinds: FACETS[view.kind] ?? null });
    if (answer) show(view, answer, query);
  } catch (problem) {
    show(view, null, query);
    view.beside.append(element("a", { class: "search-all", href: new URL("search/", ROOT).href }, say("ways")));
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
  view.input.setAttribute("aria-expanded", String(hits.length > 0));
  view.scroller.scrollTop = 0;
  showFacets(view, answer);
  const all = new URL(`search/?${new URLSearchParams(view.kind ? { q: query, kind: view.kind } : { q: query })}`, ROOT).href;
  view.beside.replaceChildren(
    ...(answer === null ? [view.hint] : hits.length ? [element("a", { class: "search-all", href: all }, say("all"))] : waysOn(answer)),
  );
  tell(view, answer === null ? "" : summary(answer, query, hits.length));
}

function showFacets(view, answer) {
  const counts = answer?.facets.kinds ?? {};
  const sums = Object.entries(FACETS).map(([name, kinds]) => [name, kinds.reduce((sum, kind) => sum + (counts[kind] ?? 0), 0)]);
  const shown = sums.filter(([name, sum]) => sum > 0 || name === view.kind);
  const button = (kind, label) => element("button", { type: "button", "data-kind": kind, "aria-pressed": String((view.kind ?? "") === kind) }, label);
  view.facets.hidden = shown.length < 2 && !view.kind;
  view.facets.replaceChildren(button("", say("any")), ...shown.map(([name, sum]) => button(name, `${say(`facet_${name}`)} ${sum}`)));
}

/** Shown at once; spoken when typing rests, so that a screen reader is not talked over. */
function tell(view, text) {
  view.told.textContent = text;
  clearTimeout(view.quiet);
  view.quiet = setTimeout(() => (view.live.textContent = text), QUIET);
}
