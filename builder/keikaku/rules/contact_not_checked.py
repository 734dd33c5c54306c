"""Telephone numbers and hours change: what was checked more than a year ago is checked again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.plan.index import PlanIndex

_say = DiagnosticCatalogue(__file__)
_YEAR = 365


def contact_not_checked(index: PlanIndex, on: date) -> Iterator[Diagnostic]:
    """The contacts that nobody checked in the year before a day.

    It is no rule of ``RULES``: the day is asked for, so that the same plan gives the same messages on every day.
    """
    for contact in index.plan.contacts:
        days = (on - date.fromisoformat(contact.checked)).days
        if days > _YEAR:
            yield _say.warning("old", contact.at.span("checked"), name=contact.name, checked=contact.checked)
