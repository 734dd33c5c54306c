"""Where all measures of a level but one say what they are for, that one has been forgotten."""

from __future__ import annotations

from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.plan.index import PlanIndex

_say = DiagnosticCatalogue(__file__)


def missing_purpose(index: PlanIndex) -> Iterator[Diagnostic]:
    """A plan whose measures have none is as it is; its own habit says whether one is missing."""
    for depth in set(index.depths.values()):
        measures = [measure for measure in index.measures if index.depths[measure.id] == depth]
        without = [measure for measure in measures if measure.purpose is None]
        if len(without) == 1 < len(measures):
            yield _say.warning("missing", without[0].at.span("title"), n=len(measures) - 1)
