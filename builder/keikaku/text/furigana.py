"""ふりがな: a word and its reading → which kana stand over which of its characters, those it shows itself left out.

取り組む, とりくむ → 取(と) り 組(く) む. Kanji that stand together share one reading: which of them is read how is not
known for 今日 (きょう), and a reading torn in two would be wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import Any

from keikaku.patterns import regex
from keikaku.text.dictionary import dictionary
from keikaku.text.letters import HAS_KANJI, KANJI, hiragana
from keikaku.text.readings import Word

Piece = tuple[str, str]
"""Characters, and the kana over them; empty where they need none."""

_OVER = f"0-9０-９{KANJI}ヶヵ"
_RUNS = regex(f"[{_OVER}]+|[^{_OVER}]+")
_KANA = regex("[ぁ-ゖー]+")


@lru_cache(maxsize=8192)
def pieces(surface: str, reading: str) -> tuple[Piece, ...]:
    """A word cut into what has kana over it and what has not. A reading that does not fit stands over the whole word.

    Of several ways to part a reading (好き嫌い) the one that gives the first kanji the least is taken.
    """
    if not HAS_KANJI.search(surface) or not _KANA.fullmatch(reading):
        return ((surface, ""),)
    runs = _RUNS.findall(surface)
    pattern = "".join("(.+?)" if HAS_KANJI.search(run) else re.escape(hiragana(run)) for run in runs)
    found = re.fullmatch(pattern, reading)
    if found is None:
        return ((surface, reading),)
    readings = iter(found.groups())
    return tuple((run, next(readings) if HAS_KANJI.search(run) else "") for run in runs)


@cache
def _short() -> Any:
    from sudachipy import SplitMode

    return dictionary().tokenizer(mode=SplitMode.A)


@lru_cache(maxsize=8192)
def parted(surface: str, reading: str) -> tuple[Piece, ...]:
    """As `pieces`, a compound first parted into its words where their readings together are its own.

    避難行動 is 避難(ひなん) 行動(こうどう): a line may end between the two, and a link may begin there.
    """
    short = [(m.surface(), hiragana(m.reading_form())) for m in _short().tokenize(surface)] if len(surface) > 2 else []
    if len(short) < 2 or "".join(read for _, read in short) != reading or any(_is_counted(*word) for word in short):
        return pieces(surface, reading)
    return tuple(piece for word, read in short for piece in pieces(word, read))


def _is_counted(word: str, reading: str) -> bool:
    """A number that is read as one with what it counts (3日, みっか): its kana stand over both."""
    return not HAS_KANJI.search(word) and reading != hiragana(word)


def furigana(text: str, analyse: Callable[[str], tuple[Word, ...]]) -> Iterator[Piece]:
    """A whole text in pieces; joined they are the text."""
    for word in analyse(text):
        yield from parted(word.surface, word.reading)
