"""How wide the columns of a table are."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from keikaku.outputs.print.inlines import Run

_NARROWEST = 2.0
_WIDEST = 22.0
_INSET = 1.4
"""White space left and right of a cell."""


def column_widths(head: Sequence[Run], rows: Sequence[Sequence[Run]]) -> list[float]:
    """Shares of the width, one per column, by the longest text in it.

    A column of figures takes what it needs; columns of sentences share the rest instead of pressing each other to
    one character a line. A head is broken at its spaces.
    """
    needed = [max((_width([piece]) for piece in _words(cell).split()), default=0.0) for cell in head]
    columns = zip(needed, *([_width(cell) for cell in row] for row in rows), strict=True)
    return [min(max(_NARROWEST, *column), _WIDEST) + _INSET for column in columns]


def _words(run: Run) -> str:
    return "".join(_words(node.get("c", [])) if isinstance(node, dict) else node for node in run)


def _width(run: Run) -> float:
    """Characters of full width in a run."""
    return sum(1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.5 for character in _words(run))
