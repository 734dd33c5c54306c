"""The terms with what they mean, as data for the print template."""

from __future__ import annotations

from keikaku.outputs.print.inlines import Prose, joined
from keikaku.outputs.print.nodes import GlossaryTerm, QuotedFrom
from keikaku.plan.outline import Outline


def glossary(outline: Outline, prose: Prose) -> list[GlossaryTerm]:
    """Every term in the order of its reading, with its definition or the words of the plan that explain it."""
    found = []
    for term in outline.index.plan.terms:
        quote = term.quote if term.definition is None else None
        source = None if quote is None else QuotedFrom(quote.quoted_from, outline.place(quote.quoted_from))
        c = joined(prose.paragraphs(term.definition if quote is None else quote.text, marks=False))
        found.append(
            GlossaryTerm(ref=f"term:{term.id}", name=prose.name(term.name), reading=term.reading, c=c, quoted=source)
        )
    return found
