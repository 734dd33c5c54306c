"""An action is addressed to an audience only where its own words say so, and every audience is addressed by one."""

from __future__ import annotations

from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.plan.index import PlanIndex
from keikaku.plan.model import Action

_say = DiagnosticCatalogue(__file__)


def audience_not_named(index: PlanIndex) -> Iterator[Diagnostic]:
    """Nothing is asked of people whom the text does not name; no page of an audience is empty."""
    words = {audience.id: audience.words for audience in index.plan.audiences}
    addressed: set[str] = set()
    for place in index.actions.values():
        if not isinstance(place.item, Action):
            continue
        addressed.update(place.item.audience)
        for n, id in enumerate(place.item.audience):
            if id in words and not any(word in place.item.text.markdown for word in words[id]):
                yield _say.error("unnamed", place.item.at.span("audience", n), id=id, words=words[id])
    if index.skipped:
        return
    for audience in index.plan.audiences:
        if audience.id not in addressed:
            yield _say.warning("unaddressed", audience.at.span("id"), id=audience.id, name=audience.name)
