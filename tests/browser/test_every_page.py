"""What must hold of every page (`looks.py`): it is read by all, on any screen and on paper, and asks nobody else.

Each page is loaded once for all of it.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Measured, Served
from tests.browser.looks import LOOKS, look
from tests.browser.results import AXE
from tests.browser.watched import Watched

PARTS = 8
HERE = tuple(look for look in LOOKS if look.check != "axe" or AXE.exists())
"""Where there is no axe, `test_axe.py` says so."""


def visit(page: Page, site: Served, paths: Sequence[str]) -> dict[str, list[str]]:
    """The faults of each check on these pages."""
    watched = Watched(page, site.origin)
    faults = look(page, site, paths, HERE)
    faults["policy"] += watched.faults
    return faults


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_holds(page: Page, any_site: Served, part: int, measured: Measured) -> None:
    paths = any_site.part(part, PARTS)
    for check, faults in visit(page, any_site, paths).items():
        measured(check, paths, faults)


def test_every_page_of_another_citys_plan_holds(page: Page, tiny_site: Served) -> None:
    assert {check: faults for check, faults in visit(page, tiny_site, tiny_site.pages).items() if faults} == {}
