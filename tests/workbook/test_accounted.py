"""A returned file is accounted for whole: what came with it is read, passed on or told; what is gone is told."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from keikaku.diagnostics.diagnostic import Diagnostic
from keikaku.outputs.workbook import merge, read_workbook
from tests.specimens import Once
from tests.workbook.desk import Desk, cell, write
from tests.workbook.returned_files import BOILERPLATE, KINDS, LOSSES, with_kinds
from tests.workbook.test_refused import LENT, WORDS, plan, saved

ANSWER = "拍子木と提灯を、町内会に貸します。"
answer = write("取組み", "直した文", LENT, ANSWER)
MARK = "mark-of-it"
"""In letters that every program writes as they are."""
SOFFICE = shutil.which("soffice")


def said(content: bytes) -> tuple[str, list[Diagnostic], list[str]]:
    """All that is shown of a file; the faults in it; and the new texts that the plan would get."""
    returned, faults = read_workbook("1.xlsx", content, WORDS, plan())
    merged, conflicts = merge(plan(), returned.answers, WORDS)
    told = [*faults, *conflicts]
    remarks = (*returned.remarks, *returned.unchanged, *(change.answer for change in merged.changes))
    changes = [change.shown for change in merged.changes]
    shown = [
        *(str(one.message) for one in told),
        *(getattr(one, "text", None) or one.remark for one in remarks),
        *changes,
    ]
    return "\n".join(shown), told, changes


def test_the_workbook_as_it_was_sent_says_nothing() -> None:
    assert said(saved()) == ("", [], [])


READ_AS_OTHERS_ARE = re.compile("未確定の語句|成果指標|of a value|of an open word")
"""Kinds on the sheets of open words and of values, which are read as that of actions is."""


def each(names: Iterable[str]) -> list[object]:
    return [pytest.param(name, marks=pytest.mark.slow if READ_AS_OTHERS_ARE.search(name) else ()) for name in names]


@pytest.mark.parametrize("kind", each(KINDS))
def test_whatever_is_put_into_a_workbook_is_reported(kind: str) -> None:
    mark = MARK
    shown, told, changes = said(with_kinds({kind: mark}))
    assert mark in shown
    assert told or "comment" in kind or "remark" in kind or kind == "reply", (
        "nothing but what is passed on goes unasked"
    )
    if told and not any(one.severity == "error" for one in told):
        # What is not read keeps no answer from being taken, once it has been seen.
        _, _, changes = said(with_kinds({kind: mark}, answer))
        assert ANSWER in changes or "取組み" not in kind


@pytest.mark.parametrize("loss", each(LOSSES))
def test_whatever_is_gone_from_a_workbook_is_reported(loss: str) -> None:
    _, told, changes = said(saved(LOSSES[loss]))
    assert told, loss
    assert changes == []
    names = [word for word in loss.split(" of ")[0:2] if loss.startswith(("column", "name"))]
    words = names[loss.startswith("name")].removeprefix("column ") if names else ""
    assert words in "\n".join(str(one.message) for one in told)


def holds(content: bytes, mark: str) -> bool:
    """Whether anything in the package still says this: one kind may have been written over by another."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return any(mark.encode() in package.read(name) for name in package.namelist())


@pytest.mark.slow
@settings(max_examples=30)
@given(st.lists(st.sampled_from(KINDS), min_size=1, max_size=5, unique=True))
def test_any_of_them_together_lose_nothing(kinds: list[str]) -> None:
    marks = {kind: f"mark-{n}-of" for n, kind in enumerate(kinds)}
    content = with_kinds(marks)
    shown, told, _ = said(content)
    if any(one.severity == "error" for one in told):
        return  # refused: nobody goes on before the file is mended, and then all is read again
    assert [kind for kind, mark in marks.items() if (mark in shown) != holds(content, mark)] == []


# ---------------------------------------------------------------------------------------------- LibreOffice

AS_SENT = "as it was sent"
SAVED_AGAIN = [*(kind for kind in KINDS if not READ_AS_OTHERS_ARE.search(kind)), AS_SENT]


@pytest.fixture(scope="module")
def again(once: Once) -> dict[str, bytes]:
    """The kinds, opened and saved again by LibreOffice."""
    if SOFFICE is None:
        pytest.skip("LibreOffice（soffice）がないため、保存し直したファイルのテストは行いません。")
    folder = once("saved-again", save_again)
    return {kind: (folder / "out" / f"{n}.xlsx").read_bytes() for n, kind in enumerate(SAVED_AGAIN)}


def save_again(folder: Path) -> None:
    (folder / "in").mkdir(parents=True)
    for n, kind in enumerate(SAVED_AGAIN):
        content = with_kinds({kind: MARK}) if kind in KINDS else saved()
        (folder / "in" / f"{n}.xlsx").write_bytes(content)
    files = sorted((folder / "in").iterdir())
    command = [SOFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "xlsx"]
    subprocess.run(
        [*command, "--outdir", str(folder / "out"), *map(str, files)], check=True, capture_output=True, timeout=600
    )


@pytest.mark.slow
def test_saved_again_by_libreoffice_it_says_nothing(again: dict[str, bytes]) -> None:
    assert said(again[AS_SENT]) == ("", [], [])


@pytest.mark.slow
@pytest.mark.parametrize("kind", SAVED_AGAIN[:-1])
def test_saved_again_by_libreoffice_it_still_tells_all(again: dict[str, bytes], kind: str) -> None:
    shown, _, _ = said(again[kind])
    assert holds(again[kind], MARK) == (MARK in shown), "what LibreOffice has dropped cannot be told, but all the rest"


