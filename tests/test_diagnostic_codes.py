"""Every code that can be told is explained, and every explanation is of a code that can be told."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from keikaku.catalogue import Catalogue
from keikaku.hosts.cli import main
from keikaku.hosts.reporting.explanations import document, explanations
from tests.specimens import TINY, TOP
from tests.syntax import nodes

_MAKERS = {"error", "warning", "Diagnostic"}
"""Functions and classes whose first argument is a code."""
_KEBAB = re.compile(r"[a-z]+(-[a-z]+)+\Z")


PACKAGE = TOP / "builder" / "keikaku"


def _data(path: Path) -> Mapping[str, Any]:
    return Catalogue(str(path)).data


def codes_in_use() -> Iterator[str]:
    """The codes of all catalogues, and of what makes a diagnostic without one (its first argument)."""
    for path in PACKAGE.rglob("*.yml"):
        entries = (entry for entry in _data(path).values() if isinstance(entry, dict) and "message" in entry)
        yield from (str(entry.get("code") or _data(path)["code"]) for entry in entries)
    for path in PACKAGE.rglob("*.py"):
        strings = [
            value.value
            for value in nodes(path)
            if isinstance(value, ast.Constant) and isinstance(value.value, str) and _KEBAB.match(value.value)
        ]
        for call in nodes(path):
            if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in _MAKERS):
                continue
            first = call.args[0] if call.args else None
            if isinstance(first, ast.Constant):
                yield str(first.value)
            elif isinstance(first, ast.Name):
                yield from (text for text in strings if text in explanations())


def test_codes_in_use_and_codes_explained_are_the_same() -> None:
    """A rule without explanation leaves an editor alone; an explanation without rule is dead."""
    assert set(codes_in_use()) == set(explanations())


def test_codes_are_kebab_case_and_unique() -> None:
    """They are looked up, and typed."""
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", code) for code in explanations())
    explained = [code for room in PACKAGE.rglob("codes.yml") for code in Catalogue(str(room)).data]
    explained += [data["code"] for data in map(_data, PACKAGE.glob("rules/*.yml")) if "explanation" in data]
    assert sorted(explained) == sorted(explanations())


def test_the_document_is_that_of_the_table() -> None:
    """docs/diagnostics.md is made by `keikaku explain --markdown`."""
    assert (TOP / "docs" / "diagnostics.md").read_text("utf-8") == document()


def test_explain_prints_the_explanation(capsys: pytest.CaptureFixture[str]) -> None:
    """What a message means, why it matters, and an example."""
    assert main(["explain", "full-width-colon"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("full-width-colon: 全角のコロン\n")
    assert "  title：見守り\n" in shown


def test_explain_of_an_unknown_code_is_misuse(capsys: pytest.CaptureFixture[str]) -> None:
    """With the nearest one."""
    assert main(["explain", "full-width-colour"]) == 2
    assert "もしかして: full-width-colon" in capsys.readouterr().err


def test_explain_without_a_code_lists_all(capsys: pytest.CaptureFixture[str]) -> None:
    """For whoever looks around."""
    assert main(["explain"]) == 0
    listed = {line.split()[0] for line in capsys.readouterr().out.splitlines() if line.startswith("  ")}
    assert listed == set(explanations())


def broken(folder: Path, faults: int) -> Path:
    """The tiny plan with that many wrong keys."""
    plan = folder / "plan"
    shutil.copytree(TINY, plan)
    text = (plan / "terms" / "tea-party.yml").read_text("utf-8")
    extra = "".join(f"zzz{n}: x\n" for n in range(faults))
    (plan / "terms" / "tea-party.yml").write_text(text + extra, "utf-8")
    return plan


@pytest.mark.parametrize("format", ["text", "json", "github", "sarif"])
def test_check_in_each_format(format: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 1 for faults, 0 for a sound plan; the fault is in the output."""
    assert main(["check", "--format", format, str(TINY)]) == 0
    capsys.readouterr()
    assert main(["check", "--format", format, str(broken(tmp_path, 1))]) == 1
    shown = capsys.readouterr().out
    assert "zzz0" in shown
    if format in ("json", "sarif"):
        json.loads(shown)


def test_check_adds_to_the_summary_of_the_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where GitHub names a file for it, and there are more faults than it shows annotations."""
    summary = tmp_path / "summary.md"
    summary.write_text("before\n", "utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    main(["check", "--format", "github", str(broken(tmp_path / "few", 10))])
    assert summary.read_text("utf-8") == "before\n"
    main(["check", "--format", "github", str(broken(tmp_path / "many", 11))])
    assert summary.read_text("utf-8").startswith("before\n### エラー 11件\n")


def test_wrong_use_of_check_is_misuse(tmp_path: Path) -> None:
    """A folder that is not there, a format that does not exist."""
    assert main(["check", str(tmp_path / "nothing")]) == 2
    with pytest.raises(SystemExit) as stopped:
        main(["check", "--format", "xml"])
    assert stopped.value.code == 2


def test_a_terminal_without_japanese_gets_the_message(tmp_path: Path) -> None:
    """No UnicodeEncodeError: the place and the code are ASCII, the rest is spelt out."""
    found = subprocess.run(
        [sys.executable, "-m", "keikaku", "check", str(broken(tmp_path, 1))],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        cwd=TOP,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 1
    assert "[unknown-key]" in found.stdout
    assert found.stderr == ""
