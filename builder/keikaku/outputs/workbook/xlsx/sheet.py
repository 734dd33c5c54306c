"""The sheets of an .xlsx: what stands in each cell, and what is merged. Empty cells are passed by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from functools import lru_cache
from typing import Literal

from keikaku.dataclass import dataclass
from keikaku.outputs.workbook.xlsx.number_format import BUILT_IN, shown_number
from keikaku.outputs.workbook.xlsx.package import Attributes, DamagedError, Package, TooLargeError, local
from keikaku.patterns import regex

MAX_ROWS = 20_000
"""Rows with something in them."""
_MAX_STYLES = 65_490
"""Excel's own limit."""
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_REF = regex(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
_ESCAPED = regex(r"_x([0-9A-Fa-f]{4})_")

Kind = Literal["text", "number", "formula", "other"]
"""``other``: a date, a truth value, an error."""


@dataclass(frozen=True, slots=True)
class SheetCell:
    """One cell that holds something."""

    kind: Kind
    text: str
    """As it is shown; of a formula its result (itself where it has none), of what cannot be shown here the value in the
    file."""
    struck: bool
    """Whether a line goes through it, or through some of its words."""


@dataclass(frozen=True, slots=True)
class Range:
    """Cells from the first row and column to the last, as ``B2:C5`` says."""

    ref: str
    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(slots=True)
class Sheet:
    """One worksheet."""

    title: str
    part: str
    cells: dict[int, dict[int, SheetCell]] = field(default_factory=dict)
    """Row → column → cell, both from 1."""
    merged: list[Range] = field(default_factory=list)
    around: list[str] = field(default_factory=list)
    """Words of headers and footers, and of the hints that a list of choices shows."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A shared text: its words, and whether any of them, all, or those that do not say are struck through."""

    words: str
    struck: bool
    inherits: bool


@dataclass(slots=True)
class _Styles:
    formats: list[str] = field(default_factory=list)
    struck: list[bool] = field(default_factory=list)


def read_sheets(package: Package) -> tuple[list[Sheet], list[str]]:
    """All worksheets in their order; and the titles of sheets of other kinds, such as charts.

    Raises ``TooLargeError`` and ``DamagedError`` as the package does.
    """
    main = next((found.target for found in package.relations("") if found.type == "officeDocument"), "")
    targets = {found.id: found for found in package.relations(main)}
    titles: list[tuple[str, str]] = []

    def start(tag: str, attributes: Attributes) -> None:
        if tag == "sheet":
            titles.append((attributes.get("name", ""), local(attributes, "id")))

    package.parse(main, start)
    by_type = {found.type: found.target for found in targets.values()}
    styles = _read_styles(package, by_type["styles"]) if "styles" in by_type else _Styles()
    texts = _read_texts(package, by_type["sharedStrings"]) if "sharedStrings" in by_type else []
    sheets, others = [], []
    for title, id in titles:
        relation = targets.get(id)
        if relation is not None and relation.type == "worksheet":
            sheets.append(_SheetReader(package, Sheet(title, relation.target), styles, texts).read())
        else:
            others.append(title)
    return sheets, others


def reference(row: int, column: int) -> str:
    """``F12``."""
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}"


def position(ref: str) -> tuple[int, int]:
    """Row and column of ``F12``. Raises ``DamagedError`` for what is no cell of a sheet."""
    found = _REF.fullmatch(ref)
    if found is None or int(found[2]) > _LAST_ROW or _column(found[1]) > _LAST_COLUMN:
        raise DamagedError(f"no cell: {ref[:20]}")
    return int(found[2]), _column(found[1])


@lru_cache(maxsize=1000)
def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _range(ref: str) -> Range:
    first, _, last = ref.partition(":")
    return Range(ref, *position(first), *position(last or first))


def unescaped(text: str) -> str:
    """``_x0041_`` means A."""
    return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), text) if "_x" in text else text


def _is_on(attributes: Attributes) -> bool:
    """Of ``<strike/>``, whose value may say that it is not."""
    return attributes.get("val", "1") not in ("0", "false")


def _read_styles(package: Package, part: str) -> _Styles:
    """What a cell's style says of its number format and of a line through it."""
    found = _Styles()
    codes: dict[str, str] = {}
    fonts: list[bool] = []
    within: list[str] = []

    def start(tag: str, attributes: Attributes) -> None:
        within.append(tag)
        match within[1:2], tag:
            case ["numFmts"], "numFmt":
                codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
            case ["fonts"], "font":
                fonts.append(False)
            case ["fonts"], "strike" if fonts:
                fonts[-1] = _is_on(attributes)
            case ["cellXfs"], "xf":
                number = attributes.get("numFmtId", "0")
                built_in = BUILT_IN.get(int(number), "") if number.isdecimal() else ""
                found.formats.append(codes.get(number, built_in))
                font = attributes.get("fontId", "")
                found.struck.append(font.isdecimal() and int(font) < len(fonts) and fonts[int(font)])
                if len(found.formats) > _MAX_STYLES:
                    raise TooLargeError("formats")

    package.parse(part, start, lambda _: within.__delitem__(-1))
    return found


