"""The 新旧対照表 as a comment of a pull request (GitHub's Markdown).

The words of a plan are anybody's, so no character of them may act: neither as markup nor as a mention of a person.
"""

from __future__ import annotations

from collections.abc import Iterable

from keikaku.outputs.compare.cell import CellLine, in_lines
from keikaku.outputs.compare.change import Piece
from keikaku.outputs.compare.table import Band, ComparisonTable
from keikaku.patterns import regex

_ACTING = regex(r"[\\`*_{}\[\]()#+\-.!|~>$:=^]")
"""Everything Markdown gives a meaning to somewhere; a backslash before any of them is always allowed."""

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;"})

_CALLING = regex(r"([@#])(?=\w)|(?<=https)(?=\\:)|(?<=http)(?=\\:)|(?<=www)(?=\\\.)")
"""Where GitHub would see a person, an issue or an address; an empty comment keeps the word and breaks the spell."""


def markdown(table: ComparisonTable) -> str:
    """The table, a heading before it; ends with a line break."""
    above = [line for line in (table.number, table.department) if line]
    lines = [f"### {_safe(table.title)}", ""]
    lines += [part for line in (*above, table.between, table.remark) for part in (_safe(line), "")]
    below = [_safe(table.note), ""] if table.note else []
    if not table.rows:
        return "\n".join((*lines, *below))
    lines += [f"| {' | '.join(map(_safe, table.heads))} |", f"|{' --- |' * len(table.heads)}"]
    for row in table.rows:
        if isinstance(row, Band):
            lines.append(f"| **{_safe(row.text)}** |{' |' * (len(table.heads) - 1)}")
        else:
            cells = [_cell(in_lines(cell)) for cell in table.cells(row)]
            cells += [""] if table.explained else []
            lines.append(f"| {' | '.join((*cells, _safe(row.remark)))} |")
    return "\n".join((*lines, "", *below))


def _cell(cell: Iterable[CellLine]) -> str:
    return "<br>".join("".join(map(_piece, line)) for line in cell)


def _piece(piece: Piece) -> str:
    return f"<ins>{_safe(piece.text)}</ins>" if piece.changed else _safe(piece.text)


def _safe(text: str) -> str:
    text = " ".join(text.split()) if "\n" in text or "\r" in text else text
    escaped = _ACTING.sub(r"\\\g<0>", text.translate(_ENTITIES))
    return _CALLING.sub(r"\1<!-- -->", escaped)
