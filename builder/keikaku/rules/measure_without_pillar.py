"""Every measure stands under a pillar of the plan."""

from __future__ import annotations

from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.plan.index import PlanIndex
from keikaku.rules.names import kind_name, meant, one_of
from keikaku.rules.renamed import ask, renamed
from keikaku.text.nearest import correction_of, nearest

_say = DiagnosticCatalogue(__file__)


def measure_without_pillar(index: PlanIndex) -> Iterator[Diagnostic]:
    """Without it the framework and the print draft would leave the measure out."""
    pillars = [pillar.id for pillar in index.plan.pillars]
    before = renamed(index)
    for measure in index.plan.measures:
        ref = f"pillar:{measure.pillar}"
        if ref in index.entities or ref in index.skipped:
            continue
        new, near = before.get(ref), nearest(measure.pillar, pillars)
        if new:
            help = ask(kind_name(ref), new)
        elif near:
            help = meant(near)
        else:
            help = one_of(index, "pillar") or _say("missing.none")
        span = measure.at.span("pillar")
        right = new or correction_of(measure.pillar, pillars)
        yield _say.error(
            "missing",
            span,
            measure=measure.id,
            pillar=measure.pillar,
            help=help,
            correction=measure.at.source.corrected(span, right) if right else None,
        )
