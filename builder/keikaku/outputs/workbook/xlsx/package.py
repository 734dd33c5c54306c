"""The zip of an .xlsx: its parts as streams of XML, their relations, and how much of them is read at all."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import Literal
from xml.parsers import expat

from keikaku.dataclass import dataclass

MAX_XML = 30_000_000
"""Bytes of XML, unpacked, of a whole file: a hundred times the workbook of a large plan."""
MAX_ELEMENTS = 1_000_000
"""Elements of a whole file: what is read in about a second."""
_CHUNK = 1 << 16
_LONGEST_TAG = 1 << 18
"""Bytes of one tag with its attributes. Expat reads a tag from its beginning with every chunk until it has the end."""

Attributes = Mapping[str, str]


TooMuch = Literal["rows", "cells", "letters", "formats"]


class TooLargeError(Exception):
    """More than a returned workbook can have, and what there is too much of."""

    def __init__(self, what: TooMuch) -> None:
        super().__init__(what)
        self.what: TooMuch = what


class DamagedError(Exception):
    """Not what an .xlsx is made of."""


@dataclass(frozen=True, slots=True)
class Relation:
    """From one part to another."""

    id: str
    type: str
    """The last step of its type: ``worksheet``, ``drawing``, ``image``."""
    target: str
    """Name of the part in the zip; of an external one, the address as it is written."""
    external: bool


class Package:
    """An open .xlsx. Raises ``DamagedError`` for what is no zip; every read counts against the limits of the file."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as broken:
            raise DamagedError(str(broken)) from broken
        self._bytes = MAX_XML
        self._elements = MAX_ELEMENTS
        self.names = frozenset(self._zip.namelist())

    def parse(
        self,
        name: str,
        start: Callable[[str, Attributes], None],
        end: Callable[[str], None] | None = None,
        text: Callable[[str], None] | None = None,
    ) -> None:
        """Call for every element of a part as it begins and ends, and for its text; names without their prefix.

        Raises ``TooLargeError`` where the file's limits are reached, ``DamagedError`` where the part is not sound.
        """
        left = self._elements

        def counted(tag: str, attributes: dict[str, str]) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                raise TooLargeError("cells")
            start(tag[tag.rfind(":") + 1 :], attributes)

        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = counted
        parser.StartDoctypeDeclHandler = _no_doctype
        if end is not None:
            parser.EndElementHandler = lambda tag: end(tag[tag.rfind(":") + 1 :])
        if text is not None:
            parser.CharacterDataHandler = text
        fed = 0
        try:
            with self._zip.open(name) as stream:
                while chunk := stream.read(_CHUNK):
                    fed += len(chunk)
                    self._bytes -= len(chunk)
                    if self._bytes < 0 or fed - parser.CurrentByteIndex > _LONGEST_TAG:
                        raise TooLargeError("letters")
                    parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except (KeyError, OSError, EOFError, ValueError, NotImplementedError, RuntimeError) as broken:
            raise DamagedError(f"{name}: {broken}") from broken
        except (zipfile.BadZipFile, zlib.error, expat.ExpatError) as broken:
            raise DamagedError(f"{name}: {broken}") from broken
        finally:
            self._elements = left

    def relations(self, part: str) -> tuple[Relation, ...]:
        """Of a part to others, in the order of the file; ``""``: of the whole package."""
        folder, _, file = part.rpartition("/")
        name = join(folder, "_rels", f"{file}.rels")
        found: list[Relation] = []

        def start(tag: str, attributes: Attributes) -> None:
            if tag == "Relationship":
                external = attributes.get("TargetMode") == "External"
                target = attributes.get("Target", "")
                if not external:
                    target = normpath(join("/", dirname(part), target)).lstrip("/")
                kind = attributes.get("Type", "").rpartition("/")[2]
                found.append(Relation(attributes.get("Id", ""), kind, target, external))

        if name in self.names:
            self.parse(name, start)
        return tuple(found)


def _no_doctype(*_: object) -> None:
    raise DamagedError("DOCTYPE")  # the format has none; with one, a few bytes can stand for gigabytes


def local(attributes: Attributes, name: str) -> str:
    """An attribute by its name without the prefix; empty where there is none."""
    if name in attributes:
        return attributes[name]
    return next((value for key, value in attributes.items() if key.endswith(f":{name}")), "")
