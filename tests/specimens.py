"""Plans to test on: the real one, the tiny one of an invented city; and where things are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from keikaku.pipeline import load, outline_of
from keikaku.plan.outline import Outline

TOP = Path(__file__).resolve().parent.parent
REAL = TOP / "plan"
REAL_ID = "kurume-2020"
"""Of the plan that tests on REAL were written on; with another in its place they are left out (conftest.py)."""
TINY = TOP / "tests" / "plans" / "ok" / "shiominami"
SOURCE = TOP / "tests" / "source" / "kurume.txt"

ChangedPlan = Callable[[Mapping[str, str | None]], Path]


def outline(folder: Path) -> Outline:
    loaded = load(folder, display="plan")
    assert loaded.sound, loaded.diagnostics
    assert loaded.index is not None
    return outline_of(loaded.index)
