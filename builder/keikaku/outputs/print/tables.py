"""A table as data for the print template: what in it may not be broken, and how its columns are aligned.

The template measures the pieces that may not be broken, and chooses widths, size of type and the page by them
(``print/tables.typ``, ADR 18).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from keikaku.dataclass import dataclass
from keikaku.outputs.print.nodes import (
    CellNode,
    ColumnPieces,
    KeepNode,
    NumberNode,
    Run,
    SpreadPieces,
    TableNode,
    Wording,
)
from keikaku.text.breaking import NO_NUMBER, NUMBER, kept_together, unbreakable

_NARROWEST = 2.0
_WIDEST = 22.0
_INSET = 1.4
"""White space left and right of a cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintCell:
    """A cell with the column it begins in, and over how many rows and columns it goes."""

    run: Run
    column: int
    rows: int = 1
    columns: int = 1
    heads_row: bool = False


def table_node(
    head: Sequence[Run],
    rows: Sequence[Sequence[Run]],
    n: int,
    *,
    row_heads: bool,
    numbers: Sequence[bool] | None = None,
    widths: Sequence[float] | None = None,
    stretch: str = "all",
) -> TableNode:
    """``grid_node`` of a table with one row of heads: as many cells in each row as in ``head``.

    ``row_heads``: the first cells head their rows, where there is something in them.
    """
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(head)
    numbers = numbers or [_are_numbers(column) and not (n == 0 and row_heads) for n, column in enumerate(columns)]
    return grid_node(
        [[PrintCell(run=run, column=n) for n, run in enumerate(head)]],
        [
            [
                PrintCell(run=run, column=n, heads_row=row_heads and n == 0 and bool(words(run).strip()))
                for n, run in enumerate(row)
            ]
            for row in rows
        ],
        n,
        numbers=numbers,
        widths=widths,
        stretch=stretch,
    )


def grid_node(
    heads: Sequence[Sequence[PrintCell]],
    rows: Sequence[Sequence[PrintCell]],
    n: int,
    *,
    numbers: Sequence[bool] | None = None,
    row_heads: int = 0,
    widths: Sequence[float] | None = None,
    stretch: str = "all",
) -> TableNode:
    """A table for the template.

    ``rows``: the cells that begin in each; ``n``: its number among the pieces; ``numbers``: which columns hold numbers,
    where that is known before they are looked at; ``row_heads``: how many at the left never do; ``widths``: the wishes
    of the columns, where they are not what their texts need.
    """
    width = max(cell.column + cell.columns for cell in heads[0])
    above, below = ([_column(cells, x) for x in range(width)] for cells in (heads, rows))
    aligned = numbers or [x >= row_heads and _are_numbers(column) for x, column in enumerate(below)]
    spread = [cell for row in (*heads, *rows) for cell in row if cell.columns > 1]
    if widths is None:
        widths = [_column_width(head, column) for head, column in zip(above, below, strict=True)]
    return TableNode(
        heads=[[_cell(cell, _kept(cell.run, brackets=True)) for cell in row] for row in heads],
        rows=[
            [
                _cell(cell, _number(cell.run) if aligned[cell.column] and cell.columns == 1 else _kept(cell.run))
                for cell in row
            ]
            for row in rows
        ],
        numbers=aligned,
        widths=widths,
        inset=_INSET,
        stretch=stretch,
        pieces=[
            ColumnPieces(_pieces(head, brackets=True), *(_parts(column) if right else (_pieces(column), [])))
            for head, column, right in zip(above, below, aligned, strict=True)
        ],
        spread=[SpreadPieces(cell.column, cell.columns, _pieces([cell.run])) for cell in spread],
        n=n,
    )


def _column(rows: Sequence[Sequence[PrintCell]], n: int) -> list[Run]:
    """The cells that stand in this column alone."""
    return [cell.run for row in rows for cell in row if cell.column == n and cell.columns == 1]


def _cell(cell: PrintCell, run: Run) -> CellNode:
    return CellNode(x=cell.column, rows=cell.rows, columns=cell.columns, head=cell.heads_row, c=run)


def column_widths(head: Sequence[Run], rows: Sequence[Sequence[Run]]) -> list[float]:
    """The width each column would have, in em, by the longest text in it."""
    return [_column_width([cell], column) for cell, *column in zip(head, *rows, strict=True)]


def _column_width(heads: Sequence[Run], column: Sequence[Run]) -> float:
    """A column of figures takes what it needs; those of sentences share the rest. A head is broken at its spaces.

    So sentences do not press each other to one character a line.
    """
    needed = [_width(piece) for head in heads for piece in words(head).split()]
    return min(max(_NARROWEST, *needed, *(_width(words(cell)) for cell in column)), _WIDEST) + _INSET


def words(run: Run) -> str:
    """The words of a run, without what is between them, and without the notes it calls."""
    return "".join(
        node if isinstance(node, str) else words(node.c) if isinstance(node, Wording) else "" for node in run
    )


def _width(text: str) -> float:
    """Characters of full width in a text."""
    return sum(1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.5 for character in text)


def _kept(run: Run, *, brackets: bool = False) -> Run:
    """The run with the pieces that may not be broken as nodes of their own."""
    kept: Run = []
    for node in run:
        if isinstance(node, str):
            kept.extend(_parted(node, brackets=brackets))
        elif isinstance(node, Wording):
            kept.append(replace(node, c=_kept(node.c, brackets=brackets)))
        else:
            kept.append(node)
    return kept


def _parted(text: str, *, brackets: bool) -> Iterator[str | KeepNode]:
    at = 0
    for start, end in kept_together(text, brackets=brackets):
        if start > at:
            yield text[at:start]
        yield KeepNode([text[start:end]])
        at = end
    if at < len(text):
        yield text[at:]


def _pieces(cells: Sequence[Run], *, brackets: bool = False) -> list[str]:
    """What may not be broken in some cells, each once."""
    return _each(piece for cell in cells for piece in unbreakable(words(cell), brackets=brackets))


def _parts(cells: Sequence[Run]) -> tuple[list[str], list[str]]:
    """What stands before and behind the decimal points of a column, which are below each other."""
    found = [NUMBER.fullmatch(text) for cell in cells if (text := words(cell).strip())]
    others = [cell for cell in cells if not NUMBER.fullmatch(words(cell).strip())]
    return (
        _each([*(match["before"] for match in found if match), *_pieces(others)]),
        _each(match["after"] for match in found if match),
    )


def _each(pieces: Iterable[str]) -> list[str]:
    """Each once; digits, all of one width, as zeros."""
    return list(dict.fromkeys(re.sub("[0-9]", "0", piece) for piece in pieces))


def _are_numbers(column: Sequence[Run]) -> bool:
    texts = [words(cell).strip() for cell in column]
    numbers = [text for text in texts if NUMBER.fullmatch(text)]
    return bool(numbers) and all(NO_NUMBER.fullmatch(text) for text in texts if text not in numbers)


def _number(run: Run) -> Run:
    """A cell of a column of numbers: what is left of the decimal point, and the rest."""
    found = NUMBER.fullmatch(words(run).strip())
    if found is None or any(isinstance(node, Wording) for node in run):
        return run
    number = NumberNode([found["before"], found["after"]])
    first = next(n for n, node in enumerate(run) if isinstance(node, str))
    return [number if n == first else node for n, node in enumerate(run) if n == first or not isinstance(node, str)]
