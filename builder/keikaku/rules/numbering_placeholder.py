"""Numbers count something that is there, from one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.patterns import regex
from keikaku.plan.index import PlanIndex

_say = DiagnosticCatalogue(__file__)
_PLACEHOLDER = regex(r"\{[^{}]*\}|[{}]")
OWN = ("{n}", "{c}", "{k}", "{a}", "{A}", "{r}")
"""Its own number, written in the ways there are; a translation may write it in another (``第{k}章``, Chapter {n})."""
_OF_PILLAR = ("{p}", "{i}")
_BELOW: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("figure", "table", "note"), ("{h}",)),
    "measure": _OF_PILLAR,
    "submeasure": (*_OF_PILLAR, "{m}"),
    "level4": (*_OF_PILLAR, "{m}", "{l}"),
    "level5": (*_OF_PILLAR, "{m}", "{l}", "{o}"),
}
"""Kind → what it may count beside itself: the chapter, the pillar, and each level it stands below."""


def numbering_placeholder(index: PlanIndex) -> Iterator[Diagnostic]:
    """Any other word in braces would be printed as it stands, and a count of what is not below anything is 0."""
    numbering, at = index.plan.numbering, index.plan.at.child("numbering")
    of_levels = {mark for marks in _BELOW.values() for mark in marks}
    for field in fields(numbering):
        pattern = getattr(numbering, field.name)
        known = (*OWN, *_BELOW.get(field.name, ()))
        for written in dict.fromkeys(_PLACEHOLDER.findall(pattern)):
            if written not in known:
                place = at.child(field.name).locate(written)
                kind = "below" if written in of_levels else "unknown"
                yield _say.error(kind, place, written=written, known="・".join(known))
