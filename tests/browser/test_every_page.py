"""What must hold of every page (`looks.py`): it is read by all, on any screen and on paper, and asks nobody else.

Each page is loaded once for all of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Page

from keikaku.hosts.cli import main
from tests.browser.conftest import Measured, Served
from tests.browser.looks import LOOKS, look
from tests.browser.results import AXE
from tests.browser.watched import Watched
from tests.specimens import TOP, copied

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


def test_a_page_of_what_changed_holds(page: Page, serve: Callable[[Path], Served], tmp_path: Path) -> None:
    """With a wide table before and after, words side by side, and a measure that moved: on no other site of a test."""
    plan = copied(KAIGO, tmp_path / "plan")
    for name, before, after in CHANGED:
        text = (plan / name).read_text("utf-8")
        assert before in text
        (plan / name).write_text(text.replace(before, after, 1), "utf-8")
    assert main(["build", str(plan), "--since", str(KAIGO), "--site", str(tmp_path / "site")]) == 0
    faults = visit(page, serve(tmp_path / "site"), ["/changes/"])
    assert {check: found for check, found in faults.items() if found} == {}


KAIGO = TOP / "examples" / "kaigo" / "plan"
CHANGED = (
    ("chapters/insurance.yml", "- 420", "- 431"),
    ("programmes/gps.yml", "端末の費用を助成します。", "端末の費用を、年に1回まで助成します。"),
    ("plan.yml", "    - jobs\n    - learning\n", "    - learning\n    - jobs\n"),
)
"""File, words of it, and others in their place."""
