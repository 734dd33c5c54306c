"""Turn the data of the files into the model.

The model's own annotations say how: a ``Text`` is made from a string, a tuple from a list, a class from a mapping.
Where YAML is shorter than the model or names a key otherwise, the model says so too (``declare``).
What reaches this phase has passed the schemas; files that have not are left out and listed as skipped.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Mapping
from dataclasses import is_dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from keikaku.diagnostics.source import FILES_REMEMBERED, Source, Sources
from keikaku.plan import model
from keikaku.plan.declare import declared, hints, lead
from keikaku.plan.model import At, Plan
from keikaku.text.writing import Writing, writing

Convert = Callable[[Any, At], Any]
T = TypeVar("T")


def assemble(sources: Sources, unusable: frozenset[str]) -> Plan | None:
    """The plan in ``sources``, without the files whose display paths are in ``unusable``.

    None where ``plan.yml`` itself is unusable: without it nothing has an order or a name.
    """
    usable = [source for source in sources.files if source.path not in unusable]
    by_kind: dict[str, list[Source]] = {}
    for source in usable:
        by_kind.setdefault(source.kind, []).append(source)
    if "plan" not in by_kind:
        return None
    top = by_kind["plan"][0]
    written = writing(top.data["language"])
    order: model.Order = _converter(model.Order)(top.data["order"], At(top, ("order",)))

    def entities(kind: str, cls: type[T], listed: tuple[str, ...] | None = None) -> tuple[T, ...]:
        found = [_whole(_converter(cls), source) for source in by_kind.get(kind, ())]
        if listed is None:
            return by_name(found, written)
        place = {id: n for n, id in enumerate(listed)}
        return tuple(sorted(found, key=lambda entity: (place.get(entity.id, len(place)), entity.id)))

    def members(kind: str, cls: type[T]) -> tuple[T, ...]:
        for source in by_kind.get(kind, ()):
            at = At(source)
            return tuple(_converter(cls)(item, at.child(kind, n)) for n, item in enumerate(source.data[kind]))
        return ()

    def single(kind: str, cls: type[T]) -> T | None:
        return next((_whole(_converter(cls), source) for source in by_kind.get(kind, ())), None)

    groups = entities("indicator-group", model.IndicatorGroup, ())
    whole: dict[str, Any] = {
        "order": order,
        "at": At(top),
        "vision": single("vision", model.Vision),
        "addresses": single("addresses", model.Addresses),
        "actors": entities("actor", model.Actor, order.actors),
        "audiences": members("audiences", model.Audience),
        "chapters": entities("chapter", model.Chapter, order.chapters),
        "challenges": entities("challenge", model.Challenge, order.challenges),
        "pillars": entities("pillar", model.Pillar, order.pillars),
        "measures": entities("measure", model.Measure, order.measures),
        "indicator_groups": groups,
        "sheets": entities("sheet", model.TableSheet, ()),
        "figures": entities("figure", model.Figure, ()),
        "terms": entities("term", model.Term),
        "programmes": entities("programme", model.Programme),
        "contacts": entities("contact", model.Contact),
        "subjects": members("subjects", model.Subject),
        "synonyms": members("synonyms", model.Synonym),
        "readings": members("readings", model.WordReading),
        "errata": members("errata", model.Erratum),
    }
    of_plan = hints(Plan)
    for name in top.data:
        if name not in whole:
            whole[name] = _converter(of_plan[name])(top.data[name], At(top, (name,)))
    whole["numbering"] = model.Numbering(**{**written.numbering, **top.data.get("numbering", {})})
    return Plan(**whole)


@lru_cache(maxsize=FILES_REMEMBERED)
def _whole(convert: Convert, source: Source) -> Any:
    return convert(source.data, At(source))


def by_name(found: Iterable[T], written: Writing) -> tuple[T, ...]:
    """Entries, each with name and reading, in the order of a language."""

    def key(entity: Any) -> tuple[tuple[str, str], str]:
        return written.sort_key(written.sounded(entity.name, entity.reading)), entity.id

    return tuple(sorted(found, key=key))


def _converter(kind: Any) -> Convert:
    found = _CONVERTERS.get(kind)
    if found is None:
        found = _CONVERTERS[kind] = _make_converter(kind)
    return found


_CONVERTERS: dict[Any, Convert] = {}


def _make_converter(kind: Any) -> Convert:
    """The function that makes a value of the annotated type from YAML data."""
    if kind is model.Text:
        return lambda data, at: model.Text(markdown=_words(data), at=at)
    if kind is model.Given:
        return _given
    if kind is str:
        return lambda data, at: _words(data)
    if kind in (int, bool) or get_origin(kind) is Literal:
        return lambda data, at: data
    if is_dataclass(kind):
        return _mapping(kind)  # type: ignore[arg-type]
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:  # what the marks say is asked for elsewhere
        return _converter(arguments[0])
    if origin is tuple:
        return _sequence(_converter(arguments[0]))
    if origin is Mapping:
        of_value = _converter(arguments[1])
        return lambda data, at: {key: of_value(value, at.child(key)) for key, value in data.items()}
    if origin in (Union, types.UnionType):
        return _union(arguments)
    raise TypeError(f"no rule to make {kind!r} from YAML")  # a bug of the model, met by any test


def _words(data: Any) -> str:
    """A text, or a number with its digits as written; never 1E-7."""
    return f"{data:f}" if isinstance(data, Decimal) else str(data)


def _given(data: Any, at: At) -> model.Given:
    """One value, or several in a list."""
    text = _converter(model.Text)
    if isinstance(data, list):
        return model.Given(values=tuple(text(one, at.child(n)) for n, one in enumerate(data)), at=at)
    return model.Given(values=(text(data, at),), at=at)


def _sequence(of_item: Convert) -> Convert:
    return lambda data, at: tuple(of_item(item, at.child(n)) for n, item in enumerate(data))


def _union(members: tuple[Any, ...]) -> Convert:
    """Alternatives are distinguished by the first required key that a mapping has; a string goes to who takes one."""
    classes = [member for member in members if member is not type(None)]
    if len(classes) == 1:
        return _converter(classes[0])
    if all(get_origin(member) is tuple for member in classes):  # rows, or one row of what a row holds
        flat, deep = map(_converter, classes)
        return lambda data, at: (deep if data and isinstance(data[0], list) else flat)(data, at)
    if not any(is_dataclass(member) for member in classes):
        return _converter(classes[0])
    # `text` begins an Action and may also stand in a CrossListing, so those that a string can make come last.
    ordered = sorted(classes, key=lambda cls: _bare(cls) is not None)
    keys = [(cls, _bare(cls), lead(cls)) for cls in ordered]

    def convert(data: Any, at: At) -> Any:
        cls = next(cls for cls, bare, key in keys if (bare is not None if isinstance(data, str) else key in data))
        whole: str | None = getattr(cls, "WHOLE", None)
        return _converter(cls)(data, at) if whole is None else _converter(cls)(data[whole], at.child(whole))

    return convert


def _bare(cls: type) -> str | None:
    """The field that a string in the place of the mapping fills; None where there must be a mapping."""
    return next((field.name for field in declared(cls) if field.bare), None)


def _mapping(cls: type) -> Convert:
    annotated = hints(cls)
    located = "at" in annotated
    named = [(field.name, field.key) for field in declared(cls)]
    bare = _bare(cls)

    def make(data: Any, at: At) -> Any:
        # Converters of the fields are looked up on use: a list item holds list items.
        if bare is not None and isinstance(data, str):
            values = {bare: _converter(annotated[bare])(data, at)}
        else:
            values = {name: _converter(annotated[name])(data[key], at.child(key)) for name, key in named if key in data}
        if located:
            values["at"] = at
        return cls(**values)

    return make
