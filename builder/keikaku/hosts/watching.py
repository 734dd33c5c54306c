"""How a preview looks for changes: often, and without giving up where a folder has gone."""

from __future__ import annotations

from typing import Any

from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingEmitter
from watchdog.utils.dirsnapshot import DirectorySnapshot, EmptyDirectorySnapshot


def observer() -> BaseObserver:
    """Looks twenty times a second, ten times as often as MkDocs does: an edit is to show in half a second.

    A look at a plan takes a millisecond.
    """
    return BaseObserver(_PatientEmitter, timeout=0.05)


class _PatientEmitter(PollingEmitter):
    """Goes on looking where a folder has gone (another branch, a clean-up): it may come back."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        look = self._take_snapshot

        def patiently() -> DirectorySnapshot:
            try:
                return look()
            except (FileNotFoundError, NotADirectoryError):
                return EmptyDirectorySnapshot()

        self._take_snapshot = patiently
