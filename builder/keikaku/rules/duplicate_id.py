"""No two entries of one kind have the same id."""

from __future__ import annotations

from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue, Related
from keikaku.plan.index import PlanIndex
from keikaku.rules.misnamed import misnamed
from keikaku.rules.names import kind_name

_say = DiagnosticCatalogue(__file__)


def duplicate_id(index: PlanIndex) -> Iterator[Diagnostic]:
    """Nobody could tell which of the two a reference means."""
    copies = {definition.at.source.path for definition in misnamed(index)}
    for definition in index.definitions:
        first = index.entities[definition.ref]
        if first is definition or copies & {definition.at.source.path, first.at.source.path}:
            continue  # a copied file whose id was not changed is reported by id_mismatch
        yield _say.error(
            "note" if definition.ref.startswith("note:") else "entry",
            definition.at.span("id"),
            kind=kind_name(definition.ref),
            id=definition.value.id,
            related=(Related(_say("first"), first.at.span("id")),),
        )
