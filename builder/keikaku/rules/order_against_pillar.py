"""A measure stands in the order among the measures of its pillar."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue, Related
from keikaku.plan.index import PlanIndex

_say = DiagnosticCatalogue(__file__)


def order_against_pillar(index: PlanIndex) -> Iterator[Diagnostic]:
    """Measures are printed pillar by pillar but numbered in the order: moved in one only, they are out of number.

    Of the two places that contradict each other the fewest measures are reported, at their ``pillar``: whoever moves
    one in the order forgets that line.
    """
    places = {pillar.id: n for n, pillar in enumerate(index.plan.pillars)}
    listed = {id: n for n, id in enumerate(index.plan.order.measures)}
    measures = [measure for measure in index.plan.measures if measure.pillar in places and measure.id in listed]
    kept = _longest_rise([places[measure.pillar] for measure in measures])
    in_order = sorted(kept)
    for n, measure in enumerate(measures):
        if n in kept:
            continue
        beside = measures[in_order[max(bisect_right(in_order, n) - 1, 0)]]
        place = index.plan.order.at.span("measures", listed[measure.id])
        yield _say.error(
            "moved",
            measure.at.span("pillar"),
            related=(Related(_say("listed"), place),),
            measure=measure.id,
            pillar=measure.pillar,
            beside=beside.pillar,
        )


def _longest_rise(values: Sequence[int]) -> frozenset[int]:
    """The places of a longest subsequence that never falls."""
    ends: list[int] = []
    lowest: list[int] = []
    before: list[int | None] = []
    for n, value in enumerate(values):
        length = bisect_right(lowest, value)
        before.append(ends[length - 1] if length else None)
        ends[length:] = [n, *ends[length + 1 :]]
        lowest[length:] = [value, *lowest[length + 1 :]]
    found: set[int] = set()
    at = ends[-1] if ends else None
    while at is not None:
        found.add(at)
        at = before[at]
    return frozenset(found)
