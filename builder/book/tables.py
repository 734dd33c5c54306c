"""How wide the columns of a table are."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any

_NARROWEST = 3.0
_WIDEST = 22.0


def column_widths(rows: Sequence[Sequence[Sequence[Any]]]) -> list[float]:
    """Shares of the width, one per column, by the longest text in it: a column of figures takes what it needs,
    columns of sentences share the rest instead of pressing each other to one character a line.
    """
    columns = zip(*rows, strict=True)
    return [min(max(_NARROWEST, *(_width(cell) + 1 for cell in column)), _WIDEST) for column in columns]


def _width(run: Sequence[Any]) -> float:
    """Characters of full width in a run."""
    return sum(
        _width(node.get("c", ()))
        if isinstance(node, dict)
        else sum(1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.5 for character in node)
        for node in run
    )
