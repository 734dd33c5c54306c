"""Drawings (SVG) made harmless: only what draws is left. No script, no animation, nothing from elsewhere.

What is allowed is listed; whatever else a drawing holds is taken out, and said. What cannot be made harmless by taking
something out (entities, shapes that multiply themselves) is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal
from xml.etree import ElementTree as ET

from keikaku.dataclass import dataclass
from keikaku.patterns import regex

MAX_ELEMENTS = 50_000
MAX_DEPTH = 100
_MOST_SHAPES = 100_000
"""Drawn in the end, with every repetition by ``use``."""

_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_ELEMENTS = frozenset(
    (
        *("svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "textPath"),
        *("defs", "linearGradient", "radialGradient", "stop", "pattern", "clipPath", "mask", "symbol", "use", "title"),
        *("desc", "style", "switch"),
    )
)
_DOCTYPE = regex(r"<!DOCTYPE[^\[>]*>", re.IGNORECASE)
_NOT_OURS = regex(r"url\(\s*['\"]?(?!['\"]?#)|@|\\|expression|javascript:|data:", re.IGNORECASE)
"""In a value or a rule of style: whatever leads out of the drawing, or hides that it does."""
_LENGTH = regex(r"\s*(\d+(?:\.\d+)?)(?:px|pt|mm|cm|in)?\s*")

Fault = Literal["broken", "no-size", "too-deep", "unsafe"]


class UnreadableDrawingError(Exception):
    """No drawing that could be shown; ``fault`` tells why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault: Fault = fault


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanDrawing:
    """A drawing that can do no harm, its size in pixels of CSS, and the names of what was taken out of it."""

    content: bytes
    width: int
    height: int
    removed: tuple[str, ...]


def looks_like(content: bytes) -> bool:
    """Whether this is a drawing, whatever its name says."""
    return b"<svg" in content[:2000]


def cleaned(content: bytes) -> CleanDrawing:
    """What is left of a drawing; raises ``UnreadableDrawingError``."""
    root = _parsed(content)
    removed: dict[str, None] = {}
    ids = {id: element for element in root.iter() if (id := element.get("id"))}
    waiting = [root]
    while waiting:
        element = waiting.pop()
        while (child := next(filter(_foreign, element), None)) is not None:
            _take_out(element, child)
            removed[_name(child.tag)] = None
        for name, value in list(element.items()):
            if not _allowed(name, value):
                del element.attrib[name]
                removed[_name(name)] = None
        waiting.extend(element)
    if _shapes(root, ids, {}, 0) > _MOST_SHAPES:
        raise UnreadableDrawingError("unsafe")
    width, height = _size(root)
    root.set("width", str(width))
    root.set("height", str(height))
    ET.register_namespace("", _SVG[1:-1])
    return CleanDrawing(content=ET.tostring(root), width=width, height=height, removed=tuple(removed))


def _parsed(content: bytes) -> ET.Element:
    try:
        text = _DOCTYPE.sub("", content.decode("utf-8-sig"), count=1)
    except UnicodeDecodeError as problem:
        raise UnreadableDrawingError("broken") from problem
    if "<!DOCTYPE" in text.upper() or "<!ENTITY" in text.upper():
        raise UnreadableDrawingError("unsafe")
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    parser: ET.XMLPullParser[Any] = ET.XMLPullParser(["start", "end"])
    depth = count = 0
    try:
        parser.feed(text)
        for found in parser.read_events():
            begins = found[0] == "start"
            depth += 1 if begins else -1
            count += begins
            if depth > MAX_DEPTH or count > MAX_ELEMENTS:
                raise UnreadableDrawingError("too-deep")
        parser.close()
        root = ET.fromstring(text)  # noqa: S314 - without entities, and measured just above
    except ET.ParseError as problem:
        raise UnreadableDrawingError("broken") from problem
    if root.tag != f"{_SVG}svg":
        raise UnreadableDrawingError("broken")
    return root


def _foreign(element: ET.Element) -> bool:
    """Whether an element does more than draw."""
    name = element.tag.removeprefix(_SVG)
    return name not in _ELEMENTS or (name == "style" and _NOT_OURS.search("".join(element.itertext())) is not None)


def _take_out(parent: ET.Element, child: ET.Element) -> None:
    """Without it; a link leaves what it holds where it was, to be looked at in its turn."""
    place = list(parent).index(child)
    parent.remove(child)
    if child.tag == f"{_SVG}a":
        for n, inner in enumerate(child):
            parent.insert(place + n, inner)


def _allowed(name: str, value: str) -> bool:
    if name.startswith("{") and name not in (f"{_XLINK}href", "{http://www.w3.org/XML/1998/namespace}space"):
        return False
    if name.lower().startswith("on"):
        return False
    if name in ("href", f"{_XLINK}href"):
        return value.startswith("#")
    return _NOT_OURS.search(value) is None


def _shapes(element: ET.Element, ids: dict[str, ET.Element], known: dict[int, int], depth: int) -> int:
    """How many elements are drawn in the end."""
    if depth > 2 * MAX_DEPTH:
        raise UnreadableDrawingError("unsafe")  # it repeats itself within itself
    found = known.get(id(element))
    if found is None:
        targets = [ids[target] for target in _pointed_at(element) if target in ids]
        found = 1 + sum(_shapes(inner, ids, known, depth + 1) for inner in (*element, *targets))
        known[id(element)] = found = min(found, _MOST_SHAPES + 1)
    return found


def _pointed_at(element: ET.Element) -> Iterator[str]:
    for name, value in element.items():
        if name in ("href", f"{_XLINK}href"):
            yield value[1:]
        else:
            yield from re.findall(r"url\(\s*['\"]?#([^)'\"]+)", value)


def _size(root: ET.Element) -> tuple[int, int]:
    box = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?(?:e-?\d+)?", root.get("viewBox", ""))]
    if len(box) == 4 and box[2] > 0 and box[3] > 0:
        return max(1, round(box[2])), max(1, round(box[3]))
    sides = [_LENGTH.fullmatch(root.get(side, "")) for side in ("width", "height")]
    numbers = [float(side[1]) for side in sides if side is not None]
    if len(numbers) != 2 or min(numbers) <= 0:
        raise UnreadableDrawingError("no-size")
    width, height = (max(1, round(number)) for number in numbers)
    root.set("viewBox", f"0 0 {width} {height}")
    return width, height


def _name(tag: str) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else str(tag)
