"""What is not taken in: told with the sheet, the cell and the place in the plan; the plan stays as it is."""

from __future__ import annotations

import datetime
import io
import pickle
import zipfile
from collections.abc import Callable, Mapping
from functools import cache

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

from keikaku.diagnostics.diagnostic import Diagnostic
from keikaku.messages import load_messages
from keikaku.outputs.workbook import Merged, merge, read_workbook, workbook
from keikaku.plan.outline import Outline
from keikaku.resources import MESSAGE_FOLDER
from tests.specimens import TINY, outline
from tests.workbook.desk import Desk, cell, write

WORDS: Mapping[str, str] = load_messages(MESSAGE_FOLDER, "ja", "workbook")
LENT = "拍子木と提灯を貸します。"
Change = Callable[[Workbook], None]


@cache
def plan() -> Outline:
    return outline(TINY)


@cache
def sent() -> bytes:
    return workbook(plan(), "actor:town-hall", WORDS)


@cache
def _opened() -> bytes:
    return pickle.dumps(load_workbook(io.BytesIO(sent())))


def opened() -> Workbook:
    """The workbook as it was sent, to be changed; read by openpyxl once, which takes five times as long as a copy."""
    book = pickle.loads(_opened())
    assert isinstance(book, Workbook)
    return book


def saved(*changes: Change) -> bytes:
    book = opened()
    for change in changes:
        change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def taken(*contents: bytes) -> tuple[Merged, list[Diagnostic]]:
    """What files mean for the tiny plan; they are called 1.xlsx, 2.xlsx …"""
    read = [read_workbook(f"{n}.xlsx", content, WORDS, plan()) for n, content in enumerate(contents, 1)]
    merged, conflicts = merge(plan(), [answer for found, _ in read for answer in found.answers], WORDS)
    return merged, [*(fault for _, faults in read for fault in faults), *conflicts]


def fault(*contents: bytes) -> Diagnostic:
    _, faults = taken(*contents)
    assert len(faults) == 1, faults
    return faults[0]


def text(value: object, head: str = "直した文") -> Change:
    return write("取組み", head, LENT, value)


def number(head: str, value: object) -> Change:
    """In the row of a value of the tiny plan that is 60%以上."""
    return write("成果指標", head, "60%以上", value)


def formatted(value: object, number_format: str) -> Change:
    def change(book: Workbook) -> None:
        found = cell(book, "成果指標", "数値", "60%以上")
        found.value, found.number_format = value, number_format  # type: ignore[assignment]

    return change


def two_bounds(book: Workbook) -> None:
    cell(book, "成果指標", "数値", "60%以上").value = "50以下"
    cell(book, "成果指標", "範囲", "60%以上").value = "超"


CELLS: dict[str, tuple[Change, str]] = {
    "formula": (text("=A1&B1"), "formula-in-cell"),
    "formula for a number": (number("数値", "=6*7"), "formula-in-cell"),
    "formula beside": (text("=1+1", "理由・連絡"), "formula-in-cell"),
    "date": (text(datetime.date(2026, 4, 1)), "unusable-cell"),
    "truth value": (text(True), "unusable-cell"),
    "error": (text("#REF!"), "unusable-cell"),
    "empty": (text(None), "empty-answer"),
    "white space": (text(" \n　"), "empty-answer"),
    "control character": (text("見え_x0007_ない"), "control-character"),
    "half of a letter": (text("_xD83D_"), "control-character"),
    "too long": (text("見" * 20_001), "text-too-long"),
    "id changed": (text("measure:tea/purpose", "ID"), "edited-row"),
    "id gone": (text(None, "ID"), "edited-row"),
    "old text changed": (text("拍子木を貸します。", "いまの文"), "edited-row"),
    "old value changed": (number("いまの値", "50%"), "edited-row"),
    "number gone": (number("数値", None), "unusable-value"),
    "about": (number("数値", "約50"), "unusable-value"),
    "leading zero": (number("数値", "050"), "unusable-value"),
    "too many digits": (number("数値", "1234567890123456"), "unusable-value"),
    "unit in another cell": (number("数値", "50人"), "unusable-value"),
    "unit gone": (number("単位", None), "unusable-value"),
    "unknown bound": (number("範囲", "くらい"), "unusable-value"),
    "two bounds": (two_bounds, "unusable-value"),
    "both": (number("数値がないとき", "未確定"), "unusable-value"),
    "state without words": (write("成果指標", "数値の代わりの言葉", "調査中", None), "unusable-value"),
    "unit without number": (write("成果指標", "単位", "調査中", "隻"), "unusable-value"),
    "date for a number": (formatted(45000, "yyyy/mm/dd"), "unusable-cell"),
}


