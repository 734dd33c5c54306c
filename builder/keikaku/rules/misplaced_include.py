"""What the other files hold is included by chapters alone."""

from __future__ import annotations

from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.plan.declare import lead
from keikaku.plan.index import PlanIndex
from keikaku.plan.model import Include, TextBox, Topics
from keikaku.plan.walk import inside

_say = DiagnosticCatalogue(__file__)


def misplaced_include(index: PlanIndex) -> Iterator[Diagnostic]:
    """All measures inside one of them would have no end."""
    for block in index.blocks:
        if isinstance(block, Include) and block.at.source.kind != "chapter":
            yield _say.error("inside", block.at.span("include"), what=block.what)
        elif isinstance(block, TextBox):
            for inner in inside(block.body):
                if isinstance(inner, TextBox | Topics | Include):
                    yield _say.error("in-box", block.title.at.span(), key=lead(type(inner)))
