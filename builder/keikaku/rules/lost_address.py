"""Every address that was published leads somewhere: to its entry, to what took its place, or to what is removed.

Advice while a plan is edited, for to take something out is right, and its address shows its last words meanwhile. That
a plan is released so, `check --release` refuses (``plan.addresses.lasting``).
"""

from __future__ import annotations

from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.plan.addresses import lost
from keikaku.plan.index import PlanIndex
from keikaku.rules.names import id_of, kind_name

_say = DiagnosticCatalogue(__file__)


def lost_address(index: PlanIndex) -> Iterator[Diagnostic]:
    """Told once for each entry, however many addresses it had and however much stood on its page."""
    for gone in lost(index):
        ref, words = gone.published.ref, gone.published.words
        within = _say("lost.within", n=gone.within) if gone.within else ""
        yield _say.warning(
            "lost",
            gone.at.span(),
            kind=kind_name(ref),
            words=words or id_of(ref),
            within=within,
            ref=ref,
            id=id_of(ref),
        )
