"""Every sample of the editors' guide, tried on the real plan."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from docs.pictures.take import EDITS, FAULT, FILE
from keikaku.hosts.reporting.formats import format_text
from keikaku.pipeline import load
from tests.specimens import REAL, TOP

GUIDE = (TOP / "CONTRIBUTING.md").read_text("utf-8")
SAMPLE = re.compile(r"<!-- (file|append|after|set) (\S+)(?: (\S+))? -->\n```(?:yaml|po)\n(.*?)```", re.DOTALL)

TASKS = [part for part in re.split(r"^###? ", GUIDE, flags=re.MULTILINE) if SAMPLE.search(part)]


def _at(data: Any, way: list[str]) -> Any:
    for key in way:
        data = data[int(key)] if key.isdigit() else data[key]
    return data


def _apply(root: Path, how: str, name: str, way: str, text: str) -> None:
    path = root / name
    if how == "file":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
        return
    yaml = YAML()
    yaml.width = 10_000
    data = yaml.load(path.read_text("utf-8"))
    keys = way.split(".")
    if how == "append":
        _at(data, keys).extend(yaml.load(text))
    elif how == "after":
        items = _at(data, keys[:-1])
        at = items.index(keys[-1]) + 1
        items[at:at] = yaml.load(text)
    else:
        _at(data, keys[:-1])[keys[-1]] = yaml.load(text)
    with path.open("w", encoding="utf-8") as file:
        yaml.dump(data, file)


def test_every_sample_is_marked_with_its_place() -> None:
    assert len(SAMPLE.findall(GUIDE)) == GUIDE.count("```yaml") + GUIDE.count("```po") > 8


def test_all_samples_together_make_a_sound_plan(tmp_path: Path) -> None:
    """BaseLoader makes strings of numbers and booleans, so only files without them are rewritten here."""
    shutil.copytree(REAL, tmp_path / "plan")
    for how, name, way, text in SAMPLE.findall(GUIDE):
        _apply(tmp_path, how, name, way, text)
    loaded = load(tmp_path / "plan", display="plan")
    assert loaded.diagnostics == ()


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.partition("\n")[0])
def test_each_task_alone_makes_a_sound_plan(task: str, tmp_path: Path) -> None:
    """Nobody works through the whole guide: what one section says is enough."""
    shutil.copytree(REAL, tmp_path / "plan")
    for how, name, way, text in SAMPLE.findall(task):
        _apply(tmp_path, how, name, way, text)
    assert load(tmp_path / "plan", display="plan").diagnostics == ()


def test_the_message_it_explains_is_what_the_checker_says(tmp_path: Path) -> None:
    shutil.copytree(REAL, tmp_path / "plan")
    file = tmp_path / "plan/measures/mimamori.yml"
    file.write_text(file.read_text("utf-8").replace("- id: weak-ties", "- id: weak-tie"), "utf-8")
    loaded = load(tmp_path / "plan", display="plan")
    told = format_text(loaded.diagnostics, loaded.sources.texts)
    assert f"```text\n{told.removesuffix('エラー 1件').strip()}\n```" in GUIDE


def test_its_pictures_are_there_described_and_light() -> None:
    shown = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", GUIDE)
    assert {TOP / path for _, path in shown} == set((TOP / "docs/pictures").glob("*.png"))
    for description, path in shown:
        assert len(description) > 20
        assert (TOP / path).stat().st_size < 100_000


def test_its_pictures_can_be_taken_anew() -> None:
    """The lines they change still stand in the plan they show."""
    shown = (REAL / FILE).read_text("utf-8")
    assert [old for old, _ in (*EDITS, FAULT) if shown.count(old) != 1] == []


def test_its_links_within_lead_to_its_headings() -> None:
    headings = re.findall(r"^#+ (.*)$", GUIDE, re.MULTILINE)
    assert set(re.findall(r"\]\(#([^)]+)\)", GUIDE)) <= set(headings)


def test_the_commands_it_names_exist() -> None:
    from keikaku.hosts.cli import COMMANDS

    named = set(re.findall(r"^ *keikaku ([a-z-]+)", GUIDE, re.MULTILINE))
    assert named
    assert named <= set(COMMANDS)
