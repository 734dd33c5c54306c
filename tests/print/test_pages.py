"""Numbers of pages: those printed in references, those handed to the site, and those the pages bear."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from keikaku.outputs.print import make_print_draft, print_draft_data
from keikaku.outputs.print.typeset import typeset
from keikaku.plan.outline import Outline
from keikaku.plan.walk import placed_programmes
from keikaku.resources import TEMPLATE_FOLDER
from keikaku.text.fonts import FontSet
from tests.print.conftest import Printed
from tests.print.extract import SEE, bookmarks, page_texts, squeezed
from tests.specimens import TOP, ChangedPlan, outline

UNPRINTED = ("plan", "actor", "audience", "subject", "programme", "attribute", "choice")


def test_each_cross_listing_names_the_page_where_its_original_stands(printed: Printed) -> None:
    index = printed.outline.index
    found = 0
    for measure in index.plan.measures:
        for places in index.by_measure[measure.id].values():
            for place in places:
                if place.original is None:
                    continue
                found += 1
                line = next(line for line in printed.outline.lines if line.entry == place.ref and line.role == "action")
                named = re.search(
                    re.escape(squeezed(line.text)) + r"【再掲p([0-9]+)参照】",
                    printed.pages[printed.book.pages[place.ref]],
                )
                assert named, line.text
                original = next(line for line in printed.outline.lines if line.entry == place.original)
                assert squeezed(original.text) in printed.pages[named[1]]
                assert printed.book.pages[place.original] == named[1]
    assert found == sum(len(re.findall("【再掲p[0-9]+参照】", page)) for page in printed.pages.values())


def test_every_entry_that_is_printed_has_its_page(printed: Printed) -> None:
    entries = printed.outline.entries.values()
    assert [e.ref for e in entries if e.kind not in UNPRINTED and e.ref not in printed.book.pages] == []
    parts = {f"part:{name}" for name in ("contents", "glossary", "unsettled", "errata", "contacts", "index")}
    assert set(printed.book.pages) <= parts | set(printed.outline.entries)


def test_an_entry_begins_on_the_page_of_the_map(printed: Printed) -> None:
    checked = set()
    for line in printed.outline.lines:
        page = printed.book.pages.get(line.entry)
        if page is None or line.entry in checked or line.role not in ("heading", "label", "action", "caption", "cell"):
            continue
        checked.add(line.entry)
        begin = squeezed(line.text.partition("※")[0])[:12]  # it may end on the next page
        assert begin in SEE.sub("", printed.pages[page]), line.text
    assert checked


def test_terms_stand_on_their_page_of_the_glossary(printed: Printed) -> None:
    assert printed.outline.index.plan.terms
    for term in printed.outline.index.plan.terms:
        assert squeezed(f"{term.name}（{term.reading}）") in printed.pages[printed.book.pages[f"term:{term.id}"]]


def test_the_index_names_pages_on_which_the_word_stands(printed: Printed) -> None:
    text = "".join(printed.pages.values())
    index = text[text.rindex("太い数字は、用語集のページです。") :]
    checked = 0
    for ref in printed.outline.mentions:
        entry = printed.outline.entries[ref]
        words = {squeezed(mention.word) for mention in printed.outline.mentions[ref]}
        row = re.search(re.escape(squeezed(entry.title)) + r"\.*([0-9]+(?:[,-][0-9]+)*)", index)
        if row is None:
            continue
        checked += 1
        for page in _pages(row[1]):
            assert any(word in printed.pages[page] for word in (*words, squeezed(entry.title))), (entry.title, page)
    assert checked >= len(printed.outline.mentions) * 0.9


def _pages(row: str) -> list[str]:
    """``3,12-14`` → 3, 12, 13, 14."""
    ends = [piece.partition("-") for piece in row.split(",")]
    return [str(page) for first, _, last in ends for page in range(int(first), int(last or first) + 1)]


def test_a_term_that_only_a_heading_names_is_in_the_index_with_its_page(
    changed_plan: ChangedPlan, fonts: FontSet
) -> None:
    plan = outline(changed_plan({"terms/alone.yml": TERM}))
    book = make_print_draft(plan, TEMPLATE_FOLDER, fonts)
    last = list(page_texts(book.pdf).values())[-1]
    wanted = f"{book.pages['section:counting']},{book.pages['term:alone']}"
    assert re.search(rf"数えること\.+{wanted}(?![0-9])", last)


@pytest.mark.slow
def test_every_programme_that_a_body_shows_is_in_the_index_with_its_page(fonts: FontSet) -> None:
    plan = outline(TOP / "examples/kaigo/plan")
    pages = page_texts(make_print_draft(plan, TEMPLATE_FOLDER, fonts).pdf)
    last = list(pages.values())[-1]
    shown = placed_programmes(plan.index)
    assert len(shown) > 40
    for id in shown:
        title = squeezed(plan.entries[f"programme:{id}"].title)
        found = re.search(rf"{re.escape(title)}\.+([0-9]+)", last)
        assert found, title
        assert title in pages[found[1]]


TERM = """id: alone
name: 数えること
reading: かぞえること
definition: 数で確かめること。
"""


def test_the_lists_at_the_end_name_the_page_on_which_the_words_stand(printed: Printed) -> None:
    """Not the page on which the section or measure begins."""
    pages = list(printed.pages)
    body = {label: printed.pages[label] for label in pages[: pages.index(_page_of_list(printed))]}
    checked = 0
    for words, named in _listed(printed):
        on = [label for label, text in body.items() if squeezed(words) in SEE.sub("", text)]
        if len(on) == 1:  # elsewhere too: the words alone do not tell which is meant
            checked += 1
            assert {"表紙": ""}.get(named, named) == on[0], words
    assert checked


def test_what_is_unsettled_on_the_site_alone_is_said_not_to_be_printed(printed: Printed) -> None:
    body = "".join(printed.pages.values())
    at = body.rindex("まだ決まっていないことの一覧です。")
    listed = list(_listed(printed))
    assert listed
    for words, named in listed:
        assert named
        assert named != "掲載なし" or len(words) < 3 or squeezed(words) not in body[:at]


def test_no_row_of_what_is_unsettled_stands_twice(printed: Printed) -> None:
    """The same words in two titles on the cover are one thing to decide."""
    lists = [rows for head, rows in _tables(printed) if "決まっていないこと" in head]
    assert lists
    for rows in lists:
        assert len({tuple(row) for row in rows}) == len(rows)


def _page_of_list(printed: Printed) -> str:
    return next(page for _, title, page in bookmarks(printed.book.pdf) if title == "未確定事項")


def _tables(printed: Printed) -> Iterator[tuple[list[str], list[list[str]]]]:
    """Head and rows of every table, cell by cell."""
    for table in (element for element in printed.tree.all() if element.role == "/Table"):
        head, *rows = [
            [cell.text for cell in row.all() if cell.role in ("/TH", "/TD")] for row in table.all() if row.role == "/TR"
        ]
        yield head, rows


def _listed(printed: Printed) -> list[tuple[str, str]]:
    """Words and page in each row of the lists of what is unsettled, and of errata."""
    found = []
    for head, rows in _tables(printed):
        if head[-1] == "ページ" and "読み取った課題" not in head:
            words = head.index("改めた字句") if "改めた字句" in head else 1
            found += [(row[words], row[-1]) for row in rows]
    return found


def test_odd_pages_are_on_the_right(printed: Printed) -> None:
    """As in any bound book: the cover is a right-hand page, and so is the first page of the body."""
    labels = printed.labels
    assert [labels.index(label) % 2 for label in ("i", "1", "3")] == [0, 0, 0]
    assert labels[:2] == ["", ""]


def test_a_page_left_blank_before_the_body_bears_nothing(tiny: Outline, fonts: FontSet) -> None:
    data = replace(print_draft_data(tiny, TEMPLATE_FOLDER, appendix=False), figures=[], tables=[])
    pages = page_texts(typeset(TEMPLATE_FOLDER / "print" / "print_draft.typ", data, fonts).pdf)
    assert list(pages)[:4] == ["", "i", "ii", "1"]
    assert pages["ii"] == ""
