"""The text of a PDF as its readers get it: by the tag tree (screen readers), and by ``pdftotext`` (search, copying)."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf
import pytest

SEE = re.compile(r"（→(?:計画)?p[0-9ivx]+）")
"""Where paper shows the page of a link; no word of the plan, and not in the tag tree."""


@dataclass
class Tagged:
    """An element of the tag tree: its role, the text in it (notes left out: they are elements of their own)."""

    role: str
    text: str = ""
    language: str = ""
    said: list[tuple[str, str]] = field(default_factory=list)
    """Each piece of its own text, not of those below, with the language it is read out in."""
    below: list[Tagged] = field(default_factory=list)

    def all(self) -> Iterator[Tagged]:
        yield self
        for element in self.below:
            yield from element.all()


def tag_tree(pdf: bytes) -> Tagged:
    with pikepdf.open(BytesIO(pdf)) as document:
        pages = {page.objgen: _marked(page) for page in document.pages}
        root = Tagged("/Root", language=str(document.Root.get("/Lang", "")))
        _walk(document.Root.StructTreeRoot.K, None, pages, root)
        return root


def _say(element: Tagged, pieces: list[tuple[str, str | None]]) -> None:
    for text, language in pieces:
        element.text += text
        element.said.append((text, language or element.language))


def _walk(node: Any, page: Any, pages: dict[Any, _Marked], above: Tagged) -> None:
    if isinstance(node, pikepdf.Array):
        for kid in node:
            _walk(kid, page, pages, above)
    elif isinstance(node, int):
        _say(above, pages[page].get(node, []))
    elif node.get("/Type") == "/MCR":
        _say(above, pages[node["/Pg"].objgen if "/Pg" in node else page].get(int(node["/MCID"]), []))
    elif node.get("/Type") == "/OBJR":
        return
    else:
        element = Tagged(str(node["/S"]), language=str(node.get("/Lang", above.language)))
        above.below.append(element)
        if "/K" in node:
            _walk(node["/K"], node["/Pg"].objgen if "/Pg" in node else page, pages, element)
        if element.role != "/Note":
            above.text += element.text


_Marked = dict[int, list[tuple[str, str | None]]]
"""MCID → its text in pieces, each with the language it says itself."""


def _marked(page: pikepdf.Page) -> _Marked:
    fonts = {name: _unicode(font) for name, font in page.Resources.get("/Font", {}).items()}
    texts: _Marked = {}
    stack: list[tuple[int | None, str | None, str | None]] = []
    font: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC":
                properties = operands[1]
                mcid = int(properties["/MCID"]) if "/MCID" in properties else None
                actual = str(properties["/ActualText"]) if "/ActualText" in properties else None
                stack.append((mcid, actual, str(properties["/Lang"]) if "/Lang" in properties else None))
                if actual is not None:
                    _add(texts, stack, actual)
            case "BMC":
                stack.append((None, None, None))
            case "EMC":
                stack.pop()
            case "Tf":
                font = fonts[str(operands[0])]
            case "Tj" | "TJ" if not any(actual is not None for _, actual, _ in stack):
                pieces = operands[0] if isinstance(operands[0], pikepdf.Array) else [operands[0]]
                for piece in pieces:
                    if isinstance(piece, pikepdf.String):
                        raw = bytes(piece)
                        codes = (raw[n] << 8 | raw[n + 1] for n in range(0, len(raw), 2))
                        _add(texts, stack, "".join(font.get(code, "\ufffd") for code in codes))
    return texts


def _add(texts: _Marked, stack: list[tuple[int | None, str | None, str | None]], text: str) -> None:
    mcid = next((mcid for mcid, _, _ in reversed(stack) if mcid is not None), None)
    language = next((language for _, _, language in reversed(stack) if language is not None), None)
    if mcid is not None:
        texts.setdefault(mcid, []).append((text, language))


def _unicode(font: Any) -> dict[int, str]:
    table = font["/ToUnicode"].read_bytes().decode("latin-1")
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    assert "beginbfrange" not in table, "the engine writes one line per glyph"
    return found


def page_texts(pdf: bytes) -> dict[str, str]:
    """Printed number of each page → what ``pdftotext`` makes of it, without white space; the cover's two have none.

    Skips the test where that program is not installed.
    """
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext（poppler-utils）がない")
    done = subprocess.run(["pdftotext", "-enc", "UTF-8", "-", "-"], input=pdf, check=True, capture_output=True)
    labels = page_labels(pdf)
    pages = done.stdout.decode("utf-8").split("\f")[:-1]
    texts: dict[str, str] = {}
    for label, page in zip(labels, pages, strict=True):
        texts[label] = texts.get(label, "") + squeezed(page)
    return texts


def page_labels(pdf: bytes) -> list[str]:
    """The printed number of each page, in their order."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return [page.label for page in document.pages]


def bookmarks(pdf: bytes) -> list[tuple[int, str, str]]:
    """Depth, title and printed page of every bookmark."""
    with pikepdf.open(BytesIO(pdf)) as document, document.open_outline() as outline:
        labels = {page.objgen: page.label for page in document.pages}

        def walk(items: list[pikepdf.OutlineItem], depth: int) -> Iterator[tuple[int, str, str]]:
            for item in items:
                target: Any = item.destination
                yield depth, item.title, labels[target[0].objgen]
                yield from walk(item.children, depth + 1)

        return list(walk(outline.root, 0))


def in_order(wanted: Iterable[str], text: str) -> list[str]:
    """Those of the ``wanted`` pieces that do not follow the piece before them in ``text``."""
    lost: list[str] = []
    position = 0
    for piece in wanted:
        found = text.find(piece, position)
        if found < 0:
            lost.append(piece)
        else:
            position = found + len(piece)
    return lost


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)
