// On every page, and small: opens the search when asked for, marks the words of a search.
// What search itself needs is fetched when the reader turns to it. The field is there at once, so that no key is lost.
// In words that browsers of 2019 can read: where those of the search are too new, this says so.

import { keepForOffline } from "./offline.js";
import { HERE, load } from "./place.js";

const root = new URL("..", HERE).href;
const opener = [...document.querySelectorAll(".search-open")].find(({ href }) => href.startsWith(root));
let page = null;

/** What this page has of the search; a frame may put another page into the document. */
function arrive() {
  if (!location.href.startsWith(root)) return;
  page = document.querySelector("#search-page");
  if (page)
    load("./page.js")
      .then(() => (window.siteSearch ? window.siteSearch.showPage(page) : say("tooOld"))) // there, and not to be read
      .catch(() => say("failed"));
  const helped = document.querySelector("#search-helped");
  if (helped) load("./helped.js").then(() => window.siteSearch.showHelped(helped));
  if (new URLSearchParams(location.search).has("h")) load("./highlight.js").then(() => window.siteSearch.highlight());
}

if (window.document$) window.document$.subscribe(arrive);
else arrive();

if (opener && typeof HTMLDialogElement === "function") {
  opener.setAttribute("role", "button"); // it leads to the results page without this script
  opener.setAttribute("aria-haspopup", "dialog");
  opener.href = opener.href; // from the page it was on, whatever page comes into its frame
  const prepare = () => load("./dialog.js").then(() => window.siteSearch.prepareSearch());
  const open = async (event, kept = null) => {
    if (event) event.preventDefault();
    if (page) return void page.querySelector("input").focus();
    const dialog = document.querySelector(".search-dialog") || shell();
    if (!dialog.open) dialog.showModal();
    const input = dialog.querySelector("input");
    input.focus();
    input.select();
    try {
      await load("./dialog.js");
      window.siteSearch.openSearch(dialog, kept);
    } catch {
      const typed = input.value.trim();
      location.href = typed ? `${opener.href}?${new URLSearchParams({ q: typed })}` : opener.href;
    }
  };
  // Whoever is about to search will not wait for what it needs.
  for (const kind of ["pointerenter", "focus", "touchstart"]) opener.addEventListener(kind, () => prepare().catch(() => null), { once: true, passive: true });
  opener.addEventListener("click", (event) => {
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) open(event);
  });
  opener.addEventListener("keydown", (event) => {
    if (event.key === " ") open(event);
  });
  document.addEventListener("keydown", (event) => {
    // No single character: who speaks to the computer would open it with half a word (WCAG 2.1.4).
    if (event.key === "k" && (event.ctrlKey || event.metaKey)) open(event);
  });
  // Back from a hit, where the browser has not kept the page as it was.
  if (history.state && history.state.search) open(null, history.state.search);
}

/** On the results page, where it cannot work. */
function say(what) {
  const told = page.querySelector(".search-unusable");
  told.textContent = told.dataset[what];
  told.setAttribute("role", "alert");
  page.querySelector("form").hidden = true;
}

/** The dialog with its field alone; dialog.js makes the rest. */
function shell() {
  const dialog = document.createElement("dialog");
  dialog.className = "search-dialog";
  dialog.setAttribute("aria-label", opener.textContent.trim());
  const form = document.createElement("form");
  form.action = opener.href;
  form.setAttribute("role", "search");
  const input = document.createElement("input");
  input.type = "text";
  input.name = "q";
  input.setAttribute("aria-label", opener.textContent.trim());
  form.append(input);
  dialog.append(form);
  (document.querySelector(".keikaku-beside") || document.body).append(dialog);
  return dialog;
}

keepForOffline(root);
