"""How check, build, print and compare grow with the plan: 1, 10 and 100 times the real one."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.measure import PLAN, Command, Cost, Table, exponent, median_run, say
from bench.synthetic import synthesize

FACTORS = (1, 10, 100)


def tables() -> Iterator[Table]:
    """One row for each command and size."""
    costs: dict[str, dict[int, Cost]] = {}
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        for factor in FACTORS:
            plan = scratch / f"plan-{factor}"
            synthesize(PLAN, plan, factor)
            for name, command in _commands(plan, _edited(plan, scratch / "old"), scratch).items():
                say(f"{name} {factor}×")
                cost = median_run(command, 1 if factor == max(FACTORS) else 5 if factor == 1 else 3)
                costs.setdefault(name, {})[factor] = cost
    yield Table(
        "Growth",
        ("command", "size", "CPU s", "wall s", "peak MB", "exponent (CPU)"),
        [_row(name, factor, by_factor) for name, by_factor in costs.items() for factor in by_factor],
        "Exponent: of CPU, from the row above. `pages`: the website without the print draft.",
    )


def _row(name: str, factor: int, by_factor: dict[int, Cost]) -> tuple[str, ...]:
    cost = by_factor[factor]
    smaller = max((other for other in by_factor if other < factor), default=None)
    growth = "" if smaller is None else f"{exponent(by_factor[smaller].cpu, cost.cpu, factor / smaller):.2f}"
    return (name, f"{factor}×", f"{cost.cpu:.2f}", f"{cost.wall:.2f}", f"{cost.peak:.0f}", growth)


def _commands(plan: Path, old: Path, scratch: Path) -> dict[str, Command]:
    keikaku = [sys.executable, "-m", "keikaku"]
    return {
        "check": [*keikaku, "check", plan],
        "pages": [sys.executable, "-m", "bench.pages", plan, scratch / "pages"],
        "build": [*keikaku, "build", plan, "--site", scratch / "site"],
        "print": [*keikaku, "print", plan, "--output", scratch / "plan.pdf"],
        "compare": [*keikaku, "compare", old, plan, "--format", "html", "--output", scratch / "compared.html"],
    }


def _edited(plan: Path, old: Path) -> Path:
    """The plan as it may have been before: two sentences of one measure were others."""
    shutil.rmtree(old, ignore_errors=True)
    shutil.copytree(plan, old)
    changed = min((old / "measures").glob("*.yml"))
    changed.write_text(changed.read_text("utf-8").replace("ます。", "ません。", 2), "utf-8")
    return old
