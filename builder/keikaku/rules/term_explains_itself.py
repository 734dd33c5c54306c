"""What explains a term says more than the term."""

from __future__ import annotations

import re
from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.patterns import regex
from keikaku.plan.index import PlanIndex

_say = DiagnosticCatalogue(__file__)
_SAYS_NOTHING = regex(r"[\u3041-\u309f]{0,12}")
"""What may be left beside the term: とは, のことをいいます."""


def term_explains_itself(index: PlanIndex) -> Iterator[Diagnostic]:
    """Definitions and plain texts that have the term's own words and nothing else."""
    for term in index.plan.terms:
        names = sorted((term.name, *term.aliases), key=len, reverse=True)
        for text in (term.definition, term.plain):
            if text is None or not any(name in text.plain for name in names):
                continue
            rest = text.plain
            for name in names:
                rest = rest.replace(name, "")
            if _SAYS_NOTHING.fullmatch(re.sub(r"\W", "", rest)):
                yield _say.warning("same", text.at.span(), name=term.name)
