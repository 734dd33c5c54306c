"""Each row of a table, and each series of a figure, has a cell for every column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue, Related
from keikaku.patterns import regex
from keikaku.plan.index import PlanIndex
from keikaku.plan.model import Figure, FigureData, Table, Text
from keikaku.plan.table import badly_joined, is_number, written

_say = DiagnosticCatalogue(__file__)


def uneven_row(index: PlanIndex) -> Iterator[Diagnostic]:
    """A row with more or fewer cells than the head: what follows would stand under the wrong column."""
    for definition in index.definitions:
        value = definition.value
        if isinstance(value, Table):
            yield from _table(index, value)
        elif isinstance(value, Figure) and value.data is not None:
            yield from _figure(value, value.data)


def _figure(figure: Figure, data: FigureData) -> Iterator[Diagnostic]:
    columns = figure.at.span("data", "columns", 0)
    expected = len(data.columns)
    lengths = {len(series.values) for series in data.series}
    if len(data.series) > 1 and len(lengths) == 1 and expected not in lengths:
        yield _say.error("columns", columns, values=lengths.pop(), columns=expected)
        return
    for n, series in enumerate(data.series):
        if (values := len(series.values)) != expected:
            place = figure.at.span("data", "series", n, "values", 0)
            related = (Related(_say("head-of-columns"), columns),)
            yield _say.error("series", place, name=series.name, values=values, columns=expected, related=related)


def _uneven(table: Table, head: Sequence[Text], rows: Sequence[Sequence[Text]], there: Related) -> Iterator[Diagnostic]:
    """Rows below the first head that are not as wide; where none is, and all are alike, it is the head that is not."""
    width, widths = len(head), {len(row) for row in rows}
    if len(rows) > 1 and len(widths) == 1 and width not in widths:
        yield _say.error("head", there.span, cells=width, columns=widths.pop())
        return
    for row in rows:
        if len(row) == width:
            continue
        if table.csv is None and len(row) % width == 0:
            yield _say.error("rows", row[width].at.span(), rows=len(row) // width, correction=_first_cell(row[width]))
        else:
            key, at = ("row-of-sheet", -1) if table.csv is not None else ("row", 0)
            yield _say.error(key, row[at].at.span(), cells=len(row), columns=width, related=(there,))


def _first_cell(text: Text) -> str | None:
    """The line of a cell as the first of a row, which has a dash of its own."""
    line = text.at.source.corrected(text.at.span(), text.at.source.map.slice(text.at.span()))
    return _CELL.sub(r"\1- - ", line) if line is not None and _CELL.match(line) else None


_CELL = regex(r"\A( *)  - ")


def _table(index: PlanIndex, table: Table) -> Iterator[Diagnostic]:
    heads, rows = written(table, index)
    if not heads or not heads[0]:
        return  # its sheet is missing, and reported
    width = len(heads[0])
    head = (Related(_say("here"), heads[0][0].at.span()),)
    if uneven := list(_uneven(table, heads[0], (*heads[1:], *rows), head[0])):
        yield from uneven
        return
    if not rows:
        yield _say.error("no-rows", heads[-1][0].at.span(), heads=len(heads))
    if int(table.row_heads) >= width > 1:
        yield _say.error("row-heads", table.at.span("row_heads"), columns=width)
    for text in badly_joined(heads, rows):
        yield _say.error("joined", text.at.span(), mark=text.markdown.strip())
    if table.columns and len(table.columns) != width:
        yield _say.error("kinds", table.at.span("columns", 0), n=len(table.columns), columns=width, related=head)
        return
    for row in rows:
        for kind, text in zip(table.columns, row, strict=False):
            if kind == "number" and not is_number(text.markdown):
                yield _say.error("no-number", text.at.span(), words=text.markdown)
