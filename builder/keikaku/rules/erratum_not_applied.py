"""A certain erratum stands corrected in the plan; an open one stands as the source has it."""

from __future__ import annotations

from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.plan.index import PlanIndex
from keikaku.rules.words import PlanWords, without_space

_say = DiagnosticCatalogue(__file__)


def erratum_not_applied(index: PlanIndex) -> Iterator[Diagnostic]:
    """The errata say what was corrected, so they agree with the text."""
    words = PlanWords(index)
    for erratum in index.plan.errata:
        if erratum.entry == "plan" or erratum.entry not in index.entities:
            continue
        wanted = without_space(erratum.corrected if erratum.certain else erratum.source)
        if not any(wanted in text for text in words.of(erratum.entry)):
            key = "corrected" if erratum.certain else "source"
            yield _say.error(key, erratum.at.span(key), id=erratum.id, ref=erratum.entry)
