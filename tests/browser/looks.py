"""What is looked for on every page, each in the circumstances it needs; a page is loaded once for all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page

from tests.browser.axe import EVERYTHING, finding, inject_axe
from tests.browser.conftest import Served
from tests.browser.watched import BROKEN, SHIFTS

# The reader's own text size, twice the usual one.
LARGER = "() => { document.documentElement.style.fontSize = '200%'; return []; }"

# A reader's own spacing (WCAG 1.4.12), and back again.
_SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`p { margin-bottom: 2em !important; }
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }`);
  document.adoptedStyleSheets = [sheet];
  return [];
}"""
_UNSPACED = "() => { document.adoptedStyleSheets = []; return []; }"

# What sticks out of the window, but for what stands inside a region made to scroll or is hidden from sight on purpose.
STICKS_OUT = """() => {
  const width = document.documentElement.clientWidth;
  const scrolls = (element) => {
    for (let up = element.parentElement; up; up = up.parentElement) {
      if (/auto|scroll|hidden|clip/.test(getComputedStyle(up).overflowX)) return true;
    }
    return false;
  };
  const found = [];
  const whole = document.documentElement.scrollWidth;
  if (whole > width) found.push(`the page is ${whole} wide`);
  for (const element of document.querySelectorAll('body *')) {
    const box = element.getBoundingClientRect();
    if (box.width > 0 && box.height > 0 && box.right > width + 1 && !scrolls(element)) {
      found.push(`${element.tagName.toLowerCase()}.${element.className}: to ${Math.round(box.right)}`);
    }
  }
  return found.slice(0, 3);
}"""

# Text cut off: an element that hides what does not fit, and something does not fit.
CUT_OFF = """() => [...document.querySelectorAll('body *')].filter((element) => {
  const style = getComputedStyle(element);
  if (element.closest('.visually-hidden') || element.closest('svg') || style.position === 'absolute') return false;
  const hides = (value) => value === 'hidden' || value === 'clip';
  return (hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
      || (hides(style.overflowY) && element.scrollHeight > element.clientHeight + 1 && element.clientHeight > 0);
}).slice(0, 3).map((element) => `${element.tagName.toLowerCase()}.${element.className} is cut off`)"""

# Running text 16 px on 1.7 lines or more, tables and all else 14 px or more.
_SMALL = """() => {
  const found = new Set();
  const walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const element = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || element.closest('svg, [hidden], .visually-hidden')) continue;
    const style = getComputedStyle(element);
    const size = parseFloat(style.fontSize);
    if (size < 14) found.add(`${element.tagName.toLowerCase()}.${element.className}: ${size}px`);
    if (element.matches('p:not([class])') && !element.closest('table, figure, nav')) {
      if (size < 16) found.add(`text of ${size}px: ${element.textContent.slice(0, 20)}`);
      if (parseFloat(style.lineHeight) / size < 1.7) found.add(`lines of ${parseFloat(style.lineHeight) / size}`);
    }
  }
  return [...found];
}"""

_MOVES = """() => [...document.querySelectorAll('*')].filter((element) => {
  const style = getComputedStyle(element);
  const seconds = (value) => Math.max(...value.split(',').map(parseFloat));
  return seconds(style.animationDuration) > 0.01 && style.animationName !== 'none'
      || seconds(style.transitionDuration) > 0.01 || style.scrollBehavior === 'smooth';
}).slice(0, 3).map((element) => `${element.tagName.toLowerCase()}.${element.className} moves`)"""

