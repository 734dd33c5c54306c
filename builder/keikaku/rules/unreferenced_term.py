"""Every term of the glossary is used by a text under one of its wordings."""

from __future__ import annotations

from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.plan.index import PlanIndex
from keikaku.text.lexicon import JoinedTexts

_say = DiagnosticCatalogue(__file__)


def unreferenced_term(index: PlanIndex) -> Iterator[Diagnostic]:
    """The glossary explains what the plan says, and nothing else."""
    if index.skipped:
        return
    used = {reference.ref for reference in index.references}
    forms = index.plan.writing.forms
    texts = JoinedTexts(owned.text.markdown for owned in index.texts)
    for term in index.plan.terms:
        ref = f"term:{term.id}"
        wordings = (form for name in (term.name, *term.aliases) for form in forms(name))
        if ref not in used and all(
            index.texts[number].owner == ref for wording in wordings for number in texts.having(wording)
        ):
            yield _say.error("unused", term.at.span("name"), name=term.name)
