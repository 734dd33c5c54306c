"""Pillars, measures and actions as data for the print template."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from keikaku.outputs.print.given import given_nodes
from keikaku.outputs.print.inlines import Prose
from keikaku.outputs.print.nodes import (
    ActionNode,
    ActionsNode,
    ActorNode,
    AnswerLink,
    AnswersNode,
    GroupNode,
    HeadingNode,
    LeadNode,
    Node,
)
from keikaku.plan import model
from keikaku.plan.index import ActionPlace
from keikaku.plan.outline import Entry, Outline

Blocks = Callable[[Iterable[model.Block], int], list[Node]]


class Measures:
    """Everything the plan does, pillar by pillar; also one measure alone, or one actor's part of all."""

    def __init__(self, outline: Outline, prose: Prose, blocks: Blocks) -> None:
        """``blocks``: what makes nodes of a body that stands below a heading of some level."""
        self.blocks = blocks
        self.outline = outline
        self.index = outline.index
        self.prose = prose

    def all(self, level: int, only: tuple[str, ...] = ()) -> list[Node]:
        """``level``: of the headings of pillars; ``only``: of which pillars, empty for all."""
        found: list[Node] = []
        for pillar in self.index.plan.pillars:
            measures = self.index.by_pillar[pillar.id]
            if (only and pillar.id not in only) or not (measures or pillar.body):
                continue
            found.extend(self.heading(f"pillar:{pillar.id}", level))
            found.extend(given_nodes(self.index.plan, self.prose, pillar))
            found.extend(self.blocks(pillar.body, level))
            for measure in measures:
                found.extend(self.measure(measure, level + 1 + self.index.depths[measure.id]))
        return found

    def heading(self, ref: str, level: int) -> list[Node]:
        """The heading of a pillar or measure with its number, and what is told of it."""
        entry = self.outline.entries[ref]
        title = self.index.entities[ref].value.title
        c = self.prose.title(title)
        head = HeadingNode(ref=ref, kind=entry.kind, level=level, number=entry.number, c=c)
        return [head, *self.prose.told()]

    def measure(self, measure: model.Measure, level: int) -> list[Node]:
        """Heading, purpose, what is given, challenges answered, text, a block per actor, and the text behind them."""
        return [
            *self.heading(f"measure:{measure.id}", level),
            *(LeadNode(run) for run in self.prose.paragraphs(measure.purpose)),
            *given_nodes(self.index.plan, self.prose, measure),
            *self._answers(measure),
            *self.blocks(measure.body, level),
            *(
                self._block(actor, place, level + 1, self._items(places))
                for place, actor in enumerate(self.index.plan.actors)
                if (places := self.index.by_measure[measure.id].get(actor.id))
            ),
            *self.prose.told(),
            *self.blocks(measure.after, level),
        ]

    def of_actor(self, actor: model.Actor, level: int) -> list[Node]:
        """What one actor does, measure by measure."""
        found: list[Node] = []
        pillar = None
        for entry in self._entries():
            measure: model.Measure = self.index.entities[entry.ref].value
            places = self.index.by_measure[measure.id].get(actor.id, ())
            if not places:
                continue
            if measure.pillar != pillar:
                pillar = measure.pillar
                found.extend(self.heading(f"pillar:{pillar}", level))
            found.extend(self.heading(entry.ref, level + 1))
            found.append(ActionsNode(self._items(places)))
        return found

    def _entries(self) -> list[Entry]:
        return [entry for entry in self.outline.entries.values() if entry.kind == "measure"]

    def _answers(self, measure: model.Measure) -> list[AnswersNode]:
        if not measure.challenges:
            return []
        entries = [(self.outline.entries[f"challenge:{link.id}"], link) for link in measure.challenges]
        return [
            AnswersNode(
                [
                    AnswerLink(
                        to=entry.ref,
                        number=entry.number,
                        title=self.prose.name(entry.title),
                        inferred=link.basis == "inferred",
                    )
                    for entry, link in entries
                ]
            )
        ]

    def _block(self, actor: model.Actor, place: int, level: int, items: list[GroupNode | ActionNode]) -> ActorNode:
        title = self.prose.title(actor.heading, marks=False)
        return ActorNode(level=level, place=place, colour=actor.colours.light, title=title, items=items)

    def _items(self, places: Sequence[ActionPlace]) -> list[GroupNode | ActionNode]:
        found: list[GroupNode | ActionNode] = []
        group: model.ActionGroup | None = None
        for place in places:
            if place.group is not None and place.group is not group:
                found.append(GroupNode(self.prose.title(place.group.group)))
            group = place.group
            found.append(self._action(place))
        return found

    def _action(self, place: ActionPlace) -> ActionNode:
        text = place.item.text or self.index.action(place.ref).text
        return ActionNode(
            ref=place.ref,
            c=self.prose.paragraphs(text),
            again=place.original,
            detail=self.prose.paragraphs(place.item.detail),
            given=[] if place.original else given_nodes(self.index.plan, self.prose, self.index.action(place.ref)),
        )
