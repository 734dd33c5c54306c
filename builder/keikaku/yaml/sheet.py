"""A table in a file of its own, as a spreadsheet writes it (CSV): the same as any other file of the plan, once read.

Excel writes UTF-8 with a byte order mark, or, where it is not asked for that, the old encoding of Japanese Windows.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Mapping
from contextlib import suppress

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.diagnostics.source import SHEET, Path, Position, Source
from keikaku.diagnostics.span import TextMap, text_map
from keikaku.patterns import regex
from keikaku.yaml import file_faults
from keikaku.yaml.decode import decode

_say = DiagnosticCatalogue(__file__)
_WINDOWS = "cp932"
_QUOTED = regex(r'"((?:[^"]|"")*)"')
_PLAIN = {",": regex(r"[^,\r\n]*"), "\t": regex(r"[^\t\r\n]*")}
_LINE_END = regex(r"\r\n|\n|\r")


def decode_sheet(path: str, raw: bytes) -> tuple[TextMap | None, tuple[Diagnostic, ...]]:
    """The text of a sheet, without byte order mark, and what is wrong with its characters."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        if not raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            with suppress(UnicodeDecodeError):
                return text_map(path, raw.decode(_WINDOWS)), ()
    return decode(path, raw)


def sheet_of(map: TextMap, name: str) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """A text as a sheet: its rows, without empty ones at the end and without empty columns at the right."""
    if (conflict := file_faults.conflict(map)) is not None:
        return None, (conflict,)
    rows: list[list[tuple[str, Position]]] = [[]]
    for words, position, ends_row in _cells(map.text):
        if words is None:
            return None, (_say.error("quote", map.span(position.value_start, position.value_end)),)
        rows[-1].append((words, position))
        if ends_row:
            rows.append([])
    while rows and not any(words for words, _ in rows[-1]):
        rows.pop()
    if not rows:
        return None, (_say.error("empty", map.span(0, 0)),)
    width = max(n for row in rows for n, (words, _) in enumerate(row, 1) if words)
    positions: dict[Path, Position] = {}
    data: list[list[str]] = []
    for n, row in enumerate(rows):
        cells = row[:width]
        start, end = cells[0][1].value_start, cells[-1][1].value_end
        positions["rows", n] = Position(start, end, start, end)
        positions.update({("rows", n, place): position for place, (_, position) in enumerate(cells)})
        data.append([words for words, _ in cells])
    return Source(SHEET, name, {"id": name, "rows": data}, map, positions), ()


def _separator(text: str) -> str:
    first = _LINE_END.split(text, maxsplit=1)[0]
    return "\t" if "\t" in first and "," not in first else ","


def _cells(text: str) -> Iterator[tuple[str | None, Position, bool]]:
    """Cell by cell: its words, None where its quotes are not closed, its place, and whether a row ends with it."""
    separator = _separator(text)
    at = 0
    while at < len(text):
        quoted = text.startswith('"', at)
        found = _QUOTED.match(text, at) if quoted else _PLAIN[separator].match(text, at)
        end = found.end() if found is not None else at + 1
        place = Position(at, end, at, end)
        line_end = _LINE_END.match(text, end)
        if found is None or not (line_end or end == len(text) or text.startswith(separator, end)):
            yield None, place, True
            return
        words = found[1].replace('""', '"') if quoted else found[0]
        # A break within a cell was typed to be seen: a paragraph of its own.
        yield _LINE_END.sub("\n\n", words.strip()), place, line_end is not None
        at = line_end.end() if line_end else end + 1
        if not line_end and at == len(text) and text.endswith(separator):
            yield "", Position(at, at, at, at), True


def with_cells(source: Source, cells: Mapping[tuple[int, int], str]) -> str:
    """The text of a sheet with other words in these cells (row and column from 0); all others as they were written."""
    text = source.text
    separator = _separator(text)
    places = {source.positions["rows", row, column]: words for (row, column), words in cells.items()}
    for at, words in sorted(places.items(), key=lambda one: one[0].value_start, reverse=True):
        typed = words.replace("\n\n", "\n")
        if any(sign in typed for sign in (separator, '"', "\n")) or text.startswith('"', at.value_start):
            typed = '"' + typed.replace('"', '""') + '"'
        text = text[: at.value_start] + typed + text[at.value_end :]
    return text


def encode_sheet(text: str, before: bytes) -> bytes:
    """The text as the file was saved; in UTF-8 with a byte order mark where that encoding has not all characters."""
    try:
        before.decode("utf-8")
    except UnicodeDecodeError:
        with suppress(UnicodeEncodeError):
            return text.encode(_WINDOWS)
        return codecs.BOM_UTF8 + text.encode()
    return codecs.BOM_UTF8 * before.startswith(codecs.BOM_UTF8) + text.encode()
