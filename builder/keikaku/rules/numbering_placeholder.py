"""Numbers count something that is there, from one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.plan.index import PlanIndex

_say = DiagnosticCatalogue(__file__)
_PLACEHOLDER = re.compile(r"\{[^{}]*\}|[{}]")
_OWN = ("{n}", "{c}", "{k}", "{a}", "{A}", "{r}")
_BELOW = "{m}"
"""Counts below another; only a measure below a measure is."""


def numbering_placeholder(index: PlanIndex) -> Iterator[Diagnostic]:
    """Any other word in braces would be printed as it stands, and a count of what is not below anything is 0."""
    numbering, at = index.plan.numbering, index.plan.at.child("numbering")
    for field in fields(numbering):
        pattern = getattr(numbering, field.name)
        known = (*_OWN, _BELOW) if field.name == "submeasure" else _OWN
        for written in dict.fromkeys(_PLACEHOLDER.findall(pattern)):
            if written not in known:
                place = at.child(field.name).locate(written)
                yield _say.error(
                    "below" if written == _BELOW else "unknown", place, written=written, known="・".join(known)
                )
