"""Tables: cells that are joined, sheets of their own, and what becomes of them in every output."""

from __future__ import annotations

import csv
import io

import pytest

from keikaku.outputs.export.tables import table_csv
from keikaku.pipeline import load
from keikaku.plan.model import At, Text
from keikaku.plan.outline import Outline
from keikaku.plan.table import TableGrid, badly_joined, grid, is_number
from tests.specimens import TINY, ChangedPlan, outline

HEADS = "[[サービス, 実績, <], [^, 令和6年度, 令和7年度]]"
ROWS = "[[訪問, 412, 1430], [^, 8.5, —], [合計, <, '1,842']]"
SHEET = 'サービス,実績,\r\n,令和6年度,令和7年度\r\n訪問,412,"1,430"\r\n^,8.5,—\r\n合計,<,"1,842"\r\n,,\r\n'
KINDS = "columns: [text, number, number]"


def with_table(changed_plan: ChangedPlan, table: str, sheet: bytes | None = None) -> Outline:
    """The tiny plan, whose one table is ``table`` (keys beside its id)."""
    chapter = (TINY / "chapters/doing.yml").read_text("utf-8").partition("      - table:")[0]
    text = f"{chapter}      - table: {{id: calendar, {table}}}\n"
    folder = changed_plan({"chapters/doing.yml": text})
    if sheet is not None:
        (folder / "tables").mkdir()
        (folder / "tables/visits.csv").write_bytes(sheet)
    return outline(folder)


def drawn(shown: TableGrid) -> list[list[str]]:
    """Each cell with over how many rows and columns it goes, where that is more than one."""
    return [
        [cell.text.markdown + (f" {cell.rows}x{cell.columns}" if cell.rows * cell.columns > 1 else "") for cell in row]
        for row in (*shown.heads, *shown.rows)
    ]


JOINED = [
    ["サービス 2x1", "実績 1x2"],
    ["令和6年度", "令和7年度"],
    ["訪問 2x1", "412", "1,430"],
    ["8.5", "—"],
    ["合計 1x2", "1,842"],
]


def test_cells_are_joined_to_the_left_and_above(changed_plan: ChangedPlan) -> None:
    plan = with_table(changed_plan, f"head: {HEADS}, rows: {ROWS}, {KINDS}")
    assert drawn(grid(plan.index.entities["table:calendar"].value, plan.index)) == JOINED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_a_sheet_of_a_spreadsheet_is_the_same_table(changed_plan: ChangedPlan, encoding: str) -> None:
    """Excel leaves blank what is joined in heads, quotes a number with a comma, and adds empty rows."""
    dash = "―" if encoding == "cp932" else "—"  # the old encoding has but one
    plan = with_table(changed_plan, f"csv: visits, heads: 2, {KINDS}", SHEET.replace("—", dash).encode(encoding))
    table = plan.index.entities["table:calendar"].value
    assert drawn(grid(table, plan.index)) == [[cell.replace("—", dash) for cell in row] for row in JOINED]
    line = next(line for line in plan.lines if line.text == "8.5")
    assert line.at is not None
    assert (line.at.span().path, line.at.span().line, line.at.span().column) == ("plan/tables/visits.csv", 4, 3)


def test_blank_heads_of_a_sheet_belong_to_the_left_in_the_first_row_and_else_as_the_row_above(
    changed_plan: ChangedPlan,
) -> None:
    """At the left edge a blank corner is a cell of its own; below a head over several columns a blank goes left."""
    sheet = ",実績,,,備考\r\n区分,令和7年度,,見込み,\r\n,件数,人数,,\r\n訪問,4,3,2,1\r\n"
    plan = with_table(changed_plan, "csv: visits, heads: 3", sheet.encode())
    assert drawn(grid(plan.index.entities["table:calendar"].value, plan.index)) == [
        ["", "実績 1x3", "備考 3x1"],
        ["区分 2x1", "令和7年度 1x2", "見込み 2x1"],
        ["件数", "人数"],
        ["訪問", "4", "3", "2", "1"],
    ]


def test_a_table_is_read_row_by_row_under_one_row_of_heads(changed_plan: ChangedPlan) -> None:
    plan = with_table(changed_plan, f"title: 訪問, unit: 回, head: {HEADS}, rows: {ROWS}, source: 市, {KINDS}")
    lines = [line for line in plan.lines if line.entry == "table:calendar"]
    assert [line.text for line in lines] == [
        *("訪問", "回", "サービス", "実績", "令和6年度", "令和7年度"),
        *("訪問", "412", "1,430", "8.5", "—", "合計", "1,842", "市"),
    ]
    places = [(line.cell.row, line.cell.column) for line in lines if line.cell is not None]
    assert places == [(0, 0), (0, 1), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (2, 1), (2, 2), (3, 0), (3, 2)]
    assert [line.cell.under for line in lines if line.cell is not None and line.cell.row == 2] == [("訪問",)] * 2


