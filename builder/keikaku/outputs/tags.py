"""The start tags of a finished page, for what is checked and added after the generator.

One regular expression instead of the library's parser: a build reads every page it made twice, and that parser was a
third of the whole. Comments are passed over, and what stands inside a script or style is its text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from html import unescape

from keikaku.dataclass import dataclass
from keikaku.patterns import regex

# Possessive: a quote that is never closed costs one look at the rest of the page, not one for each character.
_INSIDE = r"""(?:[^>"']++|"[^"]*+"|'[^']*+')*+"""
_COMMENT = r"<!--.*?(?:-->|\Z)"
_RAW = "|".join(rf"<{name}\b{_INSIDE}>.*?</{name}\s*>" for name in ("script", "style"))
_SCRIPT_OR_STYLE = regex(f"{_COMMENT}|{_RAW}", re.IGNORECASE | re.DOTALL)
_PIECE = regex(rf"{_COMMENT}|{_RAW}|<[a-z][^\s/>]*+{_INSIDE}>", re.IGNORECASE | re.DOTALL)
_START = regex(rf"<([a-z][^\s/>]*+)({_INSIDE})>", re.IGNORECASE)
_ATTRIBUTE = regex(r"""([^\s"'<>/=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'=<>`]++)))?+""")


@dataclass(frozen=True, slots=True)
class Tag:
    """A start tag."""

    name: str
    """In small letters."""
    attributes: Mapping[str, str]
    """As they are meant, character references resolved; one without a value has the empty one."""
    text: str = ""
    """Of a script or style: all that is in it, as it stands."""


def tags(html: str) -> Iterator[Tag]:
    """Every start tag of the page, in order."""
    return filter(None, map(_tag, _PIECE.findall(html)))


def counted_tags(html: str) -> Iterator[tuple[Tag, int]]:
    """Each start tag once, with how often it stands on the page."""
    return ((tag, count) for piece, count in Counter(_PIECE.findall(html)).items() if (tag := _tag(piece)) is not None)


def scripts_and_styles(html: str) -> Iterator[Tag]:
    """Only these, which is all that a policy asks for."""
    return filter(None, map(_tag, _SCRIPT_OR_STYLE.findall(html)))


@lru_cache(maxsize=16384)  # a frame, and most of a navigation, are the same on every page
def _tag(piece: str) -> Tag | None:
    """``piece``: a start tag, of a script or style with all up to its end; or a comment, which is none."""
    start = _START.match(piece)
    if start is None:
        return None
    name = start[1].lower()
    text = piece[start.end() : piece.rfind("</")] if name in ("script", "style") else ""
    return Tag(name, _attributes(start[2]), text)


def _attributes(inside: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(inside):
        value = double or single or bare
        found.setdefault(name.lower(), unescape(value) if "&" in value else value)
    return found
