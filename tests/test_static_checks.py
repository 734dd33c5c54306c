"""Format, lint, types and layers, as `make lint` runs them: one test each, so that CI shows them beside the others."""

from __future__ import annotations

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
