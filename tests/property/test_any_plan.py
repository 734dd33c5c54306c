"""Whatever is done to the files of a plan, checking it ends in messages, never in an exception."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from keikaku.hosts.report import format_text
from keikaku.pipeline import load, outline_of
from tests.specimens import TINY

FILES = sorted(path.relative_to(TINY).as_posix() for path in TINY.rglob("*.yml"))
_SIGNS = ("", "\n", "  ", "\t", ":", ": ", "：", "- ", "[", "]", "{", "}", '"', "'", "|", "#", "*a", "&a ")
_WORDS = ("id: tea\n", "tea", "patrol", "true", "0", "1.50", "x", "字")
_MARKS = ("[^x]", "[](term:x)", "[x](measure:tea)", '[〇〇](pending:"x")')
SNIPPETS = st.sampled_from((*_SIGNS, *_WORDS, *_MARKS))
EDIT = st.tuples(st.sampled_from(FILES), st.floats(0, 1), st.integers(0, 30), SNIPPETS)


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("any") / "plan"
    shutil.copytree(TINY, folder)
    return folder


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(EDIT, min_size=1, max_size=3))
def test_an_edited_plan_is_checked(plan: Path, edits: list[tuple[str, float, int, str]]) -> None:
    """Characters cut and put anywhere; what is still sound is also composed."""
    touched = {name for name, *_ in edits}
    try:
        for name, at, cut, snippet in edits:
            text = (plan / name).read_text("utf-8")
            start = int(at * len(text))
            (plan / name).write_text(text[:start] + snippet + text[start + cut :], "utf-8")
        loaded = load(plan, display="plan")
        assert format_text(loaded.diagnostics, loaded.sources.texts)
        if loaded.sound and loaded.index is not None:
            outline_of(loaded.index)
        else:
            assert any(found.severity == "error" for found in loaded.diagnostics)
    finally:
        for name in touched:
            shutil.copyfile(TINY / name, plan / name)


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
