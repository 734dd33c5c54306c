"""Run every rule of content over a linked plan."""

from __future__ import annotations

from keikaku.diagnostics.diagnostic import Diagnostic
from keikaku.plan.index import PlanIndex
from keikaku.rules import RULES


def check(index: PlanIndex) -> tuple[Diagnostic, ...]:
    """All that is wrong with the content, in no particular order; ``report`` sorts by place."""
    return tuple(diagnostic for rule in RULES for diagnostic in rule(index))
