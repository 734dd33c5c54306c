"""Plans to test on: a real one as it was on a day, the tiny one of an invented city; and where things are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from keikaku.pipeline import load, outline_of
from keikaku.plan.outline import Outline

TOP = Path(__file__).resolve().parent.parent
LIVE = TOP / "plan"
"""The plan that is being edited: read by the tests marked ``live_plan`` alone, which hold of any sound plan."""
REAL = TOP / "tests" / "plans" / "kurume"
"""A real plan as it was transcribed, never edited: what it says may be relied on."""
TINY = TOP / "tests" / "plans" / "ok" / "shiominami"
SOURCE = TOP / "tests" / "source" / "kurume.txt"

ChangedPlan = Callable[[Mapping[str, str | None]], Path]


def outline(folder: Path) -> Outline:
    loaded = load(folder, display="plan")
    assert loaded.sound, loaded.diagnostics
    assert loaded.index is not None
    return outline_of(loaded.index)
