"""A cross-listing names an original action."""

from __future__ import annotations

from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue, Related
from keikaku.plan.index import PlanIndex
from keikaku.plan.model import CrossListing

_say = DiagnosticCatalogue(__file__)


def cross_listing_of_cross_listing(index: PlanIndex) -> Iterator[Diagnostic]:
    """The original and its page are one step away."""
    for place in index.actions.values():
        if not isinstance(place.item, CrossListing):
            continue
        id = place.item.cross_listing
        original = index.actions.get(f"action:{id}")
        if original is None or original.measure == place.measure:
            continue  # reported by unknown_reference and cross_listing_of_itself
        if isinstance(original.item, CrossListing):
            yield _say.error(
                "again",
                place.item.at.span("cross_listing"),
                id=id,
                first=original.item.cross_listing,
                related=(Related(_say("also"), original.item.at.span()),),
            )
