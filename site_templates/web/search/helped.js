// The page search/helped/: the record of searches in this browser, for editors. Nothing of it is sent anywhere.

import { clearRecord, keepRecord, recorded, recording } from "./record.js";
import { element, say } from "./results.js";

/** Fills the page. */
export function showHelped(page) {
  const wanted = element("input", { type: "checkbox", id: "search-record" });
  wanted.checked = recording();
  wanted.addEventListener("change", () => keepRecord(wanted.checked));
  const list = element("div", { class: "search-recorded" });
  const save = element("a", { class: "search-save", download: "searches.csv" }, say("helped_export"));
  const clear = element("button", { type: "button" }, say("helped_clear"));
  clear.addEventListener("click", () => {
    clearRecord();
    show();
  });
  const show = () => {
    const rows = recorded();
    const head = ["helped_when", "helped_query", "helped_tone"].map((key) => say(key));
    const lines = (told) => rows.map(({ when, query, tone }) => [told(new Date(when)), query, say(`tone_${tone}`)]);
    const cells = (kind, line) => element("tr", {}, ...line.map((text) => element(kind, {}, text)));
    list.replaceChildren(
      rows.length
        ? element("table", { class: "rows" }, element("thead", {}, cells("th", head)), element("tbody", {}, ...lines(inWords).map((line) => cells("td", line))))
        : element("p", {}, say("helped_none")),
    );
    save.hidden = clear.hidden = !rows.length;
    save.href = `data:text/csv;charset=utf-8,${encodeURIComponent(`\ufeff${[head, ...lines(inDigits)].map(csv).join("\r\n")}\r\n`)}`;
  };
  page.append(element("p", { class: "search-record" }, wanted, element("label", { for: "search-record" }, say("helped_record"))), list, element("p", { class: "search-recorded-ways" }, save, " ", clear));
  show();
}

/** A day and time here, in the words of the interface. */
function inWords(date) {
  return date.toLocaleString(document.body.lang || document.documentElement.lang, { dateStyle: "long", timeStyle: "short" });
}

/** The same as table programs take it: as it is written in Sweden, 2026-11-29 16:24:11. */
function inDigits(date) {
  return date.toLocaleString("sv");
}

/** A line as CSV; what a table program would take for a formula is text. */
function csv(line) {
  return line.map((text) => `"${(/^[=+\-@\t]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`).join(",");
}
