"""Which sheet of a returned file is which of those that were sent, whatever has become of its name and its place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from keikaku.outputs.workbook.columns import FORMS
from keikaku.outputs.workbook.contents import SentSheet, contents, from_record, record_of
from keikaku.outputs.workbook.sent import heads_in, pairs, printed_words
from keikaku.outputs.workbook.xlsx.sheet import Sheet, SheetCell
from tests.workbook.test_refused import WORDS, plan

COLUMNS = FORMS["texts"]
HEADS = [WORDS[f"head-{column.head}"] for column in COLUMNS]


def sheet(rows: dict[int, list[str]], title: str = "回答") -> Sheet:
    cells = {
        row: {at: SheetCell("text", words, struck=False) for at, words in enumerate(texts, 1) if words}
        for row, texts in rows.items()
    }
    return Sheet(title, "xl/worksheets/sheet1.xml", cells=cells)


@pytest.mark.parametrize(("row", "found"), [(1, True), (3, True), (40, True), (41, False)])
def test_the_heads_are_found_where_they_stand_by_now(row: int, found: bool) -> None:
    """Somebody may put lines above them, and columns between."""
    place = heads_in(sheet({row: ["", *HEADS]}), COLUMNS, WORDS)
    assert place == ((row, {column.head: at for at, column in enumerate(COLUMNS, 2)}) if found else None)


def test_the_row_of_heads_is_the_one_that_has_most_of_them_and_more_than_half() -> None:
    assert len(HEADS) == 9
    assert heads_in(sheet({3: HEADS[:4]}), COLUMNS, WORDS) is None
    assert heads_in(sheet({}), COLUMNS, WORDS) is None
    half = [WORDS[f"head-{column.head}"] for column in FORMS["data"]][:5]
    assert heads_in(sheet({3: half}), FORMS["data"], WORDS) is None, "of ten"
    for rows, best in (({2: HEADS[:5], 3: HEADS, 4: HEADS}, 3), ({2: HEADS[:6], 3: HEADS[:5]}, 2)):
        found = heads_in(sheet(rows), COLUMNS, WORDS)
        assert found is not None
        assert found[0] == best


def test_of_two_columns_with_one_head_the_first_is_meant() -> None:
    found = heads_in(sheet({3: [*HEADS, HEADS[5]]}), COLUMNS, WORDS)
    assert found is not None
    assert found[1][COLUMNS[5].head] == 6


def as_sheet(sent: SentSheet, title: str) -> Sheet:
    lines = [line.removeprefix("# ") for line in sent.lines]
    if sent.form is None:
        return sheet({n: [line] for n, line in enumerate(lines, 1)}, title)
    heads = [WORDS[f"head-{column.head}"] for column in FORMS[sent.form]]
    return sheet({1: lines[:1], 2: lines[1:2], 3: heads, **{n: [*row] for n, row in enumerate(sent.rows, 4)}}, title)


def test_sheets_whose_names_were_changed_are_known_by_their_words() -> None:
    sent = contents(plan(), "actor:town-hall", WORDS)
    back = [as_sheet(one, f"表{n}") for n, one in enumerate(sent)][::-1]
    assert pairs(back, sent, WORDS) == dict(enumerate(sent[::-1]))
    assert list(pairs(back, sent, WORDS)) == sorted(pairs(back, sent, WORDS))
    swapped = [as_sheet(sent[1], sent[2].title), as_sheet(sent[2], sent[1].title)]
    assert pairs(swapped, sent, WORDS) == {0: sent[2], 1: sent[1]}, "a name counts before words"


def test_a_table_of_somebody_elses_rows_is_not_ours() -> None:
    mine, theirs = contents(plan(), "actor:town-hall", WORDS)[1], contents(plan(), "actor:neighbours", WORDS)[1]
    assert pairs([as_sheet(theirs, "回答")], [mine], WORDS) == {}
    keyless = replace(mine, rows=tuple((*row[:7], "", "") for row in mine.rows))
    assert pairs([as_sheet(keyless, "回答")], [keyless], WORDS) == {0: keyless}, "no row of it has a key"
    assert pairs([as_sheet(keyless, "回答")], [mine], WORDS) == {}
    without = sheet({3: HEADS[:8], 4: [*mine.rows[0]]})
    assert pairs([without], [mine], WORDS) == {}, "not all of its heads"


def test_the_guide_is_known_by_more_than_half_of_its_lines() -> None:
    guide = SentSheet(title="使い方", form=None, lines=("題", "# 一", "二", "", "三", "四"))
    known = {
        kept: pairs([sheet({1: lines})], [guide], WORDS) for kept, lines in enumerate([["x"], ["題", "一", "二"]], 0)
    }
    assert known == {0: {}, 1: {}}
    assert pairs([sheet({1: ["題", "一"], 2: [" 二 ", "三"]})], [guide], WORDS) == {0: guide}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("取組み　&P / &Nページ", {"取組み", "/", "ページ"}),
        ('&L&"BIZ UDゴシック,標準"&12左&C&KFF0000中央&R&D', {"左", "中央"}),
        ("A&&B", {"A&B"}),
        ("&P", set()),
    ],
)
def test_words_around_a_page_are_what_is_no_code(text: str, words: set[str]) -> None:
    assert printed_words(text) == words


def test_what_was_sent_is_read_back_from_its_record() -> None:
    """Whatever a program has left out at the end of a row; a record of another kind is none."""
    sent = contents(plan(), "actor:town-hall", WORDS)
    rows = [list(row) for row in record_of(sent)]
    assert from_record(rows) == sent
    shorter = [row[: max(n for n, words in enumerate(row, 1) if words)] for row in rows]
    assert any(map(list.__ne__, rows, shorter))
    assert from_record(shorter) == sent
    assert from_record([[*rows[0], "", ""], *([*row, "", ""] for row in rows[1:])]) == sent
    assert from_record([]) is None
    assert from_record([["keikaku", "sent", "2"], *rows[1:]]) is None
    assert from_record([rows[0], ["line", "x"]]) is None, "no sheet has begun"
    assert from_record([rows[0], ["sheet", "使い方"], ["row", "x"]]) == (
        SentSheet(title="使い方", form=None, lines=()),
    )
