"""What is said to be former or removed is not there any more."""

from __future__ import annotations

from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue, Related
from keikaku.plan.index import PlanIndex
from keikaku.rules.names import id_of, kind_name

_say = DiagnosticCatalogue(__file__)


def former_in_use(index: PlanIndex) -> Iterator[Diagnostic]:
    """An address cannot lead to two places: to what has its id, and to what took over from that."""
    for definition in index.definitions:
        kind = definition.ref.partition(":")[0]
        for n, id in enumerate(getattr(definition.value, "former", ())):
            ref = id if ":" in id else f"{kind}:{id}"
            there = index.entities.get(ref)
            if there is not None:
                related = (Related(_say("there"), there.at.span("id")),)
                place = definition.at.span("former", n)
                yield _say.error("former", place, kind=kind_name(ref), id=id_of(ref), related=related)
    record = index.plan.addresses
    for n, ref in enumerate(record.removed if record is not None else ()):
        there = index.entities.get(ref)
        if record is not None and there is not None:
            related = (Related(_say("there"), there.at.span("id")),)
            place = record.at.span("removed", n)
            yield _say.error("removed", place, kind=kind_name(ref), id=id_of(ref), related=related)
