"""A translation says the numbers of its original: dates, targets, telephone numbers."""

from __future__ import annotations

from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue, Related
from keikaku.plan.index import PlanIndex
from keikaku.text.numbers import missing_and_new, numbers

_say = DiagnosticCatalogue(__file__)


def translated_numbers(index: PlanIndex) -> Iterator[Diagnostic]:
    """Laid beside the original that was translated: of a text changed since, the build says that it has changed."""
    translation = index.translation
    assert translation is not None
    for text, message in translation.found.items():
        original = numbers(message.of, translation.of.plan.language)
        missing, new = missing_and_new(original, numbers(message.words, translation.language))
        here = (Related(_say("original"), translation.every[text].span()),)
        at = translation.at(message)
        if missing:
            yield _say.error("missing", at.span(), numbers=missing, related=here)
        elif new:
            yield _say.error("new", at.locate(new[0]), numbers=new, related=here)
