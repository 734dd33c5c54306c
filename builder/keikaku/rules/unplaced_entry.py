"""The chapters show every figure and group of indicators, all challenges and all measures."""

from __future__ import annotations

from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.plan.index import PlanIndex
from keikaku.rules.names import kind_name
from keikaku.rules.placement import shown

_say = DiagnosticCatalogue(__file__)


def unplaced_entry(index: PlanIndex) -> Iterator[Diagnostic]:
    """What no chapter shows would be lost in print without anyone noticing."""
    if index.skipped:
        return  # the chapter that shows it may be among the files that could not be used
    placed = {ref for ref, _, _ in shown(index)}
    for definition in index.definitions:
        if definition.ref.startswith(("figure:", "indicator-group:")) and definition.ref not in placed:
            key = "figure" if definition.ref.startswith("figure:") else "indicators"
            place, id = definition.at.span("id"), definition.value.id
            yield _say.error("entry", place, kind=kind_name(definition.ref), id=id, key=key)
    used = {reference.ref for reference in index.references}
    for sheet in index.plan.sheets:
        if f"sheet:{sheet.id}" not in used:
            yield _say.error("sheet", sheet.at.span(), id=sheet.id)
    if any(ref.startswith("pillar:") for ref in placed):
        placed.add("include:measures")
        for pillar in index.plan.pillars:
            if f"pillar:{pillar.id}" not in placed and (index.by_pillar[pillar.id] or pillar.body):
                yield _say.error("pillar", pillar.at.span("id"), id=pillar.id)
    for what, entries in (("challenges", index.plan.challenges), ("measures", index.plan.measures)):
        if entries and f"include:{what}" not in placed:
            place = index.plan.order.at.span(what, part="key")
            yield _say.error("list", place, what=what, list=_say(f"list.{what}"))
