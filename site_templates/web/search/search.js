// On every page, and small: opens the search when asked for, marks the words of a search, keeps the site for offline.
// What search itself needs is fetched when the reader turns to it.
// In words that browsers of 2019 can read: where those of the search are too new, this says so.

const root = new URL("..", import.meta.url);
const opener = document.querySelector(".search-open");
const page = document.querySelector("#search-page");

if (page)
  import("./page.js")
    .then(({ showPage }) => showPage(page))
    .catch((problem) => {
      const told = page.querySelector(".search-unusable");
      told.textContent = problem instanceof SyntaxError ? told.dataset.tooOld : told.dataset.failed;
      told.setAttribute("role", "alert");
      page.querySelector("form").hidden = true;
    });
if (new URLSearchParams(location.search).has("h")) import("./highlight.js").then(({ highlight }) => highlight());

if (opener && !page && typeof HTMLDialogElement === "function") {
  opener.setAttribute("role", "button"); // it leads to the results page without this script
  opener.setAttribute("aria-haspopup", "dialog");
  const open = async (event) => {
    event.preventDefault();
    try {
      (await import("./dialog.js")).openSearch();
    } catch {
      location.href = opener.href;
    }
  };
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
}

if ("serviceWorker" in navigator)
  addEventListener("load", async () => {
    try {
      await navigator.serviceWorker.register(new URL("sw.js", root), { scope: root.pathname });
      const { active } = await navigator.serviceWorker.ready;
      const idle = window.requestIdleCallback || ((then) => setTimeout(then, 2000));
      const { saveData } = navigator.connection || {};
      // The first visit was loaded before there was a worker to keep it.
      const made = () => [location.href, ...performance.getEntriesByType("resource").map(({ name }) => name)];
      idle(() => active.postMessage({ made: made(), search: !saveData }));
    } catch {
      // Not here (no secure context, storage refused): the site works as before, with network.
    }
  });
