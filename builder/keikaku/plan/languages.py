"""Which language a piece of a page is in: the plan's words and the interface's may be in two (WCAG 3.1.2)."""

from __future__ import annotations

from pathlib import Path

from markupsafe import Markup

from keikaku.dataclass import dataclass
from keikaku.messages import languages, load_messages
from keikaku.plan.model import Plan
from keikaku.text.fonts import FontSet
from keikaku.text.glyphs import is_ordinary, without_glyph

_IN_PRINT = ("print", "chart")
"""Groups of the interface's words that are printed."""
_ALWAYS_SHOWN = "en"
"""A language whose letters every font has."""


@dataclass(frozen=True, slots=True)
class Languages:
    """The language of the plan's words and that of the labels. A page is in the plan's; what is not, says so."""

    plan: str
    labels: str

    @staticmethod
    def of(plan: Plan) -> Languages:
        """Those of a plan."""
        return Languages(plan.language, plan.interface)

    @property
    def of_labels(self) -> Markup:
        """The attribute, with a space before it, of an element that holds labels; nothing in a page of one language."""
        return self._attribute(self.labels)

    @property
    def of_plan(self) -> Markup:
        """The attribute of an element that holds words of the plan, inside one that holds labels."""
        return self._attribute(self.plan)

    def label(self, words: Markup) -> Markup:
        """Words of the interface for running text."""
        return Markup("<span{}>{}</span>").format(self.of_labels, words) if self.of_labels else words

    def inside(self, value: object) -> object:
        """What fills a gap in words of the interface: words of the plan, unless it is a number or finished markup."""
        if not self.of_labels or not isinstance(value, str) or isinstance(value, Markup) or value.isdecimal():
            return value
        return Markup("<span{}>{}</span>").format(self.of_plan, value)

    def _attribute(self, language: str) -> Markup:
        return Markup(' lang="{}"').format(language) if self.plan != self.labels else Markup()


def printed_labels(plan: Plan, messages: Path, fonts: FontSet) -> str:
    """The language of the labels in print: the interface's, or where the fonts lack its letters the plan's, or English.

    ``messages``: the folder of the interface's words.
    """
    if plan.labels is None:
        return plan.language  # letters of the plan itself are looked at one by one (``rules/missing_glyph.py``)
    known = languages(messages)
    asked = (language for language in (plan.labels, plan.language) if language in known)
    return next((language for language in asked if _shown(language, messages, fonts)), _ALWAYS_SHOWN)


def beyond_japanese_faces(language: str, messages: Path) -> bool:
    """Whether the words of a language have letters that Japanese faces lack, so that it is set in the spare ones.

    Else the letters of one word (``ế`` among those of Vietnamese) would be of two faces.
    """
    return language in languages(messages) and not is_ordinary(_printed_words(language, messages))


def _shown(language: str, messages: Path, fonts: FontSet) -> bool:
    words = _printed_words(language, messages)
    return is_ordinary(words) or not any(without_glyph(words, fonts))


def _printed_words(language: str, messages: Path) -> str:
    return "".join(text for group in _IN_PRINT for text in load_messages(messages, language, group).values())
