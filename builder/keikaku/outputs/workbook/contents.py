"""All that a workbook says as it is sent: made from the plan, and kept in the workbook itself.

While a workbook is away the plan moves on. So what it said cannot be made again from the plan alone; it is kept in a
sheet that no program shows (``veryHidden``), and what comes back is laid beside it cell by cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from keikaku.dataclass import dataclass
from keikaku.outputs.workbook.columns import FORMS, Column
from keikaku.outputs.workbook.data import takes_words
from keikaku.outputs.workbook.row import AnswerRow, SheetForm, SheetName
from keikaku.outputs.workbook.rows import rows_for
from keikaku.plan.outline import Outline

MARK = ("keikaku", "sent", "1")
"""First row of the sheet that keeps the others' words; the number is that of the way it is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentSheet:
    """One sheet as it is sent."""

    title: str
    form: SheetForm | None
    """None of the sheet with the instructions: it has lines only."""
    lines: tuple[str, ...]
    """Words around the table, from top to bottom; the footer is the last."""
    rows: tuple[tuple[str, ...], ...] = ()
    """Of each row its cells, column by column as in ``FORMS``."""

    def cell(self, row: tuple[str, ...], head: str) -> str:
        """What stands in a row of this sheet under a head (its key)."""
        assert self.form is not None
        return next(words for column, words in zip(FORMS[self.form], row, strict=True) if column.head == head)


def contents(outline: Outline, whom: str, words: Mapping[str, str]) -> tuple[SentSheet, ...]:
    """A workbook in words; ``whom``: the ref of an actor or department; ``words``: the messages of ``workbook``."""
    entry = outline.entries[whom]
    plan = outline.title
    title = words["title"].format(plan=plan, actor=entry.title)
    rows: dict[SheetName, list[AnswerRow]] = {}
    for row in rows_for(outline, whom, words):
        rows.setdefault(row.sheet, []).append(row)
    names = words["sheet-and"].join(words["sheet-name"].format(sheet=words[f"sheet-{name}"]) for name in rows)
    guide = words["guide"].format(plan=plan, actor=entry.title, sheets=names).splitlines()
    sheets = [SentSheet(title=words["sheet-guide"], form=None, lines=(title, *guide, footer("guide", words)))]
    for name, found in rows.items():
        form = found[0].form
        cells = tuple(_cells(FORMS[form], row, n, words) for n, row in enumerate(found, 1))
        lines = (title, words[f"hint-{name}"], footer(name, words))
        sheets.append(SentSheet(title=words[f"sheet-{name}"], form=form, lines=lines, rows=cells))
    return tuple(sheets)


def footer(name: str, words: Mapping[str, str]) -> str:
    """What stands below each printed page of a sheet."""
    return words["footer"].format(sheet=words[f"sheet-{name}"])


def _cells(columns: tuple[Column, ...], row: AnswerRow, number: int, words: Mapping[str, str]) -> tuple[str, ...]:
    of_row = {
        "number": str(number),
        "place": row.place,
        "within": row.within,
        "group": row.within,
        "kind": row.label,
        "column": row.label,
        "datum": row.label,
        "takes": takes_words(row.takes, words) if row.form == "data" else "",
        "indicator": row.title,
        "shown-text": row.shown,
        "shown-value": row.shown,
        "shown-datum": row.shown,
        "key": row.key,
        "fingerprint": row.fingerprint if row.key else "",
        "remark": "",
    }
    return tuple(
        (row.fields[column.field] if row.key else "")
        if column.field is not None and column.head not in of_row
        else of_row[column.head]
        for column in columns
    )


def record_of(sheets: Iterable[SentSheet]) -> Iterator[tuple[str, ...]]:
    """The rows of the sheet that keeps what the others say."""
    yield MARK
    for sheet in sheets:
        yield ("sheet", sheet.title, sheet.form or "")
        yield from (("line", line) for line in sheet.lines)
        yield from (("row", *cells) for cells in sheet.rows)


def from_record(rows: Sequence[Sequence[str]]) -> tuple[SentSheet, ...] | None:
    """Back from its rows; None where they are no such record, or one of another way of writing it."""
    if not rows or tuple(rows[0][: len(MARK)]) != MARK:
        return None
    found: list[SentSheet] = []
    for kind, *cells in rows[1:]:
        if kind == "sheet":
            form = next((form for form in FORMS if [form] == cells[1:2]), None)
            found.append(SentSheet(title=cells[0], form=form, lines=()))
            continue
        if not found:
            return None
        last = found[-1]
        if kind == "line":
            found[-1] = replace(last, lines=(*last.lines, *cells[:1]))
        elif last.form is not None:
            width = len(FORMS[last.form])
            found[-1] = replace(last, rows=(*last.rows, (*cells, *[""] * width)[:width]))
    return tuple(found)
