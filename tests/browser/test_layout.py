"""Headings and titles are in order; nothing moves on a slow line; little has to be loaded."""

from __future__ import annotations

import functools
import gzip
import itertools
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Measured, Served
from tests.browser.looks import arrive
from tests.browser.watched import SHIFTS, WATCH

FIRST_VIEW = 100 * 1024
"""Bytes of all files a first visit needs, each as gzip."""


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


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_jumps_however_slowly_a_page_comes(page: Page, real_site_slowly: Served, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.add_init_script(WATCH)
    shifts: list[str] = []
    for path in real_site_slowly.samples:
        page.goto(real_site_slowly.origin + path)
        shifts += (f"{path}: {shift}" for shift in page.evaluate(SHIFTS))
    assert shifts == []


def test_little_is_loaded(page: Page, real_site: Served) -> None:
    """HTML, style, scripts and data of any page, as a first visitor loads them, compressed: at most 100 KB.

    A promise about what the program adds; how long the pages of a plan are is its editors' business. Pages of a kind
    ask for the same, so the longest is the heaviest.
    """
    page.context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    heavy: list[str] = []
    for path in real_site.samples:
        asked.clear()
        arrive(page, real_site, path)
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
