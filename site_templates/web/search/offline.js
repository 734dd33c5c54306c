// The site kept for reading without network, by its service worker; where there is none, all is as before.
import { settings } from "./settings.js";

/** Registers the worker at `root`, if the site has one, and tells it what this page was made of. */
export function keepForOffline(root) {
  if (!settings.offline || !("serviceWorker" in navigator) || location.protocol === "file:") return;
  addEventListener("load", async () => {
    try {
      await navigator.serviceWorker.register(`${root}sw.js`, { scope: new URL(root).pathname });
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
}
