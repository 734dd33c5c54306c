"""Rules on tables and figures: each row has a cell for every column."""

from __future__ import annotations

from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, Related, error
from keikaku.plan.index import PlanIndex
from keikaku.plan.model import Figure, Table


def uneven_row(index: PlanIndex) -> Iterator[Diagnostic]:
    """A row with more or fewer cells than the head: what follows would stand under the wrong column."""
    for definition in index.definitions:
        value = definition.value
        if isinstance(value, Table):
            for n, row in enumerate(value.rows):
                if len(row) != len(value.head):
                    yield error(
                        "uneven-row",
                        f"この行のますは{len(row)}つですが、見出しは{len(value.head)}つです。",
                        value.at.span("rows", n, 0),
                        '見出しと同じ数だけ、ますを書いてください。空のますは「- ""」と書きます。',
                        related=(Related("見出し", value.at.span("head", 0)),),
                    )
        elif isinstance(value, Figure) and value.data is not None:
            columns = value.data.columns
            for n, series in enumerate(value.data.series):
                if len(series.values) != len(columns):
                    yield error(
                        "uneven-row",
                        f"「{series.name}」の数は{len(series.values)}つですが、columns は{len(columns)}つです。",
                        value.at.span("data", "series", n, "values", 0),
                        "columns と同じ数だけ書いてください。数のない所は「- —」と書きます。",
                        related=(Related("columns", value.at.span("data", "columns", 0)),),
                    )
