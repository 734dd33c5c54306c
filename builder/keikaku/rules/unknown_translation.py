"""A translation is of texts that the plan has."""

from __future__ import annotations

from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.plan.index import PlanIndex
from keikaku.plan.model import At

_say = DiagnosticCatalogue(__file__)


def unknown_translation(index: PlanIndex) -> Iterator[Diagnostic]:
    """A message whose context is none of the plan's fields: the entry is gone, or was never there."""
    translation = index.translation
    assert translation is not None
    if translation.of.skipped:
        return  # what cannot be read may have it
    known = {text.context for text in translation.every}
    for message in translation.unused:
        if message.context not in known and message.words:
            place = At(translation.source, ("messages", message.n)).span()
            yield _say.warning("context", place, context=message.context)
