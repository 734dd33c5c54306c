"""The workbook as its readers meet it: what is open, what is locked, what is chosen from a list, how it prints."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from keikaku.outputs.workbook import rows_for, workbook
from keikaku.outputs.workbook.columns import FORMS
from keikaku.outputs.workbook.contents import SentSheet
from keikaku.outputs.workbook.row import SheetForm, key_of
from keikaku.outputs.workbook.write import workbook_of
from keikaku.pipeline import schemas
from keikaku.plan.outline import Outline
from keikaku.text.writing import writing
from tests.workbook.test_refused import WORDS, plan, sent

SHEETS = {
    "取組み": {"直した文", "理由・連絡"},
    "未確定の語句": {"直した文", "理由・連絡"},
    "成果指標": {"数値", "単位", "範囲", "数値がないとき", "数値の代わりの言葉", "理由・連絡"},
    "属性と数値": {"直した値", "理由・連絡"},
}


@cache
def book() -> Workbook:
    return load_workbook(io.BytesIO(sent()))


def heads(sheet: str) -> dict[str, int]:
    return {str(found.value): found.column for found in book()[sheet][3] if found.value is not None}


def test_the_first_sheet_tells_how_to_use_it() -> None:
    assert book().sheetnames == ["使い方", "取組み", "未確定の語句", "成果指標", "属性と数値", WORDS["sheet-record"]]
    told = "\n".join(str(row[0]) for row in book()["使い方"].iter_rows(values_only=True))
    assert "黄色の欄を直接書き換えます" in told
    assert "市役所の取組み" in told
    assert "下の「取組み」「未確定の語句」「成果指標」「属性と数値」のシートを開きます" in told
    assert "{" not in told


@pytest.mark.parametrize("name", SHEETS)
def test_only_the_cells_to_answer_in_are_open(name: str) -> None:
    sheet = book()[name]
    assert sheet.protection.sheet
    columns = heads(name)
    for row in sheet.iter_rows(min_row=4):
        answerable = bool(row[columns["ID"] - 1].value)
        unlocked = {head for head, column in columns.items() if not row[column - 1].protection.locked}
        assert unlocked == (SHEETS[name] if answerable else {"理由・連絡"})


@pytest.mark.parametrize("name", SHEETS)
def test_it_prints_on_a4_across_with_its_heads(name: str) -> None:
    sheet = book()[name]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.freeze_panes == "C4"
    hidden = {head for head, n in heads(name).items() if sheet.column_dimensions[sheet.cell(3, n).column_letter].hidden}
    assert hidden == {head for head in heads(name) if head.startswith(("控え", "照合"))}
    assert all(cell.alignment.wrap_text for row in sheet.iter_rows(min_row=4) for cell in row)


def test_what_is_one_of_a_list_is_chosen_from_it() -> None:
    lists = {str(found.sqref)[0]: found.formula1 for found in book()["成果指標"].data_validations.dataValidation}
    letter = {head: book()["成果指標"].cell(3, n).column_letter for head, n in heads("成果指標").items()}
    assert all(found.allow_blank for found in book()["成果指標"].data_validations.dataValidation)
    assert lists == {letter["範囲"]: '"以上,以下,未満,超"', letter["数値がないとき"]: '"未確定,値なし,言葉で示す"'}


def test_the_choices_of_bounds_are_those_of_the_schema() -> None:
    reading = schemas()["indicator-group.schema.json"]["$defs"]["reading"]
    assert [*writing("ja").bounds, *writing("en").bounds] == reading["properties"]["bound"]["enum"]


def test_rows_grow_with_what_is_typed() -> None:
    """A height that is fixed (customHeight) would hide the end of a longer text."""
    with zipfile.ZipFile(io.BytesIO(sent())) as package:
        part = package.read("xl/worksheets/sheet2.xml").decode()
    assert re.findall(r'<row r="4" ht="[\d.]+"', part)
    assert 'customHeight="1"' not in part


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert workbook(plan(), "actor:town-hall", WORDS) == sent()


def test_every_row_has_a_name_of_its_own(real: Outline) -> None:
    rows = [row for actor in real.index.plan.actors for row in rows_for(real, f"actor:{actor.id}", WORDS) if row.key]
    names = {(row.key, row.at.source.path, row.at.path) for row in rows}
    assert len({key for key, _, _ in names}) == len(names)
    assert all(key_of(row.at) == row.key for row in rows)


def test_a_listing_again_without_words_of_its_own_says_where_they_are(real: Outline) -> None:
    rows = [
        row for actor in real.index.plan.actors for row in rows_for(real, f"actor:{actor.id}", WORDS) if not row.key
    ]
    assert rows
    assert all(re.match(r"再掲（文は第\d章.*で直します）", row.label) for row in rows)
    assert any(row.place not in row.label for row in rows), "elsewhere"


def test_the_guide_is_one_page_without_lines_of_a_table() -> None:
    guide = book()["使い方"]
    assert (guide.page_setup.fitToHeight, guide.sheet_view.showGridLines) == (1, False)
    headings = {cell.value for [cell] in guide.iter_rows(min_row=3, max_col=1) if cell.font.b}
    assert headings >= {"このファイルについて", "直し方", "文の書き方", "数値の書き方"}
    told = [line for line in WORDS["guide"].splitlines() if line.startswith("# ")]
    assert {f"# {heading}" for heading in headings} == set(told), "the mark of a heading is its look"
    lines = [row for row in range(3, guide.max_row + 1) if not guide.cell(row, 1).font.b]
    heights = {guide.row_dimensions[row].height for row in lines}
    assert len(heights) > 1, "of one line and of two"
    room = WIDE * guide.column_dimensions["A"].width
    for row in lines:
        written = sum(1 if letter.isascii() else 2 for letter in guide.cell(row, 1).value)
        assert (guide.row_dimensions[row].height > 2 * LINE) == (written > room)


LINE, WIDE = 14.5, 110 / 112
"""Height of a line; of the width of a column, what letters may stand in."""


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", 1),
        ("a" * 49, 1),
        ("a" * 51, 2),
        ("あ" * 24, 1),
        ("あ" * 26, 2),
        ("あ" * 51, 3),
        ("あ\nい", 2),
        ("\n" * 3, 4),
    ],
)
def test_a_row_has_room_for_its_longest_text(text: str, lines: int) -> None:
    """In a column that takes 50 Latin letters, or 25 Japanese ones."""
    sheet = made(shown=text)
    assert sheet.row_dimensions[4].height == LINE * lines + 4


@pytest.mark.parametrize(("text", "lines"), [("あ" * 53, 1), ("あ" * 55, 2), ("あ" * 109, 3)])
def test_a_line_of_the_guide_has_room(text: str, lines: int) -> None:
    guide = SentSheet(title="使い方", form=None, lines=("題", text, "# " + text, "下"))
    sheet = load_workbook(io.BytesIO(workbook_of([guide], WORDS, writing("ja"))))["使い方"]
    assert sheet.row_dimensions[3].height == LINE * lines + 3
    assert (sheet.cell(3, 1).value, sheet.cell(4, 1).value) == (text, text)


def test_what_is_not_printed_needs_no_room_and_no_row_is_higher_than_excel_makes_one() -> None:
    assert made(key="measure:" + "x" * 400).row_dimensions[4].height == LINE + 4
    assert made(shown="あ" * 9000).row_dimensions[4].height == 409.5


def made(form: SheetForm = "texts", **cells: str) -> Worksheet:
    """A sheet with one row, which says these words."""
    heads = {"shown": f"shown-{form.removesuffix('s')}", "answer": "answer-text"}
    said = {heads.get(head, head.replace("_", "-")): words for head, words in cells.items()}
    row = tuple(said.get(column.head, "") for column in FORMS[form])
    sheets = (
        SentSheet(title="使い方", form=None, lines=("題", "行", "下")),
        SentSheet(title="表", form=form, lines=("題", "手引き", "下"), rows=(row,)),
    )
    return load_workbook(io.BytesIO(workbook_of(sheets, WORDS, writing("ja"))))["表"]


@pytest.mark.parametrize("name", SHEETS)
def test_an_answer_that_differs_is_marked(name: str) -> None:
    """Beside what was there when it was sent, letter by letter, and only where the row can be answered."""
    sheet, columns = book()[name], heads(name)
    letters = {head: sheet.cell(3, n).column_letter for head, n in columns.items()}
    rules = {str(one.sqref): [rule.formula for rule in one.rules] for one in sheet.conditional_formatting}
    answers = [head for head in columns if head in SHEETS[name] - {"理由・連絡"}]
    kept = [head for head in columns if head.startswith("控え")] or [next(head for head in columns if "いまの" in head)]
    last = sheet.max_row
    assert rules == {
        f"{letters[here]}4:{letters[here]}{last}".removesuffix(":F4"): [
            [f'AND(${letters["ID"]}4<>"",NOT(EXACT({letters[here]}4,${letters[old]}4)))']
        ]
        for here, old in zip(answers, kept, strict=True)
    }


@pytest.mark.parametrize("name", SHEETS)
def test_readers_filter_by_any_column_and_print_those_with_words_for_them(name: str) -> None:
    sheet = book()[name]
    last, remark = sheet.max_row, sheet.cell(3, heads(name)["理由・連絡"]).column_letter
    assert sheet.auto_filter.ref == f"A3:{sheet.cell(3, sheet.max_column).column_letter}{last}"
    assert sheet.print_area.endswith(f"!$A$1:${remark}${last}")
    assert sheet.oddFooter.center.text == f"{name}　&P / &Nページ"


def test_what_is_typed_in_a_cell_for_words_stays_words() -> None:
    """Excel would make a date of 4-1 and a number of 007; a number has as many decimals as the plan."""
    formats = {head: book()["成果指標"].cell(4, n).number_format for head, n in heads("成果指標").items()}
    assert {head for head, code in formats.items() if code == "@"} == SHEETS["成果指標"] - {"数値"}
    assert (formats["数値"], formats["控え（数値）"]) == ("0.00", "0.00"), "42.50"
    for digits, value, code in (("7", 7, "General"), ("-1.5", -1.5, "0.0"), ("9.5～11.25", "9.5～11.25", "General")):
        found = made("values", answer_number=digits, key="x")["G4"]
        assert (found.value, found.number_format) == (value, code)


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "'"])
def test_a_text_that_looks_like_a_formula_is_marked_as_text(sign: str) -> None:
    assert made(shown=f"{sign}A1")["E4"].quotePrefix
    assert made(shown=f"{sign}A1")["E4"].data_type == "s"
    assert not made(shown=f"A1{sign}")["E4"].quotePrefix


def test_a_row_that_cannot_be_answered_looks_so() -> None:
    """Grey words, and no cell for a new text in the colour of those that are open."""
    open_row, closed = made(shown="文", key="measure:tea/purpose")[4], made(shown="文")[4]
    colours = [[cell.fill.fgColor.rgb for cell in row] for row in (open_row, closed)]
    assert len(set(colours[0])) == 2
    assert [at for at in range(9) if colours[0][at] != colours[1][at]] == [5]
    assert (open_row[4].font.color, closed[4].font.color.rgb) == (None, open_row[7].font.color.rgb)
    assert (open_row[7].font.sz, closed[7].font.sz) == (8, 8)
    assert all(cell.border.left.style == "thin" for row in (open_row, closed) for cell in row)
