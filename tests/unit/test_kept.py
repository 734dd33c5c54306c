"""What is kept from run to run is what would be made, whatever has become of the file."""

import re
import sys
from pathlib import Path
from typing import Any

import pytest

from keikaku import kept, patterns


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where things are kept for this test, with nothing in it yet."""
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    monkeypatch.setattr(kept, "_START", kept.Store(tmp_path / "compiled" / "kept"))
    return tmp_path / "compiled" / "kept"


def begin(file: Path) -> None:
    """As a new run does; the fixture puts things back."""
    kept._START = kept.Store(file)


def ask(value: Any = None) -> Any:
    """The value of one text, made only where a value is given for it."""
    return kept.kept("test", "text", lambda: value if value is not None else pytest.fail("made again"))


def test_a_later_run_makes_nothing_again(file: Path) -> None:
    assert ask({"a": [1, "二", None]}) == {"a": [1, "二", None]}
    kept._START.write()
    begin(file)
    assert ask() == {"a": [1, "二", None]}
    assert ask() is not ask()
    assert [path.name for path in file.parent.iterdir()] == ["kept"]


def test_two_runs_at_once_leave_what_both_have_made(file: Path) -> None:
    first, second = kept._START, kept.Store(file)
    assert second.table == {}
    ask("one")
    first.write()
    kept._START = second
    kept.kept("test", "other", lambda: "two")
    second.write()
    begin(file)
    assert (ask(), kept.kept("test", "other", lambda: pytest.fail("made again"))) == ("one", "two")


@pytest.mark.parametrize("damage", [slice(0), slice(3), slice(40), slice(-1), "flipped"])
def test_a_damaged_file_is_passed_over(file: Path, damage: slice | str) -> None:
    ask("first")
    kept._START.write()
    content = file.read_bytes()
    flipped = bytes((*content[:-2], content[-2] ^ 1, content[-1]))
    file.write_bytes(content[damage] if isinstance(damage, slice) else flipped)
    begin(file)
    assert ask("second") == "second"


def test_what_another_python_has_kept_is_passed_over(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ask("first")
    kept._START.write()
    monkeypatch.setattr(sys, "version", "4.0")
    begin(file)
    assert ask("second") == "second"


def test_nothing_is_kept_where_python_may_keep_nothing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    ask("first")
    kept._START.write()
    assert not file.exists()


def test_without_a_place_nothing_is_kept(file: Path) -> None:
    file.parent.write_text("a file stands where the folder would")
    ask("first")
    kept._START.write()
    begin(file)
    assert ask("second") == "second"


def test_old_things_do_not_pile_up(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_MOST", 1)
    ask("first")
    kept._START.write()
    begin(file)
    kept.kept("test", "other", lambda: "two")
    kept._START.write()
    begin(file)
    assert ask("anew") == "anew"


def test_an_expression_that_was_kept_is_the_same(file: Path) -> None:
    source = r"(?P<year>[〇一-九]+)年|[ア-ン](?<![a-z].)"
    first = patterns._kept(source, int(re.IGNORECASE))
    kept._START.write()
    begin(file)
    assert patterns._kept(source, int(re.IGNORECASE)) == first == re.compile(source, re.IGNORECASE)


def test_where_the_engine_takes_it_otherwise_it_is_compiled(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns._sre, "compile", lambda: None, raising=True)
    monkeypatch.setattr(patterns.re, "compile", lambda source, flags: (source, flags))
    assert patterns._kept("a", 0) == ("a", 0)
