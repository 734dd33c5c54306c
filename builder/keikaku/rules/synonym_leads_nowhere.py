"""A synonym of the search leads to words that the plan uses."""

from __future__ import annotations

from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.plan.index import PlanIndex
from keikaku.plan.model import Programme, Term
from keikaku.rules.words import bare, without_space
from keikaku.text.lexicon import JoinedTexts

_say = DiagnosticCatalogue(__file__)


def synonym_leads_nowhere(index: PlanIndex) -> Iterator[Diagnostic]:
    """A search for it would find nothing."""
    if index.skipped:
        return
    named: list[Term | Programme] = [*index.plan.terms, *index.plan.programmes]
    names = (without_space(word) for entity in named for word in (entity.name, *entity.aliases))
    texts = JoinedTexts((*map(bare, index.texts), *names))
    for synonym in index.plan.synonyms:
        for n, target in enumerate(synonym.leads_to):
            if next(texts.having(without_space(target)), None) is None:
                yield _say.warning("nowhere", synonym.at.span("leads_to", n), target=target)
