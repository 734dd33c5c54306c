"""What was measured on a plan's finished site: read from ``measured/ID.json``, which the browser tests write.

The file belongs to one plan, by the id in its name. A plan without one has not been measured, and its site says so.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from keikaku.dataclass import dataclass
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
    status: str
    edition: str
    """What the plan said of itself then: ``Plan.status``, ``Plan.date``."""
    tools: tuple[tuple[str, str], ...]
    """Name and version."""
    pages: Mapping[str, str]
    """Address as in ``Entry.page`` (home is empty) → `page_fingerprint` of what stood there. The page for unknown
    addresses is no page of the plan, and has none."""
    checks: tuple[Check, ...]


def page_fingerprint(body: str) -> str:
    """What tells whether a page still is what was measured: any change of its body is one of this."""
    return hashlib.sha256(body.encode()).hexdigest()[:12]


def read_measured(plan: str, folder: Path = MEASURED_FOLDER) -> Measured | None:
    """What was measured on the site of the plan with this id; None where nothing was."""
    path = folder / f"{plan}.json"
    if not path.is_file():
        return None
    data = json.loads(path.read_text("utf-8"))
    return Measured(
        date=data["date"],
        status=data["status"],
        edition=data["edition"],
        tools=tuple(data["tools"].items()),
        pages={page.removeprefix("/"): fingerprint for page, fingerprint in data["pages"].items()},
        checks=tuple(Check(**check) for check in data["checks"]),
    )