@pytest.mark.parametrize("case", CELLS)
def test_a_cell_that_cannot_be_meant(case: str) -> None:
    change, code = CELLS[case]
    found = fault(saved(change))
    assert found.code == code
    book = load_workbook(io.BytesIO(saved(change)))
    sheet = next(sheet for sheet in book if f"「{sheet.title}」" in str(found.message))
    assert f"セル {sheet.cell(found.span.line, found.span.column).coordinate}" in str(found.message)
    assert (found.span.path, found.help is not None) == ("1.xlsx", True)


def test_words_struck_through_are_not_taken_for_words() -> None:
    """見え消し is how offices mark what is to go; without the line it would come in as text."""
    gone = TextBlock(InlineFont(strike=True), "と提灯")

    def partly(book: Workbook) -> None:
        cell(book, "取組み", "直した文", LENT).value = CellRichText("拍子木", gone, "を貸します。")

    def wholly(book: Workbook) -> None:
        cell(book, "取組み", "直した文", LENT).font = Font(strike=True)

    assert fault(saved(partly)).code == "struck-words"
    assert fault(saved(wholly)).code == "struck-words"


def test_letters_of_several_looks_are_one_text() -> None:
    red = TextBlock(InlineFont(color="FFFF0000", b=True), "必ず")

    def change(book: Workbook) -> None:
        cell(book, "取組み", "直した文", LENT).value = CellRichText("拍子木を", red, "貸します。")

    merged, faults = taken(saved(change))
    assert faults == []
    assert [found.value for found in merged.changes] == ["拍子木を必ず貸します。"]


def test_readings_above_the_letters_are_no_text() -> None:
    """Excel keeps the reading (ふりがな) of what is typed beside the text."""
    content = saved(text("拍子木を貸します。"))
    typed = "拍子木を貸します。".encode("ascii", "xmlcharrefreplace")
    parts = {}
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            part = package.read(name)
            reading = '</t><rPh sb="0" eb="3"><t>ヒョウシギ</t></rPh><phoneticPr fontId="1"/>'.encode()
            parts[name] = part.replace(typed + b"</t>", typed + reading)
    assert sum("ヒョウシギ".encode() in part for part in parts.values()) == 1
    merged, faults = taken(packed(parts))
    assert faults == []
    assert [found.value for found in merged.changes] == ["拍子木を貸します。"]


