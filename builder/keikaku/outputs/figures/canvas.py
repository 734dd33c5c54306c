"""What every drawing is made with: a canvas that grows downwards, wrapped words, and how areas are distinguished.

Everything is drawn in the colour of the text around it (``currentColor``) and distinguished by filling, dash and
marker, so that it can be read in dark mode and on a black-and-white A4 page; a style sheet may colour the classes.
Labels stand at the marks, so nothing has to be matched by colour. No style attribute is used: a strict policy forbids
them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from xml.etree import ElementTree as ET

from keikaku.dataclass import dataclass
from keikaku.patterns import regex
from keikaku.text.breaking import BEFORE_YEAR
from keikaku.text.phrases import phrase_breaks

WIDTH = 280
"""Drawn for the text of the narrowest screen, 320 px less its margins; wider ones and print scale it."""
FONT = 14
SMALL = 11
"""Size of the numbers at marks and of the names below an axis."""
LINE = 21


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A finished drawing, and what it shows in words."""

    svg: str
    description: str
    """The same in words; also the ``aria-label`` of the drawing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fill:
    """How an area is filled and outlined, and how a line of the same series is dashed."""

    fill: str = "currentColor"
    opacity: str = ""
    dash: str = ""
    marker: int = 0

    def attributes(self) -> dict[str, str]:
        """The attributes of an area in SVG."""
        found = {"fill": self.fill, "stroke": "currentColor", "stroke-width": "1.5"}
        if self.opacity:
            found["fill-opacity"] = self.opacity
        return found


_PATTERNS = ("", "M0 6L6 0", "M0 3H6", "M3 0V6", "M0 6L6 0M0 0L6 6")
"""What is drawn on a tile of 6; the first is solid."""
_DASHES = ("", "6 3", "2 3", "10 3 2 3", "1 5")


def em(text: str) -> float:
    """The width of a text in characters of full width; rather too much than too little, fonts differ."""
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" or char == "%" else 0.65 for char in text)


def wrapped(text: str, width: float, size: float = FONT) -> list[str]:
    """A text in as few lines of at most ``width`` pixels as there can be, and those of about one length."""
    pieces = _pieces(text, width / size)
    lines = _lines(pieces, width / size)
    if len(lines) > 1:
        needed = max(em(piece.rstrip()) for piece in pieces) * size
        narrower = (less for part in range(10 // len(lines), 10) if (less := width * part / 10) >= needed)
        lines = next((found for less in narrower if len(found := _lines(pieces, less / size)) == len(lines)), lines)
    return lines


_Breaks = Callable[[str], Iterable[int]]
_LEVELS: tuple[_Breaks, ...] = (
    phrase_breaks,
    lambda text: [found.end() for found in BEFORE_YEAR.finditer(text)],
    lambda text: phrase_breaks(text, 4),
)
"""Where a text is broken, and what of it is longer than a line: between phrases, 令和|7年度, between words."""
_SIGNS = regex(r"[!-~]+|.", re.DOTALL)
"""At last a line ends between any two signs, but not within a number or a word of Latin letters."""


def _pieces(text: str, room: float, levels: Sequence[_Breaks] = _LEVELS) -> list[str]:
    """Phrases of Japanese, words of others; of what is longer than ``room`` em its parts, at last its signs."""
    if text.isascii() or not levels:
        return _SIGNS.findall(text)
    ends = (0, *levels[0](text), len(text))
    phrases = [text[start:end] for start, end in pairwise(ends)]
    fitting = (([one] if em(one.rstrip()) <= room else _pieces(one, room, levels[1:])) for one in phrases)
    return [piece for pieces in fitting for piece in pieces]


def _lines(pieces: Iterable[str], room: float) -> list[str]:
    lines = [""]
    for piece in pieces:
        for part in (piece,) if em(piece.rstrip()) <= room else piece:
            if lines[-1] and em(lines[-1] + part.rstrip()) > room:
                lines.append("")
            if part != " " or lines[-1]:
                lines[-1] += part
    return [line.rstrip() for line in lines]


def px(number: float) -> str:
    """A length as SVG has it, to a tenth of a pixel."""
    return f"{number:.1f}".removesuffix(".0")


class Canvas:
    """A drawing that grows downwards; ``y`` is how far it has come."""

    def __init__(self, description: str, classes: str, width: int = WIDTH, font: int = FONT) -> None:
        self.width, self.font = width, font
        self.root = ET.Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "class": classes,
                "role": "img",
                "aria-label": description,
                "font-size": str(font),
                "fill": "currentColor",
            },
        )
        self.y = 0.0

    def add(
        self, tag: str, attributes: Mapping[str, str], text: str = "", parent: ET.Element | None = None
    ) -> ET.Element:
        """Put an element at the end of ``parent``, or of the drawing."""
        found = ET.SubElement(self.root if parent is None else parent, tag, dict(attributes))
        found.text = text or None
        return found

    def fills(self, id: str, count: int) -> list[Fill]:
        """Solid, hatched, striped …; after five they begin anew, lighter. ``id`` keeps two drawings of a page apart."""
        return [self._fill(id, n) for n in range(count)]

    def _fill(self, id: str, n: int) -> Fill:
        place = n % len(_PATTERNS)
        opacity = "" if n < len(_PATTERNS) else "0.5"
        fill = "currentColor"
        if _PATTERNS[place]:
            fill = f"url(#{self._pattern(f'chart-{id}-{n}', _PATTERNS[place])})"
        return Fill(fill=fill, opacity=opacity, dash=_DASHES[place], marker=n)

    def _pattern(self, id: str, path: str) -> str:
        tile = {"id": id, "width": "6", "height": "6", "patternUnits": "userSpaceOnUse"}
        pattern = self.add("pattern", tile, parent=self.add("defs", {}))
        self.add("path", {"d": path, "stroke": "currentColor", "stroke-width": "1.5", "fill": "none"}, parent=pattern)
        return id

    def text(
        self, x: float, y: float, words: str, anchor: str = "", name: str = "", size: int = 0, *, bold: bool = False
    ) -> None:
        """Words on one line, its base line at ``y`` (px). ``anchor``: ``middle`` or ``end``; ``name``: the class."""
        attributes = {"x": px(x), "y": px(y)}
        if name:
            attributes["class"] = name
        if anchor:
            attributes["text-anchor"] = anchor
        if size and size != self.font:
            attributes["font-size"] = str(size)
        if bold:
            attributes["font-weight"] = "700"
        self.add("text", attributes, words)

    def plated(self, x: float, y: float, words: str) -> None:
        """A small number around ``x`` on a plate of the colour of the ground, so that no pattern runs into it."""
        width = em(words) * SMALL + 4
        plate = {"x": px(x - width / 2), "y": px(y - SMALL), "width": px(width), "height": str(SMALL + 3), "rx": "2"}
        self.add("rect", {"class": "chart-plate", **plate, "fill": "#fff"})
        self.text(x, y, words, "middle", size=SMALL)

    def words(self, x: float, words: str) -> None:
        """Words that take as many lines as they need."""
        for line in wrapped(words, self.width - x):
            self.y += LINE
            self.text(x, self.y - 6, line, name="chart-name")

    def box(self, x: float, y: float, width: float, height: float, name: str, fill: Fill) -> None:
        """An area as large as what it stands for, its outline within it."""
        size = {"width": px(max(width - 1, 0.5)), "height": px(max(height - 1, 0.5))}
        self.add("rect", {"class": name, "x": px(x + 0.5), "y": px(y + 0.5), **size, **fill.attributes()})

    def rule(self, start: tuple[float, float], end: tuple[float, float], name: str, **attributes: str) -> None:
        """A straight line."""
        (x1, y1), (x2, y2) = start, end
        ends = {"x1": px(x1), "x2": px(x2), "y1": px(y1), "y2": px(y2)}
        self.add("line", {"class": name, **ends, "stroke": "currentColor", **attributes})

    def polyline(self, points: Sequence[tuple[float, float]], fill: Fill, n: int, *, apart: bool = False) -> None:
        """The line of the nth series; ``apart``: with a rim in the colour of the ground, to be seen on bars."""
        drawn = {"points": " ".join(f"{px(x)},{px(y)}" for x, y in points), "fill": "none"}
        if apart:
            self.add("polyline", {"class": "chart-rim", **drawn, "stroke": "#fff", "stroke-width": "6"})
        stroke = {"stroke": "currentColor", "stroke-width": "2"}
        if fill.dash:
            stroke["stroke-dasharray"] = fill.dash
        self.add("polyline", {"class": f"chart-line-{n + 1}", **drawn, **stroke})

    def marker(self, x: float, y: float, shape: int, n: int, *, apart: bool = False) -> None:
        """A point of the nth series; ``apart`` as of its line."""
        name = {"class": f"chart-series-{n + 1}"}
        if apart:
            self.add("circle", {"class": "chart-plate", "cx": px(x), "cy": px(y), "r": "7", "fill": "#fff"})
        if shape % 3 == 0:
            self.add("circle", {**name, "cx": px(x), "cy": px(y), "r": "4"})
        elif shape % 3 == 1:
            self.add("rect", {**name, "x": px(x - 4), "y": px(y - 4), "width": "8", "height": "8"})
        else:
            self.add("path", {**name, "d": f"M{px(x - 5)} {px(y + 4)}H{px(x + 5)}L{px(x)} {px(y - 5)}Z"})

    def finish(self) -> str:
        """The SVG, as high as what was drawn (``y``)."""
        height = px(self.y)
        self.root.set("viewBox", f"0 0 {self.width} {height}")
        self.root.set("width", str(self.width))
        self.root.set("height", height)
        return ET.tostring(self.root, encoding="unicode")
