"""What a reader sees of a comparison: 新 | 旧 | 備考, with what is unchanged left out.

Every output writes this one table. The words of the interface come from the messages; nothing here is a file format.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date
from itertools import groupby

from keikaku.dataclass import dataclass
from keikaku.outputs.compare.cell import Cell, CellLine, Cells, Messages
from keikaku.outputs.compare.change import Comparison, Piece, Row, Spot
from keikaku.plan.languages import Languages
from keikaku.text.eras import era_year

Pages = Mapping[str, str]
"""Ref of an entry → the number of the page it begins on in print."""

_GIST = 24
"""Characters by which something is known again that stands in full elsewhere."""

_CONTEXT: Mapping[str, tuple[str, ...]] = {
    "heading": ("label", "group", "action"),
    "label": ("action",),
    "group": ("action",),
    "caption": (),
    "action": (),
}
"""Roles of lines that say what a change below them belongs to → the roles above which they stand."""

_IN_ONE = frozenset({"table", "figure", "indicator-group", "indicator", "action"})
"""Kinds of entries that are shown as one."""


@dataclass(frozen=True, slots=True)
class Band:
    """The place that the rows below it belong to, with its page in print where that is known."""

    text: str
    ref: str = ""
    """The entry it is; empty for a list of several."""


@dataclass(frozen=True, slots=True)
class Change:
    """One row: what was before and is now, and how it came about."""

    new: Cell
    old: Cell
    remark: str
    """Empty where nothing changed: it says what the rows below it belong to, or that some are left out."""
    left_out: bool = False
    """It stands for rows without a change: （略）."""


TableRow = Band | Change


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonTable:
    """The comparison as it is read, whatever the format of its file."""

    title: str
    number: str
    """資料番号; empty where the paper has none."""
    department: str
    """Whose paper it is; may be empty."""
    between: str
    """Which versions are compared, as their reader names them."""
    new_first: bool
    heads: tuple[str, ...]
    """Of the columns, in their order: two versions, an empty one for explanations where asked for, remarks."""
    rows: tuple[TableRow, ...]
    name: str
    """新旧対照表, for the tab of a sheet."""
    remark: str
    """How many changes of which kind, and how they are marked; where there are no rows, why."""
    note: str
    """Below the table: what exactly was compared."""
    languages: Languages

    def cells(self, change: Change) -> tuple[Cell, Cell]:
        """The two versions in their order."""
        return (change.new, change.old) if self.new_first else (change.old, change.new)

    @property
    def explained(self) -> bool:
        """There is a column to write explanations into."""
        return len(self.heads) > 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonView:
    """How the table is to be made."""

    messages: Messages
    old_name: str
    new_name: str
    """The versions with their dates, as the paper calls them."""
    heads: tuple[str, str] | None = None
    """What the columns of the new and of the old version are called, where not 新 and 旧: 改正後, 改正前."""
    title: str = ""
    number: str = ""
    department: str = ""
    note: str = ""
    explained: bool = False
    """With an empty column for explanations."""
    numbers: bool = False
    """Every row of which only a number changed stands for itself; else they are one row at the end."""
    new_first: bool = True
    old_pages: Pages = field(default_factory=dict)
    new_pages: Pages = field(default_factory=dict)
    """Without pages, places are named by their numbers alone."""

    @property
    def new_head(self) -> str:
        """What the column of the new version is called."""
        return self.heads[0] if self.heads else self.messages["new"]

    @property
    def old_head(self) -> str:
        """What the column of the old version is called."""
        return self.heads[1] if self.heads else self.messages["old"]

    def say(self, key: str, **values: object) -> str:
        """A message, which may name the columns."""
        return self.messages[key].format(new_head=self.new_head, old_head=self.old_head, **values)


def table(comparison: Comparison, view: ComparisonView) -> ComparisonTable:
    """The table of a comparison."""
    messages = view.messages
    versions = [(view.new_head, view.new_name), (view.old_head, view.old_name)]
    if not view.new_first:
        versions.reverse()
    explanation = [messages["explanation"]] if view.explained else []
    return ComparisonTable(
        title=view.title or messages["title"].format(plan=comparison.title),
        number=view.number,
        department=view.department,
        between=messages["versions-and"].join(
            messages["version-of"].format(head=head, name=name) for head, name in versions
        ),
        new_first=view.new_first,
        heads=(*(head for head, _ in versions), *explanation, messages["remarks"]),
        rows=tuple(_Rows(comparison, view).all()),
        name=messages["name"],
        remark=messages["counts-legend"].format(counts=counts(comparison, view))
        if comparison.changed
        else _nothing(comparison, messages),
        note=view.note,
        languages=comparison.languages,
    )


def version_name(name: str, day: date | None, messages: Messages) -> str:
    """``素案（令和8年4月1日）``: what a paper calls a version; ``day``: of the version, where one is known."""
    if day is None:
        return name
    year = "".join(era_year(day)) if messages["calendar"] == "eras" else day.year
    written = messages["date"].format(year=year, month=day.month, day=day.day)
    return messages["version"].format(name=name, date=written)


_COUNTED = ("reworded", "reflowed", "added", "removed", "moved")


def counts(comparison: Comparison, view: ComparisonView) -> str:
    """``新設 1件、削る 2件、…`` of a comparison with changes; kinds that do not occur are left out.

    Every row of the table counts once for each kind of change in it, a change of a number for itself.
    """
    messages = view.messages
    rows = _Rows(comparison, view)
    kinds = [kind for block in rows.changed_blocks() for kind in rows.kinds(block)]
    renumbered = sum(1 for row in comparison.changed if row.status == "renumbered" and not row.moved_from)
    found = [*((kind, kinds.count(kind)) for kind in _COUNTED), ("renumbered", renumbered)]
    return messages["count-separator"].join(
        messages["count"].format(kind=messages[f"count-{kind}"], n=n) for kind, n in found if n
    )


def _nothing(comparison: Comparison, messages: Messages) -> str:
    return messages["only-settings" if comparison.plans_differ else "no-change"]


def summary(comparison: Comparison, view: ComparisonView) -> str:
    """A few lines for a terminal: how many changes, and where."""
    if not comparison.changed:
        return _nothing(comparison, view.messages)
    rows = _Rows(comparison, view)
    lines = [counts(comparison, view)]
    for of_place in rows.places():
        remarks = dict.fromkeys(
            remark for block in rows.blocks(of_place) if rows.is_changed(block) for remark in rows.remarks(block)
        )
        lines.append(f"  {rows.headed(of_place)}: {view.messages['count-separator'].join(remarks)}")
    return "\n".join(lines)


class _Rows:
    """Makes the rows of the table."""

    def __init__(self, comparison: Comparison, view: ComparisonView) -> None:
        self.comparison = comparison
        self.view = view
        self.messages = view.messages
        self.cells = Cells(comparison, view.messages)
        folded = [] if view.numbers else [row for row in comparison.changed if _only_number(row)]
        self.folded = folded
        left = {id(row) for row in folded}
        self.changed = {id(row) for row in comparison.changed} - left

    def all(self) -> Iterator[TableRow]:
        for rows in self.places():
            yield Band(self.headed(rows), self._entry(rows[0].spot))
            yield from self._changes(rows)
        if self.folded:
            yield Band(self.messages["numbers"])
            yield self._numbers()

    def places(self) -> Iterator[list[Row]]:
        """The rows of each place where something changed."""
        for _, group in groupby(self.comparison.rows, key=lambda row: (row.spot.ref, row.spot.about)):
            rows = list(group)
            if any(id(row) in self.changed for row in rows):
                yield rows

    def changed_blocks(self) -> Iterator[list[Row]]:
        return (block for rows in self.places() for block in self.blocks(rows) if self.is_changed(block))

    def is_changed(self, block: Sequence[Row]) -> bool:
        return any(id(row) in self.changed for row in block)

    def blocks(self, rows: Sequence[Row]) -> Iterator[list[Row]]:
        """What is one row of the table: a line; an entry that is new, gone or moved as a whole; a table."""
        block: list[Row] = []
        for row in rows:
            if block and not _goes_on(block, row):
                yield block
                block = []
            block.append(row)
        if block:
            yield block

    def _changes(self, rows: Sequence[Row]) -> Iterator[Change]:
        """Of one place: the changes, between them what they belong to, and （略） for the rest."""
        left_out: list[Row] = []
        for block in self.blocks(rows):
            if not self.is_changed(block):
                left_out.extend(block)
                continue
            yield from self._left_out(left_out, next(row for row in block if id(row) in self.changed))
            left_out = []
            yield self._change(block)
        yield from self._left_out(left_out, None)

    def _left_out(self, rows: Sequence[Row], following: Row | None) -> Iterator[Change]:
        context = _context(rows, following) if following is not None else set()
        omitted = ((Piece(self.messages["omitted"]),),)
        for is_context, run in groupby(rows, key=lambda row: id(row) in context):
            if is_context:
                yield from (self._change([row]) for row in run)
            # Between the things of a list nothing is to be understood; in a text there is.
            elif any(not (row.heads_its_place or row.spot.ref.startswith("part:")) for row in run):
                yield Change(omitted, omitted, "", left_out=True)

    def _change(self, block: Sequence[Row]) -> Change:
        messages = self.messages
        remark = messages["count-separator"].join(self.remarks(block))
        if (gone := block[0].departed) is not None:
            words = _beginning(" ".join(filter(None, (gone.number, gone.text))))
            return Change(((Piece(messages["departed"]),),), ((Piece(words),),), remark)
        full = any(row.relocated for row in block)
        whole = full or len(block) == 1 or _is_whole(block[0])

        def shown(row: Row) -> bool:
            return whole or id(row) in self.changed or row.line.role in ("caption", "label", "action")

        new = self.cells.cell(block, "new", shown, full=full)
        old = self.cells.cell(block, "old", shown, full=full)
        changed = [row for row in block if id(row) in self.changed] or block
        if not any(row.new for row in changed):
            new = ((Piece(messages["removed"]),),)
        if not any(row.old for row in changed):
            old = ((Piece(messages["added"]),),)
        return Change(new, old, remark)

    def kinds(self, block: Sequence[Row]) -> list[str]:
        """How the rows of a block came about, each kind once; ``departed`` and mere numbers are none."""
        if _is_whole(block[0]):
            return [block[0].status]
        found: dict[str, None] = {}
        for row in block:
            if id(row) in self.changed:
                if row.moved_from is not None and not row.continues:
                    found["moved"] = None
                if row.status in _COUNTED:
                    found[row.status] = None
        return list(found)

    def remarks(self, block: Sequence[Row]) -> list[str]:
        """The words of a block's last column."""
        rows = block[:1] if _is_whole(block[0]) else [row for row in block if id(row) in self.changed]
        return list(dict.fromkeys(remark for row in rows for remark in self._remarks(row)))

    def _remarks(self, row: Row) -> Iterator[str]:
        moved = row.moved_from is not None and not row.continues
        if row.moved_from is not None and moved:
            yield self._whence(row, row.moved_from)
        if row.moved_to is not None:
            yield self.view.say("remark-departed", place=self._with_page(row.moved_to, self.view.new_pages))
        elif row.status != "same" and not (moved and row.status == "renumbered"):
            yield self.messages[f"remark-{row.status}"]

    def _whence(self, row: Row, before: Spot) -> str:
        """From another entry, from another part of the same one, or only from another line of the same part."""
        if before.ref != row.spot.ref or row.heads_its_place:
            return self.view.say("remark-moved", place=self._with_page(before, self.view.old_pages))
        if before.part != row.spot.part:
            part = self.messages["unnumbered"].format(title=before.part) if before.part else self._short(before)
            return self.view.say("remark-moved", place=part)
        return self.messages["remark-reordered"]

    def _short(self, spot: Spot) -> str:
        """For a remark: the number, or the name of what has none."""
        return spot.place or self.messages["unnumbered"].format(title=self._named(spot))

    def _with_page(self, spot: Spot, pages: Pages) -> str:
        place, page = self._short(spot), pages.get(spot.ref)
        return place if page is None else self.messages["place-page"].format(place=place, page=page)

    def headed(self, rows: Sequence[Row]) -> str:
        """``第5章5(4) 題名（新 12ページ・旧 11ページ）``: the place of some rows, with its pages where it is."""
        view = self.view
        shown = next((row for row in rows if row.new), rows[0])
        spot = shown.spot
        there = spot.ref.startswith("part:") or bool(shown.new)  # a list is in both versions, whatever is in it
        new_page, old_page = view.new_pages.get(spot.ref) if there else None, view.old_pages.get(spot.ref)
        kind = "place-pages" if new_page and old_page else "place-new-page" if new_page else "place-old-page"
        if not new_page and not old_page:
            return self._named(spot)
        return view.say(kind, place=self._named(spot), new=new_page, old=old_page)

    def _entry(self, spot: Spot) -> str:
        return "" if spot.ref.startswith("part:") else spot.ref

    def _named(self, spot: Spot) -> str:
        if spot.ref == "plan":
            return self.messages["cover"]
        if spot.ref.startswith("part:"):
            part = self.messages[f"part-{spot.ref.removeprefix('part:')}"]
            return self.messages["part-about"].format(part=part, about=spot.about) if spot.about else part
        return self.messages["place"].format(place=spot.place, title=spot.title).strip()

    def _numbers(self) -> Change:
        """All rows in one of which only a number changed: the numbers and what bears them."""
        new: list[CellLine] = []
        old: list[CellLine] = []
        for row in self.folded:
            for side, there in zip(row.new, row.old, strict=False):
                if side.number_changed:
                    here, before = (_numbered(one.line.number, one.line.text) for one in (side, there))
                elif any(piece.changed for piece in side.pieces):
                    here, before = (tuple(piece for piece in one.pieces if piece.changed) for one in (side, there))
                else:
                    continue
                if here not in new or before not in old:
                    new.append(here)
                    old.append(before)
        separator = Piece(self.messages["count-separator"])
        remark = self.messages["count"].format(kind=self.messages["count-renumbered"], n=len(self.folded))
        return Change((_joined(new, separator),), (_joined(old, separator),), remark)


