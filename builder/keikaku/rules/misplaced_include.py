"""What the other files hold is included by chapters alone."""

from __future__ import annotations

from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.plan.index import PlanIndex
from keikaku.plan.model import Include
from keikaku.plan.walk import blocks

_say = DiagnosticCatalogue(__file__)


def misplaced_include(index: PlanIndex) -> Iterator[Diagnostic]:
    """All measures inside one of them would have no end."""
    for block in blocks(index.plan):
        if isinstance(block, Include) and block.at.source.kind != "chapter":
            yield _say.error("inside", block.at.span("include"), what=block.what)
