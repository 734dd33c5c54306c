"""How a preview looks for changes: often, and without giving up where a folder has gone."""

from __future__ import annotations

import time
from typing import Any

from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingEmitter
from watchdog.utils.dirsnapshot import DirectorySnapshot, EmptyDirectorySnapshot

_OFTEN = 0.02
"""Seconds between two looks at least: an edit is to show in a tenth of one."""
_RESTING = 6
"""So many times what a look costs the processor it rests: half a millisecond at a plan, four at ten times as much."""


def observer() -> BaseObserver:
    """Looks up to fifty times a second, where MkDocs looks twice."""
    return BaseObserver(_PatientEmitter, timeout=_OFTEN)


class _PatientEmitter(PollingEmitter):
    """Rests the longer the longer a look takes, and goes on looking where a folder has gone: it may come back."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._cost = 0.0
        look = self._take_snapshot

        def patiently() -> DirectorySnapshot:
            begun = time.thread_time()  # by the clock a look beside a build takes long
            try:
                return look()
            except (FileNotFoundError, NotADirectoryError):
                return EmptyDirectorySnapshot()
            finally:
                self._cost = time.thread_time() - begun

        self._take_snapshot = patiently

    def queue_events(self, timeout: float) -> None:
        super().queue_events(max(timeout, _RESTING * self._cost))
