"""Kana printed over kanji: for the eye, beside a text that stays what it was."""

from __future__ import annotations

import re
from pathlib import Path

import pdfua
import pytest

from keikaku.hosts.cli import main
from tests.print.extract import page_texts, squeezed, tag_tree
from tests.specimens import TINY


@pytest.mark.parametrize("part", [("--measure", "tea"), ("--clean",)], ids=["leaflet", "plan"])
def test_who_listens_hears_the_same(part: tuple[str, ...], tmp_path: Path) -> None:
    plain, read = tmp_path / "plain.pdf", tmp_path / "read.pdf"
    assert main(["print", str(TINY), *part, "-o", str(plain)]) == 0
    assert main(["print", str(TINY), *part, "--ruby", "-o", str(read)]) == 0
    heard = [re.sub("[0-9,]", "", squeezed(tag_tree(path.read_bytes()).text)) for path in (plain, read)]
    assert heard[0] == heard[1], "but for the numbers of pages, which are more"
    assert [str(finding) for finding in pdfua.validate(read).findings] == []
    shown = "".join(page_texts(read.read_bytes()).values())
    assert "さわかい" in shown or "けいかく" in shown


def test_a_plan_without_readings_gets_none_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = Path(__file__).parents[2] / "examples" / "council" / "plan"
    assert main(["print", str(plan), "--ruby", "-o", str(tmp_path / "x.pdf")]) == 2
    assert "--ruby" in capsys.readouterr().err
    assert not (tmp_path / "x.pdf").exists()
