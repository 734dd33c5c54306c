// On every page, and small: the switch for ふりがな. The words and their readings are fetched when they are first asked for.

import { HERE, load } from "../search/place.js";

const root = new URL("..", HERE).href;
let select = null;
let annotate = null;

async function show() {
  const year = Number(select.value);
  document.documentElement.toggleAttribute("data-furigana", year > 0);
  if (!year && !annotate) return;
  try {
    await load("./words.js");
    if (!annotate) annotate = window.siteFurigana.annotate; // another plan in the same document has its own
    annotate(Number(select.value)); // it may have been turned again
  } catch {
    select.value = "0"; // not to be had: the page stays as it was
    document.documentElement.removeAttribute("data-furigana");
  }
}

/** The switch of this page; a frame may put another page into the document. */
function arrive() {
  select = location.href.startsWith(root) ? document.querySelector(".furigana-switch select") : null;
  if (!select) return;
  try {
    const kept = localStorage.getItem("furigana");
    if ([...select.options].some((option) => option.value === kept)) select.value = kept;
  } catch {
    // Storage is forbidden: it is off until it is turned on.
  }
  select.addEventListener("change", () => {
    try {
      localStorage.setItem("furigana", select.value);
    } catch {
      // It holds for this page.
    }
    show();
  });
  if (select.value !== "0") show();
}

if (window.document$) window.document$.subscribe(arrive);
else arrive();
