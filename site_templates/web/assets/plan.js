// What the pages do beyond links: the brightness button, the menu's Escape, explanations of terms, a line on paper.
// Everything can be read and reached without this file.

const button = document.querySelector(".theme-toggle");
if (button) {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const dark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
  const tell = () => {
    const words = dark() ? button.dataset.light : button.dataset.dark;
    button.setAttribute("aria-label", words);
    button.title = words;
  };
  button.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    try {
      localStorage.setItem("theme", root.dataset.theme);
    } catch {
      // It holds for this page.
    }
    tell();
  });
  system.addEventListener("change", tell);
  tell();
}

for (const menu of document.querySelectorAll("details.menu")) {
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", (event) => {
    if (menu.open && !menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
  });
}

// Explanations of terms: shown while the pointer or the focus is on the term; a first touch shows, a second follows.
const tip = document.createElement("div");
tip.className = "tip";
tip.setAttribute("role", "tooltip");
tip.hidden = true;
(document.querySelector(".keikaku-beside") || document.querySelector("main")).append(tip); // another frame changes its `main`
let shownFor = null;
let leaving = 0;

function show(term) {
  const about = document.getElementById(term.getAttribute("aria-describedby"));
  if (!about) return;
  clearTimeout(leaving);
  shownFor = term;
  tip.textContent = about.textContent;
  tip.hidden = false;
  const at = term.getClientRects()[0];
  const width = tip.offsetWidth;
  const left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - width - 8));
  const above = at.top > tip.offsetHeight + 12;
  tip.style.left = `${left + scrollX}px`;
  tip.style.top = `${(above ? at.top - 6 : at.bottom + 6) + scrollY}px`;
  tip.style.transform = above ? "translateY(-100%)" : ""; // with kana it grows, and not over its term
}

// The page moves to what takes the focus; the explanation beside it must have room too.
function keepInSight(term) {
  const boxes = [term.getBoundingClientRect(), tip.getBoundingClientRect()];
  const top = Math.min(...boxes.map((box) => box.top));
  const bottom = Math.max(...boxes.map((box) => box.bottom));
  if (top < 0 || bottom > innerHeight) scrollBy({ top: (top + bottom - innerHeight) / 2 });
}

function hide() {
  tip.hidden = true;
  shownFor = null;
}

const hideSoon = () => {
  clearTimeout(leaving);
  leaving = setTimeout(() => {
    if (document.activeElement !== shownFor) hide(); // what the focus shows stays until the focus goes
  }, 200);
};

// Listened to from above, as a frame may put another page into the document.
let touched = null;
const onTerm = (kind, then) =>
  document.addEventListener(kind, (event) => {
    const term = event.target instanceof Element && event.target.closest("a.term[aria-describedby]");
    if (term) then(term, event);
  });
onTerm("pointerdown", (term, event) => {
  touched = event.pointerType === "touch" && shownFor !== term ? term : null;
});
onTerm("click", (term, event) => {
  if (touched === term) {
    event.preventDefault();
    show(term);
  }
  touched = null;
});
onTerm("pointerover", (term, event) => {
  if (event.pointerType !== "touch" && !term.contains(event.relatedTarget)) show(term);
});
onTerm("pointerout", (term, event) => {
  if (event.pointerType !== "touch" && !term.contains(event.relatedTarget)) hideSoon();
});
onTerm("focusin", (term) => {
  if (touched === term) return;
  show(term);
  requestAnimationFrame(() => {
    if (shownFor === term) keepInSight(term); // the focus may have gone on
  });
});
onTerm("focusout", hide);
tip.addEventListener("pointerenter", () => clearTimeout(leaving));
tip.addEventListener("pointerleave", hideSoon);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") hide();
});
document.addEventListener("pointerdown", (event) => {
  if (!tip.contains(event.target) && event.target.closest("a.term") !== shownFor) hide();
});

// The address of an action: handed to the device's own way of sharing, or copied, which is told to eye and ear.
const told = document.createElement("p");
told.className = "told";
told.setAttribute("role", "status");
(document.querySelector(".keikaku-beside") || document.body).append(told);
let fading = 0;
function tell(words) {
  told.textContent = "";
  clearTimeout(fading);
  setTimeout(() => (told.textContent = words), 50); // said again to who copies again
  fading = setTimeout(() => (told.textContent = ""), 8000);
}
document.addEventListener("click", async (event) => {
  const link = event.target instanceof Element && event.target.closest("a.permalink");
  if (!link) return;
  // The browser goes to the place as well: what was shared is what is marked.
  try {
    if (navigator.share && matchMedia("(pointer: coarse)").matches) await navigator.share({ title: document.title, url: link.href });
    else {
      await navigator.clipboard.writeText(link.href);
      tell(document.querySelector("[data-copied]").dataset.copied);
    }
  } catch {
    // Not shared after all, or not allowed: the address is in the browser's address line.
  }
});

// On a small screen with large text (plan.css) what stands before the actions shows its first lines. It is whole once its
// button is pressed, or something in it is gone to: a link by keyboard, words by the browser's own search.
const unfold = (fold) => {
  fold.dataset.whole = "";
  for (const more of fold.querySelectorAll(".fold-more")) more.remove();
};
new ResizeObserver(() => {
  for (const fold of document.querySelectorAll(".fold:not([data-whole])")) {
    const cut = fold.scrollHeight > fold.clientHeight + 1 && getComputedStyle(fold).overflowY === "hidden";
    let more = fold.querySelector(".fold-more");
    if (cut && !more) {
      more = document.createElement("button");
      more.type = "button";
      more.className = "fold-more";
      more.lang = document.body.lang || document.documentElement.lang;
      more.textContent = fold.dataset.more;
      fold.append(more);
    }
    if (more) more.hidden = !cut;
  }
}).observe(document.body);
const onFold = (kind, then) =>
  document.addEventListener(
    kind,
    (event) => {
      const fold = event.target instanceof Element && event.target.closest(".fold");
      if (fold) then(fold, event.target.matches(".fold-more"));
    },
    true, // a part that scrolls tells nobody above it
  );
onFold("focusin", (fold, more) => more || unfold(fold));
onFold("scroll", unfold);
onFold("click", (fold, more) => {
  if (!more) return;
  unfold(fold);
  fold.tabIndex = -1;
  fold.focus({ preventScroll: true });
});
document.documentElement.dataset.folds = ""; // until here what is cut scrolls, so that no words depend on this file

// On paper: where this page was and when it was printed.
addEventListener("beforeprint", () => {
  const told = document.querySelector(".frame-printed");
  if (!told) return;
  const date = new Date().toLocaleDateString(document.body.lang || document.documentElement.lang, { dateStyle: "long" });
  told.textContent = `${location.origin}${location.pathname}${location.hash} ${told.dataset.on.replace("{date}", date)}`;
});

// Opened from a folder, as those do who get the site of a proposal as a file: no server finds a folder's page for us.
if (location.protocol === "file:") {
  for (const way of document.querySelectorAll("a[href], form[action]")) {
    const name = way.localName === "a" ? "href" : "action";
    const url = new URL(way[name]);
    if (url.protocol === "file:" && url.pathname.endsWith("/")) {
      url.pathname += "index.html";
      way[name] = url.href;
    }
  }
}

// At the address of what has moved: on to the one place it has gone to. What stands behind "#" only the browser knows.
if (document.querySelector(".page-moved")) {
  const part = document.getElementById(location.hash.slice(1));
  const places = (part || document).querySelectorAll(part ? "a" : ".moved-to a");
  if (places.length === 1) location.replace(places[0].href);
}
