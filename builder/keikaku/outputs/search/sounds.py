"""How the phrases of topics sound, without what the browser has: their kanji, and the words of the plan.

The tool's own phrases are the same in every build, so how they are read stands beside them (``sounds.json``, which
``make sounds`` writes and a test holds to the analyser). A phrase that is not there is analysed.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType

from keikaku.patterns import regex
from keikaku.text.corrections import Corrector
from keikaku.text.furigana import furigana
from keikaku.text.letters import KANJI
from keikaku.text.readings import Analyser, WordList

_RUN = regex(f"[{KANJI}]+")


Sounds = Mapping[str, Sequence[str]]
"""Phrase → the readings of its runs of kanji, in their order; empty where the kana over one reach out of it."""


def sounds_of(phrases: Iterable[str], analyser: Analyser) -> Sounds:
    """What an analyser says of phrases; of those without kanji nothing."""
    found = {phrase: [read for _, read in _read(phrase, analyser)] for phrase in phrases}
    return {phrase: sounds for phrase, sounds in found.items() if sounds}


def sounds_made_ahead(folder: Path, corrector: Corrector) -> Sounds:
    """Those of the tool's phrases in a language, without what a plan reads in a way of its own."""
    made = _made_ahead(folder / "sounds.json")
    whole = "\n".join(made)
    own = {whole[whole.rfind("\n", 0, at.start) + 1 :].partition("\n")[0] for at in corrector(whole)}
    return {phrase: sounds for phrase, sounds in made.items() if phrase not in own}


@cache
def _made_ahead(path: Path) -> Sounds:
    found = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return {phrase: sounds.split("|") for phrase, sounds in found.items()}


def packed_sounds(
    phrases: Sequence[str], known: WordList, analyser: Analyser, ahead: Sounds = MappingProxyType({})
) -> str:
    """Readings of the kanji of phrases, in their order, with a bar between.

    Kanji that stand together have one reading. It is left out where it is the one told last for the same kanji, or,
    where none was told, the one that the words of the plan give; a number stands for so many left out in a row.
    """
    told: dict[str, str] = {}
    tokens: list[str] = []
    alike = 0
    for run, reading in _runs(phrases, analyser, ahead):
        last = told.get(run)
        if last is None:
            last = told[run] = "".join(read for _, read in known.spans(run).values())
        if reading in ("", last):
            alike += 1
            continue
        if alike:
            tokens.append(str(alike))
        alike = 0
        tokens.append(reading)
        told[run] = reading
    return "|".join(tokens)


def _runs(phrases: Sequence[str], analyser: Analyser, ahead: Sounds) -> Iterable[tuple[str, str]]:
    """Kanji that stand together, each with its reading; what a phrase that ends early (に困) lacks others tell."""
    found = [
        run
        for phrase in phrases
        for run in (
            zip(_RUN.findall(phrase), ahead[phrase], strict=True) if phrase in ahead else _read(phrase, analyser)
        )
    ]
    readings: dict[str, Counter[str]] = {run: Counter() for run, reading in found if not reading}
    for run, reading in found:
        if reading and run in readings:
            readings[run][reading] += 1
    return [(run, reading or max(readings[run], key=readings[run].__getitem__, default="")) for run, reading in found]


def _read(phrase: str, analyser: Analyser) -> Iterator[tuple[str, str]]:
    """Each run of kanji with its reading; with none where the kana over it reach out of it."""
    if not _RUN.search(phrase):
        return
    pieces: list[tuple[int, int, str]] = []
    for piece, kana in furigana(phrase, analyser.words):
        start = pieces[-1][1] if pieces else 0
        pieces.append((start, start + len(piece), kana))
    for run in _RUN.finditer(phrase):
        over = [piece for piece in pieces if piece[0] < run.end() and run.start() < piece[1]]
        whole = all(run.start() <= start and end <= run.end() and kana for start, end, kana in over)
        yield run[0], "".join(kana for *_, kana in over) if whole else ""
