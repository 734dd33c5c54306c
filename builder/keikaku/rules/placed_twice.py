"""The chapters show each thing once."""

from __future__ import annotations

from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue, Related
from keikaku.plan.index import PlanIndex
from keikaku.plan.model import At
from keikaku.rules.names import id_of, kind_name
from keikaku.rules.placement import shown

_say = DiagnosticCatalogue(__file__)
_ALL = "include:measures"


def placed_twice(index: PlanIndex) -> Iterator[Diagnostic]:
    """What stands in two chapters has no page of its own, and a reference to it leads nobody knows where."""
    first: dict[str, tuple[At, str | int]] = {}
    for ref, at, key in shown(index):
        of_all = (
            _ALL if ref.startswith("pillar:") else next((there for there in first if there.startswith("pillar:")), "")
        )
        same = ref if ref in first else of_all if ref == _ALL or of_all == _ALL else ""
        if same not in first:
            first[ref] = at, key
            continue
        kind, _, id = ref.partition(":")
        yield _say.error(
            "figure" if kind == "figure" else "twice",
            at.span(key),
            name=_say(f"list.{id}") if kind == "include" else _say("entry", kind=kind_name(ref), id=id_of(ref)),
            ref=ref,
            related=(Related(_say("first"), first[same][0].span(first[same][1])),),
        )