# ---------------------------------------------------------------------------------------------- single points


def test_a_threaded_comment_comes_without_the_explanation_for_older_programs() -> None:
    shown, told, _ = said(with_kinds({"threaded comment": "来年度からです"}))
    assert told == []
    assert shown == "来年度からです\n承知しました"


def test_so_it_does_where_a_program_has_kept_only_the_explanation() -> None:
    from openpyxl.comments import Comment

    def change(book: Workbook) -> None:
        cell(book, "取組み", "直した文", LENT).comment = Comment(f"{BOILERPLATE}来年度からです", "tc={1}")

    assert said(saved(change))[0] == "来年度からです"


def test_rows_that_are_gone_are_reported_with_their_numbers_and_words() -> None:
    def change(book: Workbook) -> None:
        book["取組み"].delete_rows(5, 2)

    shown, told, _ = said(saved(change))
    assert [one.code for one in told] == ["missing-from-file"]
    assert "2行がありません（番号 2、3）" in shown


def test_rows_in_another_order_and_hidden_ones_are_nothing_to_tell() -> None:
    def change(book: Workbook) -> None:
        sheet = book["取組み"]
        rows = [[one.value for one in row] for row in sheet.iter_rows(min_row=4)]
        for n, row in enumerate(reversed(rows), 4):
            for at, value in enumerate(row, 1):
                sheet.cell(n, at).value = value
        sheet.row_dimensions[4].hidden = True

    assert said(saved(change)) == ("", [], [])


def test_a_file_that_has_lost_its_record_is_laid_beside_what_would_be_sent_now() -> None:
    """As one from before there was a record, or one whose hidden sheets have been taken out."""

    def change(book: Workbook) -> None:
        book.remove(book[WORDS["sheet-record"]])

    assert said(saved(change)) == ("", [], [])
    assert said(saved(change, answer))[2] == [ANSWER]

    def more(book: Workbook) -> None:
        book["取組み"]["K5"].value = "急ぎます"

    shown, told, _ = said(saved(change, more))
    assert "急ぎます" in shown
    assert [one.code for one in told] == ["not-read"]


def test_whose_file_it_is_is_known_by_its_rows_where_the_plan_has_another_title_now(tiny_desk: Desk) -> None:
    tiny_desk.send()

    def change(book: Workbook) -> None:
        book.remove(book[WORDS["sheet-record"]])
        answer(book)

    back = tiny_desk.answer("town-hall", change)
    path = tiny_desk.plan / "plan.yml"
    text = path.read_text("utf-8")
    assert "潮美波市 支え合い計画" in text
    path.write_text(text.replace("潮美波市 支え合い計画", "新しい計画", 1), "utf-8")
    code, out, err = tiny_desk.take(back)
    assert code == 1
    assert err.count("注意[") == err.count("支え合い計画"), "nothing is told but the title, which is another one now"
    assert f"新: {ANSWER}" in out


def test_the_record_is_hidden_from_readers() -> None:
    book = load_workbook(io.BytesIO(saved()))
    assert book[WORDS["sheet-record"]].sheet_state == "veryHidden"


# ---------------------------------------------------------------------------------------------- the command


@pytest.mark.slow
def test_an_answer_in_a_row_that_is_only_listed_again_is_reported(real_desk: Desk) -> None:
    real_desk.send("--actor", "council")
    back = real_desk.answer("council", write("取組み", "直した文", "再掲（文は", "こちらも直してください"))
    code, _, err = real_desk.take(back)
    assert code == 1
    assert "の「こちらも直してください」は、読み取っていません。再掲の行です。" in err


def with_a_sheet(book: Workbook) -> None:
    book.create_sheet("追加の取組み")["A1"] = "子ども食堂を応援します。"


def test_nothing_is_taken_in_before_it_is_confirmed(tiny_desk: Desk) -> None:
    tiny_desk.send()

    def change(book: Workbook) -> None:
        with_a_sheet(book)
        answer(book)

    back = tiny_desk.answer("town-hall", change)
    before = tiny_desk.texts()
    for options in ((), ("--check",)):
        code, out, err = tiny_desk.take(back, options=options)
        assert code == 1
        assert (
            "注意[not-read]: シート「追加の取組み」のセル A1 の「子ども食堂を応援します。」は、読み取っていません。"
            in err
        )
        assert "--confirmed を付けて" in err
        assert f"新: {ANSWER}" in out, "what would be taken in is shown as well"
        assert tiny_desk.texts() == before
    code, out, err = tiny_desk.take(back, options=("--check", "--confirmed"))
    assert (code, tiny_desk.texts()) == (0, before)
    code, out, err = tiny_desk.take(back, options=("--confirmed",))
    assert code == 0
    assert "子ども食堂" in err
    assert any(ANSWER in text for text in tiny_desk.texts().values())


def test_a_file_with_anything_unread_is_not_overwritten_by_the_next_export(tiny_desk: Desk) -> None:
    tiny_desk.send()
    tiny_desk.answer("town-hall", with_a_sheet)
    assert tiny_desk.send() == 1


def test_the_plan_may_have_moved_on(tiny_desk: Desk) -> None:
    """The record tells what was sent: other numbers and titles since then are nothing that anybody wrote."""
    tiny_desk.send()
    for name, old, new in (
        ("plan.yml", "汐見南", "汐見みなみ"),
        ("measures/patrol.yml", "title: ", "title: 新しい"),
    ):
        path: Path = tiny_desk.plan / name
        path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    code, out, err = tiny_desk.take(tiny_desk.answer("town-hall", answer))
    assert (code, err) == (0, "")
    assert ANSWER in out
