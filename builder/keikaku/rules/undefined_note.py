"""A mark ``[^id]`` has its note."""

from __future__ import annotations

from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.plan.index import PlanIndex
from keikaku.rules.names import id_of, meant
from keikaku.text.ids import is_id
from keikaku.text.nearest import nearest

_say = DiagnosticCatalogue(__file__)


def undefined_note(index: PlanIndex) -> Iterator[Diagnostic]:
    """Else the reader is sent to nothing."""
    known = [id_of(ref) for ref in index.entities if ref.startswith("note:")]
    if index.skipped:
        return
    for reference in index.references:
        if reference.ref.startswith("note:") and reference.ref not in index.entities:
            id = id_of(reference.ref)
            near = nearest(id, known)
            place = reference.at.locate(reference.needle or "", reference.nth)
            help = meant(near) if near else None if is_id(id) else _say("no-id")
            yield _say.error("undefined", place, id=id, help=help)
