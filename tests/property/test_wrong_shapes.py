"""Never an exception: a wrong shape at every place that the schemas know, told in every format."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from keikaku.diagnostics.source import FOLDERS, SHEET, SINGLE_FILES
from keikaku.hosts.reporting.formats import format_github, format_json, format_sarif, format_text
from keikaku.pipeline import forms, load, outline_of
from keikaku.schema.tied import Schema, core
from tests.specimens import TINY

SHAPES = (
    "",
    "{}",
    "[]",
    "[[]]",
    "[{}]",
    '""',
    '" "',
    "0",
    "-1.5",
    "true",
    "x",
    "あ",
    "{x: y}",
    "[x]",
    "[x, y]",
    "{text: あ}",
    "2026-01-01",
)
HERE = "@here@"
SAMPLE = 211
"""In `make check` only every so many-th, in `make fuzz` all of them. A prime, so that all shapes have their turn."""

FILES = {
    **{kind: name for name, kind in SINGLE_FILES.items()},
    **{kind: f"{folder}/x.yml" for folder, kind in FOLDERS.items() if kind != SHEET},
}


def smallest(schema: Schema) -> Any:
    """A value that a schema allows, as small as it can be."""
    schema = core(schema)
    for form in schema.get("oneOf", schema.get("anyOf", ())):
        if "properties" not in schema:
            return smallest(form)
    if "const" in schema or "enum" in schema:
        return schema.get("const", next(iter(schema.get("enum", ())), None))
    if schema.get("type") == "object":
        names = [*schema.get("required", ())]
        names += next((form["required"] for form in (*schema.get("oneOf", ()), *schema.get("anyOf", ()))), [])
        return {name: smallest(schema["properties"][name]) for name in names}
    if schema.get("type") == "array":
        return [smallest(schema["items"])] * schema.get("minItems", 1)
    return next(iter(schema.get("examples", ())), "x")


def with_places(schema: Schema, above: tuple[int, ...] = ()) -> Iterator[Any]:
    """Small values that together have every place of a schema, each with HERE at one of them."""
    yield HERE
    schema = core(schema)
    if id(schema) in above:  # a list within a list: its places have had their turn
        return
    above = (*above, id(schema))
    for form in (*schema.get("oneOf", ()), *schema.get("anyOf", ())):
        if form.keys() - {"required", "title", "description"}:
            yield from list(with_places(form, above))[1:]
    around = smallest(schema) if schema.get("type") == "object" else {}
    for name, inner in schema.get("properties", {}).items():
        yield from ({**around, name: value} for value in with_places(inner, above))
    for inner in schema.get("patternProperties", {}).values():
        yield from ({"town-hall": value} for value in with_places(inner, above))
    if "items" in schema:
        yield from ([value] for value in with_places(schema["items"], above))


class Case(NamedTuple):
    file: str
    text: str
    """With the shape in it."""
    shape: str
    line: str
    """In which the shape stands, without it."""


@cache
def cases() -> tuple[Case, ...]:
    return tuple(_cases())


def _cases() -> Iterator[Case]:
    known: Mapping[str, Schema] = forms()
    for kind, file in FILES.items():
        for value in with_places(known[f"{kind}.schema.json"]):
            text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False)
            line = next(line.strip() for line in text.splitlines() if HERE in line)
            for shape in SHAPES:
                yield Case(file, text.replace(f"'{HERE}'", shape).removesuffix("...\n"), shape, line)


def test_the_cases_reach_everything() -> None:
    assert len(cases()) > 5_000
    assert len(set(cases())) > 0.9 * len(cases())
    assert all(HERE not in case.text for case in cases())


@pytest.mark.hypothesis  # so that `make fuzz` runs it
def test_a_wrong_shape_is_reported_wherever_it_stands(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    whole = request.config.getoption("--hypothesis-profile") == "fuzz"
    report(cases() if whole else cases()[::SAMPLE], tmp_path)


@pytest.mark.slow
def test_every_wrong_shape_is_reported_in_each_line(tmp_path: Path) -> None:
    """Whatever file and entry the line may stand in: of these one is tried."""
    report(list({(case.line, case.shape): case for case in cases()}.values()), tmp_path)


def report(tried: Sequence[Case], folder: Path) -> None:
    assert len(tried) > 20
    plan = folder / "plan"
    shutil.copytree(TINY, plan)
    for file, text, shape, _ in tried:
        path = plan / file
        path.parent.mkdir(exist_ok=True)
        kept = path.read_bytes() if path.exists() else None
        path.write_text(text, "utf-8")
        try:
            loaded = load(plan, display="plan")
            assert format_text(loaded.diagnostics, loaded.sources.texts)
            for write in (format_json, format_github, format_sarif):
                write(loaded.diagnostics)
            if loaded.sound and loaded.index is not None:
                outline_of(loaded.index)
        except Exception as fault:
            fault.add_note(f"{shape!r} in {file}:\n{text}")
            raise
        if kept is None:
            path.unlink()
        else:
            path.write_bytes(kept)


@pytest.mark.parametrize("place", ["    - {}\n", "    - group: あ\n      actions: [{}]\n", "    - - {}\n", "    -\n"])
def test_nothing_where_an_action_is_meant_is_one_mistake(place: str, tmp_path: Path) -> None:
    plan = tmp_path / "plan"
    shutil.copytree(TINY, plan)
    path = plan / "measures" / "tea.yml"
    path.write_text(path.read_text("utf-8").rstrip() + f"\n{place}", "utf-8")
    (fault,) = load(plan, display="plan").diagnostics
    assert fault.severity == "error"
    assert fault.span.path == "plan/measures/tea.yml"
