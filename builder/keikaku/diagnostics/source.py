"""The files of a plan as read: their text, their data, and where in the text each datum stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Any, Literal

from keikaku.dataclass import dataclass
from keikaku.diagnostics.span import Span, TextMap
from keikaku.patterns import regex

FOLDERS: Mapping[str, str] = {
    "actors": "actor",
    "chapters": "chapter",
    "challenges": "challenge",
    "pillars": "pillar",
    "measures": "measure",
    "indicators": "indicator-group",
    "figures": "figure",
    "tables": "sheet",
    "terms": "term",
    "programmes": "programme",
    "contacts": "contact",
}
"""Folder → kind of the entities in it, one per file."""

SINGLE_FILES: Mapping[str, str] = {
    "plan.yml": "plan",
    "vision.yml": "vision",
    "audiences.yml": "audiences",
    "subjects.yml": "subjects",
    "errata.yml": "errata",
    "synonyms.yml": "synonyms",
    "addresses.yml": "addresses",
    "readings.yml": "readings",
}
"""File at the top of the plan → kind. `plan.yml` makes a folder a plan."""

PICTURE_FOLDER = "images"
"""Holds the pictures of a plan, as they are; files of the plan name them."""

LOCALE_FOLDER = "locale"
"""Holds the translations of a plan, a gettext file a language: ``locale/en.po``."""

LOCALE = "locale"
"""The kind of such a file."""

SHEET = "sheet"
"""The kind of the files that are no YAML: a table as a spreadsheet writes it."""

KINDS: tuple[str, ...] = tuple(kind for kind in (*SINGLE_FILES.values(), *FOLDERS.values()) if kind != SHEET)
"""Those that have a schema."""


def ending(kind: str) -> str:
    """How the names of files of a kind end."""
    return {SHEET: ".csv", LOCALE: ".po"}.get(kind, ".yml")


FILES_REMEMBERED = 2048
"""A preview reads a plan after every edit: what is known of a file as it is is remembered, of so many files.

It is enough for a plan ten times as large as a city's."""

Path = tuple[str | int, ...]
"""The way to a datum from the top of its file: keys and 0-based places in lists."""


@dataclass(frozen=True, slots=True)
class Position:
    """Offsets into the text of a file; for an item of a list, the key is the value itself."""

    key_start: int
    key_end: int
    value_start: int
    value_end: int


@dataclass(frozen=True, slots=True)
class Source:
    """One file that could be read; two of the same text are equal, for the data are what the text says.

    `data` holds str, int, bool, Decimal (digits kept: `1.50` stays `1.50`), list and dict, never None.
    """

    kind: str
    id: str
    """The stem of the file name."""
    data: dict[str, Any] = field(compare=False)
    map: TextMap
    positions: Mapping[Path, Position] = field(compare=False)

    @property
    def path(self) -> str:
        """The path as shown to people."""
        return self.map.path

    @property
    def text(self) -> str:
        """The text of the file, without a byte order mark."""
        return self.map.text

    def strings(self) -> Iterator[tuple[Path, str]]:
        """Every text of the file, whatever it is called, with the way to it; keys are none."""
        yield from _strings(self.data, ())

    def span(self, path: Path = (), part: Literal["value", "key"] = "value") -> Span:
        """Where a datum stands: the scalar with its quotes, or the whole of a list or mapping.

        A text written as a block (`|`) is its lines, without the `|`. A path that does not exist gives the
        nearest place above it that does, so that a message always has a place.
        """
        while path and path not in self.positions:
            path, part = path[:-1], "value"
        at = self.positions.get(path)
        if at is None:
            return self.map.span(0, 0)
        if part == "key":
            return self.map.span(at.key_start, at.key_end)
        return self.map.span(at.value_start, at.value_end)

    def locate(self, path: Path, needle: str, nth: int = 0) -> Span:
        """The nth (from 0) occurrence of `needle` in the raw text of a scalar.

        White space in the needle matches any white space, since a block folds and indents its lines. Where
        the raw text has no such occurrence (an escape, say) the answer is the span of the whole scalar.
        """
        at = self.positions.get(path)
        if at is None or not needle.strip():
            return self.span(path)
        pattern = regex(r"\s+".join(re.escape(word) for word in needle.split()), own=False)
        for count, found in enumerate(pattern.finditer(self.text, at.value_start, at.value_end)):
            if count == nth:
                return self.map.span(found.start(), found.end())
        return self.span(path)

    def corrected(self, span: Span, text: str) -> str | None:
        """The line of a place with other text in it; None where the place is not within one line."""
        if span.line != span.end_line:
            return None
        start, end = self.map.offset(span.line), self.map.offset(span.line + 1)
        line = self.text[start:end].rstrip("\r\n")
        return line[: span.column - 1] + text + line[span.end_column - 1 :]


def _strings(data: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict | list):
        for step, inner in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _strings(inner, (*path, step))


@dataclass(frozen=True, slots=True, kw_only=True)
class LocaleMessage:
    """One text in a translation, as gettext keeps it."""

    n: int
    """Its place in the file, with the obsolete ones."""
    context: str
    original: str
    words: str
    previous: str | None = None
    """The original that its words are of, where it has changed since."""
    doubtful: bool = False
    """Marked as fuzzy without a word on what it is a translation of: nobody has looked at it."""
    obsolete: bool = False
    """Of a text that the plan had no longer when the file was last brought up to date."""

    @property
    def of(self) -> str:
        """The original that its words are of."""
        return self.original if self.previous is None else self.previous


@dataclass(frozen=True, slots=True)
class Locale(Source):
    """A translation; ``id`` is its language. Its data are the words of each message: ``messages`` → n → ``msgstr``."""

    messages: tuple[LocaleMessage, ...]


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A file of the folder of pictures, whose name is one of a picture."""

    path: str
    """As shown to people."""
    content: bytes


@dataclass(frozen=True, slots=True)
class Sources:
    """All files of a plan."""

    root: str
    """The folder as shown to people."""
    files: tuple[Source, ...]
    """Those that could be read, in order of their paths."""
    unreadable: frozenset[tuple[str, str]]
    """(kind, id) of files that could not: they exist, so they are never reported as missing."""
    texts: Mapping[str, str]
    """Shown path → text, for printing the line of a message; also of unreadable files where there is any."""
    pictures: Mapping[str, PictureFile] = field(default_factory=dict)
    """By the name of the file."""
    unread_pictures: frozenset[str] = frozenset()
    """Names of those that could not be read: they exist, so they are never reported as missing."""
    locales: tuple[Locale, ...] = ()
    """The translations that could be read."""

    def of(self, kind: str) -> tuple[Source, ...]:
        """The files of one kind, in order of their paths."""
        return tuple(source for source in self.files if source.kind == kind)

    def get(self, kind: str, id: str) -> Source | None:
        """One file, or None where it is absent or unreadable."""
        return next((source for source in self.files if source.kind == kind and source.id == id), None)
