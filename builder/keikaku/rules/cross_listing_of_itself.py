"""A cross-listing names what stands at another place."""

from __future__ import annotations

from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue, Related
from keikaku.plan.index import PlanIndex
from keikaku.plan.model import CrossListing, Measure

_say = DiagnosticCatalogue(__file__)


def cross_listing_of_itself(index: PlanIndex) -> Iterator[Diagnostic]:
    """再掲 repeats what stands elsewhere."""
    for place in index.actions.values():
        if not isinstance(place.item, CrossListing):
            continue
        id = place.item.cross_listing
        original = index.actions.get(f"action:{id}")
        if original is not None and original.measure == place.measure:
            related = (Related(_say("original"), original.item.at.span()),)
            yield _say.error("same", place.item.at.span("cross_listing"), id=id, related=related)
    for ref, references in index.listed_again.items():
        homes = _homes(index, ref)
        for found in references:
            if found.owner in homes:
                related = (Related(_say("first"), index.entities[ref].at.span()),)
                yield _say.error("here-already", found.at.span(), id=ref, related=related)


def _homes(index: PlanIndex, ref: str) -> frozenset[str]:
    """The entries under which something stands already: itself, what it stands in, a measure's pillar."""
    action = index.actions.get(ref)
    found = index.entities.get(f"measure:{action.measure}" if action is not None else ref)
    pillar = (f"pillar:{found.value.pillar}",) if found is not None and isinstance(found.value, Measure) else ()
    return frozenset((ref, *((found.ref, *pillar) if found is not None else ())))
