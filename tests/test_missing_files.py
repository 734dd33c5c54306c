"""A deleted file or folder is one mistake, however many places refer to what was in it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from keikaku.diagnostics.source import FOLDERS
from keikaku.pipeline import load
from tests.specimens import REAL, TINY


@pytest.mark.parametrize("name", [*(name for name in FOLDERS if name not in ("contacts", "tables")), "audiences.yml"])
def test_one_cause_has_one_message(name: str, tmp_path: Path) -> None:
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
