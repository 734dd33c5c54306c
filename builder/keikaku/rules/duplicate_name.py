"""No two terms of the glossary have the same name."""

from __future__ import annotations

from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue, Related
from keikaku.plan.index import PlanIndex

_say = DiagnosticCatalogue(__file__)


def duplicate_name(index: PlanIndex) -> Iterator[Diagnostic]:
    """Nobody could tell which of the two a text is linked to."""
    first: dict[str, Related] = {}
    for term in index.plan.terms:
        if term.id != term.at.source.id:
            continue  # a copy whose id was not changed is reported by id_mismatch
        for name in dict.fromkeys((term.name, *term.aliases)):
            if name in first:
                yield _say.error("twice", term.at.span("name"), name=name, related=(first[name],))
            first.setdefault(name, Related(_say("first"), term.at.span("name")))
