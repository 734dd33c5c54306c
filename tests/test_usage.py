"""The command line speaks Japanese, whatever is asked of it."""

from __future__ import annotations

import re

import pytest

from keikaku.hosts.cli import COMMANDS, main


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "「コマンド」を書いてください。"),
        (["chek"], "「コマンド」に「chek」はありません。"),
        (["compare"], "「旧」を書いてください。"),
        (["compare", "a", "--format", "odt"], "「--format」に「odt」はありません。"),
        (["check", "--fast"], "「--fast」は使えません。"),
        (["fmt", "a", "b"], "「b」は使えません。"),
        (["fmt", "--check=3"], "「--check」には値（'3'）を付けられません。"),
        (["serve", "--address"], "「--address」の後に値を書いてください。"),
        (["print", "--measure", "a", "--actor", "b"], "「--actor」と「--measure」は、いっしょに使えません。"),
        (
            ["compare", "--o", "a"],
            "「--o」だけでは、--output, --old-first, --old-name, --old-date のどれか分かりません。",
        ),
    ],
    ids=" ".join,
)
def test_wrong_use_is_reported_in_japanese(words: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(words)
    assert end.value.code == 2
    said = capsys.readouterr().err
    assert said.startswith("使い方: keikaku")
    assert f"使い方が違います。{told}" in said


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_in_japanese(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main([*command.split(), "--help"])
    assert end.value.code == 0
    help = capsys.readouterr().out
    assert not re.search(r"\b(?:usage|options|arguments|show this)\b", help)
    explained = re.findall(r"^  \S.*?(?:  |\n {20,})(.+)$", help, re.MULTILINE)
    assert explained
    assert [line for line in explained if not re.search("[ぁ-んァ-ヶ一-龠]", line)] == []
