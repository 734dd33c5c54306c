"""Where lines of titles and short texts may end: ``<wbr>`` between phrases, and a class that ends them only there.

Only Chromium finds phrases itself (``word-break: auto-phrase``); elsewhere a slogan broke as 「支|え合い」. The style
sheet sets ``keep-all`` for the class.
"""

from __future__ import annotations

from functools import lru_cache
from html import unescape

from keikaku.patterns import regex
from keikaku.text.breaking import BEFORE_YEAR
from keikaku.text.phrases import phrase_breaks

_TITLES = (
    *("tile-title", "link-title", "door-title", "neighbour-title", "hero-title", "vision-statement", "short"),
    *("framework-vision", "framework-pillar-title", "framework-measure", "chip", "printed", "lead"),
)
"""Classes of elements whose text is short enough to be read at a glance."""
_CLASSED = r'(?=\s[^>c]*+(?:c(?!lass=")[^>c]*+)*+c)'  # possessive: an address is looked at once
_START = regex(rf"<(h[1-4]|th|dt|figcaption|(?:p|span|li|a){_CLASSED})(?:\s[^>]*)?>")
_SHORT = regex(rf'<(?:[htdf]|[a-z]+\s[^>]*\bclass="[^"]*\b(?:{"|".join(_TITLES)})\b)')
"""Which of these tags begin a title, or a text that is as short."""
_TAG = regex(r"<(/?)([a-z][a-z0-9]*)")
_PIECE = regex(r"(<[^>]*>|&[^;\s]+;)")


def with_line_breaks(body: str) -> str:
    """The finished HTML with breaks in every title, head of a table or term, and short text."""
    made: list[str] = []
    at = 0
    for start in _START.finditer(body):
        if start.start() < at or not _is_short(start[0]):
            continue
        end = _end(body, start[1], start.end())
        inner = _broken(body[start.end() : end], start[1] == "th")
        made += (body[at : start.start()], _classed(start[0]) if "<wbr>" in inner else start[0], inner)
        at = end
    return "".join((*made, body[at:]))


@lru_cache(maxsize=8192)
def _is_short(tag: str) -> bool:
    return _SHORT.match(tag) is not None


def _end(body: str, name: str, start: int) -> int:
    """Where the element that begins before ``start`` ends."""
    end = body.find(f"</{name}>", start)
    if end >= 0 and body.find(f"<{name}", start, end) < 0:  # nothing of its kind in it, as nearly always
        return end
    depth = 1
    for tag in _TAG.finditer(body, start):
        depth += (-1 if tag[1] else 1) * (tag[2] == name)
        if depth == 0:
            return tag.start()
    return len(body)


def _classed(tag: str) -> str:
    return tag.replace('class="', 'class="phrases ', 1) if ' class="' in tag else f'{tag[:-1]} class="phrases">'


@lru_cache(maxsize=8192)  # a title stands on many pages
def _broken(inner: str, head: bool) -> str:
    """``head``: of a table, whose columns are narrow."""
    pieces = _PIECE.split(inner)
    texts = [("" if piece.startswith("<") else unescape(piece)) for piece in pieces]
    text = "".join(texts)
    breaks = phrase_breaks(text)
    if head:
        breaks = tuple(sorted({*breaks, *(found.end() for found in BEFORE_YEAR.finditer(text))}))
    made: list[str] = []
    at = 0
    for piece, text in zip(pieces, texts, strict=True):
        here = [offset - at for offset in breaks if at <= offset < at + len(text)]
        parts = [piece[start:end] for start, end in zip((0, *here), (*here, len(piece)), strict=True)]
        made.append("<wbr>".join(parts))
        at += len(text)
    return "".join(made)
