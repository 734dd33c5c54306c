"""The start tags of a finished page, for what is checked and added after the generator.

One regular expression instead of the library's parser: a build reads every page it made twice, and that parser was a
third of the whole. Comments are passed over, and what stands inside a script or style is its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from html import unescape

from keikaku.dataclass import dataclass
from keikaku.patterns import regex

# Possessive: a quote that is never closed costs one look at the rest of the page, not one for each character.
_INSIDE = r"""(?:[^>"']++|"[^"]*+"|'[^']*+')*+"""
_RAW = rf"<!--.*?(?:-->|\Z)|<(?P<raw>script|style)\b(?P<in_raw>{_INSIDE})>(?P<text>.*?)</(?P=raw)\s*>"
_SCRIPT_OR_STYLE = regex(_RAW, re.IGNORECASE | re.DOTALL)
_TAG = regex(rf"{_RAW}|<(?P<name>[a-z][^\s/>]*+)(?P<inside>{_INSIDE})>", re.IGNORECASE | re.DOTALL)
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
    for found in _TAG.finditer(html):
        name = found["name"]
        if name is not None:
            yield _tag(name, found["inside"])
        elif found["raw"] is not None:
            yield Tag(found["raw"].lower(), _attributes(found["in_raw"]), found["text"])


def scripts_and_styles(html: str) -> Iterator[Tag]:
    """Only these, which is all that a policy asks for."""
    for found in _SCRIPT_OR_STYLE.finditer(html):
        if found["raw"] is not None:
            yield Tag(found["raw"].lower(), _attributes(found["in_raw"]), found["text"])


@lru_cache(maxsize=8192)  # a frame, and most of a navigation, are the same on every page
def _tag(name: str, inside: str) -> Tag:
    return Tag(name.lower(), _attributes(inside))


def _attributes(inside: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(inside):
        value = double or single or bare
        found.setdefault(name.lower(), unescape(value) if "&" in value else value)
    return found
