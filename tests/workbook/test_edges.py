"""Edges of what a returned workbook means: words that were not meant, cells that stay open, blocks written anew."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from openpyxl import Workbook, load_workbook

from keikaku.diagnostics.diagnostic import Diagnostic
from keikaku.outputs.workbook import unread
from keikaku.outputs.workbook.returned import read_workbook
from keikaku.outputs.workbook.values import answered_value
from keikaku.outputs.workbook.write import workbook
from keikaku.outputs.workbook.xlsx.beside import Beside, beside_sheet
from keikaku.outputs.workbook.xlsx.package import Package
from keikaku.outputs.workbook.xlsx.sheet import Sheet
from keikaku.plan.outline import Outline
from keikaku.text.writing import writing
from tests.workbook.desk import Desk, diff, write
from tests.workbook.returned_files import LOSSES, with_kinds
from tests.workbook.test_refused import WORDS, packed, plan, saved, sent
from tests.workbook.test_values import CELL, STATES, answer


@pytest.mark.parametrize("state", STATES)
def test_a_number_that_is_only_taken_away_leaves_no_words_in_its_place(state: str) -> None:
    """The words beside it stood there before: whether they are what there is now is asked."""
    words = (WORDS[f"state-{state}"], "調査中")
    found = answered_value(answer(("5", "件", "", *words), ("", "", "", *words)), {}, WORDS, writing("ja"))
    assert isinstance(found, Diagnostic)
    assert "数値がありません" in str(found.message)


def test_readers_may_fit_rows_and_columns_to_their_screens_and_filter() -> None:
    book = load_workbook(io.BytesIO(sent()))
    for name in ("取組み", "成果指標", "属性と数値"):
        locked = book[name].protection
        assert (locked.formatColumns, locked.formatRows, locked.autoFilter) == (False, False, False)
        assert (locked.insertRows, locked.deleteRows, locked.sort) == (True, True, True)


def test_what_is_on_no_sheet_is_said_to_be_of_the_file() -> None:
    of_file, of_sheet = (unread.beside("1.xlsx", sheet, Beside("picture", "")) for sheet in ("", "取組み"))
    assert "取組み" in str(of_sheet.message)
    assert "シート" not in str(of_file.message)
    assert (of_file.span.line, of_file.span.column) == (1, 1)


def test_words_beside_a_box_of_an_old_drawing_are_not_words_in_it() -> None:
    shape = "<shape>外<textbox><div>来年度から</div></textbox>外<ClientData ObjectType='{kind}'/></shape>"
    drawing = f"<xml>外{shape.format(kind='Button')}外{shape.format(kind='Note')}</xml>"
    relation = "<Relationship Id='1' Type='x/vmlDrawing' Target='../drawings/old.vml'/>"
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        package.writestr("xl/worksheets/_rels/sheet1.xml.rels", f"<Relationships>{relation}</Relationships>")
        package.writestr("xl/drawings/old.vml", drawing)
    found = beside_sheet(Package(content.getvalue()), Sheet("取組み", "xl/worksheets/sheet1.xml"))
    assert found == (Beside("control", "来年度から"),), "a note is a comment, which is read elsewhere"


def test_a_folded_text_becomes_a_block_two_columns_in_and_keeps_its_comment(tiny_desk: Desk) -> None:
    path = tiny_desk.plan / "measures" / "tea.yml"
    text = path.read_text("utf-8")
    folded = "detail: >-  # 財政課と協議中\n          一回につき千円を\n          助成します。"
    assert "detail: 一回につき千円を助成します。" in text
    path.write_text(text.replace("detail: 一回につき千円を助成します。", folded), "utf-8")
    before = tiny_desk.texts()
    tiny_desk.send()
    shown = "一回につき千円を 助成します。"
    back = tiny_desk.answer("town-hall", write("取組み", "直した文", shown, "二千円を助成します。\n翌月に払います。"))
    assert tiny_desk.take(back)[0] == 0
    assert diff(before, tiny_desk.texts()) == [
        "-      detail: >-  # 財政課と協議中",
        "-          一回につき千円を",
        "-          助成します。",
        "+      detail: |  # 財政課と協議中",
        "+        二千円を助成します。",
        "+        翌月に払います。",
        "+",
    ], "the paragraphs are apart by the empty line that ended the file"


def test_a_row_that_is_only_listed_again_and_gone_is_reported_by_its_number(real: Outline) -> None:
    """Such rows have no key: they are known by what they say of themselves."""
    book: Workbook = load_workbook(io.BytesIO(workbook(real, "actor:council", WORDS)))
    sheet = book["取組み"]
    heads = {str(one.value): one.column for one in sheet[3]}
    rows = [row for row in range(4, sheet.max_row + 1) if not sheet.cell(row, heads["ID"]).value]
    assert len(rows) > 1
    number = sheet.cell(rows[0], heads["番号"]).value
    sheet.delete_rows(rows[0])
    out = io.BytesIO()
    book.save(out)
    _, faults = read_workbook("1.xlsx", out.getvalue(), WORDS, real)
    assert [one.code for one in faults] == ["missing-from-file"]
    assert f"番号 {number}" in str(faults[0].message)


def test_long_words_are_quoted_in_part_and_many_are_counted() -> None:
    assert unread.quoted("一\n二") == "「一 二」"
    assert unread.quoted("あ" * 300) == f"「{'あ' * 300}」"
    assert unread.quoted("あ" * 301) == f"「{'あ' * 300}…」"
    assert unread.quoted_all(["一"] * 20) == "「一」" * 20
    assert str(unread.quoted_all(["一"] * 23)) == "「一」" * 20 + "ほか3"
    cells = [(replace(CELL, ref=f"K{n}"), f"語{n}") for n in range(1, 22)]
    assert "K20など" in str(unread.outside(cells).message)
    assert "など" not in str(unread.outside(cells[:20]).message)


def test_a_sheet_that_has_lost_its_heads_is_told_at_its_beginning() -> None:
    _, faults = read_workbook("1.xlsx", saved(LOSSES["heads of 取組み"]), WORDS, plan())
    assert [(one.span.line, one.span.column) for one in faults if one.severity == "error"] == [(1, 1)]


def test_what_lies_on_a_cell_is_told_at_that_cell() -> None:
    found = unread.beside("1.xlsx", "取組み", Beside("shape", "急ぎます", 7, 3))
    assert (found.span.line, found.span.column, found.span.end_line, found.span.end_column) == (7, 3, 7, 3)
    assert "セル C7" in str(found.message)


def test_a_text_box_on_a_row_is_no_remark_to_it() -> None:
    """A comment is; what lies over several cells may be about any of them."""
    content = with_kinds({"text box on sheet 2": "この行は急ぎます"})
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name).replace(b"<xdr:row>10<", b"<xdr:row>3<") for name in package.namelist()}
    returned, faults = read_workbook("1.xlsx", packed(parts), WORDS, plan())
    assert returned.remarks == ()
    assert [(one.code, one.span.line) for one in faults] == [("not-read", 4)]
