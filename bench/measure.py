"""Run a command as a whole process and measure what it and its children cost."""

from __future__ import annotations

import math
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

TOP = Path(__file__).resolve().parent.parent
PLAN = TOP / "tests" / "plans" / "kurume"
"""A real plan as it was on a day: figures of different days stay comparable whatever becomes of ``plan/``."""
WORKPLACE = TOP / "build" / "bench"
"""What the bench installs and writes; nothing of it is published."""
_SAMPLED_EVERY = 0.02

Command = Sequence[str | Path]


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU of the process and its children, wall time (seconds), and peak memory of them together (MB)."""

    cpu: float
    wall: float
    peak: float


@dataclass(frozen=True, slots=True)
class Table:
    """A finished table: cells are text, ``note`` is printed below."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    note: str = ""

    def markdown(self) -> str:
        """Heading, table and note."""
        lines = [self.head, ["---"] * len(self.head), *self.rows]
        drawn = "\n".join("| " + " | ".join(line) + " |" for line in lines)
        return "\n\n".join(part for part in (f"### {self.title}", drawn, self.note) if part) + "\n"


def say(words: str) -> None:
    """Tell whoever waits what is being done."""
    print(words, file=sys.stderr, flush=True)


def run(command: Command, *, cwd: Path | None = None, env: dict[str, str] | None = None) -> Cost:
    """One run; raises RuntimeError with the end of its output where it fails.

    What Python compiles is kept between runs, as it is by default, whatever this process was told.
    """
    env = {name: value for name, value in (env or os.environ).items() if name != "PYTHONDONTWRITEBYTECODE"}
    begin = time.perf_counter()
    with subprocess.Popen(command, cwd=cwd, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        assert process.stdout is not None
        sampled: list[int] = [0]
        ended = threading.Event()
        sampler = threading.Thread(target=_sample, args=(process.pid, sampled, ended))
        sampler.start()
        output = process.stdout.read()
        ended.set()
        sampler.join()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, command))}\n{output[-2000:].decode(errors='replace')}")
    if not sampled[0]:  # not Linux, or over before the first sample
        sampled[0] = usage.ru_maxrss // (1024 if sys.platform == "darwin" else 1)
    return Cost(usage.ru_utime + usage.ru_stime, time.perf_counter() - begin, sampled[0] / 1024)


def _sample(pid: int, peak: list[int], ended: threading.Event) -> None:
    """Keep in ``peak[0]`` the most KB that the process and all below it have held together (Linux only).

    The kernel's own figure (``ru_maxrss``) will not do: it includes what this process holds, shared until the child
    has begun its own program; and it is of the largest process alone.
    """
    own = _read("self", "cmdline")
    while not ended.wait(_SAMPLED_EVERY):
        found = [_memory(each) for each in _tree(pid) if _read(each, "cmdline") != own]
        together = sum(now for now, _ in found)
        peak[0] = max(peak[0], together, *(most for _, most in found))


def _tree(pid: int) -> list[int]:
    found = [pid]
    for parent in found:  # grows while it is walked
        try:
            for children in Path(f"/proc/{parent}/task").glob("*/children"):
                found.extend(map(int, children.read_text().split()))
        except OSError:  # it has just ended
            continue
    return found


def _memory(pid: int) -> tuple[int, int]:
    """KB held now, and the most so far."""
    lines = (line.split() for line in _read(pid, "status").splitlines())
    found = {words[0]: int(words[1]) for words in lines if words and words[0] in ("VmRSS:", "VmHWM:")}
    return found.get("VmRSS:", 0), found.get("VmHWM:", 0)


def _read(pid: int | str, name: str) -> str:
    try:
        return Path(f"/proc/{pid}/{name}").read_text()
    except OSError:  # it has just ended, or this is not Linux
        return ""


def median_run(
    command: Command,
    runs: int = 3,
    *,
    cwd: Path | None = None,
    env: dict[str, str] | None = None,
    before: Callable[[], object] | None = None,
) -> Cost:
    """Each figure's median over some runs; ``before`` puts things back between them."""
    costs = []
    for _ in range(runs):
        if before is not None:
            before()
        costs.append(run(command, cwd=cwd, env=env))
    return Cost(*(median(getattr(cost, name) for cost in costs) for name in ("cpu", "wall", "peak")))


def exponent(small: float, large: float, factor: float) -> float:
    """The k of cost ~ size^k between two sizes that differ by ``factor``."""
    return math.log(large / small) / math.log(factor)
