"""Plans to test on: a real one as it was on a day, the tiny one of an invented city; and where things are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Protocol

import pytest

from keikaku.pipeline import load, outline_of
from keikaku.plan.outline import Outline

TOP = Path(__file__).resolve().parent.parent
LIVE = TOP / "plan"
"""The plan that is being edited: read by the tests marked ``live_plan`` alone, which hold of any sound plan."""
REAL = TOP / "tests" / "plans" / "kurume"
"""A real plan as it was transcribed, never edited: what it says may be relied on."""
TINY = TOP / "tests" / "plans" / "ok" / "shiominami"
SOURCE = TOP / "tests" / "source" / "kurume.txt"

LIVE_PLAN = pytest.param(LIVE, id="live", marks=pytest.mark.live_plan)

ChangedPlan = Callable[[Mapping[str, str | None]], Path]


Once = Callable[[str, Callable[[Path], None]], Path]


class Built(Protocol):
    """Gives the folder of a plan's finished site."""

    def __call__(self, plan: Path, *options: str) -> Path: ...


@cache
def files_of(folder: Path) -> Mapping[str, bytes]:
    """Files of a folder that no test changes, by the way to them: read once."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def copied(plan: Path, folder: Path) -> Path:
    """``folder``, to which the files of such a plan have been written; for times and rights nobody asks."""
    for name, content in files_of(plan).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def outline(folder: Path) -> Outline:
    loaded = load(folder, display="plan")
    assert loaded.sound, loaded.diagnostics
    assert loaded.index is not None
    return outline_of(loaded.index)
