"""The builder knows no city: nothing of a plan of this repository is in it or in the templates."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from keikaku.pipeline import load
from tests.specimens import REAL, TINY, TOP
from tests.syntax import nodes

FILES = sorted(
    path
    for folder in ("builder", "site_templates", "schema")
    for path in (TOP / folder).rglob("*")
    if path.suffix in {".py", ".html", ".typ", ".js", ".css", ".yml", ".json"}
)
PLANS = (REAL, TINY, TOP / "examples/aono/plan")


@pytest.mark.parametrize("plan", PLANS, ids=lambda path: path.relative_to(TOP).as_posix())
def test_no_name_of_who_makes_a_plan_is_in_the_builder(plan: Path) -> None:
    index = load(plan).index
    assert index is not None
    names = {*index.plan.organisations, *(re.sub(r"[市区町村].*", "", name) for name in index.plan.organisations)}
    assert len(FILES) > 100
    for path in FILES:
        text = path.read_text("utf-8")
        assert [name for name in names if name in text] == [], path


@pytest.mark.parametrize("plan", PLANS, ids=lambda path: path.relative_to(TOP).as_posix())
def test_no_id_of_a_plan_decides_anything_in_the_builder(plan: Path) -> None:
    """No string of the program is the id of an actor, a measure, a term or a programme."""
    index = load(plan).index
    assert index is not None
    entries = (ref.split(":", 1) for ref in index.entities)
    ids = {id for kind, id in entries if kind in ("actor", "measure", "term", "programme", "audience", "subject")}
    assert len(ids) > 5
    for path in (TOP / "builder").rglob("*.py"):
        strings = {node.value for node in nodes(path) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
        assert strings & ids == set(), path
