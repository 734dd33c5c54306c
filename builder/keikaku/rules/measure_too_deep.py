"""Measures have two levels."""

from __future__ import annotations

from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.plan.index import PlanIndex

_say = DiagnosticCatalogue(__file__)


def measure_too_deep(index: PlanIndex) -> Iterator[Diagnostic]:
    """Numbers and the framework are made for two levels."""
    for measure in index.plan.measures:
        upper = index.entities.get(f"measure:{measure.parent}")
        if upper is not None and upper.value.parent is not None:
            yield _say.error("third", measure.at.span("parent"), measure=measure.id, parent=measure.parent)
