"""Where Japanese text may not be broken into lines: numbers with what they count, words in Latin letters, signs.

Narrower than UAX 14, whose classes for Japanese depend on the engine: two letters are taken as breakable only where
every engine breaks, so a column that is as wide as these pieces is wide enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from keikaku.patterns import regex

LONGEST = 24
"""Characters of a piece that may not be broken. A longer one (an address of the web) may be broken anywhere."""

_ON_LETTERS = "\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef"
"""Voicing marks, and what chooses a variant: they belong to the letter before."""
_PLAIN = f"一-鿿㐀-䶿豈-﫿𠀀-𳏿あいうえおか-ぢつ-もやゆよ-ろわ-んアイウエオカ-ヂツ-モヤユヨ-ロワ-ヴ{_ON_LETTERS}"
"""Letters between which a line may always end: class ID of UAX 14, without those that may not begin a line."""
_ERA = "(?:明治|大正|昭和|平成|令和)"
BEFORE_YEAR = regex(rf"{_ERA}(?=[0-9０-９元])")
"""Behind it a line ends before it would part a year from its number: 令和|6年度."""
_COUNTED = regex(
    rf"""(?:(?:{_ERA}\s?)?第?[0-9０-９][0-9０-９,.，．]*+
      (?:[かカヵヶケ箇個]?(?:(?:(?!第)[一-鿿]){{1,4}}(?![一-鿿])|(?:(?!第)[一-鿿]){{1,2}})|[%％℃])?
      |{_ERA}元年度?)
    (?:(?<=[年月日時分])[0-9０-９]{{1,2}}[月日時分秒]間?|(?<=[万億千百])[0-9０-９,]+[万億千百]*[円人件]?)*""",
    re.VERBOSE,
)
_BRACKETED = regex(r"[(（][^()（）]{1,9}[)）]")
GLUED = rf"[^\s{_PLAIN}]"
"""A sign next to which a line may not end, as a regular expression that Python and the engine of print read alike."""
_GLUED = regex(rf"(?:{GLUED}|\u00a0)+")
_TRIMMED = frozenset("、。，．・「」『』（）【】〔〕〈〉《》")
"""Signs that take half of their width at an end of a line."""

NUMBER = regex(
    r"(?P<before>約?[-−－▲△+＋]?[¥￥]?[0-9０-９][0-9０-９,，]*)"
    r"(?P<after>(?:[.．][0-9０-９]+)?(?:\s?[^\s0-9０-９,.，．、。・～~()（）]{1,4})?)"
)
"""A whole text that is a number, with its unit; ``before`` is what stands left of the decimal point."""
NO_NUMBER = regex(r"[-‐−－―—–…・／/＊*\s]*")
"""A whole text that stands in a column of numbers where there is none."""


def kept_together(text: str, *, brackets: bool = False) -> list[tuple[int, int]]:
    """From where to where stands a number with what it counts (12か所, 令和3年度, 第1段階), or a date.

    ``brackets``: also what stands in short brackets: a head is broken before them.
    """
    patterns = (_COUNTED, _BRACKETED) if brackets else (_COUNTED,)
    found = sorted(match.span() for pattern in patterns for match in pattern.finditer(text) if len(match[0]) > 1)
    spans: list[tuple[int, int]] = []
    for start, end in found:
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return [(start, end) for start, end in spans if end - start <= LONGEST]


def unbreakable(text: str, *, brackets: bool = False) -> Iterator[str]:
    """The pieces of two characters and more that may not be broken, with a letter that a sign may hold on to."""
    kept = kept_together(text, brackets=brackets)
    bounds = [0, *(at for span in kept for at in span), len(text)]
    glued = (match.span() for between in pairwise(bounds) for match in _GLUED.finditer(text, *between))
    for first, last in _held(text, sorted((*kept, *glued))):
        start, end = first, last
        while start > 0 and not text[start - 1].isspace() and (_is_sign(text[start]) or _holds(text[start - 1])):
            start -= 1
        while end < len(text) and not text[end].isspace() and (_is_sign(text[end - 1]) or _holds(text[end])):
            end += 1
        if end - start > LONGEST:
            start, end = first, last
        if 1 < end - start <= LONGEST:
            yield text[start:end]


def _held(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans, those as one that a space holds together at which no line ends."""
    held: tuple[int, int] | None = None
    for start, end in spans:
        if held is not None and held[1] == start and "\u00a0" in text[start - 1 : start + 1]:
            held = (held[0], end)
            continue
        if held is not None:
            yield held
        held = (start, end)
    if held is not None:
        yield held


def _holds(character: str) -> bool:
    return _is_sign(character) and character not in _TRIMMED


def _is_sign(character: str) -> bool:
    return not (character.isascii() and character.isalnum()) and _GLUED.match(character) is not None
