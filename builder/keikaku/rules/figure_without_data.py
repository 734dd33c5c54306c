"""A figure is there if its numbers are, and missing if they are not."""

from __future__ import annotations

from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.plan.index import PlanIndex

_say = DiagnosticCatalogue(__file__)


def figure_without_data(index: PlanIndex) -> Iterator[Diagnostic]:
    """One said to be there without its numbers would leave the list of what is missing, and show nothing."""
    for figure in index.plan.figures:
        if figure.status == "available" and figure.data is None:
            key = "no-drawing" if figure.kind == "diagram" else "no-data"
            yield _say.error(key, figure.at.span("status"))
        elif figure.status == "missing" and figure.data is not None:
            span = figure.at.span("status")
            yield _say.error("said-missing", span, correction=figure.at.source.corrected(span, "available"))
