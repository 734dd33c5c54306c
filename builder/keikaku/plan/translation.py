"""A translation: a function from a plan to the same plan in another language.

Everything behind it (``link``, ``compose``, all outputs) takes the translated plan as it takes any other, so there is
one way to every page, PDF and data file. What is not translated stays as it is. Which message of the file belongs to
which text of the plan is found here, for building and for ``keikaku translate`` alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from keikaku.diagnostics.source import Locale, LocaleMessage
from keikaku.plan.assemble import by_name
from keikaku.plan.index import PlanIndex, Translation
from keikaku.plan.link import link
from keikaku.plan.model import At, Plan
from keikaku.plan.original_texts import OriginalText, Replacement, original_texts, reworded
from keikaku.text.prose import REFERENCE_SCHEMES, Link, NoteMark, parse, walk
from keikaku.text.writing import writing

_ALIKE = 0.5
"""From here on, from 0 to 1, a text is another one of its context, changed."""


def translation_of(index: PlanIndex, source: Locale) -> Translation:
    """What a file translates of a linked plan."""
    every = original_texts(index.plan)
    matched = _matched(every, source.messages)
    found = {text: message for text, message in matched.items() if _is_said(text, message, index)}
    return Translation(source=source, of=index, every=every, matched=matched, found=found)


def _is_said(text: OriginalText, message: LocaleMessage, index: PlanIndex) -> bool:
    """Whether a message says its text; not where that was changed, and the translation leads to what is gone since."""
    if not message.words or message.doubtful or message.obsolete:
        return False
    return message.of == text.words or all(ref in index.entities for ref in _refs(message.words))


def _matched(every: Iterable[OriginalText], messages: Iterable[LocaleMessage]) -> Mapping[OriginalText, LocaleMessage]:
    """Which message is of which text: first of the same words, nearest by, then of those that the text was before."""
    found: dict[OriginalText, LocaleMessage] = {}
    free = {message.n: message for message in messages}
    for key in _NEARNESS:
        offered: dict[tuple[str, str], list[LocaleMessage]] = {}
        for message in free.values():
            offered.setdefault(key(message.context, message.original), []).append(message)
        for text in every:
            same = offered.get(key(text.context, text.words)) if text not in found else None
            if same:
                found[text] = free.pop(same.pop(0).n)
    return {**found, **dict(_changed(every, found, free.values()))}


_NEARNESS: tuple[Callable[[str, str], tuple[str, str]], ...] = (
    lambda context, words: (context, words),
    lambda context, words: (context.partition("/")[0], words),  # another field of the entry
    lambda context, words: (context.partition("/")[2], words),  # the field of another entry
    lambda _, words: ("", words),  # a part that was given an id, and is an entry now
)


def _changed(
    every: Iterable[OriginalText], found: Mapping[OriginalText, LocaleMessage], free: Iterable[LocaleMessage]
) -> Iterable[tuple[OriginalText, LocaleMessage]]:
    """Texts that have no message of their words, each with the likest of its context that nothing else has."""
    before: dict[str, list[LocaleMessage]] = {}
    for message in free:
        before.setdefault(message.context, []).append(message)
    now: dict[str, list[OriginalText]] = {}
    for text in every:
        if text.context in before:
            now.setdefault(text.context, []).append(text)
    for context, texts in now.items():
        # The one text of its field is that text, whatever it says now.
        least = 0.0 if len(texts) == len(before[context]) == 1 else _ALIKE
        pairs = [
            (_likeness(text.words, message.of), -n, -message.n, text, message)
            for n, text in enumerate(texts)
            if text not in found
            for message in before[context]
        ]
        taken: set[object] = set()
        for likeness, _, _, text, message in sorted(pairs, key=lambda pair: pair[:3], reverse=True):
            if likeness >= least and taken.isdisjoint((text, message.n)):
                taken |= {text, message.n}
                yield text, message


def _likeness(one: str, other: str) -> float:
    from difflib import SequenceMatcher  # late: most plans have no translation

    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _ALIKE else 0.0


def _refs(markdown: str) -> Iterator[str]:
    """What a text leads to in the plan."""
    for inline in walk(parse(markdown)):
        match inline:
            case Link(scheme, target, _) if scheme in REFERENCE_SCHEMES:
                yield f"{scheme}:{target}"
            case NoteMark(id):
                yield f"note:{id}"


def in_language_of(locale: Locale, index: PlanIndex, spoken: Iterable[str]) -> PlanIndex:
    """A linked plan as a file translates it. ``spoken``: the languages of the interface."""
    translation = translation_of(index, locale)
    tags = (locale.id, locale.id.partition("-")[0])
    interface = next((tag for tag in tags if tag in spoken), _INTERNATIONAL)
    linked = link(translated(translation, interface), index.skipped)
    return replace(linked, pictures=index.pictures, unread_pictures=index.unread_pictures, translation=translation)


_INTERNATIONAL = "en"
"""The interface beside a language that it does not speak."""


def translated(translation: Translation, interface: str) -> Plan:
    """The plan in the language of a translation. ``interface``: the language of the words around it."""
    plan, language = translation.of.plan, translation.language
    written = writing(language)

    def say(text: OriginalText, at: At) -> Replacement:
        message = translation.found.get(text)
        if message is None:
            return Replacement(text.words, at)
        changed = text.words if message.of != text.words else None
        return Replacement(message.words, translation.at(message), changed)

    new = reworded(plan, say)
    # Forms of numbers that are the language's, not the plan's own, are the other language's.
    usual = plan.writing.numbering
    own = {kind: form for kind, form in written.numbering.items() if getattr(plan.numbering, kind) == usual.get(kind)}
    return replace(
        new,
        language=language,
        labels=None if interface == language else interface,
        numbering=replace(new.numbering, **own),
        site=replace(new.site, url=f"{plan.site.url}{language}/" if plan.site.url is not None else None),
        synonyms=(),  # what people type for words of the original
        terms=by_name(new.terms, written),
        programmes=by_name(new.programmes, written),
        contacts=by_name(new.contacts, written),
    )
