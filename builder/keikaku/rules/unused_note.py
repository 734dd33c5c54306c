"""Every note is marked in a text."""

from __future__ import annotations

from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.plan.index import PlanIndex
from keikaku.rules.names import id_of

_say = DiagnosticCatalogue(__file__)


def unused_note(index: PlanIndex) -> Iterator[Diagnostic]:
    """It would stand at the foot of a page without a sign of what it belongs to."""
    if index.skipped:
        return
    used = {reference.ref for reference in index.references}
    for definition in index.definitions:
        if definition.ref.startswith("note:") and definition.ref not in used:
            yield _say.error("unused", definition.at.span("id"), id=id_of(definition.ref))
