"""Actions stand under an actor of the plan."""

from __future__ import annotations

from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.plan.index import PlanIndex
from keikaku.rules.names import kind_name, meant, one_of
from keikaku.rules.renamed import ask, renamed
from keikaku.text.nearest import correction_of, nearest

_say = DiagnosticCatalogue(__file__)


def unknown_actor(index: PlanIndex) -> Iterator[Diagnostic]:
    """Nobody would know who takes these actions."""
    actors = [actor.id for actor in index.plan.actors]
    before = renamed(index)
    for measure in index.plan.measures:
        for id in measure.actions:
            ref = f"actor:{id}"
            if id in actors or ref in index.skipped:
                continue
            near, new = nearest(id, actors), before.get(ref)
            span = measure.at.span("actions", id, part="key")
            right = new or correction_of(id, actors)
            yield _say.error(
                "unknown",
                span,
                id=id,
                help=ask(kind_name(ref), new) if new else meant(near) if near else one_of(index, "actor"),
                correction=measure.at.source.corrected(span, right) if right else None,
            )
