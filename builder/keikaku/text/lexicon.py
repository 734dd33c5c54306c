"""Find the plan's own words (terms, programmes) inside running text.

Japanese has no spaces, so a plain search finds 社会福祉法 inside 社会福祉法人. A word counts only where it is the
longest that fits and where it begins and ends at the border of a token.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field
from functools import lru_cache
from itertools import accumulate

from keikaku.dataclass import dataclass
from keikaku.patterns import regex

Boundaries = Callable[[str], frozenset[int]]
"""Text → the offsets at which its tokens begin and end."""


@dataclass(frozen=True, slots=True)
class Found:
    start: int
    end: int
    ref: str


class WordSet:
    """Words to be looked for all at once: what a text costs does not grow with their number.

    One pattern of all words would be tried word by word at every character. Words of one first character have few
    different lengths, and a slice of the text is looked up for each.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words) - {""}
        lengths: dict[str, set[int]] = {}
        for word in self._words:
            lengths.setdefault(word[0], set()).add(len(word))
        self._lengths = {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}
        self._first = regex(f"[{re.escape(''.join(sorted(lengths)))}]", own=False) if lengths else None

    def starting(self, text: str, position: int = 0) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Every offset from ``position`` on at which words begin, with those words, the longest first."""
        for match in self._first.finditer(text, position) if self._first is not None else ():
            start = match.start()
            room = len(text) - start
            words = [
                word
                for length in self._lengths[match[0]]
                if length <= room and (word := text[start : start + length]) in self._words
            ]
            if words:
                yield start, tuple(words)


class JoinedTexts:
    """Many texts as one: a word is looked for once, not in each of them."""

    def __init__(self, texts: Iterable[str]) -> None:
        joined = tuple(texts)
        self._whole = "\n".join(joined)
        self._starts = list(accumulate((len(text) + 1 for text in joined), initial=0))

    def having(self, word: str) -> Iterator[int]:
        """The numbers of the texts in which the word stands, each once, from where it was found last.

        Who needs one alone finds it at once after most edits.
        """
        first = max(bisect_right(self._starts, _found_last.get(word, 0) - _SHIFT) - 1, 0)
        for begin, end in ((self._starts[first], len(self._whole)), (0, self._starts[first])):
            at = self._whole.find(word, begin, end)
            while at >= 0:
                _found_last[word] = at
                number = bisect_right(self._starts, at) - 1
                yield number
                at = self._whole.find(word, self._starts[number + 1], end)


_SHIFT = 1000
"""Characters by which an edit may move what stands behind it."""
_found_last: dict[str, int] = {}
"""Word → its place in the texts joined last."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """``words``: each wording → ref of the entry it names. Without ``boundaries`` any longest match counts."""

    words: Mapping[str, str]
    boundaries: Boundaries | None = None
    _set: WordSet = field(init=False, repr=False, compare=False)
    _found: dict[str, tuple[Found, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_set", WordSet(self.words))
        object.__setattr__(self, "_found", {})

    def find(self, text: str) -> tuple[Found, ...]:
        """The words in ``text``, left to right, none overlapping another; remembered, for a text is shown often."""
        found = self._found.get(text)
        if found is None:
            found = self._found[text] = self._find(text)
        return found

    def _find(self, text: str) -> tuple[Found, ...]:
        borders: frozenset[int] | None = None
        found: list[Found] = []
        position = 0
        for start, words in self._set.starting(text):
            if start < position:
                continue
            if self.boundaries is not None and borders is None:  # tokens cost more than the search
                borders = self.boundaries(text)
            # A shorter word may still fit where the longest breaks a token.
            ends = (start + len(word) for word in words)
            end = next((end for end in ends if borders is None or (start in borders and end in borders)), None)
            if end is not None:
                found.append(Found(start, end, self.words[text[start:end]]))
                position = end
        return tuple(found)


@lru_cache(maxsize=8)  # one for each language of a plan
def lexicon_of(words: tuple[tuple[str, str], ...], boundaries: Boundaries | None) -> Lexicon:
    """Of these wordings and refs, with what it has found: most edits in a preview leave all words as they were."""
    return Lexicon(dict(words), boundaries)
