"""The order, words and lines of languages written with letters and spaces."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"\w+(?:['’-]\w+)*|[^\w\s]")


def sort_key(text: str) -> tuple[str, str]:
    """Sorts as a dictionary does: letters without their marks and cases first, then with; signs are passed over."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if sign.isalnum() or sign.isspace())
    return " ".join(plain.casefold().split()), text


def initial(text: str) -> str:
    """The letter that a text stands under in a list; empty for what begins with a figure or a sign."""
    first = sort_key(text)[0][:1]
    return first.upper() if first.isalpha() else ""


def boundaries(text: str) -> frozenset[int]:
    """The offsets at which words and signs begin and end, both ends of the text included."""
    return frozenset({0, len(text), *(at for found in _WORD.finditer(text) for at in found.span())})


def no_breaks(_: str) -> tuple[int, ...]:
    """Lines end at spaces, which needs no help."""
    return ()
