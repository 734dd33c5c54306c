"""A figure is there if what it shows is, and not if it is not."""

from __future__ import annotations

from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.plan.index import PlanIndex
from keikaku.plan.model import Figure

_say = DiagnosticCatalogue(__file__)
_MISSING = {"chart": "no-data", "diagram": "no-diagram", "image": "no-image"}


def figure_without_data(index: PlanIndex) -> Iterator[Diagnostic]:
    """One said to be there without its content would leave the list of what is missing, and show nothing."""
    for figure in index.plan.figures:
        content = [key for key in ("data", "diagram", "image") if getattr(figure, key) is not None]
        for key in content[1:]:
            yield _say.error("two", figure.at.span(key, part="key"), first=content[0], second=key)
        if figure.status == "available" and not content:
            yield _say.error(_MISSING[figure.kind], figure.at.span("status"))
        elif figure.status != "available" and content:
            yield _said_otherwise(figure, content[0])


def _said_otherwise(figure: Figure, key: str) -> Diagnostic:
    span = figure.at.span("status")
    correction = figure.at.source.corrected(span, "available")
    return _say.error("said-otherwise", span, correction=correction, key=key, status=figure.status)
