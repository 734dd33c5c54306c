"""The data of the 新旧対照表 for Typst."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from keikaku.outputs.compare.table import Band, CellLine, Table


def paper_data(table: Table) -> dict[str, Any]:
    """What ``compare/table.typ`` reads; ``typeset`` adds the fonts."""
    rows: list[dict[str, Any]] = []
    for row in table.rows:
        if isinstance(row, Band):
            rows.append({"band": row.text})
        else:
            left, right = table.cells(row)
            rows.append({"left": _cell(left), "right": _cell(right), "remark": row.remark})
    return {
        "title": table.title,
        "between": table.between,
        "remark": table.remark,
        "heads": table.heads,
        "language": table.languages.plan,
        "labels": table.languages.labels,
        "rows": rows,
    }


def _cell(lines: Iterable[CellLine]) -> list[list[dict[str, Any]]]:
    return [[{"text": piece.text, "changed": piece.changed} for piece in line] for line in lines]
