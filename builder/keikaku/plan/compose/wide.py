"""Which tables might be wider than paper: estimated from the letters in them, without setting anything in type.

Print measures its tables (docs/adr/0018). That costs more than all the rest of a check, so `keikaku check` sets a plan
only where one of its tables could be too wide by this estimate, which takes every letter to be as wide as any is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from keikaku.patterns import regex
from keikaku.plan.compose.figures import data_table
from keikaku.plan.index import PlanIndex
from keikaku.plan.model import Figure, IndicatorGroup, Table, Text
from keikaku.plan.outline import value_text
from keikaku.plan.table import grid
from keikaku.text.breaking import LONGEST, NUMBER, unbreakable
from keikaku.text.prose import parse, plain
from keikaku.text.writing import Writing

_ROOM = 690.0
"""Points that a table has at least on a landscape page; `tests/print` holds it to the template."""
_BESIDE = 440.0
"""The same for one that stands in something else, on an upright page."""
_SIZE = 7.0
_EDGES = 6.6
"""Points: the smallest type of a table, and what is white or line left and right of a cell in it."""
_NARROW = regex(r"[0-9,. ]")


def has_doubtful_table(index: PlanIndex) -> bool:
    """Whether some table might not fit; where this is false, none is too wide."""
    return any(may_be_too_wide(columns, room) for columns, room in _tables(index))


def _tables(index: PlanIndex) -> Iterator[tuple[Sequence[Sequence[str]], float]]:
    """The words of each table, column by column, and the room it has."""
    words = _words_of(index)
    for block in index.blocks:
        if isinstance(block, Table):
            shown = grid(block, index)
            columns: list[list[str]] = [[] for _ in range(shown.width)]
            for cell in (cell for row in (*shown.heads, *shown.rows) for cell in row):
                columns[cell.column].append(words(cell.text))
            yield columns, _ROOM
    for definition in index.definitions:
        value = definition.value
        if isinstance(value, Figure):
            yield list(zip(*([cell.text + cell.unit for cell in row] for row in data_table(value)), strict=True)), _ROOM
        elif isinstance(value, IndicatorGroup):
            yield list(_indicators(value, words, index.plan.writing)), _ROOM if value.one_table else _BESIDE


def _indicators(group: IndicatorGroup, words: Callable[[Text], str], writing: Writing) -> Iterator[list[str]]:
    if group.one_table:
        yield [words(indicator.title) for indicator in group.indicators]
    for name in ("baseline", "target", "actual"):
        if head := getattr(group.columns, name):
            values = [getattr(indicator, name) for indicator in group.indicators]
            yield [head, *(value_text(value, writing) for value in values if value is not None)]


def _words_of(index: PlanIndex) -> Callable[[Text], str]:
    """The words of a text; those of another entry, which are not put together yet, as long as they may be."""

    def words(text: Text) -> str:
        if "](" not in text.markdown:
            return text.markdown
        return "\n".join(plain(paragraph, lambda _, __: "W" * LONGEST) for paragraph in parse(text.markdown))

    return words


def may_be_too_wide(columns: Iterable[Sequence[str]], room: float = _ROOM) -> bool:
    """Whether a table of these words might not fit into so many points in its smallest type."""
    return sum(max(1.0, _need(column)) * _SIZE + _EDGES for column in columns) > room


def _need(column: Sequence[str]) -> float:
    """In ems. Numbers stand on their decimal points: the longest piece before it beside the longest behind it."""
    pieces = max((_ems(piece) for text in column for piece in unbreakable(text, brackets=True)), default=0.0)
    after = max((_ems(found["after"]) for text in column if (found := NUMBER.fullmatch(text.strip()))), default=0.0)
    return pieces + after


def _ems(text: str) -> float:
    return len(text) - 0.35 * len(_NARROW.findall(text))
