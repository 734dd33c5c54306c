"""The id in a file is the name of the file."""

from __future__ import annotations

from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.patterns import regex
from keikaku.plan.index import PlanIndex
from keikaku.rules.misnamed import misnamed

_say = DiagnosticCatalogue(__file__)
_ID = regex(r"[a-z0-9-]+")


def id_mismatch(index: PlanIndex) -> Iterator[Diagnostic]:
    """Whoever reads a reference knows which file to open."""
    files = {(definition.at.source.kind, definition.at.source.id) for definition in index.definitions}
    for definition in misnamed(index):
        stem, id = definition.at.source.id, definition.value.id
        if (definition.at.source.kind, id) in files:
            help = _say("differs.copy", id=id)
        elif _ID.fullmatch(stem):
            help = _say("differs.either", id=id, stem=stem)
        else:
            help = _say("differs.rename", id=id)
        yield _say.error("differs", definition.at.span("id"), id=id, stem=stem, help=help)
