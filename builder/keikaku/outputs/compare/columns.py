"""Under which head a cell stands, so that a row taken out of its table still says what is what."""

from __future__ import annotations

from collections.abc import Sequence

from keikaku.plan.outline import Line, Outline

_VALUES = ("baseline", "target", "actual")


def column_names(outline: Outline, lines: Sequence[Line]) -> tuple[str, ...]:
    """For each line the head of its column; empty for what stands in no column, and for what heads a row itself."""
    columns = {
        f"indicator:{indicator.id}": group.columns
        for group in outline.index.plan.indicator_groups
        for indicator in group.indicators
    }
    heads: dict[tuple[str, str | int], str] = {}
    found: list[str] = []
    previous: Line | None = None
    for line in lines:
        name = ""
        path = line.at.path if line.role == "cell" and line.at is not None else ()
        if path and path[-1] in _VALUES and line.entry in columns:
            name = getattr(columns[line.entry], str(path[-1])) or ""
        elif path[-2:-1] == ("head",):
            heads[line.entry, path[-1]] = line.text
        elif path[-3:-2] == ("rows",) and (path[-1] or not outline.index.entities[line.entry].value.row_heads):
            name = heads.get((line.entry, path[-1]), "")
        # The second paragraph of a cell stands under its first.
        again = previous is not None and previous.at == line.at and previous.role == line.role
        found.append("" if again else name)
        previous = line
    return tuple(found)
