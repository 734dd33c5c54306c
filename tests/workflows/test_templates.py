"""What else meets an editor on the way: hooks before a commit, forms for issues, owners."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml

from keikaku.hosts.cli import main
from tests.specimens import REAL, TOP

HOOKS = [
    hook
    for repository in yaml.safe_load((TOP / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]
    for hook in repository["hooks"]
]
FORMS = sorted(path for path in (TOP / ".github/ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_passes_on_the_plan_and_looks_at_the_plan_alone(
    hook: dict[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(REAL, tmp_path / "plan")
    monkeypatch.chdir(tmp_path)
    program, *words = str(hook["entry"]).split()
    assert program == ".venv/bin/keikaku"
    assert main(words) == 0
    assert re.match(str(hook["files"]), "plan/measures/x.yml")
    assert not re.match(str(hook["files"]), "builder/x.py")


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
def test_a_form_asks_for_what_it_has_ids_for(form: Path) -> None:
    data = yaml.safe_load(form.read_text("utf-8"))
    assert data["name"]
    assert data["description"]
    ids = [field["id"] for field in data["body"]]
    assert len(ids) == len(set(ids)) > 0
    assert all(field["attributes"]["label"] for field in data["body"])


def test_owners_are_named_for_places_that_exist() -> None:
    """What a plan has is looked up in one that has everything."""
    lines = (TOP / ".github/CODEOWNERS.example").read_text("utf-8").splitlines()
    places = [line.split()[0] for line in lines if line and not line.startswith("#")]
    assert places[0] == "*", "whoever is named last is asked, so what holds for all stands first"
    found = {place: TOP / place.strip("/") for place in places[1:]}
    found |= {place: REAL / place.removeprefix("/plan/") for place in found if place.startswith("/plan/")}
    assert [place for place, path in found.items() if not path.exists()] == []
