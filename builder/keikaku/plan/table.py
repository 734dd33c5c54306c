"""A table as a grid: which cells head it, and which of them go over several rows or columns.

``<`` in the place of a cell says that the one left of it goes on here, ``^`` that the one above does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from keikaku.dataclass import dataclass
from keikaku.plan.index import PlanIndex
from keikaku.plan.model import Table, TableSheet, Text
from keikaku.plan.outline import number_text

LEFT, ABOVE = "<", "^"
_NOTHING = frozenset({"", "—", "－", "-", "…", "―"})
"""What may stand in a column of numbers where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableCell:
    """One cell. ``rows`` and ``columns``: over how many it goes."""

    text: Text
    row: int
    """From 0, the heads among them."""
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class TableGrid:
    """Rows hold the cells that begin in them; of one over several rows only the first knows it."""

    width: int
    heads: tuple[tuple[TableCell, ...], ...]
    rows: tuple[tuple[TableCell, ...], ...]
    row_heads: int
    """How many columns at the left head their rows."""
    numbers: tuple[bool, ...]
    """Which columns are said to hold numbers; empty where nothing is said."""

    def heads_row(self, cell: TableCell) -> bool:
        """Whether a cell heads its row; an empty one does not."""
        return cell.column < self.row_heads and bool(cell.text.markdown.strip())


def grid(table: Table, index: PlanIndex) -> TableGrid:
    """The grid of a table of a sound plan."""
    heads, rows = written(table, index)
    owners = _owners([*heads, *rows], len(heads))
    cells: dict[tuple[int, int], TableCell] = {}
    numbers = tuple(kind == "number" for kind in table.columns)
    for (row, column), owner in owners.items():
        if owner not in cells:
            text = [*heads, *rows][row][column]
            if numbers and numbers[column] and row >= len(heads):
                text = replace(text, markdown=number_text(text.markdown.strip().replace(",", "")))
            cells[owner] = TableCell(text=text, row=row, column=column)
        cell = cells[owner]
        cells[owner] = replace(cell, rows=row - cell.row + 1, columns=max(cell.columns, column - cell.column + 1))
    by_row: list[list[TableCell]] = [[] for _ in (*heads, *rows)]
    for cell in cells.values():
        by_row[cell.row].append(cell)
    made = tuple(tuple(row) for row in by_row)
    width = len(heads[0]) if heads else 0
    shown = (made[: len(heads)], made[len(heads) :])
    return TableGrid(width=width, heads=shown[0], rows=shown[1], row_heads=int(table.row_heads), numbers=numbers)


def written(table: Table, index: PlanIndex) -> tuple[list[Sequence[Text]], list[Sequence[Text]]]:
    """Heads and rows as they are written, in the plan or in the table's sheet; none where that is missing."""
    if table.csv is None:
        return [row for row in table.head if isinstance(row, tuple)] or [_flat(table)], list(table.rows)
    found = index.entities.get(f"sheet:{table.csv}")
    sheet: TableSheet | None = found.value if found is not None else None
    rows: list[Sequence[Text]] = list(sheet.rows) if sheet is not None else []
    heads = rows[: table.heads]
    return (_blanks_joined(heads) if len(heads) > 1 else heads), rows[table.heads :]


def _flat(table: Table) -> tuple[Text, ...]:
    return tuple(cell for cell in table.head if isinstance(cell, Text))


def _blanks_joined(heads: Sequence[Sequence[Text]]) -> list[Sequence[Text]]:
    """Spreadsheets leave blank what is joined: a head without words belongs to the one left of it, or above."""
    joined: list[Sequence[Text]] = []
    for n, row in enumerate(heads):
        cells = list(row)
        for column, cell in enumerate(cells):
            if not cell.markdown.strip() and (n or any(other.markdown.strip() for other in cells[:column])):
                beside = column > 0 and (n == 0 or _same(joined[n - 1], column))
                cells[column] = replace(cell, markdown=LEFT if beside else ABOVE)
        joined.append(cells)
    return joined


def _same(above: Sequence[Text], column: int) -> bool:
    """Whether the head above goes over this column and the one left of it."""
    return column < len(above) and above[column].markdown.strip() == LEFT


Place = tuple[int, int]


def _owners(rows: Sequence[Sequence[Text]], heads: int) -> dict[Place, Place]:
    """Place of each cell → place of the one that is shown there. All rows have as many cells."""
    owners: dict[Place, Place] = {}
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            mark = cell.markdown.strip()
            if mark == LEFT and column:
                owners[row, column] = owners[row, column - 1]
            elif mark == ABOVE and row and row != heads:
                owners[row, column] = owners[row - 1, column]
            else:
                owners[row, column] = row, column
    return owners


def badly_joined(heads: Sequence[Sequence[Text]], rows: Sequence[Sequence[Text]]) -> Iterator[Text]:
    """Marks that have nothing to join, and cells whose parts make no rectangle: of these the last part."""
    everything = [*heads, *rows]
    owners = _owners(everything, len(heads))
    parts: dict[Place, list[Place]] = {}
    for place, owner in owners.items():
        parts.setdefault(owner, []).append(place)
    for (row, column), found in parts.items():
        if everything[row][column].markdown.strip() in (LEFT, ABOVE):
            yield everything[row][column]
            continue
        last_row, last_column = max(place[0] for place in found), max(place[1] for place in found)
        if min(place[1] for place in found) < column or len(found) != (last_row - row + 1) * (last_column - column + 1):
            bad = found[-1]
            yield everything[bad[0]][bad[1]]


def is_number(words: str) -> bool:
    """Whether words may stand in a column of numbers: one with or without commas, or a sign that there is none."""
    bare = words.strip().replace(",", "")
    digits = bare.removeprefix("-").removeprefix("△").replace(".", "", 1)
    return bare in _NOTHING or (digits.isascii() and digits.isdigit()) or bare in (LEFT, ABOVE) or "](pending:" in words
