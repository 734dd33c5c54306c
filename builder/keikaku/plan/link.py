"""Resolve the plan: who is defined where, who points to whom, which action is listed again where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import is_dataclass
from typing import Any, TypeVar

from keikaku.plan import model
from keikaku.plan.declare import declared
from keikaku.plan.index import ActionPlace, Definition, OwnedText, PlanIndex, Reference
from keikaku.plan.model import At, ChallengeLink, Measure, Plan, Text
from keikaku.plan.walk import blocks
from keikaku.text.prose import REFERENCE_SCHEMES, Link, NoteMark, parse, walk

_T = TypeVar("_T")


def link(plan: Plan, skipped: frozenset[str] = frozenset()) -> PlanIndex:
    """Index a plan. Never fails: what is wrong stands in the index for the rules to find.

    ``skipped``: refs of entries whose files could not be used.
    """
    places = tuple(_action_places(plan))
    chosen = {attribute.id for attribute in plan.attributes if attribute.choices}
    walker = _Walk({id(place.item): place.ref for place in places}, frozenset(chosen))
    walker.visit(plan, "plan", None)
    entities: dict[str, Definition] = {}
    for definition in walker.definitions:
        entities.setdefault(definition.ref, definition)
    actions = {place.ref: place for place in reversed(places)}  # of two with one ref, the first
    listed = defaultdict(list)
    for place in places:
        if place.original is not None and place.original in actions:
            listed[place.original].append(place)
    by_measure: dict[str, dict[str, list[ActionPlace]]] = {measure.id: {} for measure in plan.measures}
    for place in places:
        by_measure[place.measure].setdefault(place.actor, []).append(place)
    below = _below(plan)
    printed = tuple(_in_print_order(plan, below))
    measures = tuple(measure for measure, _ in printed)
    by_pillar: dict[str, list[Measure]] = {pillar.id: [] for pillar in plan.pillars}
    for measure in measures:
        by_pillar.setdefault(measure.pillar, []).append(measure)
    return PlanIndex(
        plan=plan,
        definitions=tuple(walker.definitions),
        references=tuple(walker.references),
        texts=tuple(walker.texts),
        blocks=tuple(blocks(plan)),
        entities=entities,
        actions={place.ref: actions[place.ref] for place in places},
        by_measure={measure: _frozen(blocks) for measure, blocks in by_measure.items()},
        cross_listings=_frozen(listed),
        listed_again=_listed_again(walker.references),
        by_programme=_by_programme(actions.values()),
        by_choice=_by_choice(walker.references),
        measures=measures,
        by_pillar=_frozen(by_pillar),
        below=below,
        depths={measure.id: depth for measure, depth in printed},
        answers=_answers(measures),
        skipped=skipped,
        former=_former(walker.definitions),
    )


def _former(definitions: Iterable[Definition]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for definition in definitions:
        kind = definition.ref.partition(":")[0]
        for id in getattr(definition.value, "former", ()):
            found.setdefault(id if ":" in id else f"{kind}:{id}", []).append(definition.ref)
    return _frozen(found)


def _frozen(found: Mapping[str, list[_T]]) -> dict[str, tuple[_T, ...]]:
    return {key: tuple(values) for key, values in found.items()}


def _by_programme(places: Iterable[ActionPlace]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for place in places:
        if isinstance(place.item, model.Action) and place.item.programme is not None:
            found.setdefault(place.item.programme, []).append(place.ref)
    return _frozen(found)


def _listed_again(references: Iterable[Reference]) -> dict[str, tuple[Reference, ...]]:
    found: dict[str, list[Reference]] = {}
    for reference in references:
        if reference.at.path[-2:-1] == ("cross_listing",):
            found.setdefault(reference.ref, []).append(reference)
    return _frozen(found)


def _by_choice(references: Iterable[Reference]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for reference in references:
        if reference.ref.startswith("choice:"):
            found.setdefault(reference.ref, []).append(reference.owner)
    return _frozen(found)


def _below(plan: Plan) -> dict[str, tuple[Measure, ...]]:
    found: dict[str, list[Measure]] = {}
    for measure in plan.measures:
        if measure.parent is not None:
            found.setdefault(measure.parent, []).append(measure)
    return _frozen(found)


def _in_print_order(plan: Plan, below: Mapping[str, tuple[Measure, ...]]) -> Iterator[tuple[Measure, int]]:
    """Measures, each with how many stand above it. Those that stand below each other in a circle are left out."""
    upper: dict[str, list[Measure]] = {}
    for measure in plan.measures:
        if measure.parent is None:
            upper.setdefault(measure.pillar, []).append(measure)
    for pillar in plan.pillars:
        waiting = [(measure, 0) for measure in reversed(upper.get(pillar.id, ()))]
        while waiting:
            measure, depth = waiting.pop()
            yield measure, depth
            waiting += [(lower, depth + 1) for lower in reversed(below.get(measure.id, ()))]


def _answers(measures: Iterable[Measure]) -> dict[str, tuple[tuple[Measure, ChallengeLink], ...]]:
    found: dict[str, list[tuple[Measure, ChallengeLink]]] = {}
    for measure in measures:
        for link in measure.challenges:
            found.setdefault(link.id, []).append((measure, link))
    return {id: tuple(sorted(pairs, key=lambda pair: pair[1].weight != "main")) for id, pairs in found.items()}


def _action_places(plan: Plan) -> Iterator[ActionPlace]:
    for measure in plan.measures:
        for actor, block in measure.actions.items():
            position = 0
            again: set[str] = set()
            for entry in block:
                group = entry if isinstance(entry, model.ActionGroup) else None
                for item in entry.actions if isinstance(entry, model.ActionGroup) else (entry,):
                    position += 1
                    ref, anchor = item.id, item.id
                    if ref is None or anchor is None:
                        ref, anchor = _by_place(measure.id, actor, position, item, again)
                    yield ActionPlace(
                        ref=f"action:{ref}",
                        anchor=anchor,
                        measure=measure.id,
                        actor=actor,
                        position=position,
                        group=group,
                        item=item,
                        original=f"action:{item.cross_listing}" if isinstance(item, model.CrossListing) else None,
                    )


def _by_place(
    measure: str, actor: str, position: int, item: model.Action | model.CrossListing, again: set[str]
) -> tuple[str, str]:
    """Ref and fragment of a line without an id: a cross-listing by what it lists, an action by where it stands.

    ``again``: what this actor's block has listed again so far; grows.
    """
    if isinstance(item, model.CrossListing) and item.cross_listing not in again:
        again.add(item.cross_listing)
        return f"{measure}.{actor}.{item.cross_listing}", f"{actor}_{item.cross_listing}"
    return f"{measure}.{actor}-{position}", f"{actor}_{position}"


class _Walk:
    """One pass over every object of the plan; what it collects is handed over when the pass is done."""

    def __init__(self, action_refs: Mapping[int, str], chosen: frozenset[str]) -> None:
        """``chosen``: the attributes whose values are ids of choices."""
        self.action_refs = action_refs
        self.chosen = chosen
        self.definitions: list[Definition] = []
        self.references: list[Reference] = []
        self.texts: list[OwnedText] = []

    def visit(self, value: Any, owner: str, at: At | None) -> None:
        if value is None or isinstance(value, (str, int)):
            return  # most values; to ask whether they are objects of the model takes long
        if isinstance(value, Text):
            self._text(value, owner)
        elif isinstance(value, tuple):
            for item in value:
                self.visit(item, owner, at)
        elif isinstance(value, Mapping):
            for item in value.values():
                self.visit(item, owner, at)
        elif is_dataclass(value) and not isinstance(value, At):
            self._entity(value, owner, at)

    def _entity(self, value: Any, owner: str, above: At | None) -> None:
        cls = type(value)
        at: At | None = getattr(value, "at", above)
        ref = self.action_refs.get(id(value)) or self._ref(value, cls)
        if ref is not None and at is not None:
            self.definitions.append(Definition(ref=ref, value=value, at=at, parent=owner))
            owner = ref
        for field in declared(cls):
            inner = getattr(value, field.name)
            if field.name == "attributes" and isinstance(value, model.Attributed):
                self._given(inner, owner)
            elif field.refers is None:
                self.visit(inner, owner, at)
            elif inner is not None and at is not None:
                self._ids(field.refers, inner, owner, at.child(field.key))

    def _given(self, attributes: Mapping[str, model.Given], owner: str) -> None:
        """Choices are references, anything else is text."""
        for id, given in attributes.items():
            for value in given.values:
                if id in self.chosen:
                    self.references.append(Reference(ref=f"choice:{value.markdown}", owner=owner, at=value.at))
                else:
                    self._text(value, owner)

    def _ref(self, value: Any, cls: type) -> str | None:
        kind: str | None = getattr(cls, "ENTRY", None)  # actions are named by their place and handled apart
        # A topic that is a figure has no id of its own: the figure is the entry.
        return f"{kind}:{value.id}" if kind is not None and value.id is not None else None

    def _ids(self, kind: str, ids: str | tuple[str, ...], owner: str, at: At) -> None:
        for n, id in enumerate((ids,) if isinstance(ids, str) else ids):
            place = at if isinstance(ids, str) else at.child(n)
            self.references.append(Reference(ref=f"{kind}:{id}" if kind else id, owner=owner, at=place))

    def _text(self, text: Text, owner: str) -> None:
        self.texts.append(OwnedText(owner=owner, text=text))
        if "[" not in text.markdown:
            return
        seen: dict[str, int] = defaultdict(int)
        for inline in walk(parse(text.markdown)):
            match inline:
                case Link(scheme, target, _) if scheme in REFERENCE_SCHEMES:
                    ref, needle = f"{scheme}:{target}", f"({scheme}:{target}"
                case NoteMark(id):
                    ref, needle = f"note:{id}", f"[^{id}]"
                case _:
                    continue
            self.references.append(Reference(ref=ref, owner=owner, at=text.at, needle=needle, nth=seen[needle]))
            seen[needle] += 1
