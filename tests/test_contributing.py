"""Every YAML sample of the editors' guide, tried on the real plan."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from builder.pipeline import load
from tests.specimens import REAL, TOP

GUIDE = (TOP / "CONTRIBUTING.md").read_text("utf-8")
SAMPLE = re.compile(r"<!-- (file|append|set) (\S+)(?: (\S+))? -->\n```yaml\n(.*?)```", re.DOTALL)


def _at(data: Any, way: list[str]) -> Any:
    for key in way:
        data = data[int(key)] if key.isdigit() else data[key]
    return data


def _apply(root: Path, how: str, name: str, way: str, text: str) -> None:
    path = root / name
    if how == "file":
        path.write_text(text, "utf-8")
        return
    yaml = YAML()
    yaml.width = 10_000
    data = yaml.load(path.read_text("utf-8"))
    keys = way.split(".")
    if how == "append":
        _at(data, keys).extend(yaml.load(text))
    else:
        _at(data, keys[:-1])[keys[-1]] = yaml.load(text)
    with path.open("w", encoding="utf-8") as file:
        yaml.dump(data, file)


def test_every_sample_is_marked_with_its_place() -> None:
    assert len(SAMPLE.findall(GUIDE)) == GUIDE.count("```yaml") > 8


def test_all_samples_together_make_a_sound_plan(tmp_path: Path) -> None:
    """BaseLoader makes strings of numbers and booleans, so only files without them are rewritten here."""
    shutil.copytree(REAL, tmp_path / "plan")
    for how, name, way, text in SAMPLE.findall(GUIDE):
        _apply(tmp_path, how, name, way, text)
    loaded = load(tmp_path / "plan", display="plan")
    assert loaded.diagnostics == ()


def test_the_commands_it_names_exist() -> None:
    from builder.cli import COMMANDS

    named = set(re.findall(r"^ *keikaku ([a-z-]+)", GUIDE, re.MULTILINE))
    assert named
    assert named <= set(COMMANDS)