def test_every_table_is_data_without_joined_cells(changed_plan: ChangedPlan) -> None:
    plan = with_table(changed_plan, f"head: {HEADS}, rows: {ROWS}, {KINDS}")
    text = table_csv(plan, plan.index.entities["table:calendar"].value).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text))) == [
        ["サービス", "実績 令和6年度", "実績 令和7年度"],
        ["訪問", "412", "1430"],
        ["訪問", "8.5", "—"],
        ["合計", "合計", "1842"],
    ]


def test_numbers_with_their_digits_may_stand_in_a_table_without_quotes(changed_plan: ChangedPlan) -> None:
    plan = with_table(changed_plan, "head: [年, 数], rows: [[2026, 8.50]]")
    assert [line.text for line in plan.lines if line.entry == "table:calendar"] == ["年", "数", "2026", "8.50"]


@pytest.mark.parametrize("sheet", [b"\xff\xfe" + "a,b\n1,2\n".encode("utf-16-le"), b"a\n\x81\n"])
def test_a_sheet_that_is_no_text_is_reported(changed_plan: ChangedPlan, sheet: bytes) -> None:
    folder = changed_plan({})
    (folder / "tables").mkdir()
    (folder / "tables/visits.csv").write_bytes(sheet)
    assert [one.code for one in load(folder).diagnostics] == ["wrong-encoding"]


@pytest.mark.parametrize(("heads", "codes"), [(1, []), (2, ["uneven-row"])])
def test_some_column_of_a_table_heads_no_row(changed_plan: ChangedPlan, heads: int, codes: list[str]) -> None:
    chapter = (TINY / "chapters/doing.yml").read_text("utf-8").partition("      - table:")[0]
    table = f"{{id: calendar, head: [年, 数], rows: [[2026, 8]], row_heads: {heads}}}"
    folder = changed_plan({"chapters/doing.yml": f"{chapter}      - table: {table}\n"})
    assert [one.code for one in load(folder).diagnostics] == codes


@pytest.mark.parametrize(
    "words", ["", "—", "-", "5", "-5", "△5", "1,234", "8.50", " 5 ", "<", "^", "[調査中](pending:数)"]
)
def test_what_a_column_of_numbers_may_hold(words: str) -> None:
    assert is_number(words)


@pytest.mark.parametrize("words", ["12人", "１２", "五", "5.5.5", "--5", "調査中"])
def test_what_it_may_not_hold(words: str) -> None:
    assert not is_number(words)


def test_one_row_of_heads_may_stand_in_a_list_of_rows(changed_plan: ChangedPlan) -> None:
    plan = with_table(changed_plan, "head: [[年, 数]], rows: [[2026, 8]]")
    assert drawn(grid(plan.index.entities["table:calendar"].value, plan.index)) == [["年", "数"], ["2026", "8"]]


def test_a_blank_head_stands_where_there_is_one_row_of_heads(changed_plan: ChangedPlan) -> None:
    """Nothing says that a spreadsheet has joined it."""
    plan = with_table(changed_plan, "csv: visits", "年,,数\r\n1,2,3\r\n".encode())
    assert drawn(grid(plan.index.entities["table:calendar"].value, plan.index))[0] == ["年", "", "数"]


@pytest.mark.parametrize(("row_heads", "heading"), [("true", "あ"), ("false", ""), ("2", "あ い")])
def test_cells_with_words_at_the_left_head_their_row(changed_plan: ChangedPlan, row_heads: str, heading: str) -> None:
    plan = with_table(changed_plan, f'head: [a, b, c], rows: [[あ, い, う], ["", "", え]], row_heads: {row_heads}')
    shown = grid(plan.index.entities["table:calendar"].value, plan.index)
    assert shown.width == 3
    assert " ".join(cell.text.markdown for row in shown.rows for cell in row if shown.heads_row(cell)) == heading


@pytest.mark.parametrize(
    ("rows", "bad"),
    [
        ("a b|c d", ""),
        ("a <|c d", ""),
        ("a <|^ <", ""),
        ("a <|^ ^", ""),
        ("a b|^ ^", ""),
        ("a <|^ d", "^"),
        ("a b|^ <", "<"),
        ("< b|c d", "<"),
        ("< b|< d", "< <"),
        ("a b|c ^|< e", "<"),
        ("a b c|^ < c|^ < <", "<"),
    ],
)
def test_joined_cells_are_rectangles(rows: str, bad: str) -> None:
    """Below one row of heads; a mark that has nothing to join is told, of other shapes the last part."""
    at = At(source=None)  # type: ignore[arg-type]
    heads, *below = ([Text(markdown=cell, at=at) for cell in row.split()] for row in rows.split("|"))
    joined = [Text(markdown=word, at=at) for word in ("頭", "頭", "頭")[: len(heads)]]
    assert " ".join(text.markdown for text in badly_joined([joined], [heads, *below])) == bad
