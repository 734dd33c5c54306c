"""How the model's classes say what their fields are: each fact beside the field it is about, and nowhere else.

A class with the line ``ENTRY: ClassVar[str] = "figure"`` defines an entry of that kind. The marks below stand in the
annotation of a field (``text: Annotated[Text, Said("label"), Key("label")]``). What makes objects (``assemble``), looks
for references (``link``), composes lines and numbers, walks the blocks and gives data to the print template asks here:
a new field or kind of block is declared once.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from keikaku.dataclass import dataclass

Role = Literal[
    "title",
    "contents",
    "heading",
    "paragraph",
    "label",
    "item",
    "fact",
    "cell",
    "caption",
    "source",
    "note",
    "finding",
    "purpose",
    "group",
    "action",
    "detail",
    "term",
    # What stands beside the text:
    "vision",
    "level",
    "answer",
    "programme",
    "audience",
    "origin",
    "link",
    "name",
    "reading",
    "alias",
    "definition",
    "quoted",
    "description",
    "alternative",
    "picture",
    "summary",
    "licence",
    "labels",
    "editors",
    "plain",
    "open",
    "lacking",
    "erratum",
    "correction",
    "reason",
    # Whom to ask:
    "phone",
    "fax",
    "mail",
    "form",
    "address",
    "hours",
    "serves",
    "checked",
    "begins",
    "ends",
]
"""What a line is to its reader."""


@dataclass(frozen=True, slots=True)
class Said:
    """This text is read in the plan, as lines of a role; a ``heading`` or ``caption`` is the title of its entry."""

    role: Role


@dataclass(frozen=True, slots=True)
class Key:
    """The key in YAML, where it is not the field's name."""

    name: str


@dataclass(frozen=True, slots=True)
class Refers:
    """The value is the id of an entry of this kind, or several; empty where the value is a whole ref."""

    kind: str


@dataclass(frozen=True, slots=True)
class Verbatim:
    """The string is no word of a language, or of one language alone: a colour, an address, how a name is read.

    All others are translated (``original_texts``), but for ids and references.
    """


@dataclass(frozen=True, slots=True)
class Bare:
    """In YAML a string may stand for the whole mapping: it fills this field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredField:
    """A field as its class declares it."""

    name: str
    key: str
    """Its key in YAML."""
    required: bool
    role: Role | None = None
    refers: str | None = None
    bare: bool = False
    worded: bool = False
    """Its strings are words that a translation says in its own language."""


def declared(cls: type) -> tuple[DeclaredField, ...]:
    """The fields of a class of the model in their order, which is that of print. ``at`` is none of them."""
    found = _DECLARED.get(cls)
    if found is None:
        found = _DECLARED[cls] = tuple(_declared(cls))
    return found


def hints(cls: type) -> dict[str, Any]:
    """What the fields of a class are annotated with, marks included.

    As ``typing.get_type_hints`` says it, which takes three times as long: the model has written the same few often.
    """
    return {field.name: _evaluated(str(field.type), cls.__module__) for field in fields(cls)}


@cache
def _evaluated(annotation: str, module: str) -> Any:
    return eval(annotation, vars(sys.modules[module]))  # noqa: S307 - our own source


def lead(cls: type) -> str:
    """The key by which a block of this class is known in YAML: of the whole mapping, or its first required one."""
    whole: str | None = getattr(cls, "WHOLE", None)
    return whole or next(field.key for field in declared(cls) if field.required)


def parts(value: Any) -> tuple[Any, ...]:
    """The objects of the model inside a field's value, in their order."""
    if isinstance(value, tuple):
        return value if value and is_dataclass(value[0]) else ()
    return (value,) if is_dataclass(value) else ()


_DECLARED: dict[type, tuple[DeclaredField, ...]] = {}


def _declared(cls: type) -> list[DeclaredField]:
    annotated = hints(cls)
    found = []
    for field in fields(cls):
        if field.name == "at":
            continue
        hint = annotated[field.name]
        marks = {type(mark): mark for mark in get_args(hint)[1:]} if get_origin(hint) is Annotated else {}
        found.append(
            DeclaredField(
                name=field.name,
                key=marks[Key].name if Key in marks else field.name,
                required=field.default is MISSING and field.default_factory is MISSING,
                role=marks[Said].role if Said in marks else None,
                refers=marks[Refers].kind if Refers in marks else None,
                bare=Bare in marks,
                worded=field.name != "id" and not {Refers, Verbatim} & marks.keys() and _has_words(hint),
            )
        )
    return found


def _has_words(hint: Any) -> bool:
    """Whether a value of this annotation is a string or text, or holds some; objects of the model say it themselves."""
    if isinstance(hint, type):
        return hint is str or hint.__name__ == "Text"
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _has_words(inner[0])
    if origin in (tuple, Union, types.UnionType):
        return any(map(_has_words, inner))
    return origin is Mapping and _has_words(inner[1])