def packed(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return out.getvalue()


NUMBERS: dict[str, tuple[Change, str]] = {
    "as typed": (number("数値", 61), "61%以上"),
    "decimals": (number("数値", 61.25), "61.25%以上"),
    "as text": (number("数値", "61"), "61%以上"),
    "full width": (number("数値", "６１．５"), "61.5%以上"),
    "thousands": (number("数値", "1,234"), "1,234%以上"),
    "with its unit": (number("数値", "61％"), "61%以上"),
    "with its bound": (number("数値", "61%以上"), "61%以上"),
    "with another bound": (number("数値", "61以下"), "61%以下"),
    "percent": (formatted(0.61, "0%"), "61%以上"),
    "as many decimals as the cell shows": (formatted(61.5, "0.00"), "61.50%以上"),
    "with a unit by its format": (formatted(61, '0"%"'), "61%以上"),
    "with thousands and a unit by its format": (formatted(33000, '#,##0"%"'), "33,000%以上"),
    "rounded by its format": (formatted(61.6, "0"), "62%以上"),
    "in thousands by its format": (formatted(33600, "#,##0,"), "34%以上"),
    "negative as offices write it": (formatted(-5, "0;[Red]▲0"), "-5%以上"),
    "as General shows it": (formatted(200 / 3, "General"), "66.66666667%以上"),
    "no bound": (number("範囲", None), "60%"),
    "another bound": (number("範囲", "超"), "60%超"),
    "another unit": (number("単位", "人"), "60人以上"),
    "minus": (number("数値", "−5"), "-5%以上"),
    "settled": (write("成果指標", "数値", "調査中", 3), "3件"),
    "still open": (write("成果指標", "数値の代わりの言葉", "調査中", "検討中"), "検討中"),
    "none": (write("成果指標", "数値がないとき", "調査中", "値なし"), "調査中"),
}


@pytest.mark.parametrize("case", NUMBERS)
def test_a_number_as_it_is_typed(case: str) -> None:
    change, shown = NUMBERS[case]
    merged, faults = taken(saved(change))
    assert faults == []
    assert [found.shown for found in merged.changes] == [shown]


@pytest.mark.parametrize(
    "shown", ['"¥"#,##0', "[$¥-411]#,##0", '_ "¥"* #,##0_ ;_ "¥"* \\-#,##0_ ;_ "¥"* "-"_ ;_ @_ ', "#,##0円", '0"円"']
)
def test_money_is_a_number_where_the_unit_is_yen(shown: str) -> None:
    merged, faults = taken(saved(number("単位", "円"), formatted(33000, shown)))
    assert faults == []
    assert [found.shown for found in merged.changes] == ["33,000円以上"]


@pytest.mark.parametrize("shown", ['"¥"#,##0', '0"人"', '"約"0', "000", "0000-0000"])
def test_a_number_that_shows_something_else_than_its_unit_is_refused(shown: str) -> None:
    assert fault(saved(formatted(33, shown))).code in ("unusable-value", "unusable-cell")


@pytest.mark.parametrize("shown", ["yyyy/m/d", "h:mm", "# ?/?", "0E+00", '[>=50]0;"少"', ";;", '[$-411]ggge"年"m"月"'])
def test_what_is_no_plain_number_is_refused(shown: str) -> None:
    assert fault(saved(formatted(45000, shown))).code == "unusable-cell"


def test_a_number_where_words_are_meant_is_its_digits() -> None:
    merged, faults = taken(saved(text(30)))
    assert [found.code for found in faults] == ["unlike-text"]
    assert [found.value for found in merged.changes] == ["30"]


@pytest.mark.parametrize("typed", [f"　{LENT} ", f"\n{LENT}\n\n", f"{LENT}\r\n"])
def test_what_cannot_be_seen_is_no_change(typed: str) -> None:
    assert taken(saved(text(typed)))[0].changes == ()


def test_a_text_like_a_formula_goes_out_and_comes_back_as_text() -> None:
    def change(book: Workbook) -> None:
        found = cell(book, "取組み", "直した文", LENT)
        found.value, found.data_type = "=貸します。", "s"

    merged, faults = taken(saved(change))
    assert faults == []
    assert [found.value for found in merged.changes] == ["=貸します。"]


def test_two_workbooks_that_answer_differently() -> None:
    found = fault(saved(text("拍子木を町に貸します。")), saved(text("提灯を町に貸します。")))
    assert found.code == "conflicting-answers"
    assert found.span.path == "2.xlsx"
    assert [other.span.path for other in found.related] == ["1.xlsx", "plan/measures/patrol.yml"]


def copied(book: Workbook) -> None:
    """The row once more, below."""
    row = cell(book, "取組み", "直した文", LENT).row
    book["取組み"].append([one.value for one in book["取組み"][row]])


def below(value: str) -> Change:
    def change(book: Workbook) -> None:
        book["取組み"].cell(book["取組み"].max_row, 6).value = value

    return change


def test_a_row_that_stands_in_one_file_twice_with_two_answers() -> None:
    """Be it that one of them is the text as it was: the other may be meant as a new action."""
    for changes in ((copied, text("拍子木を貸します。")), (copied, below("太鼓を貸します。"))):
        found = fault(saved(*changes))
        assert found.code == "conflicting-answers"
        assert "同じ ID の行" in str(found.message)
    both = fault(saved(copied, text("拍子木を貸します。"), below("提灯を貸します。")))
    assert both.code == "conflicting-answers"


def test_a_row_that_stands_in_one_file_twice_with_one_answer_is_one() -> None:
    merged, faults = taken(saved(text("拍子木を貸します。"), copied))
    assert faults == []
    assert [found.value for found in merged.changes] == ["拍子木を貸します。"]


def test_a_comment_on_a_cell_is_reported_to_the_office() -> None:
    def change(book: Workbook) -> None:
        cell(book, "取組み", "直した文", LENT).comment = Comment("来年度からです", "総務課")

    found, faults = read_workbook("1.xlsx", saved(change), WORDS, plan())
    assert faults == ()
    assert [remark.text for remark in found.remarks] == ["来年度からです"]


def test_sheets_and_columns_may_be_moved() -> None:
    def change(book: Workbook) -> None:
        book["取組み"].insert_cols(3)
        book["取組み"].insert_rows(1)
        book["取組み"].title = "回答"

    def answer(book: Workbook) -> None:
        cell(book, "回答", "直した文", LENT).value = "拍子木を貸します。"

    merged, faults = taken(saved(change, answer))
    assert faults == []
    assert [found.value for found in merged.changes] == ["拍子木を貸します。"]


def other_package(name: str) -> bytes:
    return packed({name: b"<x/>"})


def with_macros() -> bytes:
    with zipfile.ZipFile(io.BytesIO(sent())) as package:
        return packed({name: package.read(name) for name in package.namelist()} | {"xl/vbaProject.bin": b"\xd0"})


def another_workbook() -> bytes:
    out = io.BytesIO()
    Workbook().save(out)
    return out.getvalue()


def with_broken_sheet() -> bytes:
    with zipfile.ZipFile(io.BytesIO(sent())) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return packed(parts | {"xl/worksheets/sheet2.xml": parts["xl/worksheets/sheet2.xml"][:900]})


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", bytes(1_000_000))
        for n in range(200):
            package.writestr(f"xl/{n}.xml", bytes(1_000_000))
    return out.getvalue()


FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "not-a-workbook"),
    "text": (lambda: "場所,直した文\n".encode("cp932"), "not-a-workbook"),
    "cut off": (lambda: sent()[:-200], "not-a-workbook"),
    "broken inside": (with_broken_sheet, "not-a-workbook"),
    "old or with a password": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "not-a-workbook"),
    "Word": (lambda: other_package("word/document.xml"), "not-a-workbook"),
    "OpenDocument": (lambda: other_package("content.xml"), "not-a-workbook"),
    "macros": (with_macros, "workbook-with-macros"),
    "another workbook": (another_workbook, "foreign-workbook"),
    "packed too tightly": (bomb, "not-a-workbook"),
}


