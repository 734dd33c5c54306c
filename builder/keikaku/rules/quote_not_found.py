"""Words shown a second time (summary, vision, glossary) are the plan's own, to the letter."""

from __future__ import annotations

from collections.abc import Iterator

from keikaku.catalogue import LocalizedText
from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue, Related
from keikaku.plan.index import PlanIndex
from keikaku.plan.model import Quote
from keikaku.rules.words import PlanWords, bare, without_space
from keikaku.text.nearest import LIKE

_say = DiagnosticCatalogue(__file__)


def quote_not_found(index: PlanIndex) -> Iterator[Diagnostic]:
    """A quotation stands in the text it names as its source."""
    plan = index.plan
    quotes = [*plan.summary, *([plan.vision.statement] if plan.vision else [])]
    quotes += [term.quote for term in plan.terms if term.quote is not None]
    words = PlanWords(index)
    for quote in quotes:
        if quote.quoted_from not in index.entities:
            continue  # reported by unknown_reference
        wanted = without_space(quote.text.plain)
        if not any(wanted in text for text in words.of(quote.quoted_from, quote.text.at)):
            help, related = _whereabouts(index, words, quote, wanted)
            yield _say.error("missing", quote.text.at.span(), ref=quote.quoted_from, help=help, related=related)


def _whereabouts(
    index: PlanIndex, words: PlanWords, quote: Quote, wanted: str
) -> tuple[LocalizedText | None, tuple[Related, ...]]:
    """What to do about a quote that is not found, and the text it was probably taken from."""
    for owned in index.texts:
        # Most actions have no id of their own to quote them by.
        quotable = owned.owner in index.entities and not owned.owner.startswith("action:")
        if quotable and owned.text.at != quote.text.at and wanted in bare(owned):
            return _say("missing.elsewhere", ref=owned.owner), (Related(_say("same"), owned.text.at.span()),)
    likeness = {owned: _share(wanted, bare(owned)) for owned in words.texts(quote.quoted_from, quote.text.at)}
    nearest = max(likeness, key=lambda owned: likeness[owned], default=None)
    if nearest is None or likeness[nearest] < LIKE:
        return None, ()
    return None, (Related(_say("nearest"), nearest.text.at.span()),)


def _share(wanted: str, text: str) -> float:
    """How much of ``wanted`` stands in a text, in order, from 0 to 1."""
    from difflib import SequenceMatcher  # late: mostly all are found

    blocks = SequenceMatcher(None, wanted, text, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / max(len(wanted), 1)
