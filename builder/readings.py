"""Readings of Japanese text, kept as a small word list from which they can be derived again.

Storing the reading of every text would double the search data. Instead ``word_list`` gives words
with their readings such that walking a text from the left and always taking the longest listed
word (``WordList.read``) gives what the analyser said. Words which the plain walk would read wrongly
(人 is ひと, にん or じん) are listed together with their neighbours. The search engine does the same
walk in the browser; ``tests/search`` holds the two together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff々〆]")
_UNLISTED = re.compile(r"[\n\t|]")
"""Never in a listed word: the search data is packed with them."""
_KATAKANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_PIECE = 4000
"""Characters given to the analyser at once; its own limit is 49,149 bytes."""
_ROUNDS = 5
_LONGEST = 14
"""Characters a listed stretch may have."""

Parts = tuple[tuple[str, str], ...]
"""Words in a row, each with its reading."""


@dataclass(frozen=True, slots=True)
class Word:
    """``text[start:end]`` as one word; ``reading`` in hiragana, ``normal`` its spelling in a dictionary."""

    start: int
    end: int
    reading: str
    normal: str


@dataclass(frozen=True, slots=True)
class WordList:
    """Words with kanji, or stretches of words, and their readings."""

    parts: Mapping[str, Parts]
    _lengths: dict[str, tuple[int, ...]] = field(init=False, repr=False, compare=False)
    """First character → lengths of the words that begin with it, the longest first."""

    def __post_init__(self) -> None:
        lengths: dict[str, set[int]] = {}
        for word in self.parts:
            lengths.setdefault(word[0], set()).add(len(word))
        sorted_lengths = {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}
        object.__setattr__(self, "_lengths", sorted_lengths)

    def read(self, text: str) -> Iterator[Word]:
        """Walk the text from the left, always taking the longest listed word, else one character as it is."""
        at = 0
        while at < len(text):
            for length in self._lengths.get(text[at], ()):
                parts = self.parts.get(text[at : at + length])
                if parts is not None:
                    for surface, read in parts:
                        yield Word(at, at + len(surface), read, surface)
                        at += len(surface)
                    break
            else:
                yield Word(at, at + 1, hiragana(text[at]), text[at])
                at += 1


class Analyser(Protocol):
    def words(self, text: str) -> tuple[Word, ...]:
        """The words of the text in order, without gap or overlap."""
        ...


class Sudachi:
    """SudachiPy with its small dictionary; loaded at the first use, about 50 ms.

    The small dictionary was chosen over core on this kind of text: a quarter of the load time, 83 MB
    less to install, and core lists rare names (長会, ながえ) that cut words in two (班長会).
    """

    @cached_property
    def _tokenizer(self) -> Any:
        from sudachipy import Dictionary  # imported late: commands that do not search must not pay for it

        return Dictionary(dict="small").tokenizer()

    def words(self, text: str) -> tuple[Word, ...]:
        found: list[Word] = []
        for start in range(0, len(text), _PIECE):
            found.extend(
                Word(start + m.begin(), start + m.end(), hiragana(m.reading_form()), m.normalized_form())
                for m in self._tokenizer.tokenize(text[start : start + _PIECE])
                if m.end() > m.begin()
            )
        return tuple(found)


def hiragana(text: str) -> str:
    """Katakana as hiragana; everything else unchanged."""
    return text.translate(_KATAKANA)


def reading(text: str, analyser: Analyser) -> str:
    """The reading of a text in hiragana; what has no reading (digits, marks) stays."""
    return "".join(_read(text, word) for word in analyser.words(text))


def word_list(texts: Iterable[str], analyser: Analyser) -> WordList:
    """Words with kanji and their readings, such that ``WordList.read`` reads the texts as the analyser does.

    A word whose usual spelling has other kanji (ひきこもり, 引き籠もり) brings that spelling along, so that
    a query in kanji finds it.
    """
    analysed = [(text, analyser.words(text)) for text in dict.fromkeys(texts)]
    counts: dict[str, Counter[str]] = {}
    for text, words in analysed:
        for word in words:
            for stem, read in _stems(text[word.start : word.end], word):
                counts.setdefault(stem, Counter())[read] += 1
    parts: dict[str, Parts] = {stem: ((stem, read.most_common(1)[0][0]),) for stem, read in counts.items()}
    for width in range(_ROUNDS):
        listed = WordList(parts)
        repairs: dict[str, Parts] = {}
        for text, words in analysed:
            repairs.update(_repairs(text, words, listed, width))
        if not repairs:
            break
        parts |= repairs
    return WordList(parts)


def _stems(surface: str, word: Word) -> Iterator[tuple[str, str]]:
    """What to list for a word: it without its kana tail (見守り and 見守る share 見守), and its usual spelling."""
    if _HAN.search(surface):
        if not _HAN.search(word.reading):
            yield _without_tail(surface, word.reading)
    elif len(surface) < 3 or word.reading != hiragana(surface):
        return
    if word.normal != surface and _HAN.search(word.normal):
        stem, read = _without_tail(word.normal, word.reading)
        if _HAN.match(stem[-1]):  # otherwise an inflected form: 見守る is not read みまもり
            yield stem, read


def _without_tail(surface: str, read: str) -> tuple[str, str]:
    end = len(surface)
    while end > 1 and not _HAN.match(surface[end - 1]) and read.endswith(hiragana(surface[end - 1])):
        end -= 1
        read = read[:-1]
    return surface[:end], read


def _repairs(text: str, words: tuple[Word, ...], listed: WordList, width: int) -> dict[str, Parts]:
    """Entries to add where the walk reads otherwise than the analyser, with ``width`` neighbours."""
    said = {word.start: (word.end, _read(text, word)) for word in words}
    walked = {word.start: (word.end, word.reading) for word in listed.read(text)}
    repairs: dict[str, Parts] = {}
    cuts = _common_cuts(said, walked, len(text))
    for index in range(1, len(cuts)):
        start, end = cuts[index - 1], cuts[index]
        if _joined(said, start, end) != _joined(walked, start, end):
            left = cuts[max(index - 1 - width // 2, 0)]
            right = cuts[min(index + width - width // 2, len(cuts) - 1)]
            if right - left <= _LONGEST and not _UNLISTED.search(text, left, right):
                repairs[text[left:right]] = tuple(_pairs(text, said, left, right))
    return repairs


_Spans = Mapping[int, tuple[int, str]]
"""Where a word begins → where it ends, and its reading."""


def _common_cuts(said: _Spans, walked: _Spans, length: int) -> list[int]:
    return sorted((said.keys() & walked.keys()) | {length})


def _pairs(text: str, spans: _Spans, start: int, end: int) -> Iterator[tuple[str, str]]:
    while start < end:
        after, read = spans[start]
        yield text[start:after], read
        start = after


def _joined(spans: _Spans, start: int, end: int) -> str:
    read = ""
    while start < end:
        start, part = spans[start]
        read += part
    return read


def _read(text: str, word: Word) -> str:
    """The word's reading; what has no kanji (digits, marks, kana) reads as it is written."""
    surface = text[word.start : word.end]
    return word.reading if _HAN.search(surface) else hiragana(surface)
