// A record of searches that found nothing exact, for editors who want to add words. It stays in this browser, and there is
// none until the reader asks for it on the page search/helped/: what people search for may be nobody's business.

const KEY = "search-record";
const WANTED = "search-record-wanted";
const MOST = 500;

/** Whether a record is kept. */
export function recording() {
  return stored(WANTED) === true;
}

export function keepRecord(wanted) {
  store(WANTED, wanted ? true : null);
}

/** The searches, the newest first: `{ when, query, tone }`. */
export function recorded() {
  const found = stored(KEY);
  return Array.isArray(found) ? found : [];
}

export function clearRecord() {
  store(KEY, null);
}

/** Adds a search; of one that is typed on, only its longest form. */
export function record(query, { tone }) {
  if (tone === "found" || !recording()) return;
  const before = recorded();
  const typedOn = before.length && query.startsWith(before[0].query) ? 1 : 0;
  store(KEY, [{ when: new Date().toISOString(), query, tone }, ...before.slice(typedOn)].slice(0, MOST));
}

function stored(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null; // no storage here, or not ours
  }
}

function store(key, value) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // full, or refused: there is no record then
  }
}
