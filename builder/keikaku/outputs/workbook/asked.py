"""Who answers for what: by the departments that entries name, or that what they stand in names."""

from __future__ import annotations

from keikaku.outputs.workbook.row import Asked
from keikaku.plan.compose.given import attributes_of
from keikaku.plan.model import Attributed, Choice, Plan
from keikaku.plan.outline import Outline


def departments(plan: Plan) -> tuple[Choice, ...]:
    """In the order in which the plan declares them."""
    return tuple(choice for one in plan.attributes if one.type == "department" for choice in one.choices)


def asked_of(outline: Outline, ref: str) -> Asked:
    """The departments named by an entry, or where it names none by the nearest above it, and their actors.

    An action is its actor's, whatever departments its measure names; of those, it is of that actor's.
    """
    found = _named(outline, ref)
    place = outline.index.actions.get(ref)
    if place is not None:
        ids = (choice.id for choice in found if choice.actor in (None, place.actor))
        return Asked(actors=frozenset({place.actor}), departments=frozenset(ids))
    actors = frozenset(choice.actor for choice in found if choice.actor is not None)
    return Asked(actors=actors or None, departments=frozenset(choice.id for choice in found))


def _named(outline: Outline, ref: str) -> tuple[Choice, ...]:
    seen: str | None = ref
    while seen is not None:
        value = outline.index.entities[seen].value if seen in outline.index.entities else None
        if isinstance(value, Attributed):
            given = (one for one in attributes_of(outline.index.plan, value) if one.attribute.type == "department")
            found = tuple(choice for one in given for choice in one.choices)
            if found:
                return found
        seen = outline.entries[seen].parent
    return ()
