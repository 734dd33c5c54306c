"""Whatever files of a plan are not there, checking it ends in messages, never in an exception."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from keikaku.hosts.reporting.formats import format_text
from keikaku.pipeline import load, outline_of
from tests.specimens import TINY

FILES = sorted(path.relative_to(TINY).as_posix() for path in TINY.rglob("*.yml"))


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("any") / "plan"
    shutil.copytree(TINY, folder)
    return folder


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sets(st.sampled_from(FILES), min_size=1, max_size=5))
def test_a_plan_without_some_of_its_files_is_checked(plan: Path, names: set[str]) -> None:
    """Deleted files are missed, not tripped over."""
    try:
        for name in names:
            (plan / name).unlink()
        loaded = load(plan, display="plan")
        assert format_text(loaded.diagnostics, loaded.sources.texts)
        if loaded.sound and loaded.index is not None:
            outline_of(loaded.index)
    finally:
        for name in names:
            shutil.copyfile(TINY / name, plan / name)
