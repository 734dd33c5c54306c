"""Format, lint, types and layers, as `make lint` runs them: one test each, so that CI shows them beside the others."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1]
BIN = Path(sys.executable).parent


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    ["ruff format --check --quiet .", "ruff check --quiet .", "mypy --no-error-summary", "lint-imports --no-logo"],
)
def test_static_check(command: str) -> None:
    name, *words = command.split()
    lint = (TOP / "Makefile").read_text(encoding="utf-8")
    as_module = f"$(BIN)/python -m {command}"  # a script of the environment may name the folder it was made in
    assert as_module in lint or (name == "lint-imports" and f"lint_imports_command()' {' '.join(words)})" in lint)
    done = subprocess.run([BIN / name, *words], cwd=TOP, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_class_name_stands_twice() -> None:
    places: dict[str, list[str]] = {}
    for path in sorted((TOP / "builder/keikaku").rglob("*.py")):
        for name in re.findall(r"^class (\w+)", path.read_text("utf-8"), re.MULTILINE):
            places.setdefault(name.strip(), []).append(path.name)
    assert len(places) > 100
    assert {name: files for name, files in places.items() if len(files) > 1} == {}


def test_decisions_are_numbered_one_by_one() -> None:
    numbered = {path.name[:4]: path for path in (TOP / "docs" / "adr").glob("*.md")}
    assert sorted(numbered) == [f"{n:04d}" for n in range(1, len(list((TOP / "docs" / "adr").glob("*.md"))) + 1)]
    for number, path in numbered.items():
        assert path.read_text("utf-8").startswith(f"# {int(number)}. "), path.name
