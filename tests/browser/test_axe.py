"""axe-core finds nothing on any page, at three widths, light and dark, menu and search closed and open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import pytest
from playwright.sync_api import Page

from tests.browser.axe import inject_axe, needs_axe, violations
from tests.browser.conftest import Measured, Served

WIDTHS = (1280, 390, 320)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
PARTS = 8


def look(page: Page, site: Served, paths: Sequence[str]) -> list[str]:
    """Every state of every page; each fault is told once per page, with the first state that shows it.

    The page is loaded once; width, colours, menu and search are changed on it.
    """
    faults: dict[tuple[str, str], str] = {}
    for path in paths:
        page.goto(site.origin + path)
        inject_axe(page)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                for fault in violations(page):
                    faults.setdefault((path, fault), f"{width} {scheme}")
                for state, part in open_states(page):
                    for fault in violations(page, part):
                        faults.setdefault((path, fault), f"{width} {scheme} {state}")
    return [f"{path} ({state}): {fault}" for (path, fault), state in faults.items()]


def open_states(page: Page) -> Iterator[tuple[str, str]]:
    """Open the menu, then the search, each closed again before the next; yields what it is and where it stands."""
    menu = page.locator("details.menu > summary")
    if menu.is_visible():
        menu.click()
        yield "menu open", ".frame-header"
        menu.press("Escape")
        assert page.locator("details.menu").get_attribute("open") is None, "Escape closes the menu"


@needs_axe
@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_of_the_real_plan(page: Page, real_site: Served, part: int, measured: Measured) -> None:
    paths = real_site.part(part, PARTS)
    measured("axe", paths, look(page, real_site, paths))


@needs_axe
def test_every_page_of_another_citys_plan(page: Page, tiny_site: Served) -> None:
    assert look(page, tiny_site, tiny_site.pages) == []
