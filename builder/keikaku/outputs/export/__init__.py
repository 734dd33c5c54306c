"""Open data: ``Outline`` → files for programs (JSON) and spreadsheets (CSV), with the schemas of the plan's files."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from keikaku.outputs.export.entries import plan_data
from keikaku.outputs.export.tables import csv_bytes, table_csv, tables
from keikaku.outputs.lazy import LazyFiles
from keikaku.plan.outline import Outline

__all__ = ["export"]


def export(
    outline: Outline,
    words: Mapping[str, str],
    schemas: Mapping[str, Any],
    printed: Mapping[str, int | str] | None = None,
) -> LazyFiles:
    """File name → content. The same plan gives the same bytes.

    ``words``: the messages of group ``export`` (the heads of the columns). ``schemas``: file name → JSON Schema of the
    plan's files. ``printed``: ref → page of the print draft, where there is one. A table without rows has no file.
    """
    pages = printed or {}
    files: dict[str, Callable[[], bytes]] = {"plan.json": lambda: _json(plan_data(outline, pages))}
    for name, rows in tables(outline, pages).items():
        files[f"{name}.csv"] = partial(lambda rows: csv_bytes(list(rows()), words), rows)
    for entry in outline.by_kind.get("table", ()):
        files[f"tables/{entry.id}.csv"] = partial(table_csv, outline, outline.index.entities[entry.ref].value)
    for name, schema in schemas.items():
        files[f"schema/{name}"] = partial(_json, schema)
    return LazyFiles(files)


def _json(data: Any) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
