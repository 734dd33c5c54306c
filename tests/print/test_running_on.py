"""Who reads on overleaf is told what: the measure and the actor, or the table, that began on a page before."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from keikaku.outputs.print import make_actor_leaflet, make_measure_leaflet, make_print_draft
from keikaku.plan.outline import Outline
from keikaku.resources import TEMPLATE_FOLDER
from keikaku.text.fonts import FontSet
from tests.print.conftest import Printed
from tests.print.extract import page_texts, squeezed, tag_tree
from tests.specimens import TINY, ChangedPlan, outline

ON = "（つづき）"
Long = Callable[..., Outline]


@pytest.fixture
def long(changed_plan: ChangedPlan) -> Long:
    """The tiny plan with so many actions of the first measure's first actor, and so many rows in its table."""

    def changed(*, actions: int = 1, rows: int = 1) -> Outline:
        tea, doing = ((TINY / name).read_text("utf-8") for name in ("measures/tea.yml", "chapters/doing.yml"))
        first = "    - 月に一度、となりの人をお茶に誘います。\n"
        row = "            - - 春\n              - 茶話会\n"
        assert first in tea
        assert row in doing
        return outline(
            changed_plan(
                {
                    "measures/tea.yml": tea.replace(
                        first, "".join(f"    - お茶に誘います{n}。\n" for n in range(actions))
                    ),
                    "chapters/doing.yml": doing.replace(row, row * rows),
                }
            )
        )

    return changed


def test_a_block_that_runs_over_a_page_names_its_actor_and_its_measure_there(long: Long, fonts: FontSet) -> None:
    book = make_print_draft(long(actions=80), TEMPLATE_FOLDER, fonts)
    pages = page_texts(book.pdf)
    assert book.pages["measure:tea"] == "2"
    assert [label for label, text in pages.items() if ON in text] == ["3", "4"]
    for label in ("3", "4"):
        assert f"ご近所でできること{ON}A" in pages[label]
        assert "お茶を飲む" in pages[label]


def test_a_table_that_runs_over_a_page_bears_its_title_there(long: Long, fonts: FontSet) -> None:
    book = make_print_draft(long(rows=60), TEMPLATE_FOLDER, fonts)
    begins = int(book.pages["table:calendar"])
    marked = [label for label, text in page_texts(book.pdf).items() if f"表2一年の予定{ON}" in text]
    assert marked == [str(begins + n) for n in range(1, len(marked) + 1)]
    assert marked


def test_it_is_for_paper_only(long: Long, fonts: FontSet) -> None:
    book = make_print_draft(long(actions=60, rows=60), TEMPLATE_FOLDER, fonts)
    assert ON not in tag_tree(book.pdf).text


def test_leaflets_tell_it_too(long: Long, fonts: FontSet) -> None:
    plan = long(actions=60)
    book = make_print_draft(plan, TEMPLATE_FOLDER, fonts)
    for make, id, told in (
        (make_measure_leaflet, "tea", (f"ご近所でできること{ON}", "お茶を飲む")),
        (make_actor_leaflet, "neighbours", (f"Aお茶を飲む{ON}",)),
    ):
        leaflet = make(plan, TEMPLATE_FOLDER, id, book)
        first, *others = page_texts(leaflet.pdf).values()
        assert ON not in first
        assert all(piece in others[0] for piece in told)


def test_every_page_on_which_a_block_goes_on_names_it_and_no_other_page_does(printed: Printed) -> None:
    plan, pages = printed.outline.index.plan, printed.book.pages
    wanted: dict[str, str] = {}
    for measure in plan.measures:
        for actor in plan.actors:
            places = printed.outline.index.by_measure[measure.id].get(actor.id, ())
            for before, place in pairwise(places):
                if pages[place.ref] != pages[before.ref]:
                    wanted[pages[place.ref]] = squeezed(actor.heading.markdown) + ON
    headings = {squeezed(actor.heading.markdown) + ON for actor in plan.actors}
    told = {label: heading for label, text in printed.pages.items() for heading in headings if heading in text}
    assert told == wanted
