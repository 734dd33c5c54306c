"""Measures have no more levels than the plan declares."""

from __future__ import annotations

from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.plan.index import PlanIndex
from keikaku.plan.model import Measure

_say = DiagnosticCatalogue(__file__)


def measure_too_deep(index: PlanIndex) -> Iterator[Diagnostic]:
    """Numbers and headings are made for these levels; without ``levels`` there are two."""
    plan = index.plan
    reported: set[str] = set()
    for measure in plan.measures:
        above = list(_above(index, measure))
        if reported.intersection(above):
            continue
        if measure.id in above:
            reported.update(above)
            yield _say.error("circle", measure.at.span("parent"), measure=measure.id, parent=measure.parent)
        elif len(above) >= plan.measure_levels:
            key = "undeclared" if plan.levels else "third"
            span, names = measure.at.span("parent"), tuple(plan.levels)
            yield _say.error(key, span, measure=measure.id, parent=measure.parent, n=len(names), levels=names)


def _above(index: PlanIndex, measure: Measure) -> Iterator[str]:
    """The measures above one, the nearest first, up to the second time that one of them comes."""
    seen: set[str] = set()
    while (upper := index.entities.get(f"measure:{measure.parent}")) is not None:
        measure = upper.value
        yield measure.id
        if measure.id in seen:
            return
        seen.add(measure.id)
