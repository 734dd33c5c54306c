"""Mistakes editors make, each with the exact message it gets.

A case is a folder of tests/plans/faulty/: files that are laid over the tiny plan of tests/plans/ok/shiominami
(`REMOVED` lists those to take away), and `expected.out`. Add a folder to add a case;
`pytest tests/test_faulty_plans.py --update` writes what the tool says now, to be read before it is kept.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from keikaku.hosts.reporting.explanations import explanations
from keikaku.hosts.reporting.formats import format_text
from keikaku.pipeline import load

PLANS = Path(__file__).parent / "plans"
BASE = PLANS / "ok" / "shiominami"
CASES = sorted(path.parent for path in (PLANS / "faulty").glob("*/expected.out"))
SEVERAL = {"three-faults-in-one-file", "two-files-with-faults", "two-links-of-one-unknown-kind"}
SEVERAL |= {"actor-renamed", "entry-renamed", "pillar-renamed"}
SEVERAL |= {"reading-in-an-english-plan"}
SEVERAL |= {"radicals-from-a-pdf", "compatibility-ideographs", "mark-on-nothing", "two-pasted-signs-in-one-text"}
"""Cases that show how more than one mistake, or one with several places to mend, is told."""


def laid_over(case: Path, folder: Path) -> Path:
    """The tiny plan with the files of a case."""
    plan = folder / "plan"
    shutil.copytree(BASE, plan)
    removed = case / "REMOVED"
    for name in removed.read_text("utf-8").split() if removed.exists() else ():
        (plan / name).unlink()
    ignored = shutil.ignore_patterns("expected.out", "REMOVED")
    shutil.copytree(case, plan, dirs_exist_ok=True, ignore=ignored)
    return plan


def told(plan: Path) -> str:
    """What `keikaku check` prints."""
    loaded = load(plan, display="plan")
    return format_text(loaded.diagnostics, loaded.sources.texts) + "\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_mistake_gets_its_message(case: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """The output is the expected one to the letter: place, words, caret, hint, corrected line."""
    found = told(laid_over(case, tmp_path))
    expected = case / "expected.out"
    if request.config.getoption("--update", default=False):
        expected.write_text(found, "utf-8")
    assert found == expected.read_text("utf-8")


@pytest.mark.parametrize("case", [case for case in CASES if case.name not in SEVERAL], ids=lambda case: case.name)
def test_one_mistake_gives_one_message(case: Path) -> None:
    """No mistake causes second-hand faults."""
    last = (case / "expected.out").read_text("utf-8").splitlines()[-1]
    assert last in ("エラー 1件", "注意 1件")


def test_the_corpus_is_large_enough() -> None:
    """At least sixty mistakes that editors really make."""
    assert len(CASES) >= 60


def test_every_code_is_shown_by_a_case() -> None:
    """Whoever changes a message sees what it looks like, and no code is dead."""
    shown: set[str] = set()
    for case in CASES:
        shown.update(
            re.findall(r"^\S+: (?:エラー|注意)\[([a-z-]+)\]", (case / "expected.out").read_text("utf-8"), re.M)
        )
    # These need a file system, or a size, that no repository can hold; tests/unit/test_read.py makes it.
    made_on_disk = {"unreadable-file", "link-in-plan", "file-too-large", "plan-too-large", "text-too-long", "no-plan"}
    # A draft is no mistake: told by `check --release` alone (unit/test_pending.py, test_addresses.py, furigana).
    made_in_print = {"table-too-wide", "lost-in-print"}  # shown in tests/print/test_faults.py
    told_on_release = {"not-settled", "unlasting-address", "unconfirmed-reading"}
    told_on_a_day = {"contact-not-checked"}  # by `check --on`; shown in tests/unit/test_contacts.py
    told_on_import = {
        known.code for known in explanations().values() if known.group == "workbook"
    }  # shown in tests/workbook
    assert (
        set(explanations()) - shown == made_on_disk | made_in_print | told_on_release | told_on_a_day | told_on_import
    )
