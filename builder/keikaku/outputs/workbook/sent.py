"""Which sheet of a returned workbook is which of those that were sent, and what they said then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from keikaku.outputs.workbook.cells import seen_words
from keikaku.outputs.workbook.columns import FORMS, Column
from keikaku.outputs.workbook.contents import SentSheet, contents, from_record
from keikaku.outputs.workbook.opened import OpenedWorkbook
from keikaku.outputs.workbook.row import typed_paragraphs
from keikaku.outputs.workbook.rows import recipients
from keikaku.outputs.workbook.xlsx.sheet import Sheet, SheetCell, rows_of
from keikaku.patterns import regex
from keikaku.plan.outline import Outline

_MAX_HEAD_ROW = 40
"""Somebody may put lines above the heads; nobody puts this many."""
_CODE = regex(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|[0-9]+|[A-Za-z])')
"""In headers and footers: side, font, page."""


def as_sent(
    book: OpenedWorkbook, outline: Outline, words: Mapping[str, str]
) -> tuple[tuple[SentSheet, ...], tuple[Sheet, ...]]:
    """What the workbook said when it was sent, and its sheets without the one that keeps that.

    A file that has lost it, or was made before it was kept, is laid beside what would be sent now to whoever's
    workbook it is most like. What has changed in the plan since then is reported as a difference: one
    question too many, but no answer lost.
    """
    sheets = tuple(sheet for sheet, _ in book.sheets)
    for at, sheet in enumerate(sheets):
        record = from_record([_texts(cells) for _, cells in rows_of(sheet)])
        if record is not None:
            return record, (*sheets[:at], *sheets[at + 1 :])
    there = {cell.text for sheet in sheets for cells in sheet.cells.values() for cell in cells.values()}
    known = [contents(outline, whom, words) for whom in recipients(outline.index.plan)]
    return max(known, key=lambda found: len(_keys(found) & there)), sheets


def _keys(sent: Sequence[SentSheet]) -> set[str]:
    return {one.cell(row, "key") for one in sent for row in one.rows} - {""}


def _texts(cells: Mapping[int, SheetCell]) -> list[str]:
    return [cells[at].text if at in cells else "" for at in range(1, max(cells) + 1)]


def pairs(sheets: Sequence[Sheet], sent: Sequence[SentSheet], words: Mapping[str, str]) -> dict[int, SentSheet]:
    """Position of a returned sheet → what it was: by its name, or where that has been changed, by its words."""
    found = {at: one for at, sheet in enumerate(sheets) for one in sent if one.title == sheet.title}
    for one in sent:
        if one not in found.values():
            left = (at for at in range(len(sheets)) if at not in found)
            at = next((at for at in left if _is_like(sheets[at], one, words)), None)
            if at is not None:
                found[at] = one
    return dict(sorted(found.items()))


def _is_like(sheet: Sheet, sent: SentSheet, words: Mapping[str, str]) -> bool:
    if sent.form is not None:
        heads = heads_in(sheet, FORMS[sent.form], words)
        keys = _keys([sent])
        there = {cell.text.strip() for cells in sheet.cells.values() for cell in cells.values()}
        return heads is not None and len(heads[1]) == len(FORMS[sent.form]) and bool(keys & there or not keys)
    there = {loose(seen_words(cell)) for cells in sheet.cells.values() for cell in cells.values()}
    return sum(loose(line.removeprefix("# ")) in there for line in sent.lines if line) > len(sent.lines) / 2


def heads_in(sheet: Sheet, columns: Sequence[Column], words: Mapping[str, str]) -> tuple[int, dict[str, int]] | None:
    """The row of the heads, and head → column; the row that has most of them, None where none has half."""
    rows = [(number, cells) for number, cells in rows_of(sheet) if number <= _MAX_HEAD_ROW]
    heads = [(number, _heads(cells, columns, words)) for number, cells in rows]
    best = max(heads, key=lambda one: len(one[1]), default=None)
    return best if best is not None and 2 * len(best[1]) > len(columns) else None


def _heads(cells: Mapping[int, SheetCell], columns: Sequence[Column], words: Mapping[str, str]) -> dict[str, int]:
    """Of one row: head → column, the first where one stands twice."""
    places = {seen_words(cell): at for at, cell in sorted(cells.items(), reverse=True)}
    named = {column.head: words[f"head-{column.head}"] for column in columns}
    return {head: places[name] for head, name in named.items() if name in places}


def loose(text: str) -> str:
    """A text without what cannot be seen in it."""
    return "\n".join(typed_paragraphs(text))


def printed_words(text: str) -> set[str]:
    """The words of a header or footer, without its codes; ``&&`` is the sign itself."""
    return {words.strip().replace("\0", "&") for words in _CODE.split(text.replace("&&", "\0"))} - {""}
