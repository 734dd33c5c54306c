"""Every term of the glossary is used by a text under one of its wordings."""

from __future__ import annotations

from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.plan.index import PlanIndex
from keikaku.text.lexicon import WordSet

_say = DiagnosticCatalogue(__file__)


def unreferenced_term(index: PlanIndex) -> Iterator[Diagnostic]:
    """The glossary explains what the plan says, and nothing else."""
    if index.skipped:
        return
    used = {reference.ref for reference in index.references}
    forms = index.plan.writing.forms
    wordings = {
        f"term:{term.id}": tuple(form for name in (term.name, *term.aliases) for form in forms(name))
        for term in index.plan.terms
    }
    words = WordSet(word for several in wordings.values() for word in several)
    named: dict[str, set[str]] = {}
    for owned in index.texts:
        for _, begun in words.starting(owned.text.markdown):
            for word in begun:
                named.setdefault(word, set()).add(owned.owner)
    for term in index.plan.terms:
        ref = f"term:{term.id}"
        if ref not in used and not any(named.get(word, set()) - {ref} for word in wordings[ref]):
            yield _say.error("unused", term.at.span("name"), name=term.name)
