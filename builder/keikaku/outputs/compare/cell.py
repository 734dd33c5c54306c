"""One cell of the 新旧対照表: lines of words, and where they are of a table, its rows under their heads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from itertools import groupby
from typing import Literal

from keikaku.dataclass import dataclass
from keikaku.outputs.compare.change import Comparison, Piece, Row, Side
from keikaku.patterns import regex

Messages = Mapping[str, str]

CellLine = tuple[Piece, ...]
"""One line of a cell: number or mark, then the words."""

BETWEEN_CELLS = Piece(" | ")
"""Between the cells of a table's row where a file can hold no table in a cell."""

_LONG = 60
"""Unchanged characters of a changed line from which whole sentences are left out."""

_SENTENCE = regex(r"[^。]*。|[^。]+$")

_LISTED = frozenset({"unsettled", "errata"})
"""Lists whose rows say first which place they speak of."""


@dataclass(frozen=True, slots=True)
class TableLine:
    """One row of a table of the plan. A single cell where the table has more: rows are left out here."""

    cells: tuple[CellLine, ...]
    """``\\n`` between paragraphs of one cell."""
    head: bool = False


Cell = tuple[CellLine | TableLine, ...]

Revision = Literal["new", "old"]


@dataclass(frozen=True, slots=True)
class Grid:
    """What is known of a table of one revision: which columns it has, and their heads."""

    columns: tuple[int, ...]
    heads: Mapping[int, str]


@dataclass(slots=True)
class Cells:
    """Writes the cells of a comparison's table."""

    comparison: Comparison
    messages: Messages
    grids: Mapping[tuple[Revision, str], Grid] = field(init=False)

    def __post_init__(self) -> None:
        columns: dict[tuple[Revision, str], set[int]] = defaultdict(set)
        heads: dict[tuple[Revision, str], dict[int, str]] = defaultdict(dict)
        revisions: tuple[Revision, ...] = ("new", "old")
        for row in self.comparison.rows:
            for revision in revisions:
                for side in _sides(row, revision):
                    if (cell := side.line.cell) is not None:
                        columns[revision, cell.table].add(cell.column)
                        if cell.row == 0:
                            heads[revision, cell.table][cell.column] = side.line.text
        self.grids = {key: Grid(tuple(sorted(found)), heads[key]) for key, found in columns.items()}

    def cell(self, rows: Sequence[Row], revision: Revision, shown: Callable[[Row], bool], *, full: bool) -> Cell:
        """The lines of those rows that are ``shown``; of a table always the heads, and a sign for what is left out.

        ``full``: with every sentence, also those that did not change.
        """
        found: list[CellLine | TableLine] = []
        for table, of_table in groupby(
            (row for row in rows if _sides(row, revision)), key=lambda row: _table_of(row, revision)
        ):
            if table is None:
                found += [line for row in of_table if shown(row) for line in self._lines(row, revision, full)]
            else:
                found += self._table(self.grids[revision, table], list(of_table), revision, shown)
        return tuple(found)

    def _lines(self, row: Row, revision: Revision, full: bool) -> Iterator[CellLine]:
        for n, side in enumerate(_sides(row, revision)):
            pieces = side.pieces
            if not full and row.status not in ("added", "removed", "reflowed"):
                pieces = abridged(pieces, self.messages["omitted"])
            place = row.spot.place or row.spot.title
            before = () if n or side.line.part not in _LISTED else (self._piece("column", column=place),)
            yield (*before, *self.numbered(side), *pieces, *self._tags(side))

    def numbered(self, side: Side) -> CellLine:
        """What print shows before the words of a line: what they are, where that is not plain, and their number."""
        before: list[Piece] = []
        if (key := f"role-{side.line.role}") in self.messages and side.line.part != "text":
            before.append(self._piece("column", column=self.messages[key]))
        if side.line.number:
            before += [Piece(side.line.number, side.number_changed), Piece(" ")]
        return tuple(before)

    def _piece(self, key: str, **values: object) -> Piece:
        return Piece(self.messages[key].format(**values))

    def _tags(self, side: Side) -> Iterator[Piece]:
        for tag in side.line.tags:
            yield Piece(self.messages[f"tag-{tag}"], tag in side.new_tags)

    def _table(
        self, grid: Grid, rows: Sequence[Row], revision: Revision, shown: Callable[[Row], bool]
    ) -> Iterator[TableLine]:
        if not any(shown(row) for row in rows):
            return
        omitted = TableLine(((self._piece("omitted"),),))
        skipped = False
        if not any(_is_head(row, revision) for row in rows) or not shown(rows[0]):
            yield TableLine(tuple(_whole(grid.heads.get(column, "")) for column in grid.columns), head=True)
        for row in rows:
            if shown(row):
                if skipped:
                    yield omitted
                yield TableLine(tuple(self._cells(grid, row, revision)), head=_is_head(row, revision))
                skipped = False
            elif not _is_head(row, revision):
                skipped = True
        if skipped:
            yield omitted

    def _cells(self, grid: Grid, row: Row, revision: Revision) -> Iterator[CellLine]:
        by_column: dict[int, list[Piece]] = defaultdict(list)
        under: tuple[str, ...] = ()
        for side in _sides(row, revision):
            if (cell := side.line.cell) is not None:
                under = cell.under
                own = by_column[cell.column]
                own += [*([Piece("\n")] if own else []), *side.pieces, *self._tags(side)]
        for column in grid.columns:
            # A first cell left empty goes on from the rows above, which are not here.
            if not by_column[column] and column < len(under):
                yield (self._piece("under", name=under[column]),)
            else:
                yield tuple(by_column[column])


