"""A chart can be drawn of its numbers: two axes at most, two sides of a pyramid, shares that add up."""

from __future__ import annotations

from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.plan.index import PlanIndex
from keikaku.plan.model import At, FigureData

_say = DiagnosticCatalogue(__file__)


def undrawable_chart(index: PlanIndex) -> Iterator[Diagnostic]:
    """What no drawing could show truly: a third axis, or a part of a whole that is less than nothing."""
    for figure in index.plan.figures:
        if figure.data is not None:
            at = figure.at.child("data")
            yield from _too_many_units(figure.data, at)
            if figure.data.chart in ("share", "pyramid"):
                yield from _of_one_kind(figure.data, at)


def _too_many_units(data: FigureData, at: At) -> Iterator[Diagnostic]:
    units = list(dict.fromkeys(data.units))
    for n, unit in enumerate(data.units):
        if unit in units[2:]:
            yield _say.error("third-unit", at.span("series", n, "unit"), unit=unit, two="・".join(units[:2]))


def _of_one_kind(data: FigureData, at: At) -> Iterator[Diagnostic]:
    """Of charts whose series are all drawn alike, and whose numbers begin at nought."""
    if data.chart == "pyramid" and len(data.series) != 2:
        yield _say.error("two-sides", at.span("chart"), n=len(data.series))
    for n, series in enumerate(data.series):
        for key in ("unit", "chart"):
            if getattr(series, key) is not None:
                yield _say.error("own", at.span("series", n, key, part="key"), key=key, chart=data.chart)
        for place, value in enumerate(series.values):
            if value is not None and value.startswith("-"):
                yield _say.error("negative", at.span("series", n, "values", place), chart=data.chart)
