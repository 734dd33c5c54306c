"""Every entry of an ordered kind stands in ``order`` of plan.yml."""

from __future__ import annotations

from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue, Related
from keikaku.plan.index import PlanIndex
from keikaku.rules.misnamed import misnamed
from keikaku.rules.names import kind_name
from keikaku.rules.renamed import ORDERED, renamed

_say = DiagnosticCatalogue(__file__)


def unlisted_entry(index: PlanIndex) -> Iterator[Diagnostic]:
    """Without a place it has no number. One listed twice does not come so far."""
    order = index.plan.order
    mistaken = misnamed(index)
    known_before = set(renamed(index).values())  # where the former id still is listed, unknown_reference reports it
    for kind, field in ORDERED.items():
        listed = frozenset(getattr(order, field))
        for definition in index.definitions:
            unlisted = definition.ref.startswith(f"{kind}:") and definition.value.id not in listed
            if unlisted and definition not in mistaken and definition.value.id not in known_before:
                yield _say.error(
                    "unlisted",
                    definition.at.span("id"),
                    kind=kind_name(definition.ref),
                    id=definition.value.id,
                    field=field,
                    related=(Related(_say("order"), order.at.span(field, part="key")),),
                )
