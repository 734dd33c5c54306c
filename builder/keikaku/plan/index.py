"""The plan with its links resolved: what is defined, what refers to what, and where it is said again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Any

from keikaku.dataclass import dataclass
from keikaku.diagnostics.source import Locale, LocaleMessage, PictureFile
from keikaku.plan.model import Action, ActionGroup, At, Block, ChallengeLink, CrossListing, Measure, Plan, Text
from keikaku.plan.original_texts import OriginalText


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """An entry comes into being here. ``ref`` is ``kind:id``; two may share one (a fault, found by a rule)."""

    ref: str
    value: Any
    """The model's object."""
    at: At
    parent: str | None
    """The ref of the entry this one stands in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Something points to the entry ``ref``, from the text or field at ``at`` of the entry ``owner``."""

    ref: str
    owner: str
    at: At
    needle: str | None = None
    """The literal words of the reference inside a text; None where the whole value is the reference."""
    nth: int = 0
    """Which occurrence of ``needle`` in that text, from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnedText:
    """A text field and the entry it belongs to."""

    owner: str
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionPlace:
    """One line of an actor's block of a measure, in the order of the plan."""

    ref: str
    anchor: str
    """Fragment on the measure's page: its own id; of a line without one actor and what it lists again, or actor and
    position, with an underscore between, as no id has."""
    measure: str
    actor: str
    position: int
    """From 1, through the groups of one actor."""
    group: ActionGroup | None
    item: Action | CrossListing
    original: str | None
    """For a cross-listing, the ref of the action listed again; None where it is unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanIndex:
    """All mappings keep the order of the plan."""

    plan: Plan
    definitions: tuple[Definition, ...]
    references: tuple[Reference, ...]
    texts: tuple[OwnedText, ...]
    blocks: tuple[Block, ...]
    """Of every body, as `walk.blocks` gives them."""
    entities: Mapping[str, Definition]
    """By ref; of two definitions with one ref, the first."""
    actions: Mapping[str, ActionPlace]
    """By ref, cross-listings included."""
    by_measure: Mapping[str, Mapping[str, tuple[ActionPlace, ...]]]
    """Measure id → actor id → its lines."""
    cross_listings: Mapping[str, tuple[ActionPlace, ...]]
    """Ref of an original action → the places that list it again."""
    listed_again: Mapping[str, tuple[Reference, ...]]
    """Ref → the blocks of cross-listings that list it again, each with the entry it stands in."""
    by_programme: Mapping[str, tuple[str, ...]]
    """Programme id → refs of the actions that belong to it."""
    by_choice: Mapping[str, tuple[str, ...]]
    """Ref of a choice → refs of the entries that have it."""
    measures: tuple[Measure, ...]
    """In the order of print: pillar by pillar, a measure below another behind it."""
    by_pillar: Mapping[str, tuple[Measure, ...]]
    """Pillar id → its measures, in that order."""
    below: Mapping[str, tuple[Measure, ...]]
    """Measure id → the measures right below it."""
    depths: Mapping[str, int]
    """Measure id → how many measures stand above it."""
    answers: Mapping[str, tuple[tuple[Measure, ChallengeLink], ...]]
    """Challenge id → the measures that answer it, in that order, those that mainly do first."""
    former: Mapping[str, tuple[str, ...]]
    """Ref that once was → refs of what took its place."""
    skipped: frozenset[str]
    """Refs (``kind:id``) of entries whose files could not be used: never reported as unknown."""
    pictures: Mapping[str, PictureFile] = field(default_factory=dict)
    """By name, the files of the folder of pictures."""
    unread_pictures: frozenset[str] = frozenset()
    """Names of those that could not be read: never reported as missing."""
    translations: Mapping[str, PlanIndex] = field(default_factory=dict)
    """Language → the plan in it."""
    translation: Translation | None = None
    """Of a plan in another language, what was translated."""

    def plain_words(self) -> Iterator[tuple[str, Text]]:
        """What the editors say in plain words: the ref of the entry (of the vision ``plan``), and the text."""
        if self.plan.vision is not None and self.plan.vision.plain is not None:
            yield "plan", self.plan.vision.plain
        for ref, definition in self.entities.items():
            text = getattr(definition.value, "plain", None)
            if isinstance(text, Text):
                yield ref, text

    def above(self, measure: Measure) -> tuple[Measure, ...]:
        """The measures above one, the topmost first."""
        if measure.parent is None:
            return ()
        upper: Measure = self.entities[f"measure:{measure.parent}"].value
        return (*self.above(upper), upper)

    def action(self, ref: str) -> Action:
        """The action at ``ref``; for a cross-listing, its original."""
        place = self.actions[ref]
        if isinstance(place.item, Action):
            return place.item
        assert place.original is not None, "a plan with an unknown cross-listing is not composed"
        return self.action(place.original)


@dataclass(frozen=True, kw_only=True)
class Translation:
    """One language of a plan."""

    source: Locale
    of: PlanIndex
    """The plan that is translated."""
    every: Mapping[OriginalText, At]
    """Every text of the plan, and where it stands."""
    matched: Mapping[OriginalText, LocaleMessage]
    """Text → its message, whether or not that says anything."""
    found: Mapping[OriginalText, LocaleMessage]
    """Text → what it is in the language; of texts that are not translated nothing."""

    @property
    def language(self) -> str:
        return self.source.id

    @property
    def changed(self) -> tuple[OriginalText, ...]:
        """Texts that are not what was translated any more."""
        return tuple(text for text, message in self.found.items() if message.of != text.words)

    @property
    def unused(self) -> tuple[LocaleMessage, ...]:
        """Messages of texts that the plan has not."""
        used = {message.n for message in self.matched.values()}
        return tuple(one for one in self.source.messages if one.n not in used and not one.obsolete)

    @property
    def share(self) -> int:
        """How much of the plan is translated, in per cent of its characters; 100 only where nothing is left."""
        whole = sum(len(text.words) for text in self.every)
        return sum(len(text.words) for text in self.found) * 100 // whole if whole else 100

    def at(self, message: LocaleMessage) -> At:
        """Where its words stand."""
        return At(self.source, ("messages", message.n, "msgstr"))
