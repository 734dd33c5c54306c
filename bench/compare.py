"""The 新旧対照表 of two revisions of the real plan in each of its files, beside checking the plan once."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.measure import PLAN, Cost, Table, median_run, say

EDITS = (
    ("measures/mimamori.yml", "安心して", "住み慣れた地域で安心して"),
    ("measures/connections.yml", "また、隣近所等", "\n\n  また、隣近所等"),
    ("measures/funding.yml", "title: ", "title: 新しい"),
    ("chapters/introduction.yml", "第5次計画", "第6次計画"),
    ("plan.yml", "    - connections\n    - mimamori\n", "    - mimamori\n    - connections\n"),
)
"""File, what it says, what it said before: words, a paragraph, a title, a cell, and the order of measures."""


def tables() -> Iterator[Table]:
    """One row for each output."""
    keikaku = [sys.executable, "-m", "keikaku"]
    with tempfile.TemporaryDirectory() as folder:
        old = Path(folder) / "old"
        shutil.copytree(PLAN, old)
        for name, now, before in EDITS:
            text = (old / name).read_text("utf-8")
            assert now in text, f"{name} no longer says {now}"
            (old / name).write_text(text.replace(now, before, 1), "utf-8")
        say("check")
        check = median_run([*keikaku, "check", PLAN], 5)
        rows = [_row("(keikaku check)", check, check)]
        for form in ("--summary", "md", "html", "docx", "xlsx", "pdf"):
            say(f"compare {form}")
            asked = [form] if form == "--summary" else ["--format", form, "--output", Path(folder) / f"made.{form}"]
            rows.append(_row(form, median_run([*keikaku, "compare", old, PLAN, *asked], 5), check))
    yield Table(
        "Comparison of two revisions of the real plan",
        ("output", "CPU s", "wall s", "peak MB", "CPU, of one check"),
        rows,
        "All but `--summary` also set both revisions in print, to name the page of every place.",
    )


def _row(name: str, cost: Cost, check: Cost) -> tuple[str, ...]:
    return (name, f"{cost.cpu:.2f}", f"{cost.wall:.2f}", f"{cost.peak:.0f}", f"{cost.cpu / check.cpu:.1f}×")
