"""Leaves word where something stood that is elsewhere now, for who reads down the old column."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from keikaku.outputs.compare.change import Row


def with_departures(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows, and for each thing that left its place one more, behind what stood before it there."""
    stayed = [
        (row.old[0].position, n, row.spot.ref) for n, row in enumerate(rows) if row.old and row.moved_from is None
    ]
    stayed.sort()
    of_place: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for position, n, ref in stayed:
        of_place[ref].append((position, n))
    everywhere = [(position, n) for position, n, _ in stayed]
    behind: dict[int, list[Row]] = defaultdict(list)
    for row in sorted((row for row in rows if row.relocated), key=lambda row: row.old[0].position):
        assert row.moved_from is not None, "nothing is relocated that did not move"
        here = row.old[0].position
        own = of_place[row.moved_from.ref]
        before = own if bisect_left(own, (here,)) else everywhere
        at = bisect_left(before, (here,)) - 1
        gone = Row(status="departed", new=(), old=(), spot=row.moved_from, moved_to=row.spot, departed=row.old[0].line)
        behind[before[at][1] if at >= 0 else -1].append(gone)
    return (*behind[-1], *(each for n, row in enumerate(rows) for each in (row, *behind[n])))
