"""A bar of a timeline begins and ends at years of that timeline, in this order."""

from __future__ import annotations

from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.plan.index import PlanIndex
from keikaku.plan.model import At, Period, Timeline
from keikaku.text.nearest import nearest

_say = DiagnosticCatalogue(__file__)


def unknown_year(index: PlanIndex) -> Iterator[Diagnostic]:
    """What is not among the years has no place to be drawn at."""
    for figure in index.plan.figures:
        if isinstance(figure.diagram, Timeline):
            for n, row in enumerate(figure.diagram.timeline):
                for place, period in enumerate(row.periods):
                    at = figure.at.child("diagram", "timeline", n, "periods", place)
                    yield from _period(period, figure.diagram.years, at)


def _period(period: Period, years: tuple[str, ...], at: At) -> Iterator[Diagnostic]:
    written = {key: year for key, year in (("from", period.start), ("to", period.end)) if year is not None}
    for key, year in written.items():
        if year not in years:
            yield _say.error("unknown", at.span(key), year=year, near=tuple(nearest(year, years) or years))
    places = [years.index(year) for year in written.values() if year in years]
    if len(places) == 2 and places[0] > places[1]:
        yield _say.error("backwards", at.span("to"), start=period.start, end=period.end)
