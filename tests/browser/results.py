"""What the browser tests measured, as data for the site's accessibility statement.

`python -m pytest tests/browser -n auto -p tests.browser.results` writes the sum of what its tests handed over by the
fixture `measured` to measured/ID.json (ID: the id of the plan), where the builder finds it. Without -p nothing is
written.
"""

from __future__ import annotations

import datetime
import importlib.metadata
import json
from collections.abc import Iterator
from typing import Any

from builder.measured import MEASURED_FOLDER
from builder.pipeline import load
from tests.specimens import REAL, TOP

AXE = TOP / "tests" / "node_modules" / "axe-core" / "axe.min.js"
MEASURED = "measured"


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """On the controlling process alone: reports of all workers arrive here."""
    notes = [
        note for report in _reports(terminalreporter.stats) for key, note in report.user_properties if key == MEASURED
    ]
    if not notes:
        return
    index = load(REAL).index
    assert index is not None
    target = MEASURED_FOLDER / f"{index.plan.id}.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(_summary(notes), ensure_ascii=False, indent=1) + "\n", "utf-8")
    terminalreporter.write_line(f"written: {target.relative_to(TOP)}")


def _reports(stats: dict[str, list[Any]]) -> Iterator[Any]:
    for outcome in ("passed", "failed"):
        yield from (report for report in stats.get(outcome, []) if report.when == "call")


def _summary(notes: list[dict[str, Any]]) -> dict[str, Any]:
    checks: dict[str, dict[str, Any]] = {}
    for note in notes:
        check = checks.setdefault(note["check"], {"pages": set(), "faults": 0})
        check["pages"].update(note["pages"])
        check["faults"] += note["faults"]
    axe = json.loads((AXE.parent / "package.json").read_text("utf-8"))["version"] if AXE.exists() else None
    every = sorted({page for check in checks.values() for page in check["pages"]})
    return {
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "tools": {
            **({"axe-core": axe} if axe and "axe" in checks else {}),
            "Chromium": notes[0]["browser"],
            "Playwright": importlib.metadata.version("playwright"),
        },
        "pages": every,
        "checks": [
            {"check": name, "pages": len(check["pages"]), "faults": check["faults"]}
            for name, check in sorted(checks.items())
        ],
    }
