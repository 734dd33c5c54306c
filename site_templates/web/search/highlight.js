// On the page a search led to: marks the searched words (`?h=…`) and shows the place. Nothing moves: a mark has no size.

const MOST = 300;

/** Marks every `h` of the address in the main part of the page; the words are the page's own, so they are sought exactly. */
export function highlight() {
  const words = new URLSearchParams(location.search).getAll("h").filter((word) => word.trim()).slice(0, 5);
  const main = document.querySelector("main .page") || document.querySelector("main");
  if (!main || !words.length) return;
  const texts = [];
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement.closest("script, style, svg, [hidden], .visually-hidden") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  let whole = "";
  while (walker.nextNode()) {
    texts.push({ node: walker.currentNode, from: whole.length });
    whole += walker.currentNode.data;
  }
  for (const [from, to] of places(whole, words).reverse()) mark(texts, from, to);
  try {
    document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
  } catch {
    // a fragment that is no address of ours: a lone %
  }
}

function places(whole, words) {
  const found = [];
  for (const word of words)
    for (let at = whole.indexOf(word); at >= 0 && found.length < MOST; at = whole.indexOf(word, at + word.length))
      found.push([at, at + word.length]);
  found.sort(([a], [b]) => a - b);
  return found.filter(([from], index) => index === 0 || from >= found[index - 1][1]);
}

/** Wraps a stretch that may run through several text nodes (a term inside it is a link), each part on its own. */
function mark(texts, from, to) {
  for (const { node, from: start } of texts) {
    const begin = Math.max(from - start, 0);
    const end = Math.min(to - start, node.data.length);
    if (begin >= end) continue;
    const range = document.createRange();
    range.setStart(node, begin);
    range.setEnd(node, end);
    const made = document.createElement("mark");
    made.className = "search-mark";
    range.surroundContents(made);
  }
}
