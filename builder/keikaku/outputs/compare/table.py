"""What a reader sees of a comparison: 新 | 旧 | 備考, with what is unchanged left out.

Every output writes this one table. The words of the interface come from the messages; nothing here is a file format.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from keikaku.outputs.compare.change import Comparison, Piece, Row, Side, Spot
from keikaku.plan.languages import Languages

Messages = Mapping[str, str]
Pages = Mapping[str, str]
"""Ref of an entry → the number of the page it begins on in print."""

_LONG = 60
"""Unchanged characters of a changed line from which whole sentences are left out."""

_GIST = 24
"""Characters by which something is known again that stands in full elsewhere."""

_SENTENCE = re.compile(r"[^。]*。|[^。]+$")

_CONTEXT: Mapping[str, tuple[str, ...]] = {
    "heading": ("label", "group", "action"),
    "label": ("action",),
    "group": ("action",),
    "caption": (),
    "action": (),
}
"""Roles of lines that say what a change below them belongs to → the roles above which they stand."""


CellLine = tuple[Piece, ...]
"""One line of a cell: number, mark or name of the column, then the words."""


@dataclass(frozen=True, slots=True)
class Band:
    """The place that the rows below it belong to, with its page in print where that is known."""

    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One row: what was before and is now, and how it came about."""

    new: tuple[CellLine, ...]
    old: tuple[CellLine, ...]
    remark: str


TableRow = Band | Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    title: str
    between: str
    """Which revisions are compared, as their reader names them."""
    new_first: bool
    heads: tuple[str, str, str]
    """Of the columns, in their order."""
    rows: tuple[TableRow, ...]
    name: str
    """新旧対照表, for the tab of a sheet."""
    remark: str
    """How many changes of which kind, and how they are marked; where there are no rows, why."""
    languages: Languages

    def cells(self, change: Change) -> tuple[tuple[CellLine, ...], tuple[CellLine, ...]]:
        """The two columns in their order."""
        return (change.new, change.old) if self.new_first else (change.old, change.new)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """How the table is to be made."""

    messages: Messages
    old_name: str
    new_name: str
    new_first: bool = True
    old_pages: Pages = field(default_factory=dict)
    new_pages: Pages = field(default_factory=dict)
    """Without pages, places are named by their numbers alone."""


def table(comparison: Comparison, view: View) -> Table:
    """The table of a comparison."""
    messages = view.messages
    heads = (messages["new"], messages["old"]) if view.new_first else (messages["old"], messages["new"])
    return Table(
        title=messages["title"].format(plan=comparison.title),
        between=messages["between"].format(old=view.old_name, new=view.new_name),
        new_first=view.new_first,
        heads=(*heads, messages["remarks"]),
        rows=tuple(_rows(comparison, view)),
        name=messages["name"],
        remark=messages["counts-legend"].format(counts=counts(comparison, messages))
        if comparison.changed
        else _nothing(comparison, messages),
        languages=comparison.languages,
    )


def counts(comparison: Comparison, messages: Messages) -> str:
    """``新設 1件、削る 2件、…`` of a comparison with changes; kinds that do not occur are left out."""
    moved = sum(1 for row in comparison.changed if row.moved_from and not row.continues)
    firsts = [block[0].status for rows, _ in _places(comparison) for block in _blocks(rows)]
    found = [
        (messages[f"count-{status}"], firsts.count(status)) for status in ("reworded", "reflowed", "added", "removed")
    ]
    renumbered = sum(1 for row in comparison.changed if row.status == "renumbered" and not row.moved_from)
    found += [(messages["count-moved"], moved), (messages["count-renumbered"], renumbered)]
    return messages["count-separator"].join(messages["count"].format(kind=kind, n=n) for kind, n in found if n)


def _nothing(comparison: Comparison, messages: Messages) -> str:
    return messages["only-settings" if comparison.only_settings else "no-change"]


