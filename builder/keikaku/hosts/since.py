"""What the site says has changed since a version published before: the comparison, as the site shows it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Literal

from markupsafe import Markup

from keikaku.dataclass import dataclass
from keikaku.hosts.revision import Edition, editions_at, last_changed
from keikaku.messages import load_messages
from keikaku.outputs.compare import Piece, compare
from keikaku.outputs.compare.cell import Cell, CellLine, TableLine
from keikaku.outputs.compare.table import Band, Change, ComparisonView, TableRow, table, version_name
from keikaku.outputs.compare.web import cell_html
from keikaku.outputs.interface import interface_messages
from keikaku.outputs.site.changes import ChangedPlace, Changes, ShownChange
from keikaku.plan.outline import Outline
from keikaku.resources import MESSAGE_FOLDER, TEMPLATE_FOLDER

_KINDS = {"added": "changes_added", "removed": "changes_removed", "reworded": "changes_reworded"}
"""Kind of a change → its word for residents; the paper's are those of officers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """The version published before."""

    edition: Edition
    changed: date | None
    """The day of the newest change since then, where git knows it."""


def version_before(name: str, folder: Path, display: str) -> Before:
    """What ``name`` means for the plan in ``folder``. Raises as `editions_at` does."""
    [edition] = editions_at([name], folder, display)
    return Before(edition=edition, changed=last_changed(folder))


def changes_since(before: Before, outline: Outline) -> Changes:
    """What readers of ``outline`` see of the changes."""
    revision, old = before.edition.revision, before.edition.outline
    plan = outline.index.plan
    words = load_messages(MESSAGE_FOLDER, plan.interface, "web", plan.language)
    messages = {**interface_messages(MESSAGE_FOLDER, plan, "compare"), "added": "", "removed": ""}
    for kind in _KINDS:
        messages[f"remark-{kind}"] = messages[f"count-{kind}"] = words[_KINDS[kind]]
    since = version_name(old.index.plan.status, revision.day, messages)
    heads = (words["changes_new"], words["changes_old"])
    view = ComparisonView(messages=messages, old_name=since, new_name=plan.status, heads=heads)
    found = table(compare(old, outline, plan.writing.boundaries), view)
    return Changes(
        since=since,
        revision=revision.name,
        counts=found.remark,
        places=tuple(_places(found.rows)),
        changed=before.changed,
    )


def _places(rows: tuple[TableRow, ...]) -> Iterator[ChangedPlace]:
    starts = [n for n, row in enumerate(rows) if isinstance(row, Band)]
    for start, end in pairwise((*starts, len(rows))):
        band = rows[start]
        assert isinstance(band, Band)
        changes = (row for row in rows[start:end] if isinstance(row, Change) and not row.left_out)
        yield ChangedPlace(title=band.text, ref=band.ref, changes=tuple(map(_shown, changes)))


def _shown(change: Change) -> ShownChange:
    cells = (change.new, change.old)
    tabular = any(isinstance(line, TableLine) for cell in cells for line in cell)
    if not any(isinstance(cell[0], TableLine) or any(map(_is_changed, cell[1:])) for cell in cells):
        cells = (change.new[:1], change.old[:1])  # of what only moved, or only has another title, its title is enough
    new, old = _html(cells[0], "ins"), _html(cells[1], "del")
    return ShownChange(new=new, old=old, remark=change.remark, tabular=tabular)


def _is_changed(line: CellLine | TableLine) -> bool:
    parts = line.cells if isinstance(line, TableLine) else (line,)
    return any(piece.changed for part in parts for piece in part)


def _html(cell: Cell, mark: Literal["ins", "del"]) -> Markup:
    return Markup() if cell == ((Piece(""),),) else cell_html(cell, mark, TEMPLATE_FOLDER)
