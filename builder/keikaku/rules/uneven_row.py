"""Each row of a table, and each series of a figure, has a cell for every column."""

from __future__ import annotations

from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue, Related
from keikaku.plan.index import PlanIndex
from keikaku.plan.model import Figure, FigureData, Table
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


def _table(index: PlanIndex, table: Table) -> Iterator[Diagnostic]:
    heads, rows = written(table, index)
    if not heads or not heads[0]:
        return  # its sheet is missing, and reported
    width = len(heads[0])
    head = (Related(_say("head"), heads[0][0].at.span()),)
    uneven = [row for row in (*heads[1:], *rows) if len(row) != width]
    for row in uneven:
        key = "row-of-sheet" if table.csv is not None else "row"
        yield _say.error(key, row[-1 if table.csv else 0].at.span(), cells=len(row), columns=width, related=head)
    if uneven:
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
