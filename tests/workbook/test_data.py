"""Attributes, values by year, numbers of figures and cells of sheets go to the departments and come back."""

from __future__ import annotations

import pytest
from openpyxl import Workbook, load_workbook

from tests.workbook.desk import Desk, cell, diff, write

DATA = "属性と数値"


def row(book: Workbook, within: str, label: str, head: str = "直した値") -> object:
    """The cell under ``head`` of the row of one datum."""
    sheet = book[DATA]
    found = next(row for row in sheet.iter_rows(min_row=4) if (row[2].value, row[3].value) == (within, label))
    return found[next(at for at, one in enumerate(sheet[3]) if one.value == head)]


def test_a_department_fills_in_its_year(kaigo_desk: Desk) -> None:
    """A year that has a place, one that has none yet, words instead of a number, another department beside it."""
    before = kaigo_desk.texts()
    assert kaigo_desk.send("--department", "care") == 0

    def answers(book: Workbook) -> None:
        for label, typed in (
            ("利用者数：令和7年度の実績", "４１人"),
            ("利用者数：令和8年度の実績", 39),
            ("利用者数：令和11年度の計画", "増加"),
            ("担当課", "介護支援課、くらし安全課"),
        ):
            row(book, "おでかけ位置さがし事業", label).value = typed  # type: ignore[attr-defined]

    code, out, err = kaigo_desk.take(kaigo_desk.answer("department_care", answers))
    assert (code, err) == (0, "")
    assert "変更 4か所" in out
    assert diff(before, kaigo_desk.texts()) == [
        "-  department: care",
        "+  department: [care, safety]",
        '-      "2029": 50',
        '+      "2029": 増加',
        '-      "2025": 40',
        '+      "2025": 41',
        '+      "2026": 39',
    ]


def test_a_first_result_brings_its_mapping(kaigo_desk: Desk) -> None:
    path = kaigo_desk.plan / "programmes" / "gps.yml"
    planned, _, _ = path.read_text("utf-8").partition("    actual:")
    path.write_text(planned, "utf-8")
    kaigo_desk.send("--department", "care")

    def answers(book: Workbook) -> None:
        for year, value in (("令和7年度", 40), ("令和8年度", 41.5)):
            row(book, "おでかけ位置さがし事業", f"利用者数：{year}の実績").value = value  # type: ignore[attr-defined]

    assert kaigo_desk.take(kaigo_desk.answer("department_care", answers))[0] == 0
    assert path.read_text("utf-8") == f'{planned}    actual:\n      "2025": 40\n      "2026": 41.5\n'


def test_a_department_is_asked_what_it_answers_for_and_nothing_else(kaigo_desk: Desk) -> None:
    kaigo_desk.send("--department", "housing")
    asked = {
        row[2]
        for row in load_workbook(kaigo_desk.file("department_housing"))[DATA].iter_rows(min_row=4, values_only=True)
    }
    housed = {
        path.read_text("utf-8").partition("name: ")[2].partition("\n")[0]
        for path in (kaigo_desk.plan / "programmes").iterdir()
        if "department: housing" in path.read_text("utf-8")
    }
    assert asked == housed != set()


@pytest.mark.slow
def test_cells_of_a_sheet_keep_its_encoding_and_all_others(kaigo_desk: Desk) -> None:
    path = kaigo_desk.plan / "tables" / "home-services.csv"
    before = path.read_bytes()
    kaigo_desk.send("--actor", "city")
    back = kaigo_desk.answer("city", write(DATA, "直した値", "9,610", "9,615"))
    code, _, err = kaigo_desk.take(back)
    assert (code, err) == (0, "")
    assert path.read_bytes() == before.replace(b"9,610", b"9,615") != before


@pytest.mark.slow
def test_a_number_of_a_figure_stays_in_its_row(kaigo_desk: Desk) -> None:
    before = kaigo_desk.texts()
    kaigo_desk.send("--actor", "city")
    kaigo_desk.take(kaigo_desk.answer("city", write(DATA, "直した値", "37110", "37,115人")))
    assert diff(before, kaigo_desk.texts()) == [
        "-      values: [38420, 37110, 35860, 33240]",
        "+      values: [38420, 37115, 35860, 33240]",
    ]


@pytest.mark.slow
def test_what_no_datum_can_be_is_refused_with_the_choices(kaigo_desk: Desk) -> None:
    before = kaigo_desk.texts()
    kaigo_desk.send("--actor", "city")

    def answers(book: Workbook) -> None:
        row(book, "おでかけ位置さがし事業", "区分").value = "見直し"  # type: ignore[attr-defined]
        cell(book, DATA, "直した値", "38420").value = "約4万"
        row(book, "おでかけ位置さがし事業", "担当課").value = None  # type: ignore[attr-defined]

    code, _, err = kaigo_desk.take(kaigo_desk.answer("city", answers))
    assert code == 1
    assert "「見直し」は、選べる言葉にありません" in err
    assert "新規・拡充・継続の中から書いてください" in err
    assert "「約4万」は数値として読めません" in err
    assert "が空欄です" in err
    assert kaigo_desk.texts() == before


@pytest.mark.slow
def test_a_range_is_one_number_to_whoever_answers(kaigo_desk: Desk) -> None:
    before = kaigo_desk.texts()
    kaigo_desk.send("--actor", "city")
    back = kaigo_desk.answer("city", write("成果指標", "数値", "9～10%", "9.5 〜 １１"))
    code, out, err = kaigo_desk.take(back)
    assert (code, err) == (0, "")
    assert "新: 9.5～11%" in out
    assert diff(before, kaigo_desk.texts()) == [
        "-      value: 9",
        "-      to: 10",
        "+      value: 9.5",
        "+      to: 11",
    ]
