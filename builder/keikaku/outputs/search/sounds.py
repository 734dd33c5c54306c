"""How the phrases of topics sound, without what the browser has: their kanji, and the words of the plan."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from keikaku.patterns import regex
from keikaku.text.furigana import furigana
from keikaku.text.letters import KANJI
from keikaku.text.readings import Analyser, WordList

_RUN = regex(f"[{KANJI}]+")


def packed_sounds(phrases: Sequence[str], known: WordList, analyser: Analyser) -> str:
    """Readings of the kanji of phrases, in their order, with a bar between.

    Kanji that stand together have one reading. It is left out where it is the one told last for the same kanji, or,
    where none was told, the one that the words of the plan give; a number stands for so many left out in a row.
    """
    told: dict[str, str] = {}
    tokens: list[str] = []
    alike = 0
    for run, reading in _runs(phrases, analyser):
        last = told.get(run) or "".join(word.reading for word in known.read(run))
        if reading in ("", last):
            alike += 1
            continue
        if alike:
            tokens.append(str(alike))
        alike = 0
        tokens.append(reading)
        told[run] = reading
    return "|".join(tokens)


def _runs(phrases: Sequence[str], analyser: Analyser) -> Iterable[tuple[str, str]]:
    """Kanji that stand together, each with its reading; what a phrase that ends early (に困) lacks others tell."""
    found = [run for phrase in phrases for run in _read(phrase, analyser)]
    readings: dict[str, Counter[str]] = defaultdict(Counter)
    for run, reading in found:
        if reading:
            readings[run][reading] += 1
    return [(run, reading or max(readings[run], key=readings[run].__getitem__, default="")) for run, reading in found]


def _read(phrase: str, analyser: Analyser) -> Iterator[tuple[str, str]]:
    """Each run of kanji with its reading; with none where the kana over it reach out of it."""
    pieces: list[tuple[int, int, str]] = []
    for piece, kana in furigana(phrase, analyser.words):
        start = pieces[-1][1] if pieces else 0
        pieces.append((start, start + len(piece), kana))
    for run in _RUN.finditer(phrase):
        over = [piece for piece in pieces if piece[0] < run.end() and run.start() < piece[1]]
        whole = all(run.start() <= start and end <= run.end() and kana for start, end, kana in over)
        yield run[0], "".join(kana for *_, kana in over) if whole else ""
