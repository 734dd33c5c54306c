"""What an .xlsx holds beside its cells: comments, text boxes, pictures, and parts that nobody here reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Literal

from keikaku.dataclass import dataclass
from keikaku.outputs.workbook.xlsx.package import Attributes, DamagedError, Package, Relation
from keikaku.outputs.workbook.xlsx.sheet import Sheet, position, unescaped
from keikaku.patterns import regex

Kind = Literal["comment", "shape", "picture", "chart", "control", "part"]

_QUIET = frozenset(
    (
        *("officeDocument", "worksheet", "styles", "theme", "sharedStrings", "calcChain", "sheetMetadata"),
        *("core-properties", "extended-properties", "custom-properties", "classificationlabels", "thumbnail"),
        *("printerSettings", "hyperlink", "table", "person", "customXml", "customXmlProps", "customProperty"),
        *("comments", "threadedComment", "drawing", "vmlDrawing"),  # read below
    )
)
"""Relations to what Excel and other programs put into a workbook by themselves, and to what is read."""

_THREADED = regex(r"\A\[.*?linkid=870924\s*\S+[:：]\s*", re.DOTALL)
"""What Microsoft puts before a threaded comment for programs that know none, in whatever language."""


@dataclass(frozen=True, slots=True)
class Beside:
    """One thing that is in no cell."""

    kind: Kind
    words: str
    """Empty where it has none; of an unknown part its name."""
    row: int = 0
    """The cell it is put on, from 1; 0 where it is on none."""
    column: int = 0


def beside_sheet(package: Package, sheet: Sheet) -> tuple[Beside, ...]:
    """Everything on a sheet beside its cells. Raises ``TooLargeError`` and ``DamagedError`` as the package does."""
    relations = [found for found in package.relations(sheet.part) if not found.external]
    parts: dict[str, list[str]] = {}
    for found in relations:
        parts.setdefault(found.type, []).append(found.target)
    threads = list(_threads(package, parts.get("threadedComment", ())))
    on_threads = {(found.row, found.column) for found in threads}
    plain = [found for part in parts.get("comments", ()) for found in _comments(package, part)]
    twice = [found for found in plain if (found.row, found.column) in on_threads and _THREADED.match(found.words)]
    return (
        *threads,
        *(replace(found, words=_THREADED.sub("", found.words).strip()) for found in plain if found not in twice),
        *(found for part in parts.get("drawing", ()) for found in _drawing(package, part)),
        *(found for part in parts.get("vmlDrawing", ()) for found in _old_drawing(package, part)),
        *_unknown(package, relations),
    )


def beside_book(package: Package) -> tuple[Beside, ...]:
    """What belongs to the file as a whole."""
    roots = package.relations("")
    main = next((found.target for found in roots if found.type == "officeDocument"), "")
    of_book = (found for found in package.relations(main) if found.type not in ("chartsheet", "dialogsheet"))
    return tuple(_unknown(package, (*roots, *of_book)))


def _unknown(package: Package, relations: Iterable[Relation]) -> Iterator[Beside]:
    for found in relations:
        if found.type not in _QUIET:
            kind: Kind = "picture" if found.type == "image" else "control" if found.type == "control" else "part"
            words = _words_in(package, found.target) if not found.external else ""
            yield Beside(kind, words or ("" if kind == "picture" else found.target))


def _words_in(package: Package, part: str) -> str:
    """All texts of a part, if it has any; drawings, diagrams and charts all call theirs ``t``."""
    found: list[str] = []
    depth = 0

    def start(tag: str, _: Attributes) -> None:
        nonlocal depth
        depth += tag == "t"

    def end(tag: str) -> None:
        nonlocal depth
        depth -= tag == "t"

    if not part.endswith(".xml") or part not in package.names:
        return ""
    try:
        package.parse(part, start, end, lambda data: found.append(data) if depth else None)
    except DamagedError:  # of a kind that nobody reads: that it is there is reported in any case
        return ""
    return "".join(found)


def _comments(package: Package, part: str) -> Iterator[Beside]:
    found: list[Beside] = []
    ref, depth, words = "", 0, list[str]()

    def start(tag: str, attributes: Attributes) -> None:
        nonlocal ref, depth, words
        if tag == "comment":
            ref, words = attributes.get("ref", ""), []
        depth += tag == "t"

    def end(tag: str) -> None:
        nonlocal depth
        depth -= tag == "t"
        if tag == "comment":
            found.append(Beside("comment", unescaped("".join(words)), *position(ref)))

    package.parse(part, start, end, lambda data: words.append(data) if depth else None)
    return iter(found)


def _threads(package: Package, parts: Iterable[str]) -> Iterator[Beside]:
    """A comment and the answers to it, one after the other, as one."""
    words: dict[str, list[str]] = {}
    ref, inside = "", False

    def start(tag: str, attributes: Attributes) -> None:
        nonlocal ref, inside
        if tag == "threadedComment":
            ref = attributes.get("ref", "")
            words.setdefault(ref, []).append("")
        inside = tag == "text"

    def end(_: str) -> None:
        nonlocal inside
        inside = False

    def text(data: str) -> None:
        if inside and ref in words:
            words[ref][-1] += data

    for part in parts:
        package.parse(part, start, end, text)
    for at, said in words.items():
        yield Beside("comment", "\n".join(filter(None, map(str.strip, said))), *position(at))


class _Drawing:
    """Text boxes and other shapes, pictures, charts; each on the cell where it begins."""

    def __init__(self) -> None:
        self.found: list[Beside] = []
        self._within: list[str] = []
        self._words: list[str] = []
        self._number: dict[str, str] = {}
        self._kind: Kind = "shape"

    def start(self, tag: str, attributes: Attributes) -> None:
        self._within.append(tag)
        if tag.endswith("Anchor"):
            self._words, self._number, self._kind = [], {}, "shape"
        elif tag in ("pic", "graphicFrame"):
            self._kind = "picture" if tag == "pic" else "chart"
        elif tag == "cNvPr" and attributes.get("descr"):
            self._words.append(attributes["descr"])

    def end(self, tag: str) -> None:
        self._within.pop()
        if "Fallback" in self._within:
            return
        if tag == "p":
            self._words.append("\n")
        elif tag.endswith("Anchor"):
            row, column = (int(self._number.get(name, "-1")) + 1 for name in ("row", "col"))
            self.found.append(Beside(self._kind, "".join(self._words).strip(), row, column))

    def text(self, data: str) -> None:
        if "Fallback" in self._within:  # the same again for programs of before 2010
            return
        if self._within[-1:] == ["t"]:
            self._words.append(data)
        elif self._within[-2:-1] == ["from"] and data.strip().isdecimal():
            self._number[self._within[-1]] = data.strip()


def _drawing(package: Package, part: str) -> Iterator[Beside]:
    drawing = _Drawing()
    package.parse(part, drawing.start, drawing.end, drawing.text)
    yield from drawing.found
    charts = (other for other in package.relations(part) if not other.external and other.type != "image")
    words = "".join(_words_in(package, other.target) for other in charts)
    if words:
        yield Beside("chart", words)


def _old_drawing(package: Package, part: str) -> Iterator[Beside]:
    """Buttons and boxes of forms; the frames in which comments are shown are drawn so, too."""
    found: list[Beside] = []
    words: list[str] = []
    kind = ""
    inside = False

    def start(tag: str, attributes: Attributes) -> None:
        nonlocal kind, inside
        if tag == "shape":
            words.clear()
            kind = ""
        elif tag == "ClientData":
            kind = attributes.get("ObjectType", "")
        elif tag == "textbox":
            inside = True
        elif tag == "imagedata":
            kind = "Pict"

    def end(tag: str) -> None:
        nonlocal inside
        if tag == "textbox":
            inside = False
        elif tag == "shape" and kind != "Note":
            found.append(Beside("picture" if kind == "Pict" else "control", "".join(words).strip()))

    try:
        package.parse(part, start, end, lambda data: words.append(data) if inside else None)
    except DamagedError:  # Excel writes tags of HTML into these, some of them never closed
        found.append(Beside("control", "".join(words).strip()))
    return iter(found)
