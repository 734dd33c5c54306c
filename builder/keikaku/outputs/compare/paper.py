"""The data of the 新旧対照表 for Typst."""

from __future__ import annotations

from typing import Any

from keikaku.outputs.compare.cell import Cell, CellLine, Rows, in_tables
from keikaku.outputs.compare.table import Band, ComparisonTable


def paper_data(table: ComparisonTable) -> dict[str, Any]:
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
        "number": table.number,
        "department": table.department,
        "between": table.between,
        "remark": table.remark,
        "note": table.note,
        "heads": table.heads,
        "explained": table.explained,
        "language": table.languages.plan,
        "labels": table.languages.labels,
        "rows": rows,
    }


def _cell(cell: Cell) -> list[dict[str, Any]]:
    """Each either ``{"line": pieces}`` or ``{"width": columns, "rows": [{"head", "span", "cells": [pieces]}]}``."""
    return [
        {
            "width": part.width,
            "rows": [
                {"head": row.head, "span": part.span(row), "cells": [_pieces(own) for own in row.cells]}
                for row in part.lines
            ],
        }
        if isinstance(part, Rows)
        else {"line": _pieces(part)}
        for part in in_tables(cell)
    ]


def _pieces(line: CellLine) -> list[dict[str, Any]]:
    return [{"text": piece.text, "changed": piece.changed} for piece in line]
