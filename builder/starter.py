"""The files of a new, small, working plan: every sentence an example to be replaced, every open spot marked as one."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from builder.source import FOLDERS, SINGLE_FILES


def starter_files(templates: Path, *, title: str, city: str, schema_folder: str) -> Mapping[str, str]:
    """Relative path → text of each file.

    ``schema_folder``: the way from the new folder to the schemas, for the first line that editors' tools read.
    """
    environment = Environment(  # noqa: S701 - YAML, not HTML; what a person typed goes through ``quoted``
        loader=FileSystemLoader(templates), undefined=StrictUndefined, keep_trailing_newline=True
    )
    environment.filters["quoted"] = _quoted
    values = {"id": "plan", "title": title, "city": city, "description": f"{title}の本文です。"}
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


def _quoted(text: str) -> str:
    # A JSON string is a YAML string in double quotes, whatever was typed.
    return json.dumps(text.strip(), ensure_ascii=False)
