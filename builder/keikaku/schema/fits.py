"""Whether a value fits a schema, yes or no; no, too, where it fits by mistake (`tied.key_in_text`).

Asked of every file, and nearly always answered with yes; only where it is no, the `jsonschema` library is loaded to say
why (`faults`): loading it costs more than reading a plan. A test holds both verdicts equal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from keikaku.patterns import regex
from keikaku.schema.tied import ALSO, DEFINITION, Schema, key_in_text

Test = Callable[[Any], bool]

_TYPES: Mapping[str, Test] = {
    "string": lambda value: isinstance(value, str),
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, (int, float, Decimal)) and not isinstance(value, bool),
}
_REMARKS = frozenset({"title", "description", "examples", "default", DEFINITION, ALSO})
"""Keywords that ask for nothing."""


class Fits:
    """Schemas made ready to be asked, each once."""

    def __init__(self) -> None:
        self._made: dict[int, tuple[Schema, Test]] = {}

    def __call__(self, schema: Schema) -> Test:
        """The test of a schema; a keyword that is not known here is a fault of the program, and raises KeyError."""
        if id(schema) in self._made:
            return self._made[id(schema)][1]
        tests: list[Test] = []

        def fits(value: Any) -> bool:
            return all(test(value) for test in tests)

        self._made[id(schema)] = schema, fits  # before what is in it: a list may hold lists
        for keyword, asked in schema.items():
            if keyword not in _REMARKS:
                tests.append(_KEYWORDS[keyword](self, asked, schema))
        return fits


def _type(_: Fits, name: str, __: Schema) -> Test:
    return _TYPES[name]


def _enum(_: Fits, allowed: list[Any], __: Schema) -> Test:
    return lambda value: any(_same(value, one) for one in allowed)


def _const(_: Fits, wanted: Any, __: Schema) -> Test:
    return lambda value: _same(value, wanted)


def _same(value: Any, other: Any) -> bool:
    """JSON has truth values beside numbers; to Python they are 0 and 1."""
    return isinstance(value, bool) == isinstance(other, bool) and bool(value == other)


def _pattern(_: Fits, pattern: str, __: Schema) -> Test:
    search = regex(pattern).search
    return lambda value: not isinstance(value, str) or search(value) is not None


def _length(
    holds: Callable[[int, int], bool], kind: type[str] | type[list[Any]]
) -> Callable[[Fits, int, Schema], Test]:
    return lambda _, bound, __: lambda value: not isinstance(value, kind) or holds(len(value), bound)


def _size(holds: Callable[[Any, Any], bool]) -> Callable[[Fits, Any, Schema], Test]:
    return lambda _, bound, __: lambda value: not _TYPES["number"](value) or holds(value, bound)


def _unique(_: Fits, asked: bool, __: Schema) -> Test:
    def unique(value: Any) -> bool:
        if not isinstance(value, list):
            return True
        if all(isinstance(one, str) for one in value):  # nearly always, and each held against each takes long
            return len(set(value)) == len(value)
        return not any(_same(one, other) for n, one in enumerate(value) for other in value[:n])

    return unique if asked else lambda value: True


def _items(fits: Fits, schema: Schema, _: Schema) -> Test:
    test = fits(schema)
    return lambda value: not isinstance(value, list) or all(map(test, value))


def _required(_: Fits, names: list[str], __: Schema) -> Test:
    return lambda value: not isinstance(value, dict) or all(name in value for name in names)


def _properties(fits: Fits, schemas: Mapping[str, Schema], _: Schema) -> Test:
    tests = {name: fits(schema) for name, schema in schemas.items()}
    return lambda value: (
        not isinstance(value, dict) or all(tests[name](inner) for name, inner in value.items() if name in tests)
    )


def _pattern_properties(fits: Fits, schemas: Mapping[str, Schema], _: Schema) -> Test:
    tests = [(regex(form).search, fits(schema)) for form, schema in schemas.items()]
    return lambda value: (
        not isinstance(value, dict)
        or all(test(inner) for name, inner in value.items() for search, test in tests if search(name))
    )


def _additional(fits: Fits, others: bool | Schema, schema: Schema) -> Test:
    """Of the keys that neither `properties` nor `patternProperties` beside it know."""
    named = schema.get("properties", {})
    forms = [regex(form).search for form in schema.get("patternProperties", {})]
    test: Test = (lambda _: others) if isinstance(others, bool) else fits(others)
    return lambda value: (
        not isinstance(value, dict)
        or all(
            test(inner) for name, inner in value.items() if name not in named and not any(form(name) for form in forms)
        )
    )


def _all_of(fits: Fits, schemas: list[Schema], _: Schema) -> Test:
    tests = [fits(schema) for schema in schemas]
    return lambda value: all(test(value) for test in tests)


def _any_of(fits: Fits, schemas: list[Schema], _: Schema) -> Test:
    tests = [fits(schema) for schema in schemas]
    return lambda value: any(test(value) for test in tests) and not _fits_by_mistake(schemas, value)


def _one_of(fits: Fits, schemas: list[Schema], _: Schema) -> Test:
    tests = [fits(schema) for schema in schemas]
    return lambda value: sum(test(value) for test in tests) == 1 and not _fits_by_mistake(schemas, value)


def _not(fits: Fits, schema: Schema, _: Schema) -> Test:
    test = fits(schema)
    return lambda value: not test(value)


def _fits_by_mistake(schemas: list[Schema], value: Any) -> bool:
    return isinstance(value, str) and key_in_text(schemas, value) is not None


_KEYWORDS: Mapping[str, Callable[[Fits, Any, Schema], Test]] = {
    "type": _type,
    "enum": _enum,
    "const": _const,
    "pattern": _pattern,
    "minLength": _length(lambda length, bound: length >= bound, str),
    "maxLength": _length(lambda length, bound: length <= bound, str),
    "minItems": _length(lambda length, bound: length >= bound, list),
    "maxItems": _length(lambda length, bound: length <= bound, list),
    "minimum": _size(lambda value, bound: bool(value >= bound)),
    "maximum": _size(lambda value, bound: bool(value <= bound)),
    "exclusiveMinimum": _size(lambda value, bound: bool(value > bound)),
    "uniqueItems": _unique,
    "items": _items,
    "required": _required,
    "properties": _properties,
    "patternProperties": _pattern_properties,
    "additionalProperties": _additional,
    "allOf": _all_of,
    "anyOf": _any_of,
    "oneOf": _one_of,
    "not": _not,
}