def _only_number(row: Row) -> bool:
    return row.status == "renumbered" and row.moved_from is None


def _is_whole(row: Row) -> bool:
    """The heading of an entry that is new or gone as a whole."""
    return row.heads_its_place and row.status in ("added", "removed")


def _moves_whole(row: Row) -> bool:
    """The heading of an entry that stands elsewhere now, with all its text."""
    return row.heads_its_place and row.relocated


def _goes_on(block: Sequence[Row], row: Row) -> bool:
    first = block[0]
    if row.status == "departed" or first.status == "departed":
        return False
    if _is_whole(first):
        return row.status == first.status
    if _moves_whole(first):
        return True
    if row.relocated or ((first.status == "removed") != (row.status == "removed") and first.line.role == "action"):
        return False
    return (one := _in_one(first)) is not None and _in_one(row) == one


def _in_one(row: Row) -> str | None:
    """The table, figure or action of which the row is a part."""
    line = row.line
    if line.cell is not None:
        return line.cell.table
    return line.entry if line.entry.partition(":")[0] in _IN_ONE and line.part in ("text", "beside") else None


def _context(rows: Sequence[Row], following: Row) -> set[int]:
    """The unchanged lines that the following change belongs to: its heading, its group, of a detail its own action.

    In a list, what it says a thing is called.
    """
    role = following.line.role
    if following.spot.ref.startswith("part:"):
        entry = following.line.entry
        names = [row for row in rows if row.line.role == "name" and row.line.entry == entry != "plan"]
        return {id(row) for row in names[-1:] if role != "name"}
    found: set[int] = set()
    wanted = {"heading", "label", "group", "caption", "action"}
    if role in ("heading", "label", "answer"):
        wanted = set()
    own_caption = following.line.cell is not None and not following.line.entry.startswith("indicator:")
    if own_caption or role == "caption":
        wanted -= {"caption"}
    for row in reversed(rows):
        own = row.line.role
        if own == "action" and row.line.entry != following.line.entry:
            continue
        if own in wanted and not row.heads_its_place and not row.line.entry.startswith("indicator:"):
            found.add(id(row))
            # Whatever stands above a heading belongs to something else.
            wanted &= {above for above, below in _CONTEXT.items() if own in below}
    return found


def _beginning(text: str) -> str:
    return text if len(text) <= _GIST else f"{text[:_GIST]}…"


def _numbered(number: str, text: str) -> CellLine:
    return Piece(number, changed=True), Piece(f" {_beginning(text)}")


def _joined(lines: Sequence[CellLine], separator: Piece) -> CellLine:
    return tuple(piece for n, line in enumerate(lines) for piece in ((separator, *line) if n else line))
