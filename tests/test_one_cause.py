"""One mistake is one message, however much of the plan leans on the file it stands in."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from keikaku.diagnostics.source import FOLDERS
from keikaku.pipeline import load
from keikaku.rules.unknown_reference import file_kind
from tests.specimens import REAL, TINY, TOP

AONO, COUNCIL, KAIGO = (TOP / "examples" / name / "plan" for name in ("aono", "council", "kaigo"))
UNKNOWN_KEY = "\nunheard_of: 1\n"
UNCLOSED = '\n"unclosed\n'


def files_of(plan: Path) -> list[str]:
    """The files that a mistake can make unusable; without ``plan.yml`` there is no plan to lean on anything."""
    return sorted(path.relative_to(plan).as_posix() for path in plan.rglob("*.yml") if path.name != "plan.yml")


def faults_elsewhere(plan: Path, name: str, mistake: str) -> set[str]:
    """What is said of other files once a mistake is added to one."""
    path = plan / name
    text = path.read_text("utf-8")
    path.write_text(text + mistake, "utf-8")
    found = load(plan, display="plan").diagnostics
    path.write_text(text, "utf-8")
    assert any(fault.span.path == f"plan/{name}" for fault in found), f"{name}: the mistake itself is not told"
    return {f"{name}: {fault.code} in {fault.span.path}" for fault in found if fault.span.path != f"plan/{name}"}


@pytest.mark.parametrize("mistake", [UNKNOWN_KEY, UNCLOSED], ids=["unknown key", "unclosed quote"])
def test_an_unusable_file_is_told_alone(mistake: str, tmp_path: Path) -> None:
    """One file of each folder and each file at the top, of a plan that has addresses, contacts and topics."""
    plan = shutil.copytree(COUNCIL, tmp_path / "plan")
    names = {name.partition("/")[0]: name for name in files_of(plan)}
    assert {"addresses.yml", "audiences.yml", "contacts", "measures", "subjects.yml"} <= names.keys()
    assert not load(plan, display="plan").diagnostics
    assert not set().union(*(faults_elsewhere(plan, name, mistake) for name in names.values()))


@pytest.mark.slow
@pytest.mark.sweep
@pytest.mark.parametrize("original", [AONO, COUNCIL, KAIGO, REAL], ids=["aono", "council", "kaigo", "real"])
def test_any_unusable_file_is_told_alone(original: Path, seeds: Callable[[int, int], range], tmp_path: Path) -> None:
    """A few files of each plan, and all of them in `make fuzz`."""
    plan = shutil.copytree(original, tmp_path / "plan")
    names = files_of(plan)
    assert not load(plan, display="plan").diagnostics
    step = len(names) // 4
    tried = [name for start in seeds(1, step) for name in names[start % step :: step]]
    assert not set().union(*(faults_elsewhere(plan, name, UNKNOWN_KEY) for name in tried))


@pytest.mark.parametrize("plan", [COUNCIL, REAL], ids=["council", "real"])
def test_it_is_known_in_which_file_an_entry_stands(plan: Path) -> None:
    """Or a reference into an unusable file would be reported. Other rules look up notes, attributes and choices."""
    index = load(plan, display="plan").index
    assert index is not None
    elsewhere = {
        ref.partition(":")[0] for ref, entry in index.entities.items() if file_kind(ref) != entry.at.source.kind
    }
    assert elsewhere <= {"note", "attribute", "choice"}


DELETED = [*(name for name in FOLDERS if name not in ("contacts", "tables")), "audiences.yml"]


@pytest.mark.parametrize("name", DELETED)
def test_a_deleted_file_or_folder_is_told_once(name: str, tmp_path: Path) -> None:
    plan = tmp_path / "plan"
    shutil.copytree(REAL, plan)
    if name in FOLDERS:
        shutil.rmtree(plan / name)
    else:
        (plan / name).unlink()
    (fault,) = load(plan, display="plan").diagnostics
    assert fault.code == "missing-file"
    assert name.rstrip("/") in str(fault.message)


def test_a_single_reference_is_reported_where_it_stands(tmp_path: Path) -> None:
    plan = tmp_path / "plan"
    shutil.copytree(TINY, plan)
    (plan / "terms" / "tea-party.yml").unlink()
    assert {fault.code for fault in load(plan, display="plan").diagnostics} == {"unknown-reference"}
