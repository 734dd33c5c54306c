"""Which entries were most likely given another id: one is in the order and does not exist, one exists and is not."""

from __future__ import annotations

from collections.abc import Mapping

from keikaku.catalogue import Catalogue, LocalizedText
from keikaku.plan.index import PlanIndex

_say = Catalogue(__file__)

ORDERED: Mapping[str, str] = {
    "actor": "actors",
    "chapter": "chapters",
    "challenge": "challenges",
    "pillar": "pillars",
    "measure": "measures",
}
"""Kind → the field of ``order`` in plan.yml that lists its entries."""


def renamed(index: PlanIndex) -> dict[str, str]:
    """Ref before → id now. Of a kind where several came or went, none: nobody can tell which became which."""
    found: dict[str, str] = {}
    for kind, field in ORDERED.items():
        listed: tuple[str, ...] = getattr(index.plan.order, field)
        gone = [ref for id in listed if (ref := f"{kind}:{id}") not in index.entities and ref not in index.skipped]
        come = [
            entry.value.id
            for ref, entry in index.entities.items()
            if ref.startswith(f"{kind}:") and entry.value.id not in listed and entry.value.id == entry.at.source.id
        ]
        if len(gone) == len(come) == 1:
            found[gone[0]] = come[0]
    return found


def ask(kind: LocalizedText, id: str) -> LocalizedText:
    """What to do where the former id still stands."""
    return _say("ask", kind=kind, id=id)
