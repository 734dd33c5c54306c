"""How a language is written, as far as the outputs ask: its order, its words, and how texts are put together.

Whatever differs between languages is asked here and nowhere else compared by name. A language that is not listed is
written as English is; one that differs gets a line in ``_LANGUAGES`` and a key in ``writing.yml``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Literal

from keikaku.catalogue import Catalogue
from keikaku.dataclass import dataclass
from keikaku.messages import Message, main_subtag
from keikaku.text import kana, latin, phrases, tokens
from keikaku.text.eras import era_year
from keikaku.text.lexicon import Boundaries

_say = Catalogue(__file__)

Key = Literal[
    "counted",
    "signed",
    "currency",
    "bounded",
    "labelled",
    "from-to",
    "group",
    "in-brackets",
    "between-titles",
    "between-names",
    "between-figures",
    "between-places",
    "leading",
    "between-choices",
    "fiscal-year",
    "day",
    "planned",
    "actual",
    "achieved",
    "grade",
    "original-changed",
    "no-value",
    "before-source",
]
"""The texts of ``writing.yml`` that outputs ask for."""
_BOUNDS = ("at-least", "at-most", "under", "over")
_CURRENCIES = frozenset("£$€¥₩")
_CLOSE = frozenset("%‰°℃")
"""Signs that begin a unit which stands close to its number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """One language. ``readings``: its names are ordered and searched by a reading that editors write beside them."""

    texts: str = "en"
    """The language of ``writing.yml`` whose texts it takes."""
    readings: bool = False
    spaced: bool = True
    """Words are apart by spaces, and paragraphs by a gap instead of an indent."""
    sort_key: Callable[[str], tuple[str, str]] = latin.sort_key
    initial: Callable[[str], str] = latin.initial
    """What a name stands under in a list, by its reading where there are readings."""
    boundaries: Boundaries = latin.boundaries
    phrase_breaks: Callable[..., tuple[int, ...]] = latin.no_breaks

    def pattern(self, key: Key) -> str:
        """The text ``key`` of ``writing.yml``, with its gaps."""
        return self._text(key)

    def say(self, key: Key, **values: object) -> str:
        """The same, filled in; a whole number can choose among words (``messages.Count``)."""
        return Message(self._text(key)).format(**values)

    def day(self, written: str) -> str:
        """``2026-02-02`` as it is written in a text: ``令和8年2月2日``, ``2 February 2026``."""
        return self._dated("day", date.fromisoformat(written))

    def fiscal_year(self, year: str) -> str:
        """``2024`` → ``令和6年度``, ``2024``: by the era in which most of it lies."""
        return self._dated("fiscal-year", date(int(year), 12, 31))

    def _dated(self, key: Key, day: date) -> str:
        era, year = era_year(day) if "{era}" in self.pattern(key) else ("", str(day.year))
        return self.say(key, era=era, year=year, month=day.month, day=day.day)

    def _text(self, key: str) -> str:
        return _say.words(key)[self.texts]

    def sounded(self, name: str, reading: str) -> str:
        """By what a name is ordered."""
        return reading if self.readings else name

    def forms(self, word: str) -> tuple[str, ...]:
        """A word as it stands within a sentence and at its head."""
        return (word, word[:1].upper() + word[1:]) if self.spaced else (word,)

    def quantity(self, number: str, unit: str, bound: str = "") -> str:
        """``35,000件以上``, ``at least 35,000 homes``; ``number`` as printed, ``bound`` in any language."""
        kind: Key = "currency" if unit in _CURRENCIES else "signed" if unit[:1] in _CLOSE or not unit else "counted"
        quantity = self.say(kind, number=number, unit=unit)
        if not bound:
            return quantity
        return self.say("bounded", quantity=quantity, bound=self._text(f"bound.{_bounds()[bound]}"))

    @property
    def phrased(self) -> bool:
        """Whether lines are to end between phrases, which are found by the words; of Chinese none are known."""
        return self.phrase_breaks is not latin.no_breaks

    @property
    def numbering(self) -> Mapping[str, str]:
        """Kind → the form of its numbers where the plan gives none, of the kinds in which a word stands."""
        return {kind: self._text(f"numbering.{kind}") for kind in _say.data["numbering"]}

    @property
    def bounds(self) -> tuple[str, ...]:
        """The words for at least, at most, under and over."""
        return tuple(self._text(f"bound.{bound}") for bound in _BOUNDS)


@cache
def _bounds() -> Mapping[str, str]:
    """Word of any language → which bound it is."""
    return {word: bound for bound in _BOUNDS for word in _say.words(f"bound.{bound}").values()}


_LANGUAGES: Mapping[str, Writing] = {
    "ja": Writing(
        texts="ja",
        readings=True,
        spaced=False,
        sort_key=kana.sort_key,
        initial=kana.row,
        boundaries=tokens.boundaries,
        phrase_breaks=phrases.phrase_breaks,
    ),
    "zh": Writing(texts="zh", spaced=False, boundaries=latin.everywhere),
}


def writing(language: str) -> Writing:
    """How the language of a tag is written (``en``, ``en-GB``)."""
    main = main_subtag(language)
    return _LANGUAGES.get(main) or Writing(texts=main if main in _say.words("counted") else "en")
