"""The files of a new, small, working plan: every sentence an example to be replaced, every open spot marked as one."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from keikaku.diagnostics.source import FOLDERS, SINGLE_FILES
from keikaku.yaml.scalar import scalar_lines


def starter_files(templates: Path, *, title: str, city: str, schema_folder: str) -> Mapping[str, str]:
    """Relative path → text of each file.

    ``schema_folder``: the way from the new folder to the schemas, for the first line that editors' tools read.
    """
    environment = Environment(  # noqa: S701 - YAML, not HTML; what a person typed goes through ``scalar``
        loader=FileSystemLoader(templates), undefined=StrictUndefined, keep_trailing_newline=True
    )
    environment.filters["scalar"] = _scalar
    values = {"id": "plan", "title": title, "organisation": city, "description": f"{title}の本文です。"}
    files = {}
    for name in sorted(environment.list_templates(extensions=["yml"])):
        path = PurePosixPath(name)
        kind = SINGLE_FILES.get(name) or FOLDERS[path.parts[0]]
        way = "/".join([*[".."] * (len(path.parts) - 1), schema_folder])
        modeline = f"# yaml-language-server: $schema={way}/{kind}.schema.json\n"
        files[name] = modeline + environment.get_template(name).render(values)
    return files


def way_between(start: Path, target: Path) -> str:
    """The relative path from one folder to another, with ``/``."""
    return Path(os.path.relpath(target.resolve(), start.resolve())).as_posix()


def _scalar(text: str) -> str:
    """Whatever was typed, as YAML on one line, written as ``keikaku fmt`` would write it."""
    return scalar_lines(" ".join(text.splitlines()).strip(), 0)[0]