def summary(comparison: Comparison, view: View) -> str:
    """A few lines for a terminal: how many changes, and where."""
    if not comparison.changed:
        return _nothing(comparison, view.messages)
    lines = [counts(comparison, view.messages)]
    for rows, changed in _places(comparison):
        here = [row for row in rows if id(row) in changed]
        kinds = dict.fromkeys(_remark(row, view) or view.messages["remark-reworded"] for row in here)
        lines.append(f"  {_headed(rows, view)}: {view.messages['count-separator'].join(kinds)}")
    return "\n".join(lines)


def _rows(comparison: Comparison, view: View) -> Iterator[TableRow]:
    for rows, changed in _places(comparison):
        yield Band(_headed(rows, view))
        yield from _changes(rows, changed, view)


def _places(comparison: Comparison) -> Iterator[tuple[list[Row], set[int]]]:
    """The rows of each place where something changed, and which of them (by ``id``) did."""
    changed = {id(row) for row in comparison.changed}
    for _, group in groupby(comparison.rows, key=lambda row: row.spot.ref):
        rows = list(group)
        if any(id(row) in changed for row in rows):
            yield rows, changed


def _blocks(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Each row alone; but all of an entry that is new or gone as a whole, from its heading on, together."""
    block: list[Row] = []
    for row in rows:
        first = block[0] if block else None
        if first is None or first.status not in ("added", "removed"):
            whole = False
        else:
            whole = first.heads_its_place and row.status == first.status
        if block and not whole:
            yield block
            block = []
        block.append(row)
    if block:
        yield block


def _changes(rows: Sequence[Row], changed: set[int], view: View) -> Iterator[Change]:
    """Of one place: the changes, between them what they belong to, and （略） for the rest."""
    left_out: list[Row] = []
    for block in _blocks(rows):
        if id(block[0]) not in changed:
            left_out.extend(block)
            continue
        yield from _left_out(left_out, block[0], view)
        left_out = []
        yield _change(block, view)
    yield from _left_out(left_out, None, view)


def _left_out(rows: Sequence[Row], following: Row | None, view: View) -> Iterator[Change]:
    context = _context(rows, following) if following is not None else set()
    omitted = ((Piece(view.messages["omitted"]),),)
    for is_context, run in groupby(rows, key=lambda row: id(row) in context):
        if is_context:
            yield from (_change([row], view) for row in run)
        elif any(not row.heads_its_place for row in run):
            yield Change(omitted, omitted, "")


def _context(rows: Sequence[Row], following: Row) -> set[int]:
    """The unchanged lines that the following change belongs to: its heading, its group, for a detail its action."""
    role = following.line.role
    found: set[int] = set()
    wanted = {"heading", "label", "group", "caption"} | ({"action"} if role == "detail" else set())
    if role in ("heading", "label"):
        wanted = set()
    for row in reversed(rows):
        own = row.line.role
        if own in wanted and not row.heads_its_place:
            found.add(id(row))
            # Whatever stands above a heading belongs to something else.
            wanted &= {above for above, below in _CONTEXT.items() if own in below}
        elif own in ("action", "detail") and role == "detail":
            wanted -= {"action"}
    return found


def _change(block: Sequence[Row], view: View) -> Change:
    messages = view.messages
    if (gone := block[0].departed) is not None:
        words = _beginning(" ".join(filter(None, (gone.number, gone.text))))
        return Change(((Piece(messages["departed"]),),), ((Piece(words),),), _remark(block[0], view))
    new = tuple(_cell_line(side, row, view) for row in block for side in row.new)
    old = tuple(_cell_line(side, row, view) for row in block for side in row.old)
    return Change(
        new or ((Piece(messages["removed"]),),), old or ((Piece(messages["added"]),),), _remark(block[0], view)
    )


def _beginning(text: str) -> str:
    return text if len(text) <= _GIST else f"{text[:_GIST]}…"


def _cell_line(side: Side, row: Row, view: View) -> CellLine:
    before: tuple[Piece, ...] = ()
    if side.line.number:
        before = (Piece(side.line.number, side.number_changed), Piece(" "))
    elif side.column:
        before = (Piece(view.messages["column"].format(column=side.column)),)
    again = [one.again for one in row.new] != [one.again for one in row.old]
    after = (Piece(view.messages["again"], again),) if side.again else ()
    if row.status in ("added", "removed", "reflowed"):
        return (*before, *side.pieces, *after)
    return (*before, *abridged(side.pieces, view.messages["omitted"]), *after)


def _remark(row: Row, view: View) -> str:
    messages = view.messages
    if row.moved_from is not None and not row.continues:
        moved = _whence(row, row.moved_from, view)
        return messages["remark-moved-reworded"].format(moved=moved) if row.status == "reworded" else moved
    if row.moved_to is not None:
        return messages["remark-departed"].format(place=_with_page(row.moved_to, view.new_pages, view))
    return messages.get(f"remark-{row.status}", "")


def _whence(row: Row, before: Spot, view: View) -> str:
    """From another entry, from another part of the same one, or only from another line of the same part."""
    if before.ref != row.spot.ref or row.heads_its_place:
        return view.messages["remark-moved"].format(place=_with_page(before, view.old_pages, view))
    if before.part != row.spot.part:
        part = view.messages["unnumbered"].format(title=before.part) if before.part else _short(before, view)
        return view.messages["remark-moved"].format(place=part)
    return view.messages["remark-reordered"]


def _short(spot: Spot, view: View) -> str:
    """For a remark: the number, or the name of what has none."""
    return spot.place or view.messages["unnumbered"].format(title=_named(spot, view))


def _with_page(spot: Spot, pages: Pages, view: View) -> str:
    place, page = _short(spot, view), pages.get(spot.ref)
    return place if page is None else view.messages["place-page"].format(place=place, page=page)


def _headed(rows: Sequence[Row], view: View) -> str:
    """``第5章5(4) 題名（新 12ページ・旧 11ページ）``: the place of some rows, with its pages where it is."""
    shown = next((row for row in rows if row.new), rows[0])
    spot = shown.spot
    new_page, old_page = view.new_pages.get(spot.ref) if shown.new else None, view.old_pages.get(spot.ref)
    kind = "place-pages" if new_page and old_page else "place-new-page" if new_page else "place-old-page"
    if not new_page and not old_page:
        return _named(spot, view)
    return view.messages[kind].format(place=_named(spot, view), new=new_page, old=old_page)


def _named(spot: Spot, view: View) -> str:
    if spot.ref == "plan":
        return view.messages["cover"]
    return view.messages["place"].format(place=spot.place, title=spot.title).strip()


def abridged(pieces: Sequence[Piece], omitted: str) -> tuple[Piece, ...]:
    """The pieces with unchanged sentences left out where they are long; sentences that touch a change stay."""
    if len(pieces) == 1 and not pieces[0].changed:
        kept = _ends(pieces[0].text, omitted, first=True, last=False)
        return (Piece(kept),)
    last = len(pieces) - 1
    return tuple(
        piece if piece.changed else Piece(_ends(piece.text, omitted, first=n > 0, last=n < last))
        for n, piece in enumerate(pieces)
    )


def _ends(text: str, omitted: str, *, first: bool, last: bool) -> str:
    """``text`` without its inner sentences; the first and last stay where asked for."""
    sentences: list[str] = _SENTENCE.findall(text)
    head = sentences[:1] if first else []
    tail = sentences[-1:] if last and len(sentences) > len(head) else []
    # A sentence cut short by the change after it has no end of its own; the one before it is whole.
    inner = sentences[len(head) : len(sentences) - len(tail)]
    if sum(map(len, inner)) < _LONG:
        return text
    return "".join((*head, omitted, *tail))


def plain_text(lines: Iterable[CellLine]) -> str:
    """The characters of a cell."""
    return "\n".join("".join(piece.text for piece in line) for line in lines)
