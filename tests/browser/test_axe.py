"""axe-core finds nothing at three widths, light and dark, menu and search closed and open.

At two widths, one light and one dark, `test_every_page.py` looks at every page. Pages of a kind differ in their words,
not in what their style sheets do at a width or in the dark: the rest is looked at on the longest of each kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from playwright.sync_api import Page

from tests.browser.axe import EVERYTHING, OF_COLOURS, inject_axe, needs_axe, violations
from tests.browser.conftest import Served

WIDTHS = (1280, 390, 320)
WITH_TOOLS = ("/", "/measures/")
"""Menu and search stand before all else and are the same everywhere; on one of these pages the menu marks the place."""
PARTS = 2


def look(page: Page, site: Served, paths: Sequence[str]) -> list[str]:
    """What axe finds in every state of these pages; each fault once per page, with the first state that shows it."""
    page.emulate_media(reduced_motion="reduce")
    faults: dict[tuple[str, str], str] = {}
    for path in paths:
        page.goto(site.origin + path)
        inject_axe(page)
        for state, part in states(page, path in WITH_TOOLS):
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                for scheme, rules in (("light", EVERYTHING), ("dark", OF_COLOURS)):
                    page.emulate_media(color_scheme=scheme)
                    for fault in violations(page, part, rules):
                        faults.setdefault((path, fault), f"{width} {scheme} {state}")
    return [f"{path} ({state}): {fault}" for (path, fault), state in faults.items()]


def states(page: Page, tools: bool) -> Iterator[tuple[str, str | None]]:
    """What is open, and the part of the page it concerns."""
    yield "", None
    if tools:
        menu = page.locator("details.menu > summary")
        menu.click()
        yield "menu open", ".frame-header"
        menu.press("Escape")
        assert page.locator("details.menu").get_attribute("open") is None, "Escape closes the menu"
        page.locator(".search-open").click()
        page.locator("dialog.search-dialog[open]").wait_for()
        yield "search open", "dialog.search-dialog"


@needs_axe
@pytest.mark.parametrize("part", range(PARTS))
def test_each_kind_of_page(page: Page, real_site: Served, part: int) -> None:
    assert look(page, real_site, real_site.samples[part::PARTS]) == []


@needs_axe
def test_menu_and_search_of_another_citys_plan(page: Page, tiny_site: Served) -> None:
    assert look(page, tiny_site, WITH_TOOLS) == []
