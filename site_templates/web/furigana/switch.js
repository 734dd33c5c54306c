// On every page, and small: the switch for ふりがな. The words and their readings are fetched when they are first asked for.

import { load } from "../search/place.js";

const select = document.querySelector(".furigana-switch select");

async function show() {
  const year = Number(select.value);
  document.documentElement.toggleAttribute("data-furigana", year > 0);
  if (!year && !window.siteFurigana) return;
  try {
    await load("./words.js");
    window.siteFurigana.annotate(Number(select.value)); // it may have been turned again
  } catch {
    select.value = "0"; // not to be had: the page stays as it was
    document.documentElement.removeAttribute("data-furigana");
  }
}

if (select) {
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
