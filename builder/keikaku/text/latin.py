"""The order, words and lines of languages written with letters and spaces, and of those of which no more is known."""

from __future__ import annotations

import unicodedata

from keikaku.patterns import regex

_LETTERS = r"\w[\w\u0300-\u036f\u0900-\u0963]*"
"""With the marks on them, which are no letters themselves: the vowels of Devanagari are such."""
_WORD = regex(rf"{_LETTERS}(?:['’-]{_LETTERS})*|[^\w\s]")


def sort_key(text: str) -> tuple[str, str]:
    """Sorts as a dictionary does: letters without their marks and cases first, then with; signs are passed over."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if _counts(sign))
    return " ".join(plain.casefold().split()), text


def _counts(sign: str) -> bool:
    """Whether a sign decides on the order: letters, and vowels written as marks, but no accents (which combine)."""
    vowel = unicodedata.category(sign) in ("Mc", "Mn") and not unicodedata.combining(sign)
    return sign.isalnum() or sign.isspace() or vowel


def initial(text: str) -> str:
    """The letter that a text stands under in a list; empty for what begins with a figure or a sign."""
    first = sort_key(text)[0][:1]
    return first.upper() if first.isalpha() else ""


def boundaries(text: str) -> frozenset[int]:
    """The offsets at which words and signs begin and end, both ends of the text included."""
    return frozenset({0, len(text), *(at for found in _WORD.finditer(text) for at in found.span())})


def everywhere(text: str) -> frozenset[int]:
    """Every offset: of a language without spaces whose words no dictionary here knows."""
    return frozenset(range(len(text) + 1))


def no_breaks(_: str, _longest: int = 0) -> tuple[int, ...]:
    """Lines end at spaces, or anywhere, which needs no help."""
    return ()
