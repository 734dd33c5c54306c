"""Find the plan's own words (terms, programmes) inside running text.

Japanese has no spaces, so a plain search finds 社会福祉法 inside 社会福祉法人. A word counts only where it is the
longest that fits and where it begins and ends at the border of a token.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Boundaries = Callable[[str], frozenset[int]]
"""Text → the offsets at which its tokens begin and end."""


@dataclass(frozen=True, slots=True)
class Found:
    start: int
    end: int
    ref: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """``words``: each wording → ref of the entry it names. Without ``boundaries`` any longest match counts."""

    words: Mapping[str, str]
    boundaries: Boundaries | None = None
    _pattern: re.Pattern[str] | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        longest_first = sorted(self.words, key=lambda word: (-len(word), word))
        pattern = re.compile("|".join(map(re.escape, longest_first))) if longest_first else None
        object.__setattr__(self, "_pattern", pattern)

    def find(self, text: str) -> tuple[Found, ...]:
        """The words in ``text``, left to right, none overlapping another."""
        if self._pattern is None or self._pattern.search(text) is None:
            return ()
        borders = self.boundaries(text) if self.boundaries is not None else None
        found: list[Found] = []
        position = 0
        while (match := self._pattern.search(text, position)) is not None:
            word = match[0]
            if borders is not None and not (match.start() in borders and match.end() in borders):
                # A shorter word may still fit here: try those before moving on by one character.
                shorter = (
                    other
                    for other in sorted(self.words, key=lambda word: (-len(word), word))
                    if len(other) < len(match[0])
                    and text.startswith(other, match.start())
                    and match.start() in borders
                    and match.start() + len(other) in borders
                )
                word = next(shorter, "")
            if word:
                found.append(Found(match.start(), match.start() + len(word), self.words[word]))
                position = match.start() + len(word)
            else:
                position = match.start() + 1
        return tuple(found)
