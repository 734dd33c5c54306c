"""Classes of data as ``dataclasses`` makes them, for a fraction of what it takes to make one.

The library compiles up to six methods for every class: with 270 classes, a quarter of what it takes to start. Here
``__init__`` alone is compiled, once for all runs (`keikaku.kept`); to compare, hash and show are the same few functions
for all classes. That ``frozen`` is kept is seen to by the type checker, and by nothing at run time.
"""

from __future__ import annotations

import dataclasses
import operator
from collections.abc import Callable
from typing import Any, TypeVar, dataclass_transform

from keikaku.kept import kept

_Class = TypeVar("_Class", bound=type)
_ORDER = ("__lt__", "__le__", "__gt__", "__ge__")


@dataclass_transform(field_specifiers=(dataclasses.field,))
def dataclass(
    *, frozen: bool = False, slots: bool = False, kw_only: bool = False, order: bool = False
) -> Callable[[_Class], _Class]:
    """As the library's, of which ``fields`` and ``replace`` know the class as one of their own."""

    def make(cls: _Class) -> _Class:
        cls.__doc__ = cls.__doc__ or cls.__name__  # the library would write a signature
        made: Any = dataclasses.dataclass(  # noqa: TID251
            init=False, repr=False, eq=False, slots=slots, kw_only=kw_only
        )(cls)
        made.__init__ = _init(made)
        key = _values([field.name for field in dataclasses.fields(made) if field.compare])
        for name in ("__eq__", *(_ORDER if order else ())):
            setattr(made, name, _compare(key, getattr(operator, name)))
        made.__hash__ = (lambda self: hash(key(self))) if frozen else None
        made.__repr__ = _repr
        return made  # type: ignore[no-any-return]

    return make


def _init(made: type) -> Callable[..., None]:
    """``__init__`` of a class: its fields as parameters, each set, then ``__post_init__``.

    Raises SyntaxError where a field without a default follows one that has it.
    """
    known: dict[str, Any] = {}
    parameters: dict[bool, list[str]] = {False: ["self"], True: []}
    body: list[str] = []
    for field in dataclasses.fields(made):
        if not field.init:
            continue  # set by ``__post_init__``
        name, value, parameter = field.name, field.name, field.name
        if field.default is not dataclasses.MISSING:
            parameter = f"{name}=default_{name}"
            known[f"default_{name}"] = field.default
        elif field.default_factory is not dataclasses.MISSING:
            parameter, value = f"{name}=_unset", f"make_{name}() if {name} is _unset else {name}"
            known |= {f"make_{name}": field.default_factory, "_unset": dataclasses.MISSING}
        parameters[bool(field.kw_only)].append(parameter)
        body.append(f"self.{name} = {value}")
    if hasattr(made, "__post_init__"):
        body.append("self.__post_init__()")
    named = [*parameters[False], *(["*", *parameters[True]] if parameters[True] else [])]
    text = f"def __init__({', '.join(named)}):\n  " + "\n  ".join(body or ["pass"])
    exec(kept("method", text, lambda: compile(text, "<dataclass>", "exec")), known)  # noqa: S102 - as the library does
    known["__init__"].__qualname__ = f"{made.__qualname__}.__init__"
    return known["__init__"]  # type: ignore[no-any-return]


def _values(names: list[str]) -> Callable[[Any], object]:
    """What gives the values of these attributes of an object, all at once."""
    return operator.attrgetter(*names) if names else lambda value: ()


def _compare(key: Callable[[Any], object], operation: Callable[[Any, Any], Any]) -> Callable[[Any, object], Any]:
    def compare(self: Any, other: object) -> Any:
        return operation(key(self), key(other)) if other.__class__ is self.__class__ else NotImplemented

    return compare


def _repr(self: Any) -> str:
    shown = (f"{field.name}={getattr(self, field.name)!r}" for field in dataclasses.fields(self) if field.repr)
    return f"{self.__class__.__qualname__}({', '.join(shown)})"
