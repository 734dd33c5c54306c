"""Translators who have only Excel: a workbook out, and what they wrote back into the translation."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from keikaku.hosts.cli import main
from tests.specimens import TINY, TOP

ORIGINAL, BEFORE, ANSWER, REMARK = 4, 5, 6, 7
"""Columns."""


@pytest.fixture
def sent(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The tiny plan, half of it in English, and beside it a workbook of that."""
    shutil.copytree(TINY, tmp_path / "plan")
    (tmp_path / "plan" / "locale").mkdir()
    shutil.copy(TOP / "tests" / "translation" / "en.po", tmp_path / "plan" / "locale")
    assert main(["translate", "workbook", str(tmp_path / "plan"), "--language", "en", "-o", str(book(tmp_path))]) == 0
    capsys.readouterr()
    return tmp_path


def book(folder: Path) -> Path:
    return folder / "en.xlsx"


def po(folder: Path) -> str:
    return (folder / "plan" / "locale" / "en.po").read_text("utf-8")


def answered(folder: Path, answers: dict[str, str], remark: str = "") -> None:
    """Write these translations (original → words) into the workbook as a translator would."""
    file = load_workbook(book(folder))
    rows = {row[ORIGINAL - 1].value: row for row in file["翻訳"].iter_rows(min_row=4)}
    for original, words in answers.items():
        rows[original][ANSWER - 1].value = words
        rows[original][REMARK - 1].value = remark or None
    file.save(book(folder))


def take(folder: Path, *more: str) -> int:
    return main(["translate", "import", str(book(folder)), "--plan", str(folder / "plan"), *more])


def test_what_translators_write_comes_in(sent: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """New translations, and those of a changed original once they were looked at; nothing else changes."""
    rows = [[cell.value for cell in row] for row in load_workbook(book(sent))["翻訳"].iter_rows(min_row=4)]
    assert len(rows) == 69
    assert [row[0] for row in rows] == [str(n) for n in range(1, 70)]
    places = {row[1] for row in rows}
    assert {"1 めざすこと", "1 めざすこと 注 ※1"} <= places
    assert not [place for place in places if re.search(r"[a-z]:", place)], "a ref is nothing to a translator"
    changed = next(row for row in rows if row[2] == "原文が変わった" and row[ORIGINAL - 1].startswith("顔を"))
    assert changed[BEFORE - 1 : ANSWER] == ["We drink tea to get to know faces.", None]
    both = "On the watch for fire we walk at night.\nOn wet nights we rest."
    walk = "火の用心のため、夜の見回りを行います。\n雨の夜は休みます。"
    answered(sent, {changed[ORIGINAL - 1]: "We drink tea to know faces.", walk: both, "春": "Spring"}, "looked up")
    assert take(sent) == 0
    said = capsys.readouterr().out
    assert "「翻訳」のF" in said or "翻訳" in said
    assert said.count("looked up") == 3
    assert "翻訳済み 48、原文が変わったもの 1、まだ 20" in said
    assert 'msgid "春"\nmsgstr "Spring"\n' in po(sent)
    assert '"\\n"\n"On wet nights we rest."' in po(sent)
    assert "顔を知るため、お茶を飲みます。" not in po(sent)
    answered(sent, {})
    assert main(["translate", "update", str(sent / "plan")]) == 0
    assert "翻訳済み 48、原文が変わったもの 1、まだ 20" in capsys.readouterr().out


def test_what_stands_against_it_stops_all(sent: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Another number; a plan that says something else by now; the wrong door. Nothing is written then."""
    before = po(sent)
    answered(sent, {"3年目に見直します。": "Reviewed in year 4.", "春": "Spring"})
    assert take(sent) == 1
    assert "[translated-number]" in capsys.readouterr().err
    answered(sent, {"3年目に見直します。": "Reviewed in year 3."})
    chapter = next(path for path in (sent / "plan").rglob("*.yml") if "3年目に見直します" in path.read_text("utf-8"))
    whole = chapter.read_text("utf-8")
    chapter.write_text(whole.replace("3年目に見直します", "3年目に見直すことにします"), "utf-8")
    assert take(sent) == 1
    assert "[changed-since-export]" in capsys.readouterr().err
    chapter.write_text(whole, "utf-8")
    assert main(["import", "xlsx", str(book(sent)), "--plan", str(sent / "plan")]) == 1
    assert "[foreign-workbook]" in capsys.readouterr().err
    assert main(["translate", "workbook", str(sent / "plan"), "--language", "en", "-o", str(book(sent))]) == 1
    assert "まだ取り込んでいない訳" in capsys.readouterr().err
    file = load_workbook(book(sent))
    file["翻訳"]["L9"] = "a word outside"
    file.save(book(sent))
    assert take(sent) == 1
    assert "[not-read]" in capsys.readouterr().err
    assert po(sent) == before
    assert take(sent, "--confirmed") == 0
    assert 'msgstr "Reviewed in year 3."' in po(sent)
