"""Every entry of an ordered kind stands in ``order`` of plan.yml."""

from __future__ import annotations

from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue, Related
from keikaku.plan.index import PlanIndex
from keikaku.plan.model import Measure
from keikaku.rules.misnamed import misnamed
from keikaku.rules.names import kind_name
from keikaku.rules.renamed import ORDERED, renamed

_say = DiagnosticCatalogue(__file__)


def unlisted_entry(index: PlanIndex) -> Iterator[Diagnostic]:
    """Without a place it has no number. One listed twice does not come so far."""
    order = index.plan.order
    mistaken = misnamed(index)
    known_before = set(renamed(index).values())  # where the former id still is listed, unknown_reference reports it
    listed = {kind: frozenset(getattr(order, field)) for kind, field in ORDERED.items()}
    for definition in index.definitions:
        kind = definition.ref.partition(":")[0]
        if kind not in listed or definition.value.id in listed[kind]:
            continue
        if definition not in mistaken and definition.value.id not in known_before:
            field = ORDERED[kind]
            beside = _last_of_pillar(index, definition.value) if kind == "measure" else None
            place = order.at.span(field, part="key")
            if beside is not None:
                place = order.at.span(field, order.measures.index(beside))
            yield _say.error(
                "unlisted",
                definition.at.span("id"),
                kind=kind_name(definition.ref),
                id=definition.value.id,
                field=field,
                help=_say("unlisted.behind", id=definition.value.id, beside=beside) if beside else None,
                related=(Related(_say("order"), place),),
            )


def _last_of_pillar(index: PlanIndex, measure: Measure) -> str | None:
    """The listed measure behind which one of the same pillar can stand."""
    listed = {id: n for n, id in enumerate(index.plan.order.measures)}
    beside = [one.id for one in index.plan.measures if one.pillar == measure.pillar and one.id in listed]
    return max(beside, key=listed.__getitem__, default=None)
