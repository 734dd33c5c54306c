"""Run a command as a whole process and measure what it costs."""

from __future__ import annotations

import math
import os
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU of the process and its children, wall time (seconds), and peak memory of the largest process (MB)."""

    cpu: float
    wall: float
    peak: float


def run(command: Sequence[str], *, cwd: Path | None = None, env: dict[str, str] | None = None) -> Cost:
    """One run; raises RuntimeError with the end of its output where it fails."""
    begin = time.perf_counter()
    with subprocess.Popen(command, cwd=cwd, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        assert process.stdout is not None
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, command))}\n{output[-2000:].decode(errors='replace')}")
    return Cost(usage.ru_utime + usage.ru_stime, time.perf_counter() - begin, usage.ru_maxrss / 1024)


def median_run(
    command: Sequence[str],
    runs: int = 3,
    *,
    cwd: Path | None = None,
    env: dict[str, str] | None = None,
    before: Callable[[], None] | None = None,
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


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
