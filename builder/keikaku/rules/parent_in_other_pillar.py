"""A measure has the pillar of the measure above it."""

from __future__ import annotations

from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue, Related
from keikaku.plan.index import PlanIndex

_say = DiagnosticCatalogue(__file__)


def parent_in_other_pillar(index: PlanIndex) -> Iterator[Diagnostic]:
    """It follows that measure, so headings and framework would contradict each other."""
    for measure in index.plan.measures:
        upper = index.entities.get(f"measure:{measure.parent}")
        if upper is None or f"pillar:{measure.pillar}" not in index.entities:
            continue
        if upper.value.pillar != measure.pillar:
            yield _say.error(
                "differs",
                measure.at.span("pillar"),
                measure=measure.id,
                pillar=measure.pillar,
                parent=measure.parent,
                upper=upper.value.pillar,
                related=(Related(_say("upper"), upper.at.span("pillar")),),
            )
