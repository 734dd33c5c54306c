"""The text of the PDF: whole, in order, and the same for ears, search and copying."""

from __future__ import annotations

import re

from keikaku.plan.outline import Line
from tests.print.conftest import Printed
from tests.print.extract import SEE, in_order, squeezed

FOLIO = re.compile(r"－([0-9ivx]+)－")


def body(printed: Printed) -> str:
    """Pages with Arabic numbers, without the number itself."""
    pages = {label: text for label, text in printed.pages.items() if label.isdigit()}
    return SEE.sub("", "".join(FOLIO.sub("", text) for text in pages.values()))


def lines(printed: Printed, *without: str) -> list[Line]:
    """Lines of the chapters; cover and contents are read apart, notes stand at the foot of their page."""
    return [line for line in printed.outline.lines if line.role not in ("title", "contents", "note", *without)]


def test_every_line_is_whole_in_the_tag_tree(printed: Printed) -> None:
    elements = "\n".join(squeezed(element.text) for element in printed.tree.all())
    assert [line.text for line in printed.outline.lines if squeezed(line.text) not in elements] == []


def test_the_tag_tree_is_in_the_order_of_the_plan(printed: Printed) -> None:
    assert in_order((squeezed(line.text) for line in lines(printed)), squeezed(printed.tree.text)) == []


def test_every_sentence_is_copied_whole_and_in_order(printed: Printed) -> None:
    """As ``pdftotext`` reads without options. Cells of tables are no sentences: it may read them column by column."""
    assert in_order((squeezed(line.text) for line in lines(printed, "cell")), body(printed)) == []


def test_every_note_stands_on_the_page_where_it_is_called(printed: Printed) -> None:
    notes = [entry.ref for entry in printed.outline.by_kind["note"]]
    assert notes
    for ref in notes:
        line = next(line for line in printed.outline.lines if line.entry == ref)
        page = printed.pages[printed.book.pages[ref]]
        words = squeezed(line.text)
        # A mark within a note is raised, and stands on a line of its own for pdftotext.
        assert re.search("(?:※[0-9]+)?".join(map(re.escape, re.sub("※[0-9]+", "", words))), page), line.text
        assert f"{line.number}" in page


def test_digits_in_circles_and_years_are_one_word(printed: Printed) -> None:
    text = body(printed)
    cells = [line.number + line.text for line in lines(printed, "cell")]
    words = [word for cell in cells for word in re.findall(r"[①-⑳]|[一-龠]{2}[0-9]+年", cell)]
    assert words
    assert [word for word in words if word not in text] == []


def test_the_cover_bears_titles_status_date_and_organisations(printed: Printed) -> None:
    plan = printed.outline.index.plan
    cover = printed.pages[""]
    for title in (line.text for line in printed.outline.lines if line.role == "title"):
        assert squeezed(title) in cover
    assert squeezed(f"({plan.status})") in cover
    assert squeezed(plan.date) in cover
    assert all(squeezed(name) in cover for name in plan.organisations)


def test_the_contents_name_every_chapter_and_measure_with_its_page(printed: Printed) -> None:
    entries = printed.outline.entries
    headed = [entries[line.entry] for line in printed.outline.lines if line.role == "heading"]
    kinds = ("chapter", "section", "subsection", "pillar", "measure")
    wanted = [
        squeezed(entry.number + entry.title) + printed.book.pages[entry.ref]
        for entry in dict.fromkeys(headed)
        if entry.kind in kinds
    ]
    found = [squeezed(element.text) for element in printed.tree.all() if element.role == "/TOCI"]
    assert [re.sub(r"\.*([0-9]+)$", r"\1", row) for row in found][: len(wanted)] == wanted


def test_the_guide_explains_the_marks_that_stand_in_the_plan_and_no_other(printed: Printed) -> None:
    front = "".join(text for label, text in printed.pages.items() if not label.isdigit())
    index = printed.outline.index
    again = any(
        place.original for measure in index.by_measure.values() for items in measure.values() for place in items
    )
    inferred = any(link.basis == "inferred" for measure in index.plan.measures for link in measure.challenges)
    assert "まだ決まっていないことです。" in front
    assert ("【再掲p○参照】" in front) == again
    assert ("が文章から読み取ったもの" in front) == inferred
