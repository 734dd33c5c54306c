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
            difference = Decimal(indicator.target.value) - Decimal(indicator.baseline.value)
            if (difference < 0) == (indicator.direction == "rise") and difference != 0:
                yield _say.error(
                    "against", indicator.at.span("direction"), direction=_say(f"direction.{indicator.direction}")
                )
