"""How the words of a plan are read: what its files say of it, and what is left for an officer to settle."""

from __future__ import annotations

from collections.abc import Iterator

from keikaku.plan.model import Actor, Plan, Programme, Term
from keikaku.text.corrections import Correction


def corrections(plan: Plan) -> tuple[Correction, ...]:
    """Those of ``readings.yml``, before the readings of what the plan names: terms, programmes and actors."""
    own = (Correction(one.word, one.reading, one.within or "") for one in plan.readings)
    return (*own, *_of_names(plan))


def _of_names(plan: Plan) -> Iterator[Correction]:
    named: list[Term | Programme | Actor] = [*plan.terms, *plan.programmes, *plan.actors]
    for entity in named:
        yield Correction(entity.name, entity.reading)
