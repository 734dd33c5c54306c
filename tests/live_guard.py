"""Keeps ``plan/`` away from the tests of the program: one that opens it without the mark ``live_plan`` fails.

An edit of the plan must never turn a test of the program red, and one that reads the plan will be turned red one day.
A plugin of pytest, loaded for every run. Python reports every file that is opened and every program that is started
(``sys.addaudithook``), so no way through the builder, a fixture or a copy of the folder is missed. A hook cannot be
taken away again, so there is one for the process, and it asks whether the present moment is allowed to read.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Generator, Iterable
from pathlib import Path
from typing import Any

import pytest

from tests.specimens import LIVE

MARK = "live_plan"
_OPENING = frozenset({"open", "os.listdir", "os.scandir", "os.chdir"})


class LivePlanReadError(AssertionError):
    """A test of the program depends on what ``plan/`` says today."""


class _Watch:
    allowed = False

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self.allowed or not arguments:
            return
        for path in _touched(event, arguments):
            if _is_live(path):
                raise LivePlanReadError(f"{event}: {path} (only tests marked {MARK} may read it)")


_WATCH = _Watch()


def pytest_configure() -> None:
    sys.addaudithook(_WATCH)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Fixtures are made within it too: one of a whole session that reads the plan is asked for by live tests alone."""
    _WATCH.allowed = item.get_closest_marker(MARK) is not None
    try:
        return (yield)
    finally:
        _WATCH.allowed = False


def _touched(event: str, arguments: tuple[Any, ...]) -> Iterable[str]:
    if event == "open" and arguments[1] is None and not Path(arguments[0]).is_absolute():
        return []  # `os.open`, perhaps below an open folder (`shutil.rmtree`): the event does not say which
    if event in _OPENING:
        return [os.fsdecode(arguments[0])] if isinstance(arguments[0], str | bytes | os.PathLike) else []
    if event == "subprocess.Popen":
        _, words, folder, _ = arguments
        words = [words] if isinstance(words, str | bytes) else words
        return [str(Path(folder or ".", os.fsdecode(word))) for word in words]
    return []


def _is_live(path: str) -> bool:
    if "plan" not in path:
        return False  # nearly every file: not looked at any closer
    full = os.path.realpath(path)
    return full == str(LIVE) or full.startswith(f"{LIVE}{os.sep}")
