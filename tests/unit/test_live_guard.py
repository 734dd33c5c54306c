"""No way into ``plan/`` is open to a test of the program."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from keikaku.hosts.cli import main
from tests.live_guard import LivePlanReadError
from tests.specimens import LIVE, TOP

WAYS: dict[str, Callable[[], object]] = {
    "reading a file": lambda: (LIVE / "plan.yml").read_text("utf-8"),
    "reading a file by a relative path": lambda: Path(os.path.relpath(LIVE / "plan.yml")).read_bytes(),
    "listing the folder": lambda: list(LIVE.iterdir()),
    "walking the folder": lambda: list(LIVE.rglob("*.yml")),
    "standing in it": lambda: os.chdir(LIVE),
    "a command of the program": lambda: main(["check", str(LIVE)]),
    "a program of its own": lambda: subprocess.run(
        [sys.executable, "-m", "keikaku", "check", "plan"], cwd=TOP, check=False
    ),
    "a copy made by the shell": lambda: subprocess.run(["cp", "-r", str(LIVE), "/nowhere"], check=False),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_plan_cannot_be_read(way: str) -> None:
    with pytest.raises(LivePlanReadError, match="live_plan"):
        WAYS[way]()


@pytest.mark.live_plan
def test_who_says_so_may_read_it() -> None:
    assert (LIVE / "plan.yml").read_text("utf-8")
