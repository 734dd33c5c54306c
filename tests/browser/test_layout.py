"""Nothing is lost on a narrow screen, with large text, on paper; nothing moves unasked; little has to be loaded."""

from __future__ import annotations

import functools
import gzip
import itertools
import re
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Measured, Served
from tests.browser.looks import look

PARTS = 6
FIRST_VIEW = 100 * 1024
"""Bytes of all files a first visit needs, each as gzip."""


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_holds(page: Page, any_site: Served, part: int, measured: Measured) -> None:
    """Type is large enough; nothing sticks out at 320 pixels, with text of twice the size, or on paper; nothing moves
    where less motion is asked for."""
    paths = any_site.part(part, PARTS)
    for check, faults in look(page, any_site, paths).items():
        measured(check, paths, faults)


def test_every_page_of_another_citys_plan_holds(page: Page, tiny_site: Served) -> None:
    assert {check: faults for check, faults in look(page, tiny_site, tiny_site.pages).items() if faults} == {}


def test_headings_and_titles_are_in_order(any_site: Served, measured: Measured) -> None:
    """One first heading, no level skipped, a language, a title of its own for each page."""
    titles: dict[str, str] = {}
    faults: list[str] = []
    for path in any_site.pages:
        html = any_site.file(path).read_text("utf-8")
        levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", html)]
        if levels.count(1) != 1 or levels[0] != 1:
            faults.append(f"{path}: headings of level 1: {levels.count(1)}, first {levels[:1]}")
        faults += (f"{path}: {one} is followed by {two}" for one, two in itertools.pairwise(levels) if two > one + 1)
        (title,) = re.findall(r"<title>([^<]+)</title>", html)
        if title in titles:
            faults.append(f"{path} has the title of {titles[title]}: {title}")
        titles[title] = path
        if '<html lang="ja">' not in html:
            faults.append(f"{path}: no language")
    measured("headings", any_site.pages, faults)


_WATCH_SHIFTS = """
  window.shifts = [];
  const name = ({node}) => node ? `${node.nodeName} ${node.className ?? ''}` : '?';
  new PerformanceObserver((list) => {
    for (const {value, sources} of list.getEntries()) window.shifts.push(`${value} ${sources.map(name)}`);
  }).observe({type: 'layout-shift', buffered: true});
"""


def shifts_of(page: Page, address: str, wait_until: Literal["load", "networkidle"] = "load") -> list[str]:
    """What moved on a page that was watched from its start, and by how much."""
    page.goto(address, wait_until=wait_until)
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 30)))")
    found: list[str] = page.evaluate("() => window.shifts")
    return found


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_jumps_however_slowly_a_page_comes(
    page: Page, any_site_slowly: Served, width: int, measured: Measured
) -> None:
    site = any_site_slowly
    page.set_viewport_size({"width": width, "height": 800})
    page.add_init_script(_WATCH_SHIFTS)
    faults = [f"{path}: {shift}" for path in site.samples for shift in shifts_of(page, site.origin + path)]
    measured("shift", site.samples, faults)


def test_nothing_jumps_on_any_page(page: Page, any_site: Served, measured: Measured) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.add_init_script(_WATCH_SHIFTS)
    shifts: list[str] = []
    for path in any_site.pages:
        wait: Literal["load", "networkidle"] = "networkidle" if path in ("/", "/search/") else "load"
        shifts += (f"{path}: {shift}" for shift in shifts_of(page, any_site.origin + path, wait))
    measured("shift", any_site.pages, shifts)


def test_little_is_loaded(page: Page, real_site: Served) -> None:
    """HTML, style, scripts and data of any page, as a first visitor loads them, compressed: at most 100 KB.

    A promise about what the program adds. How long the pages of a plan are is its editors' business.
    """
    page.context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    heavy: list[str] = []
    for path in real_site.pages:
        asked.clear()
        page.goto(real_site.origin + path, wait_until="networkidle" if path in ("/", "/search/") else "load")
        names = {urlsplit(url).path for url in asked} | {
            "/sw.js"
        }  # the worker for reading offline comes after the page
        size = sum(compressed(real_site.file(name)) for name in names)
        if size > FIRST_VIEW or any(name.endswith((".woff", ".woff2", ".ttf", ".otf")) for name in names):
            heavy.append(f"{path}: {size} bytes: {sorted(names)}")
    assert heavy == []


@functools.cache
def compressed(path: Path) -> int:
    """Bytes a server that compresses sends for a file."""
    return len(gzip.compress(path.read_bytes(), 6))
