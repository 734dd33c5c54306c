"""Every text of a plan that another language says otherwise, and the plan with other texts in their places.

One walk serves both, so that what is given out to be translated is what is put in. Which fields hold words, the model
says (``declare``): a new one is translated without a further line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import is_dataclass, replace
from typing import Any

from keikaku.dataclass import dataclass
from keikaku.patterns import regex
from keikaku.plan import model
from keikaku.plan.declare import declared
from keikaku.plan.model import At, Plan, Text

_GAP = regex(r"\{\w*\}")
_LETTER = regex(r"[^\W\d_]")
_LETTER_BEYOND_ASCII = regex(r"(?![A-Za-zＡ-Ｚａ-ｚ])[^\W\d_]")


@dataclass(frozen=True, slots=True)
class OriginalText:
    """One text. The same words twice in one context are one text, which is translated once."""

    context: str
    """The entry it belongs to and its field, ``measure:mimamori/actions.city``: without places in lists, so that a
    paragraph put before it does not change it."""
    words: str
    """As in the files, Markdown and all."""

    @property
    def owner(self) -> str:
        """The ref of the entry."""
        return self.context.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Replacement:
    """What stands in a text's place."""

    words: str
    at: At
    """Where it can be mended."""
    changed: str | None = None
    """The original's words, where they are no longer those that were translated."""


Say = Callable[[OriginalText, At], Replacement]


def original_texts(plan: Plan) -> Mapping[OriginalText, At]:
    """Every text of the plan that is to be translated, in the order of the plan, and where it stands first."""
    found: dict[OriginalText, At] = {}

    def note(text: OriginalText, at: At) -> Replacement:
        found.setdefault(text, at)
        return Replacement(text.words, at)

    reworded(plan, note)
    return found


def reworded(plan: Plan, say: Say) -> Plan:
    """The plan with what ``say`` says in the place of each text."""
    walk = _Rewording(plan, say)
    changed: Plan = walk.fields(plan, "plan", (), plan.at)
    return changed


@dataclass(frozen=True, slots=True)
class _Rewording:
    plan: Plan
    say: Say

    def fields(self, value: Any, ref: str, way: tuple[str, ...], at: At) -> Any:
        """An object of the model with its texts changed. ``way``: the keys that lead to it from the entry ``ref``."""
        ref, way = _entry(value, ref, way)
        at = getattr(value, "at", at)
        changes = {}
        for field in declared(type(value)):
            inner = getattr(value, field.name)
            if inner is None or inner == () or (isinstance(value, model.Numbering) and self._usual(field.name, inner)):
                continue
            if field.name == "attributes" and isinstance(value, model.Attributed):
                new = self._given(inner, ref, way)
            else:
                inside = way if field.worded and field.bare and way else (*way, field.key)
                new = (self._words if field.worded else self._parts)(inner, ref, inside, at.child(field.key))
            if new is not inner:
                changes[field.name] = new
        if getattr(value, "reading", "") and any(_is_other(changes, value, name) for name in ("name", "title")):
            changes["reading"] = ""  # it is how the original is read
        return replace(value, **changes) if changes else value

    def _parts(self, value: Any, ref: str, way: tuple[str, ...], at: At) -> Any:
        """What holds objects of the model, at whatever depth of lists and mappings."""
        if is_dataclass(value) and not isinstance(value, At):
            return self.fields(value, ref, way, at)
        return _each(value, way, at, lambda inner, way, at: self._parts(inner, ref, way, at))

    def _words(self, value: Any, ref: str, way: tuple[str, ...], at: At) -> Any:
        if isinstance(value, Text):
            return self._text(value, ref, way)
        if isinstance(value, str):
            return self._said(value, ref, way, at).words
        return _each(value, way, at, lambda inner, way, at: self._words(inner, ref, way, at))

    def _text(self, text: Text, ref: str, way: tuple[str, ...]) -> Text:
        said = self._said(text.markdown, ref, way, text.at)
        if said == Replacement(text.markdown, text.at):
            return text
        return Text(markdown=said.words, changed=said.changed, at=said.at)

    def _said(self, words: str, ref: str, way: tuple[str, ...], at: At) -> Replacement:
        letters = _LETTER if self.plan.writing.spaced else _LETTER_BEYOND_ASCII
        if not letters.search(_GAP.sub("", words)):
            return Replacement(words, at)  # 120, A, —: the same in every language
        text = OriginalText(_context(ref, way), words.strip("\n"))
        said = self.say(text, at)
        return replace(said, words=words.replace(text.words, said.words, 1))  # a block's last line end stays

    def _usual(self, kind: str, form: str) -> bool:
        """Whether a form of numbers is that of the language, not the plan's own."""
        return self.plan.writing.numbering.get(kind) == form

    def _given(self, given: Mapping[str, model.Given], ref: str, way: tuple[str, ...]) -> Any:
        """Of attributes only words are translated: choices are references, and a number or address is the same."""
        worded = {attribute.id for attribute in self.plan.attributes if attribute.type == "text"}

        def change(one: model.Given, way: tuple[str, ...], at: At) -> Any:
            return self.fields(one, ref, way, at) if way[-1] in worded else one

        return _each(given, (*way, "attributes"), self.plan.at, change)


def _is_other(changes: Mapping[str, Any], value: Any, name: str) -> bool:
    """Whether a field says something else than it did."""
    old, new = getattr(value, name, None), changes.get(name)
    return new is not None and getattr(new, "markdown", new) != getattr(old, "markdown", old)


def _each(value: Any, way: tuple[str, ...], at: At, change: Callable[[Any, tuple[str, ...], At], Any]) -> Any:
    """A list or mapping with each of its values changed, itself where none is; anything else as it is."""
    if isinstance(value, tuple):
        items = tuple(change(item, way, at.child(n)) for n, item in enumerate(value))
        return items if any(new is not old for new, old in zip(items, value, strict=True)) else value
    if isinstance(value, Mapping):
        new = {key: change(inner, (*way, key), at.child(key)) for key, inner in value.items()}
        return new if any(new[key] is not inner for key, inner in value.items()) else value
    return value


def _context(ref: str, way: tuple[str, ...]) -> str:
    """Words that are compared with each other have one context, and so one translation."""
    if way[-1:] == ("unit",):
        return "plan/unit"
    if way[-2:] in (("periods", "from"), ("periods", "to")):
        way = ("diagram", "years")
    return f"{ref}/{'.'.join(way)}"


def _entry(value: Any, ref: str, way: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The entry that an object is, or the one it stands in and the way from there."""
    kind = getattr(value, "ENTRY", "action" if isinstance(value, model.Action | model.CrossListing) else None)
    id = getattr(value, "id", None)
    return (f"{kind}:{id}", ()) if kind is not None and id is not None else (ref, way)
