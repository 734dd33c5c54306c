"""How check, build, print and compare grow with the plan: 1, 10 and 100 times the real one."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from bench.measure import Cost, exponent, median_run, table
from bench.synthetic import synthesize

TOP = Path(__file__).resolve().parent.parent
FACTORS = (1, 10, 100)
PRINT_LIMIT = 10
"""Nobody prints six thousand pages: print and compare are measured up to this factor."""


def main() -> None:
    """Print the table of costs and the exponents of growth."""
    rows: list[list[str]] = []
    with tempfile.TemporaryDirectory() as folder:
        costs: dict[str, dict[int, Cost]] = {}
        for factor in FACTORS:
            plan = Path(folder) / f"plan-{factor}"
            synthesize(TOP / "plan", plan, factor)
            for name, command in _commands(plan, Path(folder)).items():
                if factor > PRINT_LIMIT and name in ("print", "compare"):
                    continue
                cost = median_run(command, 3 if factor < 100 else 1)
                costs.setdefault(name, {})[factor] = cost
                print(f"{name} {factor}x: {cost}", file=sys.stderr, flush=True)
        for name, by_factor in costs.items():
            for factor, cost in by_factor.items():
                smaller = max((other for other in by_factor if other < factor), default=None)
                growth = (
                    f"{exponent(by_factor[smaller].cpu, cost.cpu, factor / smaller):.2f}" if smaller is not None else ""
                )
                row = [name, f"{factor}×", f"{cost.cpu:.2f}", f"{cost.wall:.2f}", f"{cost.peak:.0f}", growth]
                rows.append(row)
    print(table(["command", "size", "CPU s", "wall s", "peak MB", "exponent"], rows))


def _commands(plan: Path, scratch: Path) -> dict[str, list[str]]:
    keikaku = [sys.executable, "-m", "builder"]
    old = scratch / "old"
    shutil.rmtree(old, ignore_errors=True)
    shutil.copytree(plan, old)
    changed = next(iter(sorted((old / "measures").glob("*.yml"))))
    changed.write_text(changed.read_text("utf-8").replace("ます。", "ません。", 2), "utf-8")
    return {
        "check": [*keikaku, "check", str(plan)],
        "build": [*keikaku, "build", str(plan), "--site", str(scratch / "site")],
        "print": [*keikaku, "print", str(plan), "--output", str(scratch / "plan.pdf")],
        "compare": [*keikaku, "compare", str(old), str(plan), "--format", "html", "--output", str(scratch / "c.html")],
    }


if __name__ == "__main__":
    main()