def _sides(row: Row, revision: Revision) -> tuple[Side, ...]:
    return row.new if revision == "new" else row.old


def _table_of(row: Row, revision: Revision) -> str | None:
    cell = _sides(row, revision)[0].line.cell
    return cell.table if cell is not None else None


def _is_head(row: Row, revision: Revision) -> bool:
    cell = _sides(row, revision)[0].line.cell
    return cell is not None and cell.row == 0


def _whole(text: str) -> CellLine:
    return (Piece(text),) if text else ()


def abridged(pieces: Sequence[Piece], omitted: str) -> tuple[Piece, ...]:
    """The pieces with unchanged sentences left out where they are long; sentences that touch a change stay."""
    if len(pieces) == 1 and not pieces[0].changed:
        kept = _ends(pieces[0].text, omitted, first=True, last=False)
        return (Piece(kept),)
    last = len(pieces) - 1
    return tuple(
        piece if piece.changed else Piece(_ends(piece.text, omitted, first=n > 0, last=n < last))
        for n, piece in enumerate(pieces)
    )


def _ends(text: str, omitted: str, *, first: bool, last: bool) -> str:
    """``text`` without its inner sentences; the first and last stay where asked for."""
    sentences: list[str] = _SENTENCE.findall(text)
    head = sentences[:1] if first else []
    tail = sentences[-1:] if last and len(sentences) > len(head) else []
    # A sentence cut short by the change after it has no end of its own; the one before it is whole.
    inner = sentences[len(head) : len(sentences) - len(tail)]
    if sum(map(len, inner)) < _LONG:
        return text
    return "".join((*head, omitted, *tail))


def in_lines(cell: Iterable[CellLine | TableLine]) -> Iterator[CellLine]:
    """The cell for a file that can hold no table in it: a row of a table is a line."""
    for line in cell:
        if isinstance(line, TableLine):
            yield tuple(
                Piece(piece.text.replace("\n", " "), piece.changed)
                for n, own in enumerate(line.cells)
                for piece in ((BETWEEN_CELLS, *own) if n else own)
            )
        else:
            yield line


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of one table that stand in a cell; the first may be that of the heads."""

    lines: tuple[TableLine, ...]

    @property
    def width(self) -> int:
        return max(len(line.cells) for line in self.lines)

    def span(self, line: TableLine) -> int:
        """How many columns a cell of the line takes."""
        return self.width if len(line.cells) == 1 else 1


def in_tables(cell: Iterable[CellLine | TableLine]) -> Iterator[CellLine | Rows]:
    """The cell for a file that can: the rows of a table together."""
    rows: list[TableLine] = []
    for line in cell:
        if rows and (not isinstance(line, TableLine) or line.head):
            yield Rows(tuple(rows))
            rows = []
        if isinstance(line, TableLine):
            rows.append(line)
        else:
            yield line
    if rows:
        yield Rows(tuple(rows))


def plain_text(cell: Iterable[CellLine | TableLine]) -> str:
    """The characters of a cell."""
    return "\n".join("".join(piece.text for piece in line) for line in in_lines(cell))
