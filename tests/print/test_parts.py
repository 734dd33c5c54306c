"""A plan that is set in parts reads as the same plan set in one run of the engine (`keikaku.outputs.print.parts`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from keikaku.outcome import FaultyInputError
from keikaku.outputs.print import PrintDraft, make_print_draft, print_draft_data, printed_pages
from keikaku.outputs.print.joining import OVERLEAF
from keikaku.outputs.print.nodes import HeadingNode
from keikaku.outputs.print.parts import divided, is_long
from keikaku.outputs.print.sheets import sheets
from keikaku.plan.outline import Outline
from keikaku.resources import TEMPLATE_FOLDER
from keikaku.text.fonts import FontSet
from tests.print.extract import Tagged, bookmarks, page_labels, page_texts, squeezed, tag_tree
from tests.print.test_faults import WIDE
from tests.print.test_nothing_is_lost import words_of
from tests.print.ua import annotation_violations, read, violations
from tests.specimens import TINY, TOP, ChangedPlan, outline

pytestmark = pytest.mark.slow

BY_CHAPTERS, WITHIN_CHAPTERS = 2_500, 800
"""Characters of a part: the longest chapter of the example fits; none does that has measures."""


@dataclass(frozen=True)
class Both:
    plan: Outline
    whole: PrintDraft
    by_chapters: PrintDraft
    within_chapters: PrintDraft


@pytest.fixture(scope="module")
def both(fonts: FontSet) -> Both:
    plan = outline(TOP / "examples" / "aono" / "plan")
    made = (make_print_draft(plan, TEMPLATE_FOLDER, fonts, most=most) for most in (10**9, BY_CHAPTERS, WITHIN_CHAPTERS))
    return Both(plan, *made)


def bodies(plan: Outline, most: int) -> list[list[Any]]:
    parts = divided(print_draft_data(plan, TEMPLATE_FOLDER, appendix=True), most)
    return [part.body for part in parts if part.body]


def begins_chapter(body: list[Any]) -> bool:
    return isinstance(body[0], HeadingNode) and body[0].kind == "chapter"


def test_the_example_is_divided_as_is_meant_here(both: Both) -> None:
    assert is_long(both.plan, BY_CHAPTERS)
    assert len(bodies(both.plan, BY_CHAPTERS)) > 1
    assert all(map(begins_chapter, bodies(both.plan, BY_CHAPTERS)))
    assert not all(map(begins_chapter, bodies(both.plan, WITHIN_CHAPTERS)))


def test_no_part_ends_with_a_heading(both: Both) -> None:
    for most in (BY_CHAPTERS, WITHIN_CHAPTERS, 1):
        parts = bodies(both.plan, most)
        assert not any(isinstance(part[-1], HeadingNode) for part in parts[:-1])
        assert [node for part in parts for node in part] == bodies(both.plan, 10**9)[0]


def test_parts_of_whole_chapters_have_the_same_pages(both: Both) -> None:
    assert page_labels(both.by_chapters.pdf) == page_labels(both.whole.pdf)
    assert page_texts(both.by_chapters.pdf) == page_texts(both.whole.pdf)
    assert both.by_chapters.pages == both.whole.pages
    assert sheets(both.by_chapters.pdf) == sheets(both.whole.pdf)


def links(pdf: bytes) -> list[tuple[str, str]]:
    """Of each link within the document the printed page it stands on, and the one it leads to."""
    with pikepdf.open(BytesIO(pdf)) as document:
        labels = {page.objgen: page.label for page in document.pages}
        names = document.Root.Names.Dests.Names
        named = {bytes(names[n]): names[n + 1] for n in range(0, len(names), 2)}
        found = []
        for page in document.pages:
            for link in page.obj.get("/Annots", ()):
                if "/Dest" in link:
                    place = link.Dest if isinstance(link.Dest, pikepdf.Array) else named[bytes(link.Dest)]
                    found.append((page.label, labels[place[0].objgen]))
                else:
                    assert not str(link.A.URI).startswith(OVERLEAF)
        return found


def test_links_and_bookmarks_lead_to_the_same_pages(both: Both) -> None:
    assert links(both.by_chapters.pdf) == links(both.whole.pdf)
    assert bookmarks(both.by_chapters.pdf) == bookmarks(both.whole.pdf)


def spoken(pdf: bytes) -> list[tuple[str, str]]:
    """Role and words of what the tag tree holds from the first chapter on, without numbers of pages."""
    below = tag_tree(pdf).below[0].below
    chapter = next(n for n, one in enumerate(below) if one.role == "/H1" and one.text.startswith("第一章"))
    return [(one.role, re.sub("[-0-9, ]+", "", one.text)) for one in below[chapter:]]


def contents(pdf: bytes) -> list[tuple[list[str], str]]:
    """Of each tag within the list of contents, those it is in, and its words without the page."""

    def within(element: Tagged, above: list[str]) -> Iterator[tuple[list[str], str]]:
        for one in element.below:
            yield [*above, one.role], re.sub("[-0-9, ]+", "", one.text)
            yield from within(one, [*above, one.role])

    [found] = [one for one in tag_tree(pdf).below[0].below if one.role == "/TOC"]
    return list(within(found, []))


def test_the_contents_are_tagged_as_such(both: Both) -> None:
    assert len(contents(both.whole.pdf)) > 20
    assert contents(both.by_chapters.pdf) == contents(both.within_chapters.pdf) == contents(both.whole.pdf)


def test_a_divided_chapter_loses_no_word_and_no_tag(both: Both) -> None:
    assert spoken(both.within_chapters.pdf) == spoken(both.whole.pdf)


def test_pages_are_numbered_through_and_said_alike_everywhere(both: Both) -> None:
    pdf, pages = both.within_chapters.pdf, both.within_chapters.pages
    numbers = [label for label in page_labels(pdf) if label.isdigit()]
    assert numbers == [str(n) for n in range(1, len(numbers) + 1)]
    assert len(numbers) > len([label for label in page_labels(both.whole.pdf) if label.isdigit()])
    marked = bookmarks(pdf)
    assert [found[:2] for found in marked] == [found[:2] for found in bookmarks(both.whole.pdf)]
    data = print_draft_data(both.plan, TEMPLATE_FOLDER, appendix=True)
    headings = [pages[node.ref] for node in data.body if isinstance(node, HeadingNode)]
    assert [page for _, _, page in marked][1 : len(headings) + 1] == headings
    listed = [page for label, page in links(pdf) if label == "i"]
    assert listed[: len(data.contents)] == [pages[line.ref] for line in data.contents]
    assert printed_pages(both.plan, TEMPLATE_FOLDER, both.whole.fonts, most=WITHIN_CHAPTERS) == pages


def test_a_page_that_runs_on_with_a_chapter_says_so_and_has_the_margins_of_its_side(both: Both) -> None:
    made = both.within_chapters
    texts = page_texts(made.pdf)
    words = dict(zip(page_labels(made.pdf), words_of(made.pdf), strict=True))
    running = [made.pages[body[0].ref] for body in bodies(both.plan, WITHIN_CHAPTERS) if not begins_chapter(body)]
    assert running
    for page in running:
        assert squeezed(both.plan.title) in texts[page]
        margin = (27 if int(page) % 2 else 22) * 72 / 25.4
        assert abs(min(word.left for word in words[page][2]) - margin) < 3


def test_the_parts_keep_the_rules_of_accessibility_together(both: Both) -> None:
    for made in (both.by_chapters, both.within_chapters):
        assert violations(read(made.pdf)) == []
        assert annotation_violations(made.pdf) == []


def test_the_same_plan_gives_the_same_bytes(both: Both) -> None:
    again = make_print_draft(both.plan, TEMPLATE_FOLDER, both.whole.fonts, most=BY_CHAPTERS)
    assert again.pdf == both.by_chapters.pdf


def test_what_no_part_can_print_is_told_with_its_place(changed_plan: ChangedPlan, fonts: FontSet) -> None:
    text = (TINY / "chapters" / "doing.yml").read_text("utf-8")
    wide = WIDE.format(head=", ".join(["年"] * 30), row=", ".join(['"123,456,789"'] * 30))
    at = text.index("      - table:\n")
    plan = outline(changed_plan({"chapters/doing.yml": text[:at] + wide + text[at:]}))
    told = []
    for most in (10**9, 1):
        with pytest.raises(FaultyInputError) as problem:
            make_print_draft(plan, TEMPLATE_FOLDER, fonts, most=most)
        told.append(problem.value.faults)
    assert told[0] == told[1]
    assert [fault.code for fault in told[1]] == ["table-too-wide"]
