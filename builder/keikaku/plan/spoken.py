"""How the words of a plan are read: what its files say of it, and what is left for an officer to settle."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from keikaku.dataclass import dataclass
from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.messages import main_subtag
from keikaku.patterns import regex
from keikaku.plan.model import Actor, At, Plan, Programme, Term
from keikaku.plan.outline import Line, Outline
from keikaku.text.corrections import BEGINNING, DOUBTFUL, Correction, Corrections, changing_counters
from keikaku.text.letters import HAS_KANJI
from keikaku.text.readings import Word, placed

_say = DiagnosticCatalogue(__file__)

LANGUAGE = "ja"
"""Whose words have readings."""
_COUNTED = regex(r"[0-9\uff10-\uff19]")
_AROUND = 16
"""Characters shown on either side of a word."""

Words = Callable[[str], tuple[Word, ...]]
"""Text → its words as the plan is read now."""
Names = Callable[[str], frozenset[tuple[int, int]]]
"""Text → where names of people, places and organisations stand in it, and words that no dictionary has."""


def corrections(plan: Plan) -> tuple[Correction, ...]:
    """Those of ``readings.yml``, before the readings of what the plan names: terms, programmes and actors."""
    return (*_own(plan), *_of_names(plan)) if main_subtag(plan.language) == LANGUAGE else ()


def _own(plan: Plan, *, confirmed: bool = False) -> Iterator[Correction]:
    for one in plan.readings:
        if one.confirmed or not confirmed:
            yield Correction(one.word, one.reading, one.within or "")


def _of_names(plan: Plan) -> Iterator[Correction]:
    named: list[Term | Programme | Actor] = [*plan.terms, *plan.programmes, *plan.actors]
    for entity in named:
        if entity.reading:
            yield Correction(entity.name, entity.reading)


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """``text[start:end]`` is the word; ``at`` is None where the line is computed."""

    text: str
    start: int
    end: int
    at: At | None

    @property
    def sentence(self) -> str:
        """The word with what stands around it, itself in brackets."""
        before, after = self.text[max(self.start - _AROUND, 0) : self.start], self.text[self.end :][:_AROUND]
        return f"{before}[{self.text[self.start : self.end]}]{after}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtfulWord:
    """A word whose reading nobody has confirmed, as it is read now."""

    word: str
    reading: str
    occurrences: tuple[Occurrence, ...]


def doubtful_words(outline: Outline, words: Words, names: Names) -> tuple[DoubtfulWord, ...]:
    """Words to settle, in the order in which the plan says them."""
    plan = outline.index.plan
    if main_subtag(plan.language) != LANGUAGE:
        return ()
    settled = Corrections((*_own(plan, confirmed=True), *_of_names(plan)))
    found: dict[tuple[str, str], list[Occurrence]] = {}
    for text, line in _texts(outline.shown).items():
        places = [(place.start, place.end) for place in settled(text)]
        for start, end, reading in _in_doubt(text, words(text), names(text)):
            if not any(first <= start and end <= last for first, last in places):
                one = Occurrence(text=text, start=start, end=end, at=line.at)
                found.setdefault((text[start:end], reading), []).append(one)
    return tuple(
        DoubtfulWord(word=word, reading=reading, occurrences=tuple(several))
        for (word, reading), several in found.items()
    )


def _texts(lines: Iterable[Line]) -> dict[str, Line]:
    found: dict[str, Line] = {}
    for line in lines:
        if line.role != "reading" and HAS_KANJI.search(line.text):
            found.setdefault(line.text, line)
    return found


def _in_doubt(text: str, words: tuple[Word, ...], names: frozenset[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    counted = {(place.start, place.end) for place in changing_counters(text)}
    places = [(start, end) for start, end, _ in placed(words)]
    for n, (word, place) in enumerate(zip(words, places, strict=True)):
        named = place in names and HAS_KANJI.search(word.surface) is not None
        sense = word.surface in DOUBTFUL and not (place[0] and _COUNTED.match(text, place[0] - 1))
        if place in counted:
            yield *place, word.reading
        elif named or sense:
            first, last = _with_neighbour(words, n, begins=named or word.surface in BEGINNING)
            yield places[first][0], places[last][1], "".join(one.reading for one in words[first : last + 1])


def _with_neighbour(words: tuple[Word, ...], n: int, *, begins: bool) -> tuple[int, int]:
    """The word of a single character in the compound it ends or ``begins``: of 外国人 nothing is said by 人."""
    if len(words[n].surface) > 1:
        return n, n
    if n and HAS_KANJI.match(words[n - 1].surface[-1]):
        return n - 1, n
    if begins and n + 1 < len(words) and HAS_KANJI.match(words[n + 1].surface):
        return n, n + 1
    return n, n


def unconfirmed(outline: Outline, words: tuple[DoubtfulWord, ...]) -> Iterator[Diagnostic]:
    """One warning where readings are left to be looked at: whoever turns ふりがな on would learn them."""
    if words:
        shown = tuple(_say("word", word=one.word, reading=one.reading) for one in words[:3])
        yield _say.warning("left", outline.index.plan.at.span("id"), n=len(words), words=shown)
