// Keeps what was visited, so that it can be read without network, and when the server fails or does not answer. The
// network is always asked first: a reader with network never sees an old plan. Parts whose names carry a hash of their
// content are never another, so a kept one is as good. Nothing of another origin is touched.

const SCOPE = new URL(self.registration.scope);
const FAMILY = `keikaku ${SCOPE.pathname} `;
const CACHE = `${FAMILY}@version@`;
const SEARCH = "@search@"; // what the search needs, to be found without network from the first visit on
const PATIENCE = 4000; // milliseconds for a line that is slow or dead, where a copy is kept
const TOO_LARGE = /\.(?:pdf|xlsx|docx|csv|zip)$/;
const BY_CONTENT = /\.[0-9a-f]{12}\.(?:css|js|json)$/;

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", (event) =>
  event.waitUntil(
    (async () => {
      // Of the version before, whatever was not visited again since is still better than nothing.
      const others = (await own()).filter((name) => name !== CACHE);
      await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
      await self.clients.claim();
    })(),
  ),
);

// From a page that has come to rest: what it was made of, and whether to fetch the search too.
self.addEventListener("message", (event) =>
  event.waitUntil(
    (async () => {
      const cache = await caches.open(CACHE);
      const { made, search } = event.data;
      for (const address of search ? [...made, ...SEARCH] : made) {
        const key = keyOf(new URL(address, SCOPE));
        if (!key || (await cache.match(key))) continue;
        const response = await fetch(key).catch(() => null);
        if (response) await keep(key, response);
      }
    })(),
  ),
);

self.addEventListener("fetch", (event) => {
  const key = event.request.method === "GET" && !event.request.headers.has("range") ? keyOf(new URL(event.request.url)) : null;
  if (key) event.respondWith(answer(event, key));
});

/** The address a copy is kept under; null for what is none of ours. What a search adds to an address is left out. */
function keyOf(url) {
  if (url.origin !== SCOPE.origin || !url.pathname.startsWith(SCOPE.pathname) || TOO_LARGE.test(url.pathname)) return null;
  return url.origin + url.pathname;
}

/** Names of our caches, the oldest first. */
async function own() {
  return (await caches.keys()).filter((name) => name.startsWith(FAMILY));
}

async function answer(event, key) {
  const kept = await find(key).catch(() => null);
  if (kept && BY_CONTENT.test(key)) return kept;
  const network = fetch(event.request);
  const whole = network.then((response) => keep(key, response));
  event.waitUntil(whole.catch(() => null));
  if (!kept) return network;
  const sound = whole.then((response) => (response.status >= 500 || response.status === 429 ? kept : response));
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE, kept));
  return Promise.race([sound, patience]).catch(() => kept);
}

/** The newest copy. */
async function find(key) {
  for (const name of (await own()).reverse()) {
    const kept = await (await caches.open(name)).match(key);
    if (kept) return kept;
  }
  return null;
}

/** The response when all of it has come, and kept where there is room. Rejects where the line breaks before. */
async function keep(key, response) {
  if (!response.ok || response.type !== "basic") return response;
  const [body, copy] = [response.clone(), response.clone()];
  await body.arrayBuffer();
  const put = async () => (await caches.open(CACHE)).put(key, copy);
  await put().catch(() => null);
  return response;
}
