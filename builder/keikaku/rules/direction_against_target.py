"""An indicator that is said to rise has a target above its baseline, and the reverse."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.plan.index import PlanIndex
from keikaku.plan.model import Reading

_say = DiagnosticCatalogue(__file__)


def direction_against_target(index: PlanIndex) -> Iterator[Diagnostic]:
    """Charts and texts would say better for worse."""
    for group in index.plan.indicator_groups:
        for indicator in group.indicators:
            if indicator.direction is None:
                continue
            if not isinstance(indicator.baseline, Reading) or not isinstance(indicator.target, Reading):
                continue
            before, after = Decimal(indicator.baseline.value), Decimal(indicator.target.value)
            if after < before if indicator.direction == "rise" else after > before:
                yield _say.error(
                    "against", indicator.at.span("direction"), direction=_say(f"direction.{indicator.direction}")
                )