class _Words:
    """Gathers the words of a text: its runs, without the readings (ふりがな) Excel keeps beside them."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.struck = False
        self.inherits = False
        self._in_text = self._in_reading = self._run_says = False

    def start(self, tag: str, attributes: Attributes) -> None:
        match tag:
            case "t":
                self._in_text = not self._in_reading
                self.inherits |= not self._run_says
            case "rPh":
                self._in_reading = True
            case "rPr":
                self._run_says = True
            case "strike":
                self.struck |= _is_on(attributes)

    def end(self, tag: str) -> None:
        match tag:
            case "t":
                self._in_text = False
            case "rPh":
                self._in_reading = False
            case "r":
                self._run_says = False

    def text(self, data: str) -> None:
        if self._in_text:
            self.words.append(data)

    def whole(self) -> _Text:
        return _Text(unescaped("".join(self.words)), self.struck, self.inherits)


def _read_texts(package: Package, part: str) -> list[_Text]:
    found: list[_Text] = []
    words = _Words()

    def start(tag: str, attributes: Attributes) -> None:
        nonlocal words
        if tag == "si":
            words = _Words()
        words.start(tag, attributes)

    def end(tag: str) -> None:
        words.end(tag)
        if tag == "si":
            found.append(words.whole())

    def text(data: str) -> None:
        words.text(data)  # of the text that is being read, not of the first

    package.parse(part, start, end, text)
    return found


class _SheetReader:
    """Reads one sheet; ``read`` does it all."""

    def __init__(self, package: Package, sheet: Sheet, styles: _Styles, texts: list[_Text]) -> None:
        self._package, self._sheet, self._styles, self._texts = package, sheet, styles, texts
        self._row = self._column = 0
        self._type = self._style = ""
        self._value: list[str] = []
        self._words = _Words()
        self._formula: list[str] = []
        self._in = ""

    def read(self) -> Sheet:
        self._package.parse(self._sheet.part, self._start, self._end, self._text)
        return self._sheet

    def _start(self, tag: str, attributes: Attributes) -> None:
        match tag:
            case "c":
                ref = attributes.get("r")
                row, self._column = position(ref) if ref else (self._row, self._column + 1)
                if row != self._row:
                    raise DamagedError(f"{ref} in row {self._row}")
                self._type, self._style = attributes.get("t", "n"), attributes.get("s", "0")
                self._value, self._formula = [], []
                self._words = _Words() if self._type == "inlineStr" else self._words
            case "row":
                number = attributes.get("r", "")
                self._row, self._column = (int(number) if number.isdecimal() else self._row + 1), 0
            case "v" | "f":
                self._in = tag
                if tag == "f":
                    self._formula = ["="]
            case "mergeCell":
                self._sheet.merged.append(_range(attributes.get("ref", "")))
            case "dataValidation":
                hints = ("promptTitle", "prompt", "errorTitle", "error")
                self._sheet.around += [unescaped(attributes[hint]) for hint in hints if attributes.get(hint)]
            case "oddHeader" | "oddFooter" | "evenHeader" | "evenFooter" | "firstHeader" | "firstFooter":
                self._in, self._value = "around", []
            case _ if self._type == "inlineStr":
                self._words.start(tag, attributes)

    def _text(self, data: str) -> None:
        if self._in in ("v", "around"):
            self._value.append(data)
        elif self._in == "f":
            self._formula.append(data)
        elif self._type == "inlineStr":
            self._words.text(data)

    def _end(self, tag: str) -> None:
        match tag:
            case "c":
                if self._value or self._formula or self._type == "inlineStr":
                    self._keep()
                self._type = ""
            case "v" | "f":
                self._in = ""
            case _ if self._in == "around":
                self._sheet.around.append("".join(self._value))
                self._in = ""
            case _ if self._type == "inlineStr":
                self._words.end(tag)

    def _keep(self) -> None:
        style = int(self._style) if self._style.isdecimal() else 0
        font_struck = style < len(self._styles.struck) and self._styles.struck[style]
        text, kind, struck = "".join(self._value), "other", font_struck
        match self._type:
            case "s" | "inlineStr":
                whole = self._shared(text) if self._type == "s" else self._words.whole()
                text, kind = whole.words, "text"
                struck = whole.struck or (font_struck and whole.inherits)
            case "str":
                text, kind = unescaped(text), "text"
            case "n":
                number = shown_number(
                    text, self._styles.formats[style] if style < len(self._styles.formats) else "General"
                )
                text, kind = (number, "number") if number is not None else (text, "other")
        if self._formula:
            text, kind = text or "".join(self._formula), "formula"
        if text or self._formula:
            rows = self._sheet.cells
            rows.setdefault(self._row, {})[self._column] = SheetCell(kind, text, struck)  # type: ignore[arg-type]
            if len(rows) > MAX_ROWS:
                raise TooLargeError("rows")

    def _shared(self, index: str) -> _Text:
        try:
            return self._texts[int(index)]
        except (ValueError, IndexError):
            raise DamagedError(f"no shared text {index[:20]}") from None


def rows_of(sheet: Sheet) -> Iterator[tuple[int, dict[int, SheetCell]]]:
    """Row by row from the top, whatever order the file has them in."""
    yield from sorted(sheet.cells.items())
