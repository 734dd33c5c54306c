"""A cross-listing names an action of another measure."""

from __future__ import annotations

from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue, Related
from keikaku.plan.index import PlanIndex
from keikaku.plan.model import CrossListing

_say = DiagnosticCatalogue(__file__)


def cross_listing_of_itself(index: PlanIndex) -> Iterator[Diagnostic]:
    """再掲 repeats what stands elsewhere."""
    for place in index.actions.values():
        if not isinstance(place.item, CrossListing):
            continue
        id = place.item.cross_listing
        original = index.actions.get(f"action:{id}")
        if original is not None and (original is place or original.measure == place.measure):
            related = (Related(_say("original"), original.item.at.span()),)
            yield _say.error("same", place.item.at.span("cross_listing"), id=id, related=related)
