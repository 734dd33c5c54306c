"""What is left for an officer to settle, and how it is written down."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from keikaku.hosts.cli import main
from tests.specimens import TINY


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY, tmp_path / "plan"))


def test_doubtful_words_are_listed_with_their_sentences(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["readings", str(plan)]) == 0
    said = capsys.readouterr().out
    assert "人（ひと）" in said
    assert "[人]" in said
    assert "読みを確かめる語は、" in said


def test_proposals_are_written_and_then_confirmed(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A proposal counts as open until its line `confirmed` is gone; what an editor wrote stays as it is."""
    own = "readings:\n  # 市民課に聞きました\n  - word: 潮美波\n    reading: しおみなみ\n"
    (plan / "readings.yml").write_text(own, "utf-8")
    assert main(["readings", "--write", str(plan)]) == 0
    written = (plan / "readings.yml").read_text("utf-8")
    assert written.startswith(own)
    assert "confirmed: false" in written
    capsys.readouterr()
    main(["check", "--release", str(plan)])
    assert "unconfirmed-reading" in capsys.readouterr().out
    assert main(["readings", "--write", str(plan)]) == 0
    assert (plan / "readings.yml").read_text("utf-8") == written, "nothing is proposed twice"
    settled = "\n".join(line for line in written.split("\n") if "confirmed:" not in line)
    (plan / "readings.yml").write_text(settled, "utf-8")
    capsys.readouterr()
    assert main(["readings", str(plan)]) == 0
    assert capsys.readouterr().out == "読みを確かめていない語はありません。\n"
    main(["check", "--release", str(plan)])
    assert "unconfirmed-reading" not in capsys.readouterr().out
