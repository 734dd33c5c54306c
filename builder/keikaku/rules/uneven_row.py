"""Each row of a table, and each series of a figure, has a cell for every column."""

from __future__ import annotations

from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue, Related
from keikaku.plan.index import PlanIndex
from keikaku.plan.model import Figure, Table

_say = DiagnosticCatalogue(__file__)


def uneven_row(index: PlanIndex) -> Iterator[Diagnostic]:
    """A row with more or fewer cells than the head: what follows would stand under the wrong column."""
    for definition in index.definitions:
        value = definition.value
        if isinstance(value, Table):
            head = (Related(_say("head"), value.at.span("head", 0)),)
            for n, row in enumerate(value.rows):
                if len(row) != len(value.head):
                    place = value.at.span("rows", n, 0)
                    yield _say.error("row", place, cells=len(row), columns=len(value.head), related=head)
        elif isinstance(value, Figure) and value.data is not None:
            columns = (Related(_say("columns"), value.at.span("data", "columns", 0)),)
            expected = len(value.data.columns)
            for n, series in enumerate(value.data.series):
                if len(series.values) != expected:
                    place = value.at.span("data", "series", n, "values", 0)
                    values = len(series.values)
                    yield _say.error(
                        "series", place, name=series.name, values=values, columns=expected, related=columns
                    )
