// Keeps what was visited, so that it can be read without network. The network is always asked first: a reader with
// network never sees an old plan. Nothing is fetched ahead, and nothing of another origin is touched.

const SCOPE = new URL(self.registration.scope);
const FAMILY = `keikaku ${SCOPE.pathname} `;
const CACHE = `${FAMILY}@version@`;
const PATIENCE = 4000; // milliseconds for a network that is there but dead, where a copy is kept
const TOO_LARGE = /\.(?:pdf|xlsx|docx|csv|zip)$/;

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", (event) =>
  event.waitUntil(
    (async () => {
      const names = await caches.keys();
      await Promise.all(names.filter((name) => name.startsWith(FAMILY) && name !== CACHE).map((name) => caches.delete(name)));
      await self.clients.claim();
    })(),
  ),
);

self.addEventListener("message", (event) =>
  event.waitUntil(
    (async () => {
      const cache = await caches.open(CACHE);
      for (const address of Array.isArray(event.data) ? event.data : []) {
        const key = keyOf(new URL(address));
        if (!key || (await cache.match(key))) continue;
        const response = await fetch(key).catch(() => null);
        if (response?.ok) await cache.put(key, response);
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

async function answer(event, key) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(key);
  const network = fetch(event.request).then(async (response) => {
    if (response.ok && response.type === "basic") await cache.put(key, response.clone());
    return response;
  });
  if (!kept) return network;
  event.waitUntil(network.catch(() => null));
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE, kept));
  return Promise.race([network, patience]).catch(() => kept);
}
