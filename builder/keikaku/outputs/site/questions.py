"""Questions templates ask of a plan. Every answer is in the order of the plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from keikaku.dataclass import dataclass
from keikaku.plan import model
from keikaku.plan.compose.numbers import article_number, item_number
from keikaku.plan.index import ActionPlace
from keikaku.plan.model import (
    Action,
    ActionGroup,
    Actor,
    Block,
    Challenge,
    ChallengeLink,
    Contact,
    IndicatorGroup,
    Measure,
    Pillar,
    Plan,
    Text,
)
from keikaku.plan.outline import Entry, Outline
from keikaku.plan.table import TableGrid, grid
from keikaku.plan.walk import divisions as walk_divisions
from keikaku.plan.walk import inside
from keikaku.text.prose import parse, plain

Group = tuple[ActionGroup | None, tuple[ActionPlace, ...]]
ByMeasure = tuple[tuple[Measure, tuple[ActionPlace, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """Answers about one composed plan."""

    outline: Outline

    @property
    def plan(self) -> Plan:
        return self.outline.index.plan

    def entry(self, ref: str) -> Entry:
        """The entry at ``ref``."""
        return self.outline.entries[ref]

    def label(self, ref: str) -> str:
        """Number and title of an entry."""
        return self.entry(ref).label

    def short(self, ref: str) -> str:
        """The number, or the title where this kind has none."""
        entry = self.entry(ref)
        return entry.number or entry.title

    def value_of(self, ref: str) -> Any:
        """The model's object of an entry."""
        return self.outline.index.entities[ref].value

    def actor(self, id: str) -> Actor:
        """The actor with this id."""
        return next(actor for actor in self.plan.actors if actor.id == id)

    def contacts_of(self, ref: str | None) -> tuple[Contact, ...]:
        """Whom to ask on the page of an entry: those named for it, then those for the whole plan."""
        contacts = self.plan.contacts
        own = tuple(contact for contact in contacts if ref in contact.serves)
        return (*own, *(contact for contact in contacts if "plan" in contact.serves and contact not in own))

    def contacts_in_order(self) -> tuple[Contact, ...]:
        """All of them, those for the whole plan first."""
        return tuple(sorted(self.plan.contacts, key=lambda contact: "plan" not in contact.serves))

    def blocks(self, measure: Measure) -> Iterator[tuple[Actor, tuple[Group, ...]]]:
        """The actors' blocks of a measure, in the order of the actors, their actions by group."""
        blocks = self.outline.index.by_measure[measure.id]
        for actor in self.plan.actors:
            if actor.id in blocks:
                yield actor, tuple(_grouped(blocks[actor.id]))

    def original(self, place: ActionPlace) -> Action:
        """The action at a place; of a cross-listing the one listed again."""
        return self.outline.index.action(place.ref)

    def action_text(self, place: ActionPlace) -> Text:
        """The words at a place: a cross-listing may have its own."""
        return place.item.text or self.original(place).text

    def relisted(self, place: ActionPlace) -> tuple[ActionPlace, ...]:
        """The places that list this action again."""
        return self.outline.index.cross_listings.get(place.ref, ())

    def listed_with(self, measure: Measure) -> tuple[str, ...]:
        """Refs of what lists this measure or an action of it again, and of the measures whose actions this one does."""
        index = self.outline.index
        found = {
            f"measure:{other.measure}"
            for places in index.by_measure[measure.id].values()
            for place in places
            for other in (*self.relisted(place), *((index.actions[place.original],) if place.original else ()))
        }
        own = f"measure:{measure.id}"
        for ref in (own, *(place.ref for places in index.by_measure[measure.id].values() for place in places)):
            found |= {again.owner for again in index.listed_again.get(ref, ())}
        order = self.outline.order
        return tuple(sorted(found - {own}, key=order.__getitem__))

    def having(self, choice: str) -> Iterator[tuple[str, tuple[Entry, ...]]]:
        """Kind → its entries that have a choice, in the order of the plan."""
        found: dict[str, dict[str, Entry]] = {}
        for ref in sorted(self.outline.index.by_choice.get(f"choice:{choice}", ()), key=self.outline.order.__getitem__):
            entry = self.entry(ref)
            found.setdefault(entry.kind, {})[ref] = entry
        yield from ((kind, tuple(entries.values())) for kind, entries in found.items())

    def place_of(self, ref: str) -> ActionPlace:
        """Where an action stands."""
        return self.outline.index.actions[ref]

    def programme_of(self, place: ActionPlace) -> str | None:
        """Id of the programme an action belongs to."""
        return self.original(place).programme

    def audiences_of(self, place: ActionPlace) -> tuple[str, ...]:
        """Ids of those whom an action names."""
        return self.original(place).audience

    def measures_of(self, pillar: Pillar) -> tuple[Measure, ...]:
        """In the order of print, a measure below another behind it."""
        return self.outline.index.by_pillar[pillar.id]

    def item_number(self, marker: str, n: int) -> str:
        """What stands before the nth item of a list."""
        return item_number(marker, n)

    def article_number(self, article: int, paragraph: int) -> str:
        """What stands before a paragraph of an article."""
        return article_number(self.plan.numbering, article, paragraph)

    def grid(self, table: model.Table) -> TableGrid:
        """The cells of a table, those that are joined as one."""
        return grid(table, self.outline.index)

    def depth(self, measure: Measure) -> int:
        """How many measures stand above it."""
        return self.outline.index.depths[measure.id]

    def answers(self, challenge: Challenge) -> tuple[tuple[Measure, ChallengeLink], ...]:
        """The measures that answer a challenge, those that mainly do first."""
        return self.outline.index.answers.get(challenge.id, ())

    def answered(self, measure: Measure) -> tuple[ChallengeLink, ...]:
        """The challenges a measure answers, the main ones first, in the order of the plan."""
        order = self.outline.order
        return tuple(
            sorted(measure.challenges, key=lambda link: (link.weight != "main", order[f"challenge:{link.id}"]))
        )

    def answers_by(self, challenge: Challenge, actor: Actor) -> ByMeasure:
        """What one actor does in the measures that answer a challenge."""
        blocks = self.outline.index.by_measure
        return tuple(
            (measure, blocks[measure.id][actor.id])
            for measure, _ in self.answers(challenge)
            if blocks[measure.id].get(actor.id)
        )

    def lost_figures(self, body: tuple[Block, ...], *divisions: model.Division) -> bool:
        """Whether figures are lost that stand in a body or in the parts below it."""
        found = (*inside(body), *(block for part in walk_divisions(divisions) for block in inside(part.body)))
        named = (getattr(block, "figure", None) for block in found)
        named_in_topics = (topic.figure for block in found if isinstance(block, model.Topics) for topic in block.topics)
        return any(self.value_of(f"figure:{id}").status == "missing" for id in (*named, *named_in_topics) if id)

    def plain_paragraphs(self, text: Text | None) -> tuple[str, ...]:
        """The bare words of a text, paragraph by paragraph; a reference without words shows its entry's title."""

        def title(scheme: str, target: str) -> str:
            entry = self.outline.entries.get(f"{scheme}:{target}")
            return entry.title if entry is not None else ""

        return tuple(plain(paragraph, title) for paragraph in parse(text.markdown)) if text is not None else ()

    def actions_of(self, actor: Actor, pillar: Pillar) -> tuple[tuple[Measure, tuple[Group, ...]], ...]:
        """What one actor does in the measures of a pillar."""
        blocks = self.outline.index.by_measure
        return tuple(
            (measure, tuple(_grouped(blocks[measure.id][actor.id])))
            for measure in self.measures_of(pillar)
            if blocks[measure.id].get(actor.id)
        )

    def count_actions(self, actor: Actor) -> int:
        """How many actions an actor has of its own; what is listed again is not counted twice."""
        places = self.outline.index.actions.values()
        return sum(place.actor == actor.id and isinstance(place.item, Action) for place in places)

    def by_measure(self, refs: Iterable[str]) -> ByMeasure:
        """Actions in the measures they stand in."""
        found: dict[str, list[ActionPlace]] = {}
        for ref in refs:
            place = self.place_of(ref)
            found.setdefault(place.measure, []).append(place)
        order = self.outline.order
        measures = sorted((f"measure:{id}" for id in found), key=order.__getitem__)
        return tuple((self.value_of(ref), tuple(found[self.entry(ref).id])) for ref in measures)

    def only_of(self, actor: Actor, refs: Iterable[str]) -> tuple[str, ...]:
        """Those of the actions that are one actor's."""
        return tuple(ref for ref in refs if self.place_of(ref).actor == actor.id)

    def with_relisted(self, refs: Iterable[str]) -> tuple[str, ...]:
        """The actions and the places that list them again."""
        return tuple(
            found for ref in refs for found in (ref, *(place.ref for place in self.relisted(self.place_of(ref))))
        )

    def titled_parent(self, entry: Entry) -> Entry | None:
        """The nearest entry above that has a title, the plan itself left out."""
        parent = self.entry(entry.parent) if entry.parent is not None else None
        while parent is not None and (not parent.label or parent.kind == "plan"):
            parent = self.entry(parent.parent) if parent.parent is not None else None
        return parent

    def says_again(self, entry: Entry) -> bool:
        """Whether an entry only repeats the title of what it stands in, as a figure does that is a topic's content."""
        parent = self.titled_parent(entry)
        return parent is not None and parent.title == entry.title

    def cite(self, ref: str) -> str:
        """An entry as a source is cited: ``第1章2(2)``, or its title where nothing is numbered."""
        return self.outline.place(ref) or self.label(ref)

    def mentions(self, ref: str) -> tuple[str, ...]:
        """Refs of the entries that name a term or programme in their text."""
        return tuple(mention.entry for mention in self.outline.mentions.get(ref, ()) if mention.entry != "plan")

    def mention_pages(self, refs: Iterable[str]) -> Mapping[str, Entry]:
        """Page → entry to name it by, for places listed by page rather than one by one."""
        pages: dict[str, Entry] = {}
        for ref in refs:
            entry = self.entry(ref)
            titled: Entry | None = entry
            if ref in self.outline.index.actions:
                titled = self.entry(f"measure:{self.place_of(ref).measure}")
            elif not entry.label or entry.kind == "note" or self.says_again(entry):
                titled = self.titled_parent(entry)
            if titled is not None:
                pages.setdefault(titled.url, titled)
        return pages

    def indicator_groups(self, scope: str) -> tuple[IndicatorGroup, ...]:
        """The groups of this plan or of the one before, in the order of print."""
        groups = (self.value_of(entry.ref) for entry in self.outline.by_kind.get("indicator-group", ()))
        return tuple(group for group in groups if group.scope == scope)

    def block_kind(self, block: model.Block) -> str:
        """The name of a block's class."""
        return type(block).__name__


def _grouped(places: Iterable[ActionPlace]) -> Iterator[Group]:
    group: ActionGroup | None = None
    members: list[ActionPlace] = []
    for place in places:
        if members and place.group is not group:
            yield group, tuple(members)
            members = []
        group = place.group
        members.append(place)
    if members:
        yield group, tuple(members)
