"""What the browser tests measured on the site of ``plan/``, as data for the accessibility statement of that plan.

A plugin of pytest (``-p tests.browser.results``). `make measure` runs the tests marked ``live_plan`` and adds
``--measure``: when all have passed, what they handed over by the fixture ``measured`` is written to measured/ID.json
(ID: the id of the plan), where the builder finds it, with the edition it was measured on (``test_edition.py``).
`make test` writes nothing. It fails when that file says anything else of this very edition; an edit of the plan makes
another one, and the site says itself which of its pages have changed since.
"""

from __future__ import annotations

import datetime
import importlib.metadata
import json
from collections.abc import Iterator
from typing import Any

import pytest

from keikaku.outputs.site.measured import MEASURED_FOLDER
from tests.specimens import TOP

AXE = TOP / "tests" / "node_modules" / "axe-core" / "axe.min.js"
MEASURED = "measured"
EDITION = "edition"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--measure", action="store_true", help="write measured/ID.json when everything has passed")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """On the controlling process alone: reports of all workers arrive here."""
    reporter: Any = session.config.pluginmanager.get_plugin("terminalreporter")
    if hasattr(session.config, "workerinput") or reporter is None or session.exitstatus != pytest.ExitCode.OK:
        return
    handed = [one for report in _calls(reporter.stats) for one in report.user_properties]
    notes = [note for key, note in handed if key == MEASURED]
    edition = next((note for key, note in handed if key == EDITION), None)
    if not notes or edition is None or not AXE.exists():
        return  # without Chromium or axe nothing can be said
    target, found = MEASURED_FOLDER / f"{edition['id']}.json", summary(notes, edition)
    if session.config.getoption("measure"):
        target.parent.mkdir(exist_ok=True)
        target.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
        reporter.write_line(f"\nwritten: {target.relative_to(TOP)}")
    elif target.exists() and (untrue := differences(json.loads(target.read_text("utf-8")), found)):
        reporter.write_line(f"\n{target.relative_to(TOP)} says what is not so (make measure): {'; '.join(untrue)}")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _calls(stats: dict[str, list[Any]]) -> Iterator[Any]:
    yield from (report for report in stats.get("passed", []) if report.when == "call")


def summary(notes: list[dict[str, Any]], edition: dict[str, Any]) -> dict[str, Any]:
    """The notes of all tests, by check: on how many pages, how many faults; and the edition they are about.

    ``edition``: ``status``, ``edition`` and ``pages`` as in `Measured`.
    """
    checks: dict[str, dict[str, Any]] = {}
    for note in notes:
        check = checks.setdefault(note["check"], {"pages": set(), "faults": 0})
        check["pages"].update(note["pages"])
        check["faults"] += note["faults"]
    axe = json.loads((AXE.parent / "package.json").read_text("utf-8"))["version"] if AXE.exists() else None
    every = sorted({page for check in checks.values() for page in check["pages"]})
    return {
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "status": edition["status"],
        "edition": edition["edition"],
        "tools": {
            **({"axe-core": axe} if axe and "axe" in checks else {}),
            "Chromium": notes[0]["browser"],
            "Playwright": importlib.metadata.version("playwright"),
        },
        "pages": {page: edition["pages"].get(page, "") for page in every},
        "checks": [
            {"check": name, "pages": len(check["pages"]), "faults": check["faults"]}
            for name, check in sorted(checks.items())
        ],
    }


def differences(said: dict[str, Any], found: dict[str, Any]) -> list[str]:
    """What was said of this edition and does not hold. Of another edition nothing can be told, and nothing is said."""
    if said["pages"] != found["pages"]:
        return []
    now = {check["check"]: check for check in found["checks"]}
    return [
        f"{check['check']}: {check['pages']} pages, {check['faults']} faults"
        for check in said["checks"]
        if check != now.get(check["check"])
    ]
