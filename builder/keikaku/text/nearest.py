"""Which known word was meant: the nearest by spelling."""

from __future__ import annotations

from collections.abc import Iterable

LIKE = 0.6
"""From here on, from 0 to 1, a word may have been meant."""

TYPO = 0.8
"""From here on it can hardly have been another."""


def nearest(word: str, known: Iterable[str], limit: int = 3, likeness: float = LIKE) -> tuple[str, ...]:
    """Up to ``limit`` of the ``known`` words that look like ``word``, the likest first; none where none does."""
    from difflib import SequenceMatcher  # late: a sound plan asks for nothing

    scored = []
    for candidate in known:
        matcher = SequenceMatcher(None, word, candidate)
        quick = matcher.real_quick_ratio() >= likeness and matcher.quick_ratio() >= likeness
        if quick and (ratio := matcher.ratio()) >= likeness:
            scored.append((-ratio, candidate))
    return tuple(candidate for _, candidate in sorted(scored)[:limit])


def correction_of(word: str, known: Iterable[str]) -> str | None:
    """The one of the ``known`` words that ``word`` is a typo of; None where that is not clear."""
    found = nearest(word, known, 2, TYPO)
    return found[0] if len(found) == 1 else None
