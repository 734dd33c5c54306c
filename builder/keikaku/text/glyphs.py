"""What the fonts of print can show: which characters, and which shapes of an ideograph."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from keikaku.dataclass import dataclass
from keikaku.text.fonts import FontSet
from keikaku.text.signs import VARIANT

_ORDINARY = "cp932"
"""Characters of this encoding are in every set of fonts (a test looks), those of ``_NOT_IN_ALL`` excepted. A plan that
has no others is checked without opening a font, which takes longer than all the rest of the check."""
_NOT_IN_ALL = frozenset("≒")
_ELSEWHERE = str.maketrans(dict.fromkeys("—〜‖−¢£¬"))
"""Signs of JIS X 0208 whose place this encoding gives to others that look like them."""
_NEEDS_NO_GLYPH = ("Cc", "Zs", "Co")
"""Categories: breaks and blanks; private characters are refused wherever they stand."""


def is_ordinary(text: str) -> bool:
    """Whether any set of fonts shows all of a text."""
    if text.isascii():
        return True
    try:
        text.encode(_ORDINARY)
    except UnicodeEncodeError:
        rest = text.translate(_ELSEWHERE)
        return rest != text and is_ordinary(rest)
    return _NOT_IN_ALL.isdisjoint(text)


def without_glyph(text: str, fonts: FontSet) -> Iterator[str]:
    """What one of the faces cannot show, each once: a character, with the marks on it."""
    for cluster in dict.fromkeys(_clusters(VARIANT.sub(lambda found: found[0][0], text))):
        forms = (cluster, unicodedata.normalize("NFC", cluster))
        # The spare of a face comes last and as a rule has everything: then the others are never opened.
        if not all(any(_has(path, form) for path in reversed(files) for form in forms) for files in fonts.files):
            yield cluster


def without_shape(text: str, fonts: FontSet) -> Iterator[str]:
    """Ideographs with a selector of whose shape a face has nothing, each once: it shows the ordinary one."""
    for variant in dict.fromkeys(VARIANT.findall(text)):
        used = (next((path for path in files if _has(path, variant[0])), None) for files in fonts.files)
        if any(path is not None and variant not in _glyphs(path).variants for path in used):
            yield variant


@dataclass(frozen=True, slots=True)
class _Glyphs:
    """What one file of a font, or a collection, can show."""

    characters: frozenset[str]
    variants: frozenset[str]
    """Ideographs with their selector."""


@cache
def _glyphs(path: Path) -> _Glyphs:
    from fontTools.ttLib import TTCollection, TTFont  # late: most plans are checked without it

    collection = TTCollection(path, lazy=True) if path.suffix.lower() == ".ttc" else None
    fonts = collection.fonts if collection else [TTFont(path, lazy=True)]
    tables = [font["cmap"] for font in fonts]
    characters = frozenset(chr(point) for table in tables for point in table.getBestCmap() or ())
    variants = frozenset(
        chr(base) + chr(selector)
        for table in tables
        for subtable in table.tables
        if subtable.format == 14
        for selector, pairs in subtable.uvsDict.items()
        for base, _ in pairs
    )
    for font in fonts:
        font.close()
    return _Glyphs(characters, variants)


def _has(path: Path, characters: Iterable[str]) -> bool:
    return _glyphs(path).characters.issuperset(characters)


def _clusters(text: str) -> Iterator[str]:
    """Characters that need a glyph, each with the marks on it: one font must have them all."""
    cluster = ""
    for sign in text:
        category = unicodedata.category(sign)
        if cluster and category.startswith("M"):
            cluster += sign
            continue
        if cluster:
            yield cluster
        cluster = "" if category in _NEEDS_NO_GLYPH else sign
    if cluster:
        yield cluster
