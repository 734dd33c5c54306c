"""Runs one command many times, each in a process that is killed: before a step on the disk, or at a random time.

``python -m tests.killed PLACE RUNS WORDS…``: each run begins with ``PLACE`` as it is now. Prints JSON: the state of
PLACE (path → hash) after a run that was let finish, and after each that was not: ``killed`` before a step, ``between``
the first thing put in place and the last, ``anywhen`` at a random time; and what they left ``outside`` of the folder
of PLACE: in the folder for temporary files, and in that somebody stands in. In a process of its own, because it forks:
what takes a second to import is imported once.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from keikaku.hosts.cli import main

_STEPS = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.chmod", "ctypes.dlsym", "shutil.rmtree"}
"""What changes a disk, as Python's audit events; the exchange of two names is a call of the C library."""


def state(place: Path) -> dict[str, str]:
    files = [place] if place.is_file() else sorted(path for path in place.rglob("*") if path.is_file())
    return {
        path.relative_to(place.parent).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
        if not any(part.startswith(".") for part in path.relative_to(place.parent).parts)  # what nobody is shown
    }


def begin(words: list[str], kill_before: int = -1, report: int = -1) -> int:
    """Fork a process that runs the command; it kills itself before a step, or writes its steps to a pipe."""
    child = os.fork()
    if child:
        return child
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
    seen: list[str] = []

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        if event in _STEPS or writes:
            if len(seen) == kill_before:
                os.kill(os.getpid(), signal.SIGKILL)
            seen.append(event)

    sys.addaudithook(watch)
    code = main(words)
    if report >= 0:
        os.write(report, json.dumps(seen).encode())
    os._exit(code)


def steps_to_try(steps: list[str], decisive: list[int], runs: int) -> list[int]:
    """Around the first and last of what is ``decisive``, and some others."""
    near = {step for at in (*decisive[:2], *decisive[-2:]) for step in (at, at + 1) if step < len(steps)}
    return sorted(near | set(random.sample(range(len(steps)), min(runs, len(steps)))))


def outside() -> set[str]:
    """What lies where no output goes; both folders are empty to begin with."""
    return {str(path) for folder in (Path.cwd(), Path(tempfile.gettempdir())) for path in folder.rglob("*")}


def run(place: Path, runs: int, words: list[str]) -> None:
    kept = place.with_name(f"{place.name}-kept")
    before = state(place)
    (shutil.copytree if place.is_dir() else shutil.copy2)(place, kept)

    def restore() -> None:
        for left in place.parent.glob(".*.new"):  # clearing it away would be steps of its own; only the last run does
            shutil.rmtree(left)
        if place.is_dir():
            shutil.rmtree(place)
            shutil.copytree(kept, place)
        else:
            shutil.copy2(kept, place)

    sys.dont_write_bytecode = True  # the first run would take steps that later ones do not
    reading, writing = os.pipe()
    started = time.monotonic()
    assert os.waitpid(begin(words, report=writing), 0)[1] == 0
    lasted = time.monotonic() - started
    steps = json.loads(os.read(reading, 1_000_000))
    decisive = [at for at, event in enumerate(steps) if event in ("os.rename", "ctypes.dlsym")]
    after, found, between, anywhen, elsewhere = state(place), [], [], [], outside()
    for step in steps_to_try(steps, decisive, runs):
        restore()
        _, status = os.waitpid(begin(words, kill_before=step), 0)
        assert os.WTERMSIG(status) == signal.SIGKILL
        (between if decisive[0] < step <= decisive[-1] else found).append(state(place))
        elsewhere |= outside()
    for _ in range(runs):
        restore()
        child = begin(words)
        time.sleep(random.uniform(0, lasted))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        anywhen.append(state(place))
        elsewhere |= outside()
    assert os.waitpid(begin(words), 0)[1] == 0
    left = [path.name for folder in (place.parent, place) if folder.is_dir() for path in folder.glob(".*.new")]
    states = {"killed": found, "between": between, "anywhen": anywhen}
    print(
        json.dumps(
            {
                **states,
                "outside": sorted(elsewhere),
                "before": before,
                "after": after,
                "last": state(place),
                "left": left,
            }
        )
    )


if __name__ == "__main__":
    run(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
