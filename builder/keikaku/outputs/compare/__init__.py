"""Compare two revisions of a plan: the 新旧対照表 as data, and its outputs.

``compare`` gives everything that is in both; ``table`` leaves out what a reader need not see; ``web``, ``document``,
``sheet``, ``paper`` and ``markdown`` write that table, each for one kind of reader.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from keikaku.outputs.compare.change import Comparison, Piece, Row, Side, Spot
from keikaku.outputs.compare.departures import with_departures
from keikaku.outputs.compare.match import Unit, match, regrouped, units
from keikaku.outputs.compare.sides import alone, laid_beside, paired_columns
from keikaku.outputs.compare.words import Boundaries
from keikaku.plan.languages import Languages
from keikaku.plan.outline import LISTS, Entry, Outline

_PLACES = ("chapter", "section", "subsection", "topic", "measure", "challenge")
"""Kinds whose numbers name a place."""


def compare(old: Outline, new: Outline, boundaries: Boundaries) -> Comparison:
    """Lay two revisions side by side. ``boundaries`` separates words."""
    old_units, new_units = regrouped(units(old), units(new))
    pairs = match(old_units, new_units)
    columns = paired_columns(old_units, new_units)
    old_spots, new_spots = _spots(old, old_units), _spots(new, new_units)
    # The order of a list follows from what it lists, and is no change of its own.
    placed = {n: m for n, m in pairs.items() if new_units[n].lines[0].part not in LISTS}
    moved = _moved(placed, _homes(old, old_units), _homes(new, new_units))
    after = _removed_after(old_units, pairs, moved)
    rows: list[Row] = []

    def remove(place: int | None) -> None:
        for n in after.get(place, ()):
            sides = tuple(alone(old_units[n]))
            rows.append(Row(status="removed", new=(), old=sides, spot=old_spots[n]))

    remove(None)
    previous: int | None = None
    for n, unit in enumerate(new_units):
        if n not in pairs:
            rows.append(Row(status="added", new=tuple(alone(unit)), old=(), spot=new_spots[n]))
            continue
        m = pairs[n]
        status, new_sides, old_sides = laid_beside(unit, old_units[m], columns, boundaries)
        together = previous in moved and previous is not None and pairs[previous] < m
        rows.append(
            Row(
                status=status,
                new=new_sides,
                old=old_sides,
                spot=new_spots[n],
                moved_from=old_spots[m] if n in moved else None,
                continues=n in moved
                and together
                and new_spots[previous or 0].ref == new_spots[n].ref
                and old_spots[pairs[previous or 0]].ref == old_spots[m].ref,
            )
        )
        previous = n
        remove(m)
    return Comparison(
        rows=with_departures(rows),
        title=new.title,
        languages=Languages.of(new.index.plan),
        plans_differ=old.index.plan != new.index.plan,
    )


_NAMING = frozenset({"name", "open", "erratum"})
"""Roles of lines by which a list says what it speaks of."""


def _spots(outline: Outline, units: Sequence[Unit]) -> list[Spot]:
    """Where each unit stands; what has no numbered entry above it (a term in a table), where print has it."""
    found: list[Spot] = []
    lines = [unit.lines[0] for unit in units]
    described = {(line.part, line.entry) for line in lines if line.role in _NAMING} | {(part, "plan") for part in LISTS}
    part = ""
    for unit in units:
        line = unit.lines[0]
        if line.part in LISTS:
            title, place = outline.entries[line.entry].title, outline.place(line.entry)
            about = "" if (line.part, line.entry) in described else f"{place} {title}".strip()
            found.append(Spot(ref=f"part:{line.part}", place=place, title=title, about=about))
            continue
        ref: str | None = line.entry
        if line.role == "heading":
            part = "" if line.number or line.entry.startswith("chapter:") else line.text
        while ref is not None and ref != "plan" and not _is_place(outline.entries[ref]):
            ref = outline.entries[ref].parent
        if ref is not None and (ref != "plan" or not found or line.entry == "plan"):
            found.append(Spot(ref=ref, place=outline.place(ref), title=outline.entries[ref].title, part=part))
        else:
            found.append(found[-1])
    return found


def _is_place(entry: Entry) -> bool:
    """はじめに and 奥付 have no number."""
    return entry.kind == "chapter" or (entry.kind in _PLACES and entry.number != "")


def _homes(outline: Outline, units: Sequence[Unit]) -> list[tuple[str, str | None]]:
    """What each unit is part of: another home is a move even where the order stays."""
    found: list[tuple[str, str | None]] = []
    for unit in units:
        entry = unit.lines[0].entry
        place = outline.index.actions.get(entry)
        # An action that is given an id stays where it is.
        found.append((place.measure, place.actor) if place else (entry, outline.entries[entry].parent))
    return found


def _moved(pairs: dict[int, int], old_homes: Sequence[object], new_homes: Sequence[object]) -> set[int]:
    """The places in the new revision of things with another home, and of the fewest that explain another order."""
    places = [n for n in sorted(pairs) if old_homes[pairs[n]] == new_homes[n]]
    tails: list[int] = []
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for n in places:
        at = bisect_left(tails, pairs[n])
        before[n] = ends[at - 1] if at else None
        tails[at : at + 1] = [pairs[n]]
        ends[at : at + 1] = [n]
    kept: set[int] = set()
    step = ends[-1] if ends else None
    while step is not None:
        kept.add(step)
        step = before[step]
    return set(pairs) - kept


def _removed_after(units: Sequence[Unit], pairs: dict[int, int], moved: set[int]) -> dict[int | None, list[int]]:
    """Place in the old revision of a thing still there → the removed things to show behind it.

    That is the thing before them in the same entry, wherever it is now, or else the last one that did not move.
    """
    stayed = {m for n, m in pairs.items() if n not in moved}
    present = set(pairs.values())
    found: dict[int | None, list[int]] = {}
    last: int | None = None
    last_of: dict[str, int] = {}
    for m, unit in enumerate(units):
        if m in present:
            last_of[unit.owner] = m
            last = m if m in stayed else last
        else:
            # Lines of an actor stand below the measure's own heading.
            above = last_of.get(unit.owner.partition("/")[0], last)
            found.setdefault(last_of.get(unit.owner, above), []).append(m)
    return found


__all__ = ["Comparison", "Piece", "Row", "Side", "Spot", "compare"]
