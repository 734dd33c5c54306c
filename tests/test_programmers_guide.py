"""docs/contributing.md is true: its code runs, its places exist, and the folders of the map are all there are."""

from __future__ import annotations

import re

from tests.specimens import TINY, TOP

GUIDE = (TOP / "docs" / "contributing.md").read_text("utf-8")


def test_the_sample_code_runs() -> None:
    samples = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
    assert samples
    for sample in samples:
        exec(compile(sample, "docs/contributing.md", "exec"), {"TINY": TINY})


def test_the_places_it_names_exist() -> None:
    """Of paths within the program the part below builder/keikaku is named."""
    named = set(re.findall(r"`([a-z_]+/[A-Za-z0-9_./]*)`", GUIDE))
    assert len(named) > 30
    missing = [
        place
        for place in named
        if "NAME" not in place
        and "CASE" not in place
        and "KIND" not in place
        and not any((top / place).exists() for top in (TOP, TOP / "builder" / "keikaku", TOP / "site_templates"))
    ]
    assert missing == []


def test_every_room_is_in_the_map() -> None:
    rooms = {path.parent.name for path in (TOP / "builder" / "keikaku").glob("*/__init__.py")}
    architecture = (TOP / "docs" / "architecture.md").read_text("utf-8")
    assert rooms
    assert [room for room in sorted(rooms) if f"`{room}/`" not in architecture] == []


def test_every_folder_of_the_repository_is_in_the_map() -> None:
    top = {path.name for path in TOP.iterdir() if path.is_dir() and not path.name.startswith(".")}
    ours = top - {"docs", "LICENSES", "site", "build", "dist", "node_modules"}
    assert [name for name in sorted(ours) if f"`{name}/" not in GUIDE] == []


def test_the_glossary_names_what_exists() -> None:
    glossary = (TOP / "docs" / "glossary.md").read_text("utf-8")
    code = "".join(path.read_text("utf-8") for path in (TOP / "builder" / "keikaku").rglob("*.py"))
    names = {name for row in re.findall(r"^\|.*$", glossary, re.MULTILINE) for name in re.findall(r"`([A-Z]\w+)`", row)}
    assert len(names) > 25
    assert [name for name in sorted(names) if not re.search(rf"\b(?:class )?{name}\b", code)] == []
