"""Messages about what a returned workbook holds, or has lost, beside its answers; ``returned`` finds it.

All are warnings: nothing is taken in until somebody has seen them and says so (``--confirmed``).
"""

from __future__ import annotations

from collections.abc import Sequence

from keikaku.catalogue import LocalizedText
from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.diagnostics.span import Span
from keikaku.outputs.workbook.answer import CellPlace
from keikaku.outputs.workbook.xlsx.beside import Beside
from keikaku.outputs.workbook.xlsx.sheet import reference

_say = DiagnosticCatalogue(__file__)

_LONGEST = 300
"""Characters of a text that is quoted."""
_MOST = 20
"""Texts that are quoted of one row."""


def outside(cells: Sequence[tuple[CellPlace, str]]) -> Diagnostic:
    """Words in cells of one row where there were none."""
    first, words = cells[0]
    if len(cells) == 1:
        return _say.warning("cell", first.span, help=_say("copy"), cell=first.words, words=quoted(words))
    refs = tuple(place.ref for place, _ in cells[:_MOST])
    return _say.warning(
        "cells",
        first.span,
        help=_say("copy"),
        sheet=first.sheet,
        refs=refs,
        more=_say("and-more") if len(cells) > _MOST else "",
        words=quoted_all([words for _, words in cells]),
    )


def changed(place: CellPlace, was: str, now: str) -> Diagnostic:
    """Other words in a cell that is not for answers; ``now`` empty: none."""
    what = quoted(now) if now else _say("empty")
    return _say.warning("changed", place.span, help=_say("copy"), cell=place.words, was=quoted(was), now=what)


def struck(place: CellPlace) -> Diagnostic:
    """A line through words that are not for answers: somebody may want them deleted."""
    return _say.warning("struck", place.span, help=_say("copy"), cell=place.words)


def answered_again(place: CellPlace, words: str) -> Diagnostic:
    """An answer in a row that has no words of its own."""
    return _say.warning("again", place.span, cell=place.words, words=quoted(words))


def new_row(file: str, sheet: str, row: int, words: Sequence[str]) -> Diagnostic:
    """A row that was not sent."""
    return _say.warning("row", Span(file, row, 1, row, 1), sheet=sheet, row=row, words=quoted_all(words))


def beside(file: str, sheet: str, found: Beside) -> Diagnostic:
    """What is in no cell; ``sheet`` empty: of the file as a whole."""
    on = _say("on-sheet", sheet=sheet) if sheet else _say("on-file")
    if found.row:
        on = _say("on-cell", sheet=sheet, ref=reference(found.row, found.column))
    row, column = max(found.row, 1), max(found.column, 1)
    span = Span(file, row, column, row, column)
    words = quoted(found.words) if found.words else ""
    return _say.warning("beside", span, help=_say("copy"), on=on, kind=_say(f"kind.{found.kind}"), words=words)


def sheet_without_cells(file: str, title: str) -> Diagnostic:
    """A sheet that holds a chart or a dialogue."""
    return _say.warning("sheet", _whole(file), help=_say("copy"), sheet=title)


def around(file: str, sheet: str, words: str) -> Diagnostic:
    """Words at the edge of the printed page, or shown beside a list of choices."""
    return _say.warning("around", _whole(file), help=_say("copy"), sheet=sheet, words=quoted(words))


def columns_gone(file: str, sheet: str, heads: Sequence[str]) -> Diagnostic:
    """Heads that are gone, of columns that no answer needs."""
    return _say.warning("column-gone", _whole(file), help=_say("ask"), sheet=sheet, heads=quoted_all(heads))


def rows_gone(file: str, sheet: str, rows: Sequence[tuple[str, str]]) -> Diagnostic:
    """Rows that were sent and are gone: the number of each, and its text."""
    numbers = tuple(number for number, _ in rows)
    words = quoted_all([text for _, text in rows])
    return _say.warning(
        "rows-gone", _whole(file), help=_say("ask"), sheet=sheet, n=len(rows), numbers=numbers, words=words
    )


def sheet_gone(file: str, title: str) -> Diagnostic:
    """A sheet that was sent and is gone."""
    return _say.warning("sheet-gone", _whole(file), help=_say("ask"), sheet=title)


def not_a_text(place: CellPlace, words: str) -> Diagnostic:
    """A request, or a message, where the new text should stand."""
    return _say.warning("not-a-text", place.span, cell=place.words, words=quoted(words))


def quoted(words: str) -> str:
    """On one line, not too long."""
    line = " ".join(words.split("\n"))
    return f"「{line if len(line) <= _LONGEST else line[:_LONGEST] + '…'}」"


def quoted_all(texts: Sequence[str]) -> LocalizedText | str:
    """One after the other; of many, the first and how many more there are."""
    first = "".join(map(quoted, texts[:_MOST]))
    return _say("several", first=first, n=len(texts) - _MOST) if len(texts) > _MOST else first


def _whole(file: str) -> Span:
    return Span(file, 1, 1, 1, 1)