@pytest.mark.parametrize("case", FILES)
def test_a_file_that_is_none_of_ours(case: str) -> None:
    make, code = FILES[case]
    found = fault(make())
    assert (found.code, found.span.path) == (code, "1.xlsx")


def test_the_mark_of_an_open_file_is_reported_for_what_it_is() -> None:
    _, faults = read_workbook("回答/~$city.xlsx", b"\x05Sato", WORDS, plan())
    assert [found.code for found in faults] == ["not-a-workbook"]
    assert "Excel を閉じ" in str(faults[0].help)


# ---------------------------------------------------------------------------------------------- the command


def test_a_text_that_changed_meanwhile_is_refused_with_both_places(tiny_desk: Desk) -> None:
    tiny_desk.send()
    back = tiny_desk.answer("town-hall", text("拍子木を貸します。"))
    other = tiny_desk.answer("neighbours", write("取組み", "直した文", "拍子木を打って", "太鼓を打って歩きます。"))
    path = tiny_desk.plan / "measures" / "patrol.yml"
    path.write_text(path.read_text("utf-8").replace(LENT, "拍子木と提灯と長靴を貸します。"), "utf-8")
    before = tiny_desk.texts()
    code, out, err = tiny_desk.take(back, other)
    assert (code, out) == (1, "")
    assert tiny_desk.texts() == before
    row = cell(load_workbook(back), "取組み", "直した文", LENT)
    assert (
        f"sent/town-hall.xlsx:{row.row}:6: エラー[changed-since-export]: シート「取組み」のセル {row.coordinate}: "
        in err
    )
    assert "いまの計画では「拍子木と提灯と長靴を貸します。」です。" in err
    assert "plan/measures/patrol.yml:20:" in err
    assert err.endswith("keikaku: 何も書き込んでいません。\n")


def test_a_text_deleted_meanwhile_is_refused(tiny_desk: Desk) -> None:
    tiny_desk.send()
    back = tiny_desk.answer("town-hall", text("拍子木を貸します。"))
    path = tiny_desk.plan / "measures" / "patrol.yml"
    path.write_text(path.read_text("utf-8").replace(f"        - {LENT}\n", ""), "utf-8")
    code, _, err = tiny_desk.take(back)
    assert code == 1
    assert "エラー[changed-since-export]" in err or "エラー[unknown-row]" in err


