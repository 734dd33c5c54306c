"""Each PDF is made once for all tests that read it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pytest

from keikaku.outputs.print import PrintDraft, make_print_draft
from keikaku.plan.outline import Outline
from keikaku.resources import TEMPLATE_FOLDER
from keikaku.text.fonts import FontSet, find_fonts, font_folders
from tests.print.extract import Tagged, page_labels, page_texts, tag_tree
from tests.specimens import REAL, TINY, TOP, outline

PLANS = {"real": REAL, "tiny": TINY, "aono": TOP / "examples" / "aono" / "plan"}


@dataclass
class Printed:
    """A plan and its PDF, as read back."""

    outline: Outline
    book: PrintDraft

    @cached_property
    def pages(self) -> dict[str, str]:
        return page_texts(self.book.pdf)

    @cached_property
    def labels(self) -> list[str]:
        """The number printed on each page; empty where there is none."""
        return page_labels(self.book.pdf)

    @cached_property
    def tree(self) -> Tagged:
        return tag_tree(self.book.pdf)


@pytest.fixture(scope="session")
def fonts() -> FontSet:
    return find_fonts(font_folders())


LARGE = [pytest.param(name, marks=pytest.mark.slow) for name in ("real", "aono")]


@pytest.fixture(scope="session", params=["tiny", *LARGE])
def printed(request: pytest.FixtureRequest, fonts: FontSet) -> Printed:
    return _printed(request.param, fonts)


@pytest.fixture(scope="session")
def printed_tiny(fonts: FontSet) -> Printed:
    return _printed("tiny", fonts)


def _printed(name: str, fonts: FontSet) -> Printed:
    plan = outline(PLANS[name])
    book = make_print_draft(plan, TEMPLATE_FOLDER, fonts)
    return Printed(plan, book)
