"""What differs between two revisions of a plan, as data.

Nothing is left out: the new sides of all rows, put in order, are the new revision's lines, and the old sides the old
revision's. What a reader need not see is left out later, in ``table``.
"""

from __future__ import annotations

from typing import Literal

from keikaku.dataclass import dataclass
from keikaku.plan.languages import Languages
from keikaku.plan.outline import Line, Tag

Status = Literal["same", "reworded", "renumbered", "reflowed", "added", "removed", "departed"]
"""``renumbered``: the words are the same, but a number printed before or inside them is another; ``reflowed``: one
paragraph was made several, or several one; ``departed``: here stood what another row shows at its new place."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line; ``changed`` where the other side says it otherwise or not at all."""

    text: str
    changed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One line of one revision. Its pieces, joined, are the line's text."""

    position: int
    """Its place among the compared lines of its revision, from 0."""
    line: Line
    pieces: tuple[Piece, ...]
    number_changed: bool = False
    new_tags: frozenset[Tag] = frozenset()
    """Those of the line's tags that the other side has not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where a row stands in its revision: the numbered entry it belongs to; the cover; a list behind the chapters."""

    ref: str
    """Of the entry; ``plan``; ``part:`` and the list."""
    place: str
    """``第5章5(4)``; empty on the cover. In a list, the place of what the row speaks of."""
    title: str
    part: str = ""
    """The heading without a number below which it stands there: that of an actor's block."""
    about: str = ""
    """In a list: what it speaks of, where the list itself does not say so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One thing in both revisions; a side is empty where the thing is not. A row of a table has several lines."""

    status: Status
    new: tuple[Side, ...]
    old: tuple[Side, ...]
    spot: Spot
    """In the new revision; for what was removed, in the old one."""
    moved_from: Spot | None = None
    """In the old revision, where the order of things is another; it may be the same entry."""
    continues: bool = False
    """Moved together with the row before it."""
    departed: Line | None = None
    """What stood here, where ``status`` says so; no side, for another row has it."""
    moved_to: Spot | None = None
    """Where that is in the new revision."""

    @property
    def line(self) -> Line:
        """The first line of the thing, of the new revision where it is there."""
        return self.departed or (self.new or self.old)[0].line

    @property
    def heads_its_place(self) -> bool:
        """The numbered heading of the entry itself, which stands for all of it."""
        named = self.line.number != "" or self.spot.ref.startswith("chapter:")
        return self.line.role == "heading" and self.line.entry == self.spot.ref and named

    @property
    def relocated(self) -> bool:
        """The first row of what left its place, not only its turn among its neighbours."""
        if self.moved_from is None or self.continues:
            return False
        return self.moved_from.ref != self.spot.ref or self.heads_its_place


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two revisions laid side by side."""

    rows: tuple[Row, ...]
    """In the order of the new revision; what was removed stands behind what came before it in the old one."""
    title: str
    """Of the new revision."""
    languages: Languages
    plans_differ: bool
    """Where no row is changed: in colours, links, ways in."""

    @property
    def changed(self) -> tuple[Row, ...]:
        """The rows a reader has to know of."""
        return tuple(row for row in self.rows if row.status != "same" or (row.moved_from and not row.continues))
