"""What the browser tests measured, as data for the site's accessibility statement.

A plugin of pytest (``-p tests.browser.results``) over a run of the whole suite. `make measure` adds ``--measure``: when
everything has passed, what the tests handed over by the fixture ``measured`` is written to measured/ID.json (ID: the id
of the plan), where the builder finds it. `make test` writes nothing, and fails when that file says anything else than
was measured now.
"""

from __future__ import annotations

import datetime
import importlib.metadata
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from keikaku.outputs.site.measured import MEASURED_FOLDER
from keikaku.pipeline import load
from tests.specimens import REAL, TOP

AXE = TOP / "tests" / "node_modules" / "axe-core" / "axe.min.js"
MEASURED = "measured"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--measure", action="store_true", help="write measured/ID.json when everything has passed")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """On the controlling process alone: reports of all workers arrive here."""
    reporter: Any = session.config.pluginmanager.get_plugin("terminalreporter")
    if hasattr(session.config, "workerinput") or reporter is None or session.exitstatus != pytest.ExitCode.OK:
        return
    notes = [note for report in _calls(reporter.stats) for key, note in report.user_properties if key == MEASURED]
    if not notes or any("tests/browser" in report.nodeid for report in reporter.stats.get("skipped", ())):
        return  # without Chromium or axe nothing can be said
    target, found = _target(), summary(notes)
    if session.config.getoption("measure"):
        target.parent.mkdir(exist_ok=True)
        target.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
        reporter.write_line(f"\nwritten: {target.relative_to(TOP)}")
    elif target.exists() and (untrue := differences(json.loads(target.read_text("utf-8")), found)):
        reporter.write_line(f"\n{target.relative_to(TOP)} says what is not so (make measure): {'; '.join(untrue)}")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _target() -> Path:
    index = load(REAL).index
    assert index is not None
    return MEASURED_FOLDER / f"{index.plan.id}.json"


def _calls(stats: dict[str, list[Any]]) -> Iterator[Any]:
    yield from (report for report in stats.get("passed", []) if report.when == "call")


def summary(notes: list[dict[str, Any]]) -> dict[str, Any]:
    """The notes of all tests, by check: on how many pages, how many faults."""
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


def differences(said: dict[str, Any], found: dict[str, Any]) -> list[str]:
    """What was said and does not hold any more. Pages that came later are no fault: the statement names them."""
    now = {check["check"]: check for check in found["checks"]}
    untrue = [f"{check['check']} is not measured" for check in said["checks"] if check["check"] not in now]
    if said["pages"] == found["pages"]:
        untrue += (
            f"{check['check']}: {check['pages']} pages, {check['faults']} faults"
            for check in said["checks"]
            if check["check"] in now and check != now[check["check"]]
        )
    return untrue
