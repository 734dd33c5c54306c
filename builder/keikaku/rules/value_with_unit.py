"""A value of a year is a number as such, or words: no number with its unit, or with signs between its digits."""

from __future__ import annotations

from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.plan.index import PlanIndex
from keikaku.plan.model import Attributed, YearValues
from keikaku.text.quantities import quantity

_say = DiagnosticCatalogue(__file__)


def value_with_unit(index: PlanIndex) -> Iterator[Diagnostic]:
    """As words nothing is reckoned with it: no rate of achievement, no grade, no bar."""
    for definition in index.definitions:
        if isinstance(definition.value, Attributed):
            for years in definition.value.years:
                yield from _of_years(years)


def _of_years(years: YearValues) -> Iterator[Diagnostic]:
    for key, values in (("planned", years.planned), ("actual", years.actual)):
        for year, value in values.items():
            written = quantity(value)
            if written is None or written.bound or written.about or written.number == value:
                continue
            span = years.at.span(key, year)
            other = written.unit not in ("", years.unit)
            unit = _say("unit", unit=written.unit) if other else ""
            right = years.at.source.corrected(span, written.number)
            tell = _say.warning if other else _say.error  # values of one row may be of different units on purpose
            yield tell("number", span, value=value, number=written.number, unit=unit, correction=right)
