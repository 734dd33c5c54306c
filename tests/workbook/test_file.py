"""The workbook as its readers meet it: what is open, what is locked, what is chosen from a list, how it prints."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache

import pytest
from openpyxl import Workbook, load_workbook

from keikaku.outputs.workbook import rows_for, workbook
from keikaku.outputs.workbook.row import key_of
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
