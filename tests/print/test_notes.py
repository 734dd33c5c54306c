"""A note is printed on the page of its mark, wherever the mark stands and whatever has to go to the next page."""

from __future__ import annotations

import re

import pytest

from keikaku.outputs.print import make_print_draft
from keikaku.resources import TEMPLATE_FOLDER
from keikaku.text.fonts import FontSet
from tests.print.conftest import Printed
from tests.print.extract import page_texts, squeezed
from tests.specimens import TINY, ChangedPlan, outline

_TABLE = "      - table:\n          id: t{n}\n          title: 表\n          head: [あ, い]\n          rows:\n"
_TABLE += "            - [う, え]\n" * 6
_LIST = "      - list:\n" + "          - 一つです。\n" * 2
# What is kept with what follows it, and goes to the next page with it.
PLACES = {
    "lead": "      - 印{n}[^n{n}]。\n" + _TABLE,
    "label": "      - label: 印{n}[^n{n}]\n" + _LIST,
}
_NOTES = "      - notes:\n          - id: n{n}\n            text: 注の文{n}。\n"
_CHAPTER = "id: c{n}\ntitle: 章\nsections:\n  - id: first{n}\n    title: 節\n    body:\n{lines}{place}{notes}"


@pytest.mark.slow
@pytest.mark.parametrize("place", PLACES)
def test_a_note_goes_with_its_mark(place: str, changed_plan: ChangedPlan, fonts: FontSet) -> None:
    """On every height of a page's last third one mark, in a chapter of its own."""
    lines = range(22, 38)
    files: dict[str, str | None] = {
        f"chapters/c{n}.yml": _CHAPTER.format(
            n=n, lines="      - 文です。\n" * n, place=PLACES[place].format(n=n), notes=_NOTES.format(n=n)
        )
        for n in lines
    }
    plan = (TINY / "plan.yml").read_text("utf-8")
    assert "  chapters:\n" in plan
    chapters = "".join(f"    - c{n}\n" for n in lines)
    files["plan.yml"] = plan.replace("  chapters:\n", "  chapters:\n" + chapters)
    book = make_print_draft(outline(changed_plan(files)), TEMPLATE_FOLDER, fonts)
    pages = page_texts(book.pdf)
    body = {n: [label for label, text in pages.items() if re.search(rf"印{n}※", squeezed(text))] for n in lines}
    notes = {n: [label for label, text in pages.items() if f"注の文{n}。" in squeezed(text)] for n in lines}
    assert body == notes
    assert len({int(pages[0]) for pages in body.values()}) > len(lines) / 2


def test_every_note_of_a_plan_stands_on_the_page_of_its_mark(printed: Printed) -> None:
    used = {reference.ref for reference in printed.outline.index.references if reference.ref.startswith("note:")}
    assert used
    for ref in used:
        number = printed.outline.entries[ref].number
        assert printed.pages[printed.book.pages[ref]].count(number) > 1, ref