def test_an_answer_that_makes_the_plan_unsound_is_refused_with_its_cell(tiny_desk: Desk) -> None:
    tiny_desk.send()
    back = tiny_desk.answer("town-hall", text("[拍子木](term:clappers)を貸します。"))
    before = tiny_desk.texts()
    code, out, err = tiny_desk.take(back)
    assert (code, out) == (1, "")
    assert "エラー[unknown-reference]" in err
    assert '- "[拍子木](term:clappe' in err
    assert "この文は、シート「取組み」のセル F" in err
    assert "sent/town-hall.xlsx" in err
    assert tiny_desk.texts() == before


def test_one_bad_file_keeps_all_from_being_written(tiny_desk: Desk) -> None:
    tiny_desk.send()
    good = tiny_desk.answer("town-hall", text("拍子木を貸します。"))
    bad = tiny_desk.answer("neighbours", write("取組み", "直した文", "拍子木を打って", "=1+1"))
    before = tiny_desk.texts()
    assert tiny_desk.take(good, bad)[0] == 1
    assert tiny_desk.texts() == before


def test_where_one_file_cannot_be_written_none_is(tiny_desk: Desk) -> None:
    tiny_desk.send()
    first = tiny_desk.answer("town-hall", text("拍子木を貸します。"))
    second = tiny_desk.answer("neighbours", write("取組み", "直した文", "月に一度", "月に二度、お茶に誘います。"))
    before = tiny_desk.texts()
    (tiny_desk.plan / ".keikaku.new").write_text("in the way")
    code, _, err = tiny_desk.take(first, second)
    assert code == 1
    assert "plan」に書き込めません（同じ名前のものがすでにあります）" in err
    assert tiny_desk.texts() == before


def test_an_unsound_plan_takes_no_answers(tiny_desk: Desk) -> None:
    tiny_desk.send()
    back = tiny_desk.answer("town-hall", text("拍子木を貸します。"))
    path = tiny_desk.plan / "measures" / "tea.yml"
    path.write_text(path.read_text("utf-8") + "zzz: 1\n", "utf-8")
    code, _, err = tiny_desk.take(back)
    assert code == 1
    assert "エラー[unknown-key]" in err


@pytest.mark.parametrize(
    "words",
    [
        ["import", "xlsx", "nothing.xlsx"],
        ["import", "xlsx", str(TINY / "plan.yml"), "--plan", "nowhere"],
        ["export", "xlsx", str(TINY), "--actor", "town-hal"],
        ["export", "data", str(TINY), "--actor", "town-hall"],
    ],
    ids=["no file", "no plan", "unknown actor", "actor of open data"],
)
def test_wrong_use(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    from keikaku.hosts.cli import main

    assert main(words) == 2
    assert capsys.readouterr().err.startswith("keikaku: ")


@pytest.mark.parametrize("words", [["import"], ["import", "csv", "x.csv"], ["export", "docx"]])
def test_unknown_formats(words: list[str]) -> None:
    from keikaku.hosts.cli import main

    with pytest.raises(SystemExit) as stopped:
        main(words)
    assert stopped.value.code == 2


def test_an_answer_to_a_line_that_moved_goes_to_no_other_that_says_the_same(tiny_desk: Desk) -> None:
    """Where two lines of the file say now what was sent, nobody but a person knows which of them was meant."""
    tiny_desk.send()
    back = tiny_desk.answer("town-hall", text("拍子木を貸します。"))
    path = tiny_desk.plan / "measures" / "patrol.yml"
    line = f"        - {LENT}\n"
    before = path.read_text("utf-8")
    path.write_text(before.replace(line, f"        - 夜道を照らします。\n{line}{line}"), "utf-8")
    after = path.read_text("utf-8")
    code, _, err = tiny_desk.take(back)
    assert code == 1
    assert "エラー[" in err
    assert path.read_text("utf-8") == after


def test_an_answer_to_a_line_that_moved_follows_it(tiny_desk: Desk) -> None:
    tiny_desk.send()
    back = tiny_desk.answer("town-hall", text("拍子木を貸します。"))
    path = tiny_desk.plan / "measures" / "patrol.yml"
    line = f"        - {LENT}\n"
    path.write_text(path.read_text("utf-8").replace(line, f"        - 夜道を照らします。\n{line}"), "utf-8")
    assert tiny_desk.take(back)[0] == 0
    assert "        - 夜道を照らします。\n        - 拍子木を貸します。\n" in path.read_text("utf-8")
