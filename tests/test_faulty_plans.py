"""Mistakes editors make, each with the exact message it gets.

A case is a folder of tests/plans/faulty/: files that are laid over the tiny plan of tests/plans/ok/shiominami
(`REMOVED` lists those to take away), and `expected.out`. Add a folder to add a case;
`pytest tests/test_faulty_plans.py --update` writes what the tool says now, to be read before it is kept.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from keikaku.hosts.reporting.explanations import explanations
from keikaku.hosts.reporting.formats import format_text
from keikaku.pipeline import load
from keikaku.yaml.entries import in_memory
from tests.specimens import TINY, TOP, files_of

CASES = sorted(path.parent for path in (TOP / "tests" / "plans" / "faulty").glob("*/expected.out"))
SEVERAL = {"three-faults-in-one-file", "two-files-with-faults", "two-links-of-one-unknown-kind"}
SEVERAL |= {"actor-renamed", "entry-renamed", "pillar-renamed"}
SEVERAL |= {
    "reading-in-an-english-plan",
    "contact-in-other-forms",
    "numbers-without-brackets",
    "values-of-years-with-units",
}
SEVERAL |= {"radicals-from-a-pdf", "compatibility-ideographs", "mark-on-nothing", "two-pasted-signs-in-one-text"}
"""Cases that show how more than one mistake, or one with several places to mend, is told."""


def laid_over(case: Path) -> dict[str, bytes]:
    """The files of the tiny plan with those of a case; read in memory as on the disk (unit/test_read.py)."""
    files = {**files_of(TINY), **files_of(case)}
    for name in (*files.pop("REMOVED", b"").decode().split(), "expected.out"):
        del files[name]
    return files


def told(plan: dict[str, bytes]) -> str:
    """What `keikaku check` prints."""
    loaded = load(in_memory(plan), display="plan")
    return format_text(loaded.diagnostics, loaded.sources.texts) + "\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_mistake_gets_its_message(case: Path, request: pytest.FixtureRequest) -> None:
    """The output is the expected one to the letter: place, words, caret, hint, corrected line."""
    found = told(laid_over(case))
    expected = case / "expected.out"
    if request.config.getoption("--update", default=False):
        expected.write_text(found, "utf-8")
    assert found == expected.read_text("utf-8")


def test_one_mistake_gives_one_message() -> None:
    """No mistake causes second-hand faults."""
    last = {case.name: (case / "expected.out").read_text("utf-8").splitlines()[-1] for case in CASES}
    assert {name for name, words in last.items() if words not in ("エラー 1件", "注意 1件")} == SEVERAL


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
