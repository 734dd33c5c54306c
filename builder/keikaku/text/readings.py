"""Readings of Japanese text, kept as a small word list from which they can be derived again.

Storing the reading of every text would double the search data. Instead ``word_list`` gives words
with their readings such that walking a text from the left and always taking the longest listed
word (``WordList.read``) gives what the analyser said. Words which the plain walk would read wrongly
(人 is ひと, にん or じん) are listed together with their neighbours. The search engine does the same
walk in the browser; ``tests/search`` holds the two together.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field
from functools import cached_property, lru_cache
from itertools import accumulate, chain, pairwise
from typing import Any, NamedTuple, Protocol

from keikaku.dataclass import dataclass
from keikaku.patterns import regex
from keikaku.text.corrections import Corrector, ReadPlace, known_places
from keikaku.text.dictionary import PIECE, dictionary
from keikaku.text.letters import HAS_KANJI, hiragana
from keikaku.text.lexicon import WordSet

_UNLISTED = regex(r"[\n\t|]")
"""Never in a listed word: the search data is packed with them."""
_ROUNDS = 5
_LONGEST = 14
"""Characters a listed stretch may have."""

Parts = tuple[tuple[str, str], ...]
"""Words in a row, each with its reading."""


class Word(NamedTuple):
    """A word of a text. It does not say where it stands, so that a plan holds each once, however often it is said."""

    surface: str
    """As it is written."""
    reading: str
    """In hiragana."""
    normal: str
    """Its spelling in a dictionary."""


def placed(words: Iterable[Word]) -> Iterator[tuple[int, int, Word]]:
    """Where each word of a text begins and ends."""
    at = 0
    for word in words:
        end = at + len(word.surface)
        yield at, end, word
        at = end


Spans = Mapping[int, tuple[int, str]]
"""Where a word begins → where it ends, and its reading."""


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

    def read(self, text: str) -> Iterator[tuple[str, str]]:
        """The words of the text, each with its reading."""
        for start, (end, read) in self.spans(text).items():
            yield text[start:end], read

    def spans(self, text: str) -> Spans:
        """Walk the text from the left, always taking the longest listed word, else one character as it is."""
        found: dict[int, tuple[int, str]] = {}
        kana = hiragana(text)
        at = 0
        while at < len(text):
            for length in self._lengths.get(text[at], ()):
                parts = self.parts.get(text[at : at + length])
                if parts is not None:
                    for surface, read in parts:
                        found[at] = (at + len(surface), read)
                        at += len(surface)
                    break
            else:
                found[at] = (at + 1, kana[at])
                at += 1
        return found


class Analyser(Protocol):
    """What knows how words are read."""

    def words(self, text: str) -> tuple[Word, ...]:
        """The words of the text in order, without gap or overlap."""
        ...

    def __hash__(self) -> int:
        """What it said is remembered with it."""
        ...


class Unread:
    """Of a language without readings: no word has one."""

    def words(self, text: str) -> tuple[Word, ...]:
        return ()


class Sudachi:
    """SudachiPy, which is loaded at the first use, put right where it errs. What it was asked it remembers."""

    @cached_property
    def _tokenizer(self) -> Any:
        return dictionary().tokenizer()

    def __init__(self) -> None:
        self._known: dict[str, tuple[Word, ...]] = {}  # a preview asks anew for every text but the one edited
        self._each: dict[tuple[int, str], Word] = {}

    def words(self, text: str) -> tuple[Word, ...]:
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = corrected(text, self._words(text), known_places(text), self._words)
        return known

    def _words(self, text: str) -> tuple[Word, ...]:
        found: list[Word] = []
        for start in range(0, len(text), PIECE):
            for each in self._tokenizer.tokenize(text[start : start + PIECE]):
                said = (each.word_id(), each.surface())
                if (word := self._each.get(said)) is None:  # to ask for the rest takes as long as to find the word
                    word = Word(said[1], hiragana(each.reading_form()), each.normalized_form())
                    if not each.is_oov():  # what the dictionary does not have it does not always read alike
                        self._each[said] = word
                if word.surface:
                    found.append(word)
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Corrected:
    """An analyser, put right by what a plan knows of its own words."""

    analyser: Analyser
    corrector: Corrector
    _known: dict[str, tuple[Word, ...]] = field(default_factory=dict, repr=False, compare=False)

    def words(self, text: str) -> tuple[Word, ...]:
        known = self._known.get(text)
        if known is None:
            words, places = self.analyser.words(text), self.corrector(text)
            known = self._known[text] = corrected(text, words, places, self.analyser.words)
        return known


def corrected(
    text: str, words: tuple[Word, ...], places: Iterable[ReadPlace], analyse: Callable[[str], tuple[Word, ...]]
) -> tuple[Word, ...]:
    """The words of a text with these places read as they say; of two that overlap the first one holds.

    A place whose ends are no ends of words is passed over. One with words around it is so where those do not begin
    with a word (備に取り組む in 整備に取り組む); it may cut words, whose rest is then analysed alone.
    """
    taken: list[ReadPlace] = []
    ends: set[int] | None = None
    for place in places:
        if ends is None:
            ends = {0, *accumulate(len(word.surface) for word in words)}
        if place.after not in ends and not (place.after < 0 and place.start in ends and place.end in ends):
            continue
        if all(place.end <= other.start or other.end <= place.start for other in taken):
            taken.append(place)
    if taken:
        spans = _spans(words)
        taken = [place for place in taken if place.start not in spans or not _read_so(spans, place)]
    if not taken:
        return words
    usual = {(start, end): word.normal for start, end, word in placed(words)}
    made: list[Word] = []
    at = 0
    for place in (*sorted(taken), ReadPlace(len(text), len(text), "")):
        made.extend(_between(words, at, place.start, analyse))
        at = place.end
        if place.reading:
            surface = text[place.start : place.end]
            made.append(Word(surface, place.reading, usual.get((place.start, place.end), surface)))
    return tuple(made)


def _read_so(spans: Spans, place: ReadPlace) -> bool:
    """Whether words that fill the place are read as it says already: then they stay apart."""
    at, read = place.start, ""
    while at < place.end and at in spans:
        at, part = spans[at]
        read += part
    return at == place.end and read == place.reading


def _between(
    words: tuple[Word, ...], start: int, end: int, analyse: Callable[[str], tuple[Word, ...]]
) -> Iterator[Word]:
    """The words of a stretch; one that reaches out of it is analysed anew, as far as it is inside."""
    for begin, stop, word in placed(words):
        if start <= begin and stop <= end:
            yield word
        elif begin < end and start < stop:
            yield from analyse(word.surface[max(start - begin, 0) : end - begin])


def _spans(words: Iterable[Word]) -> Spans:
    """Words as a walk gives them."""
    return {start: (end, as_read(word)) for start, end, word in placed(words)}


def names(text: str) -> frozenset[tuple[int, int]]:
    """Where names of people, places and organisations stand in a text, and words that the dictionary does not have."""
    tokenizer = dictionary().tokenizer()
    return frozenset(
        (start + m.begin(), start + m.end())
        for start in range(0, len(text), PIECE)
        for m in tokenizer.tokenize(text[start : start + PIECE])
        if "固有名詞" in m.part_of_speech() or m.is_oov()
    )


def reading(text: str, analyser: Analyser) -> str:
    """The reading of a text in hiragana; what has no reading (digits, marks) stays."""
    return "".join(map(as_read, analyser.words(text)))


Stems = Callable[[str, str, str], tuple[tuple[str, str], ...]]
"""Surface, reading and usual spelling of a word → what to list for it."""


def word_list(texts: Iterable[str], analyser: Analyser, stems: Stems | None = None) -> WordList:
    """Words with kanji and their readings, such that ``WordList.read`` reads the texts as the analyser does.

    ``stems``: what to list for each word; where nothing is given, what a search needs (`searched_stems`).
    """
    return _word_list(tuple(dict.fromkeys(texts)), analyser, stems or searched_stems)


@lru_cache(maxsize=4)  # in a preview most edits leave the topics of the search as they were
def _word_list(texts: tuple[str, ...], analyser: Analyser, stems: Stems) -> WordList:
    analysed = {text: analyser.words(text) for text in texts}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for word, count in Counter(chain.from_iterable(analysed.values())).items():
        for stem, read in stems(*word):
            counts[stem][read] += count
    parts: dict[str, Parts] = {stem: ((stem, max(read, key=read.__getitem__)),) for stem, read in counts.items()}
    doubtful: Iterable[str] = analysed
    for width in range(_ROUNDS):
        listed = WordList(parts)
        repairs: dict[str, Parts] = {}
        wrong: set[str] = set()
        for text in doubtful:
            said = _spans(analysed[text])
            cuts, misread = _compared(said, listed.spans(text), len(text))
            if misread:
                wrong.add(text)
                repairs.update(_repairs(text, said, cuts, misread, width))
        if not wrong:
            break
        # What is listed already holds for most texts; for this one it takes more neighbours.
        repairs = {words: read for words, read in repairs.items() if words not in parts}
        parts |= repairs
        # What was read well is read otherwise only where a new word stands in it.
        new = WordSet(repairs)
        doubtful = [text for text in analysed if text in wrong or any(new.starting(text))]
    return WordList(parts)


@lru_cache(maxsize=8192)  # most words of a plan are said again and again
def searched_stems(surface: str, reading: str, normal: str) -> tuple[tuple[str, str], ...]:
    """For a search: the word without its kana tail (見守り and 見守る share 見守), and its usual spelling.

    Where that has other kanji (ひきこもり, 引き籠もり), a query in them finds it too.
    """
    found = []
    if HAS_KANJI.search(surface):
        if not HAS_KANJI.search(reading):
            found.append(_without_tail(surface, reading))
    elif len(surface) < 3 or reading != hiragana(surface):
        return ()
    if normal != surface and HAS_KANJI.search(normal):
        stem, read = _without_tail(normal, reading)
        if HAS_KANJI.match(stem[-1]):  # otherwise an inflected form: 見守る is not read みまもり
            found.append((stem, read))
    return tuple(found)


@lru_cache(maxsize=8192)
def shown_stems(surface: str, reading: str, normal: str) -> tuple[tuple[str, str], ...]:
    """For ふりがな: the word without its kana tail, but no single kanji, which may be another word (図る, 図)."""
    if not HAS_KANJI.search(surface) or HAS_KANJI.search(reading):
        return ()
    stem, read = _without_tail(surface, reading)
    return ((stem, read) if len(stem) > 1 else (surface, reading),)


def _without_tail(surface: str, read: str) -> tuple[str, str]:
    end = len(surface)
    while end > 1 and not HAS_KANJI.match(surface[end - 1]) and read.endswith(hiragana(surface[end - 1])):
        end -= 1
        read = read[:-1]
    return surface[:end], read


def _compared(said: Spans, walked: Spans, length: int) -> tuple[list[int], list[int]]:
    """Where both begin a word, the end included; and which stretches between these are read otherwise."""
    cuts = sorted((said.keys() & walked.keys()) | {length})
    misread = [
        index
        for index, (start, end) in enumerate(pairwise(cuts), 1)
        if said[start] != walked[start] and _joined(said, start, end) != _joined(walked, start, end)
    ]
    return cuts, misread


def _repairs(text: str, said: Spans, cuts: list[int], misread: list[int], width: int) -> dict[str, Parts]:
    """Entries to add where the walk reads otherwise than the analyser, with ``width`` neighbours."""
    repairs: dict[str, Parts] = {}
    for index in misread:
        left = cuts[max(index - 1 - width // 2, 0)]
        right = cuts[min(index + width - width // 2, len(cuts) - 1)]
        if right - left <= _LONGEST and not _UNLISTED.search(text, left, right):
            repairs[text[left:right]] = tuple(_pairs(text, said, left, right))
    return repairs


def _pairs(text: str, spans: Spans, start: int, end: int) -> Iterator[tuple[str, str]]:
    while start < end:
        after, read = spans[start]
        yield text[start:after], read
        start = after


def _joined(spans: Spans, start: int, end: int) -> str:
    read = ""
    while start < end:
        start, part = spans[start]
        read += part
    return read


@lru_cache(maxsize=8192)
def as_read(word: Word) -> str:
    """A word's reading; what has no kanji (digits, marks, kana) reads as it is written."""
    return word.reading if HAS_KANJI.search(word.surface) else hiragana(word.surface)
