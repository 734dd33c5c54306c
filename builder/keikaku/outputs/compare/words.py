"""Which words of two wordings differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from itertools import pairwise

from keikaku.outputs.compare.change import Piece
from keikaku.patterns import regex

Boundaries = Callable[[str], frozenset[int]]
"""Text → the offsets at which its words begin and end."""

# Digits of any width with what belongs to a number, and words of Latin letters: never split.
_WHOLE = regex(r"[0-9０-９]+(?:[,，.．][0-9０-９]+)*|[A-Za-zＡ-Ｚａ-ｚ]+")

_ISLAND = regex(r"[ぁ-ゖ]{1,2}")
"""Unchanged characters between two changes that are too few to be read as such: を, の, する."""


def split_words(text: str, boundaries: Boundaries) -> list[str]:
    """The words of a text; joined they are the text. No number is split."""
    borders = set(boundaries(text))
    for whole in _WHOLE.finditer(text):
        borders.difference_update(range(whole.start() + 1, whole.end()))
        borders.update((whole.start(), whole.end()))
    ordered = sorted(borders)
    return [text[start:end] for start, end in pairwise(ordered)]


def differing(old: str, new: str, boundaries: Boundaries) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts in pieces, the differing words marked; each side's pieces joined are that side's text."""
    if old == new:
        return whole(old), whole(new)
    old_words, new_words = split_words(old, boundaries), split_words(new, boundaries)
    blocks = SequenceMatcher(None, old_words, new_words, autojunk=False).get_opcodes()
    spans = [(tag != "equal", "".join(old_words[i1:i2]), "".join(new_words[j1:j2])) for tag, i1, i2, j1, j2 in blocks]
    for n in range(1, len(spans) - 1):
        changed, left, right = spans[n]
        if not changed and _ISLAND.fullmatch(left):
            spans[n] = (True, left, right)
    return _pieces((changed, left) for changed, left, _ in spans), _pieces(
        (changed, right) for changed, _, right in spans
    )


def whole(text: str, *, changed: bool = False) -> tuple[Piece, ...]:
    """A text in one piece; none where it is empty."""
    return (Piece(text, changed),) if text else ()


def _pieces(spans: Iterable[tuple[bool, str]]) -> tuple[Piece, ...]:
    """Neighbours of one kind joined, empty ones dropped."""
    found: list[Piece] = []
    for changed, text in spans:
        if not text:
            continue
        if found and found[-1].changed == changed:
            found[-1] = Piece(found[-1].text + text, changed)
        else:
            found.append(Piece(text, changed))
    return tuple(found)
