"""Two units that are one thing, laid side by side: what differs in them, line by line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher

from keikaku.outputs.compare.change import Piece, Side, Status
from keikaku.outputs.compare.match import Unit
from keikaku.outputs.compare.words import Boundaries, differing, whole
from keikaku.plan.outline import Tag

Columns = Mapping[tuple[str, int], int]
"""Table and column of the new revision → the column of the old one that has its head, or stands in its place."""


def paired_columns(old: Sequence[Unit], new: Sequence[Unit]) -> Columns:
    """Which columns of the tables of both revisions are one."""
    before, heads = _heads(old), _heads(new)
    found: dict[tuple[str, int], int] = {}
    for table, row in heads.items():
        there = before.get(table, {})
        matcher = SequenceMatcher(None, [*there.values()], [*row.values()], autojunk=False)
        for _, i1, i2, j1, j2 in matcher.get_opcodes():
            # What has no partner is a column of its own, whatever stood in its place.
            partners = [*there][i1:i2] if i2 - i1 == j2 - j1 else []
            for n, column in enumerate([*row][j1:j2]):
                found[table, column] = partners[n] if partners else ~column
    return found


def _heads(units: Iterable[Unit]) -> dict[str, dict[int, str]]:
    found: dict[str, dict[int, str]] = {}
    for unit in units:
        for line in unit.lines:
            if line.cell is not None and line.cell.row == 0:
                found.setdefault(line.cell.table, {})[line.cell.column] = line.text
    return found


def alone(unit: Unit) -> list[Side]:
    """The lines of what is in one revision only."""
    return [_new_side(unit, n) for n in range(len(unit.lines))]


def laid_beside(
    unit: Unit, before: Unit, columns: Columns, boundaries: Boundaries
) -> tuple[Status, tuple[Side, ...], tuple[Side, ...]]:
    """Status and sides of two units that are one thing. Cells pair by their column, other lines by their role."""
    status: Status = "same"
    if unit.words != before.words or unit.tags != before.tags:
        status = "reworded"
    elif len(unit.lines) != len(before.lines):
        status = "reflowed"
    elif any(
        (line.number, line.text) != (partner.number, partner.text)
        for line, partner in zip(unit.lines, before.lines, strict=True)
        if not line.names
    ):
        status = "renumbered"
    if status == "reflowed":
        here, there = ([_side(one, n, whole(line.text)) for n, line in enumerate(one.lines)] for one in (unit, before))
        return status, tuple(here), tuple(there)
    if status != "reworded":
        columns = {}  # each cell says what it said in its place, whatever became of the heads
    waiting = dict(zip(_keys(before, {}), range(len(before.lines)), strict=True))
    new: list[Side] = []
    old: dict[int, Side] = {}
    for n, (line, key) in enumerate(zip(unit.lines, _keys(unit, columns), strict=True)):
        if (m := waiting.get(key)) is None:
            new.append(_new_side(unit, n))
            continue
        partner = before.lines[m]
        same_entry = line.names != "" and line.names == partner.names
        left, right = (
            (whole(partner.text), whole(line.text)) if same_entry else differing(partner.text, line.text, boundaries)
        )
        numbered = line.number != partner.number and not same_entry
        new.append(_side(unit, n, right, numbered, partner.tags))
        old[m] = _side(before, m, left, numbered, line.tags)
    return status, tuple(new), tuple(old.get(m) or _new_side(before, m) for m in range(len(before.lines)))


def _keys(unit: Unit, columns: Columns) -> list[tuple[object, int]]:
    """For each line what it is within its unit: which column or role, which paragraph of that."""
    seen: Counter[object] = Counter()
    found: list[tuple[object, int]] = []
    for line in unit.lines:
        what: object = line.role
        if line.cell is not None:
            what = columns.get((line.cell.table, line.cell.column), line.cell.column)
        found.append((what, seen[what]))
        seen[what] += 1
    return found


def _side(
    unit: Unit, n: int, pieces: tuple[Piece, ...], number_changed: bool = False, known: Iterable[Tag] | None = None
) -> Side:
    """``known``: the tags of the other side; None where nothing differs in them."""
    line = unit.lines[n]
    return Side(
        position=unit.position + n,
        line=line,
        pieces=pieces,
        number_changed=number_changed,
        new_tags=frozenset(line.tags).difference(line.tags if known is None else known),
    )


def _new_side(unit: Unit, n: int) -> Side:
    line = unit.lines[n]
    return _side(unit, n, whole(line.text, changed=True), bool(line.number), ())
