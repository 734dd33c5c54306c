"""Readings of Japanese text, kept as a small word list from which they can be derived again.

Storing the reading of every text would double the search data. Instead ``word_list`` gives words
with their readings such that walking a text from the left and always taking the longest listed
word (``read_with``) gives what the analyser said. Words which the plain walk would read wrongly
(人 is ひと, にん or じん) are listed together with their neighbours. The search engine does the same
walk in the browser; ``tests/search`` holds the two together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
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
WordList = Mapping[str, Parts]


@dataclass(frozen=True, slots=True)
class Word:
    """``text[start:end]`` as one word; ``reading`` in hiragana, ``normal`` its spelling in a dictionary."""

    start: int
    end: int
    reading: str
    normal: str


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
    """Words with kanji and their readings, such that ``read_with`` reads the texts as the analyser does.

    A word whose usual spelling has other kanji (ひきこもり, 引き籠もり) brings that spelling along, so that
    a query in kanji finds it.
    """
    analysed = [(text, analyser.words(text)) for text in dict.fromkeys(texts)]
    counts: dict[str, Counter[str]] = {}
    for text, words in analysed:
        for word in words:
            for stem, read in _stems(text[word.start : word.end], word):
                counts.setdefault(stem, Counter())[read] += 1
    listed: dict[str, Parts] = {stem: ((stem, read.most_common(1)[0][0]),) for stem, read in counts.items()}
    for width in range(_ROUNDS):
        repairs: dict[str, Parts] = {}
        for text, words in analysed:
            repairs.update(_repairs(text, words, listed, width))
        if not repairs:
            break
        listed |= repairs
    return listed


def read_with(text: str, listed: WordList) -> Iterator[Word]:
    """Walk the text from the left, always taking the longest listed word, else one character as it is."""
    longest = max(map(len, listed), default=1)
    at = 0
    while at < len(text):
        for length in range(min(longest, len(text) - at), 0, -1):
            parts = listed.get(text[at : at + length])
            if parts is not None:
                for surface, read in parts:
                    yield Word(at, at + len(surface), read, surface)
                    at += len(surface)
                break
        else:
            yield Word(at, at + 1, hiragana(text[at]), text[at])
            at += 1


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
    repairs: dict[str, Parts] = {}
    walked = tuple(read_with(text, listed))
    ends = [0, *sorted({word.end for word in words} & {word.end for word in walked})]
    for index in range(1, len(ends)):
        start, end = ends[index - 1], ends[index]
        said = "".join(_read(text, word) for word in words if start <= word.start < end)
        if said != "".join(word.reading for word in walked if start <= word.start < end):
            left = ends[max(index - 1 - width // 2, 0)]
            right = ends[min(index + width - width // 2, len(ends) - 1)]
            if right - left <= _LONGEST and not _UNLISTED.search(text, left, right):
                stretch = [word for word in words if left <= word.start < right]
                repairs[text[left:right]] = tuple((text[w.start : w.end], _read(text, w)) for w in stretch)
    return repairs


def _read(text: str, word: Word) -> str:
    """The word's reading; what has no kanji (digits, marks, kana) reads as it is written."""
    surface = text[word.start : word.end]
    return word.reading if _HAN.search(surface) else hiragana(surface)
