"""What was measured on a plan's finished site: read from ``measured/ID.json``, which the browser tests write.

The file belongs to one plan, by the id in its name. A plan without one has not been measured, and its site says so.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from keikaku.resources import MEASURED_FOLDER


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was looked for, on so many pages, and how many faults were found."""

    check: str
    """What it was: messages ``check_…``."""
    pages: int
    faults: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    date: str
    """ISO: 2026-11-25."""
    tools: tuple[tuple[str, str], ...]
    """Name and version."""
    pages: frozenset[str]
    """Addresses as in ``Entry.page``; home is empty."""
    checks: tuple[Check, ...]


def read_measured(plan: str, folder: Path = MEASURED_FOLDER) -> Measured | None:
    """What was measured on the site of the plan with this id; None where nothing was."""
    path = folder / f"{plan}.json"
    if not path.is_file():
        return None
    data = json.loads(path.read_text("utf-8"))
    return Measured(
        date=data["date"],
        tools=tuple(data["tools"].items()),
        pages=frozenset(page.removeprefix("/") for page in data["pages"]),
        checks=tuple(Check(**check) for check in data["checks"]),
    )
