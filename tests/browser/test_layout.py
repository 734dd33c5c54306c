"""Nothing is lost on a narrow screen, with large text, without motion; nothing jumps while a page loads."""

from __future__ import annotations

import functools
import gzip
import itertools
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Measured, Served

PARTS = 4
FIRST_VIEW = 100 * 1024
"""Bytes of all files a first visit needs, each as gzip."""

# The reader's own text size, twice the usual one.
LARGER = "() => { document.documentElement.style.fontSize = '200%'; return []; }"
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
_CUT_OFF = """() => [...document.querySelectorAll('body *')].filter((element) => {
  const style = getComputedStyle(element);
  if (element.closest('.visually-hidden') || element.closest('svg') || style.position === 'absolute') return false;
  const hides = (value) => value === 'hidden' || value === 'clip';
  return (hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
      || (hides(style.overflowY) && element.scrollHeight > element.clientHeight + 1 && element.clientHeight > 0);
}).slice(0, 3).map((element) => `${element.tagName.toLowerCase()}.${element.className} is cut off`)"""


def on_every(page: Page, site: Served, paths: Sequence[str], *scripts: str, widths: Sequence[int] = ()) -> list[str]:
    """What the scripts find, at each width, on each page; it is loaded once."""
    faults: list[str] = []
    for path in paths:
        page.goto(site.origin + path)
        for width in widths or (None,):
            if width is not None:
                page.set_viewport_size({"width": width, "height": 900})
            for script in scripts:
                at = f"{path} at {width}" if width else path
                faults += (f"{at}: {fault}" for fault in page.evaluate(script))
    return faults


@pytest.mark.parametrize("part", range(PARTS))
def test_everything_fits_into_320_pixels(page: Page, real_site: Served, part: int, measured: Measured) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    paths = real_site.part(part, PARTS)
    measured("reflow", paths, on_every(page, real_site, paths, STICKS_OUT))


@pytest.mark.parametrize("part", range(PARTS))
def test_everything_fits_with_text_of_twice_the_size(
    page: Page, real_site: Served, part: int, measured: Measured
) -> None:
    """On a desktop window, and on one of half its width, as a browser's text zoom does it."""
    paths = real_site.part(part, PARTS)
    faults = on_every(page, real_site, paths, LARGER, STICKS_OUT, _CUT_OFF, widths=(1280, 640))
    measured("text-200", paths, faults)


def test_another_citys_plan_fits_too(page: Page, tiny_site: Served) -> None:
    assert on_every(page, tiny_site, tiny_site.pages, STICKS_OUT, widths=(320, 390, 1280)) == []


def test_type_is_large_enough(page: Page, real_site: Served, measured: Measured) -> None:
    """Running text 16 px on 1.7 lines or more, tables 14 px or more, nothing below 14 px but marks."""
    script = """() => {
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
    measured("type", real_site.pages, on_every(page, real_site, real_site.pages, script))


def test_headings_and_titles_are_in_order(page: Page, real_site: Served, measured: Measured) -> None:
    """One first heading, no level skipped, a title of its own for each page."""
    titles: dict[str, str] = {}
    faults: list[str] = []
    for path in real_site.pages:
        page.goto(real_site.origin + path, wait_until="domcontentloaded")
        levels: list[int] = page.evaluate(
            "() => [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(found => Number(found.tagName[1]))"
        )
        if levels.count(1) != 1 or levels[0] != 1:
            faults.append(f"{path}: headings of level 1: {levels.count(1)}, first {levels[:1]}")
        faults += (f"{path}: {one} is followed by {two}" for one, two in itertools.pairwise(levels) if two > one + 1)
        if page.title() in titles:
            faults.append(f"{path} has the title of {titles[page.title()]}: {page.title()}")
        titles[page.title()] = path
        if page.evaluate("() => document.documentElement.lang") != "ja":
            faults.append(f"{path}: no language")
    measured("headings", real_site.pages, faults)


def test_nothing_moves_where_less_motion_is_asked_for(page: Page, real_site: Served, measured: Measured) -> None:
    page.emulate_media(reduced_motion="reduce")
    script = """() => [...document.querySelectorAll('*')].filter((element) => {
      const style = getComputedStyle(element);
      const seconds = (value) => Math.max(...value.split(',').map(parseFloat));
      return seconds(style.animationDuration) > 0.01 && style.animationName !== 'none'
          || seconds(style.transitionDuration) > 0.01 || style.scrollBehavior === 'smooth';
    }).slice(0, 3).map((element) => `${element.tagName.toLowerCase()}.${element.className} moves`)"""
    measured("motion", real_site.pages, on_every(page, real_site, real_site.pages, script))


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_jumps_while_a_page_loads(page: Page, real_site: Served, width: int, measured: Measured) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.add_init_script("""
      window.shifts = 0;
      new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.shifts += entry.value; })
        .observe({type: 'layout-shift', buffered: true});
    """)
    faults: list[str] = []
    for path in real_site.pages:
        page.goto(real_site.origin + path, wait_until="networkidle" if path == "/" else "load")
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 30)))")
        shift = page.evaluate("() => window.shifts")
        if shift > 0:
            faults.append(f"{path} at {width}: moved by {shift}")
    measured("shift", real_site.pages, faults)


def test_a_first_view_is_light(page: Page, real_site: Served, measured: Measured) -> None:
    """HTML, style, scripts and data of any page, as a first visitor loads them, compressed: at most 100 KB."""
    page.context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
    page.set_viewport_size({"width": 390, "height": 800})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    faults: list[str] = []
    for path in real_site.pages:
        asked.clear()
        page.goto(real_site.origin + path, wait_until="networkidle" if path in ("/", "/search/") else "load")
        names = {urlsplit(url).path for url in asked} | {
            "/sw.js"
        }  # the worker for reading offline comes after the page
        size = sum(compressed(real_site.file(name)) for name in names)
        if size > FIRST_VIEW:
            faults.append(f"{path}: {size} bytes: {sorted(names)}")
        if fonts := [name for name in names if name.endswith((".woff", ".woff2", ".ttf", ".otf"))]:
            faults.append(f"{path}: {fonts}")
    measured("weight", real_site.pages, faults)


@functools.cache
def compressed(path: Path) -> int:
    """Bytes a server that compresses sends for a file."""
    return len(gzip.compress(path.read_bytes(), 6))
