"""The data of the 新旧対照表 for Typst: each class is a mapping in ``compare/table.typ``, each field a key of it."""

from __future__ import annotations

from collections.abc import Sequence

from keikaku.dataclass import dataclass
from keikaku.outputs.compare.cell import Cell, CellLine, Rows, in_tables
from keikaku.outputs.compare.table import Band, ComparisonTable


@dataclass(slots=True)
class PaperLine:
    """A line of a cell that is in no table."""

    line: CellLine


@dataclass(slots=True)
class PaperTableRow:
    """A row of a table inside a cell."""

    head: bool
    span: int
    """Over how many columns each of its cells goes."""
    cells: Sequence[CellLine]


@dataclass(slots=True)
class PaperTable:
    """A table of the plan inside a cell."""

    width: int
    rows: list[PaperTableRow]


@dataclass(slots=True)
class PaperBand:
    """The title of what follows, over all columns."""

    band: str


@dataclass(slots=True)
class PaperRow:
    """Both versions and the remark; ``left`` and ``right`` as the reader asked for them."""

    left: list[PaperLine | PaperTable]
    right: list[PaperLine | PaperTable]
    remark: str


@dataclass(slots=True, kw_only=True)
class PaperData:
    """All that ``compare/table.typ`` reads."""

    title: str
    number: str
    department: str
    between: str
    remark: str
    note: str
    heads: Sequence[str]
    explained: bool
    language: str
    labels: str
    """The language of all that is no word of the plan."""
    rows: list[PaperBand | PaperRow]


def paper_data(table: ComparisonTable) -> PaperData:
    """What ``compare/table.typ`` reads; ``typeset`` adds the fonts."""
    rows: list[PaperBand | PaperRow] = []
    for row in table.rows:
        if isinstance(row, Band):
            rows.append(PaperBand(row.text))
        else:
            left, right = table.cells(row)
            rows.append(PaperRow(_cell(left), _cell(right), row.remark))
    return PaperData(
        title=table.title,
        number=table.number,
        department=table.department,
        between=table.between,
        remark=table.remark,
        note=table.note,
        heads=table.heads,
        explained=table.explained,
        language=table.languages.plan,
        labels=table.languages.labels,
        rows=rows,
    )


def _cell(cell: Cell) -> list[PaperLine | PaperTable]:
    return [
        PaperTable(part.width, [PaperTableRow(row.head, part.span(row), row.cells) for row in part.lines])
        if isinstance(part, Rows)
        else PaperLine(part)
        for part in in_tables(cell)
    ]
