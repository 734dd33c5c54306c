"""A preview looks for changes often, and rests the longer the more a look costs."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from watchdog.events import FileSystemEventHandler
from watchdog.observers.polling import PollingEmitter

from keikaku.hosts.watching import observer


@pytest.mark.parametrize(("cost", "rests"), [(0.0, 0.02), (0.001, 0.02), (0.05, 0.3)])
def test_it_rests_by_what_a_look_costs(
    cost: float, rests: float, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[float] = []
    monkeypatch.setattr(PollingEmitter, "queue_events", lambda _, timeout: asked.append(timeout))
    watching = observer()
    watching.schedule(FileSystemEventHandler(), str(tmp_path))
    (emitter,) = watching.emitters
    spent = iter((1.0, 1.0 + cost))
    monkeypatch.setattr(time, "thread_time", lambda: next(spent))
    emitter._take_snapshot()  # type: ignore[attr-defined]
    emitter.queue_events(emitter.timeout)
    assert asked == [pytest.approx(rests)]


def test_a_folder_that_has_gone_is_empty(tmp_path: Path) -> None:
    watching = observer()
    watching.schedule(FileSystemEventHandler(), str(tmp_path / "gone"))
    (emitter,) = watching.emitters
    assert emitter._take_snapshot().paths == set()  # type: ignore[attr-defined]
