"""A translation calls terms and programmes by the names that the translation gives them."""

from __future__ import annotations

from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.plan.index import PlanIndex
from keikaku.plan.model import Plan, Programme, Term
from keikaku.text.lexicon import Lexicon

_say = DiagnosticCatalogue(__file__)


def translated_names(index: PlanIndex) -> Iterator[Diagnostic]:
    """One thing under two names is two things to whoever reads."""
    translation = index.translation
    assert translation is not None
    entries = _named(translation.of.plan)
    new = {ref: entity for ref, entity in _named(index.plan).items() if entity.name != entries[ref].name}
    # The longest match anywhere: to ask for the tokens of a language would load its dictionary at every check.
    lexicon = Lexicon({word: ref for ref, entity in entries.items() for word in (entity.name, *entity.aliases)})
    for text, message in translation.found.items():
        if message.of != text.words:
            continue
        said = message.words.casefold()
        for ref in dict.fromkeys(found.ref for found in lexicon.find(text.words)):
            if ref not in new or ref == text.owner:
                continue
            names = (new[ref].name, *new[ref].aliases)
            if not any(name.casefold() in said for name in names):
                yield _say.warning(
                    "otherwise", translation.at(message).span(), name=entries[ref].name, translated=new[ref].name
                )


def _named(plan: Plan) -> dict[str, Term | Programme]:
    entities: tuple[Term | Programme, ...] = (*plan.terms, *plan.programmes)
    return {f"{entity.ENTRY}:{entity.id}": entity for entity in entities}
