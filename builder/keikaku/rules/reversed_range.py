"""A range goes from its lower end to its upper one."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.plan.index import PlanIndex
from keikaku.plan.model import Reading

_say = DiagnosticCatalogue(__file__)


def reversed_range(index: PlanIndex) -> Iterator[Diagnostic]:
    """25～20% is a typo, and 20～20% no range."""
    for group in index.plan.indicator_groups:
        for indicator in group.indicators:
            for column in ("baseline", "target", "actual"):
                value = getattr(indicator, column)
                if isinstance(value, Reading) and value.to is not None and Decimal(value.to) <= Decimal(value.value):
                    yield _say.error("reversed", indicator.at.span(column, "to"), value=value.value, to=value.to)