# Words of the page's text that are not shown: no box, no size, no opacity, the colour of their ground or cut away. Ways
# to other places, which paper has no use for, explanations that stand in the glossary too, and what is said only where
# the search cannot run may be left out.
UNREAD = """() => {
  const elsewhere = 'nav, .permalink, .note-back, form, noscript, .tips, .tip, .visually-hidden, title, desc, '
    + '.search-unusable, .search-recorded-ways';
  const found = [];
  const walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const words = walk.currentNode.data.trim();
    const element = walk.currentNode.parentElement;
    if (!words || element.closest(elsewhere)) continue;
    const range = document.createRange();
    range.selectNodeContents(walk.currentNode);
    const box = range.getBoundingClientRect();
    const style = getComputedStyle(element);
    if (!element.checkVisibility({opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true})
        || box.width < 1 || box.height < 1 || style.color === style.backgroundColor) {
      found.push(`not shown: ${words.slice(0, 30)}`);
    }
  }
  return found.slice(0, 5);
}"""

_GROUND_NOT_WHITE = """() => {
  const ground = getComputedStyle(document.body).backgroundColor;
  return ground === 'rgb(255, 255, 255)' ? [] : [`ground ${ground}`];
}"""


_FIRST_TERM = """() => { document.querySelector('a.term')?.focus(); return []; }"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    check: str
    scripts: tuple[str, ...]
    """Each gives a list of faults."""
    width: int
    media: Mapping[str, Any] = field(default_factory=dict)
    """As ``emulate_media`` takes it, where it is not the usual."""


_USUAL: Mapping[str, Any] = {"media": "screen", "color_scheme": "light", "reduced_motion": "no-preference"}
_STILL: Mapping[str, Any] = {"reduced_motion": "reduce"}  # colours on their way to others are neither
_AXE = finding(EVERYTHING)
_SPACING = (_SPACED, STICKS_OUT, CUT_OFF, _UNSPACED)
LOOKS = (
    Look(check="shift", scripts=(SHIFTS,), width=390),  # first: as the page was loaded
    Look(check="reflow", scripts=(STICKS_OUT,), width=390),
    Look(check="text-spacing", scripts=_SPACING, width=390),
    Look(check="reflow", scripts=(STICKS_OUT,), width=320),
    Look(check="axe", scripts=(_AXE,), width=320, media={**_STILL, "color_scheme": "dark"}),
    Look(check="axe", scripts=(_AXE,), width=1280, media=_STILL),
    Look(check="motion", scripts=(_MOVES,), width=1280, media=_STILL),
    Look(check="type", scripts=(_SMALL,), width=1280),
    Look(check="text-spacing", scripts=_SPACING, width=1280),
    # A4 within its margins; nothing is cut off, not even where a screen would scroll; dark readers print on white.
    Look(
        check="print",
        scripts=(UNREAD, STICKS_OUT.replace("auto|scroll|hidden|clip", "hidden|clip"), _GROUND_NOT_WHITE),
        width=718,
        media={"media": "print", "color_scheme": "dark"},
    ),
    # On a desktop window, and on one of half its width, as a browser's text zoom does it. It changes the page.
    Look(check="text-200", scripts=(LARGER, STICKS_OUT, CUT_OFF), width=1280),
    Look(check="text-200", scripts=(STICKS_OUT, CUT_OFF), width=640),
    Look(check="policy", scripts=(_FIRST_TERM, BROKEN), width=640),  # last: of all that has been done
)


def arrive(page: Page, site: Served, path: str) -> None:
    """Go to a page; home and the search go on loading after it."""
    page.goto(site.origin + path, wait_until="networkidle" if path in ("/", "/search/") else "load")


def look(page: Page, site: Served, paths: Sequence[str], looks: Sequence[Look] = LOOKS) -> dict[str, list[str]]:
    """The faults of each check on these pages."""
    faults: dict[str, list[str]] = {look.check: [] for look in looks}
    for path in paths:
        _set(page, looks[0])
        arrive(page, site, path)
        if any(look.check == "axe" for look in looks):
            inject_axe(page)
        for look in looks:
            _set(page, look)
            for script in look.scripts:
                faults[look.check] += (f"{path} at {look.width}: {fault}" for fault in page.evaluate(script))
    return faults


def _set(page: Page, look: Look) -> None:
    page.emulate_media(**{**_USUAL, **look.media})
    page.set_viewport_size({"width": look.width, "height": 900})
