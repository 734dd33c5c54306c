"""axe-core finds nothing on any page, at three widths, light and dark, menu and search closed and open."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import pytest
from playwright.sync_api import Page

from tests.browser.axe import EVERYTHING, OF_COLOURS, inject_axe, needs_axe, violations
from tests.browser.conftest import Measured, Served

WIDTHS = (1280, 390, 320)
PARTS = 8


def look(page: Page, site: Served, paths: Sequence[str], opened: Collection[str]) -> list[str]:
    """What axe finds in every state of every page; each fault once per page, with the first state that shows it.

    A page is loaded once; width, colours, menu and search are changed on it. Menu and search stand before all else and
    are the same everywhere: all their states are looked at on the pages in ``opened``, the menu on every page once.
    """
    page.emulate_media(reduced_motion="reduce")
    faults: dict[tuple[str, str], str] = {}
    for path in paths:
        page.goto(site.origin + path)
        inject_axe(page)
        for state, part, widths in states(page, path in opened):
            for width in widths:
                page.set_viewport_size({"width": width, "height": 900})
                for scheme, rules in (("light", EVERYTHING), ("dark", OF_COLOURS)):
                    page.emulate_media(color_scheme=scheme)
                    for fault in violations(page, part, rules):
                        faults.setdefault((path, fault), f"{width} {scheme} {state}")
    return [f"{path} ({state}): {fault}" for (path, fault), state in faults.items()]


def states(page: Page, opened: bool) -> Iterator[tuple[str, str | None, tuple[int, ...]]]:
    """What is open, the part of the page it concerns, and the widths to look at it."""
    yield "", None, WIDTHS
    menu = page.locator("details.menu > summary")
    menu.click()
    yield "menu open", ".frame-header", WIDTHS if opened else WIDTHS[-1:]
    menu.press("Escape")
    assert page.locator("details.menu").get_attribute("open") is None, "Escape closes the menu"
    if opened:
        page.locator(".search-open").click()
        page.locator("dialog.search-dialog[open]").wait_for()
        yield "search open", "dialog.search-dialog", WIDTHS


@needs_axe
@pytest.mark.parametrize("part", range(PARTS))
def test_every_page(page: Page, any_site: Served, part: int, measured: Measured) -> None:
    paths = any_site.part(part, PARTS)
    measured("axe", paths, look(page, any_site, paths, set(any_site.samples) - {"/search/"}))


@needs_axe
def test_every_page_of_another_citys_plan(page: Page, tiny_site: Served) -> None:
    assert look(page, tiny_site, tiny_site.pages, {"/"}) == []
