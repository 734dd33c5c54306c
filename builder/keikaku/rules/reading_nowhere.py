"""A reading of ``readings.yml`` is of a word that the plan uses."""

from __future__ import annotations

from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.plan.index import PlanIndex
from keikaku.text.lexicon import WordSet

_say = DiagnosticCatalogue(__file__)


def reading_nowhere(index: PlanIndex) -> Iterator[Diagnostic]:
    """It would be shown over nothing; the text may have changed since."""
    readings = index.plan.readings
    if index.skipped or not readings:
        return
    words = WordSet(one.within or one.word for one in readings)
    used = {word for text in _strings(index) for _, begun in words.starting(text) for word in begun}
    for one in readings:
        if one.within and one.word not in one.within:
            yield _say.error("outside", one.at.span("within"), word=one.word, within=one.within)
        elif (one.within or one.word) not in used:
            key = "within" if one.within else "word"
            yield _say.warning("nowhere", one.at.span(key), word=one.within or one.word)


def _strings(index: PlanIndex) -> Iterator[str]:
    """Every text of the files that the plan is made of, also of fields that hold no Markdown."""
    sources = {definition.at.source.path: definition.at.source for definition in index.definitions}
    sources[index.plan.at.source.path] = index.plan.at.source
    for source in sources.values():
        yield from (text for _, text in source.strings())
