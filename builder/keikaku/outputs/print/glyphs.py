"""Which characters a font can show, read from its ``cmap`` table; and where a plan asks for others.

Forty lines instead of a font library: all that is asked is whether a character has a glyph.
"""

from __future__ import annotations

import struct
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from keikaku.diagnostics.diagnostic import Diagnostic, error
from keikaku.diagnostics.source import Source


@cache
def coverage(path: Path) -> tuple[tuple[int, int], ...]:
    """Ranges (first, last), in order, of code points that have a glyph in a TrueType or OpenType file or collection."""
    data = path.read_bytes()
    starts = [0]
    if data[:4] == b"ttcf":
        (count,) = struct.unpack_from(">I", data, 8)
        starts = list(struct.unpack_from(f">{count}I", data, 12))
    merged: list[tuple[int, int]] = []
    for first, last in sorted(found for start in starts for found in _font(data, start)):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return tuple(merged)


def missing(characters: Iterable[str], files: Iterable[Path]) -> frozenset[str]:
    """Those of ``characters`` that none of the fonts can show."""
    left = {character for character in characters if unicodedata.category(character) not in ("Cc", "Cf", "Zl", "Zp")}
    for path in files:
        if not left:  # as a rule the first font has everything, and the others are never read
            break
        ranges = coverage(path)
        left = {character for character in left if not _covered(ord(character), ranges)}
    return frozenset(left)


def _covered(point: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    place = bisect_right(ranges, (point, 0x10FFFF))
    return place > 0 and point <= ranges[place - 1][1]


def faults(characters: frozenset[str], sources: Iterable[Source]) -> tuple[Diagnostic, ...]:
    """One fault per text in which one of ``characters`` stands."""
    return tuple(
        error(
            "missing-glyph",
            f"「{character}」（U+{ord(character):04X}）は、印刷版の文字の形（フォント）にありません。",
            source.locate(path, character),
            "ほかの字に改めるか、かなで書いてください。",
        )
        for source in sources
        for path, text in _texts(source)
        for character in sorted(characters.intersection(text))
    )


def _texts(source: Source) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for path in source.positions:
        value: Any = source.data
        for key in path:
            value = value[key]
        if isinstance(value, str):
            yield path, value


def _font(data: bytes, start: int) -> Iterator[tuple[int, int]]:
    (tables,) = struct.unpack_from(">H", data, start + 4)
    for n in range(tables):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, start + 12 + 16 * n)
        if tag == b"cmap":
            yield from _cmap(data, offset)


def _cmap(data: bytes, at: int) -> Iterator[tuple[int, int]]:
    (count,) = struct.unpack_from(">H", data, at + 2)
    for n in range(count):
        platform, encoding, offset = struct.unpack_from(">HHI", data, at + 4 + 8 * n)
        if (platform, encoding) not in ((0, 3), (0, 4), (3, 1), (3, 10)):
            continue
        (form,) = struct.unpack_from(">H", data, at + offset)
        if form == 12:
            (groups,) = struct.unpack_from(">I", data, at + offset + 12)
            block = data[at + offset + 16 : at + offset + 16 + 12 * groups]
            yield from ((first, last) for first, last, _ in struct.iter_unpack(">III", block))
        elif form == 4:
            yield from _segments(data, at + offset)


def _segments(data: bytes, at: int) -> Iterator[tuple[int, int]]:
    (doubled,) = struct.unpack_from(">H", data, at + 6)
    count = doubled // 2
    ends = struct.unpack_from(f">{count}H", data, at + 14)
    begins = struct.unpack_from(f">{count}H", data, at + 16 + doubled)
    # Inside a segment a code point may still have no glyph; the fonts used here have a complete table of form 12
    # or segments without holes, and the engine refuses a missing glyph in any case.
    yield from ((first, last) for first, last in zip(begins, ends, strict=True) if first != 0xFFFF)
