"""The JSON Schemas of the plan, made ready for the `jsonschema` library.

Against handing the files over as they are one thing is changed, and a test holds the verdict equal to that: where a
schema allows several forms (`oneOf`, `anyOf`), the form that was meant is chosen first and only its faults count,
so that one mistake gives one fault.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import islice
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from keikaku.catalogue import Catalogue, LocalizedText
from keikaku.schema.tied import ALSO, Schema, core, key_in_text
from keikaku.text.nearest import nearest

_say = Catalogue(__file__)

_TYPO = 2
"""Letters that a typo adds or drops at most: `department` is no `parent`, however many letters they share."""

MAX_STRAY = 100
"""Unknown keys of one mapping that are looked at; each is held against all known ones. No form has a third of this."""


def validator(schema: Schema) -> Any:
    """A validator whose errors name one fault each; see the functions below for what their messages hold."""
    return _Validator(schema)


def title_of(schema: Schema) -> str:
    """The title of a value, in Japanese as the schemas have it; empty where it has none."""
    return str(schema.get("title") or core(schema).get("title") or "")


def titled(name: str, schema: Schema) -> LocalizedText:
    """A key as editors know it: in Japanese with its title; in English its name, an English word, says the same."""
    title = title_of(schema)
    return _say("titled", name=name, title=title) if title else _say("name", name=name)


def example_of(schema: Schema) -> str | None:
    """The first example of a schema that fits into a line."""
    for example in (*schema.get("examples", ()), *core(schema).get("examples", ())):
        if isinstance(example, str) and "\n" not in example:
            return example
        if isinstance(example, (int, float)):
            return str(example).lower() if isinstance(example, bool) else str(example)
    return None


def meant_key(key: str, properties: Mapping[str, Schema]) -> str | None:
    """The property that a wrong key stands for: by its Japanese title, another word for it, or by likeness."""
    for name, schema in properties.items():
        if key == schema.get("title") or key in schema.get(ALSO, ()):
            return name
    plain = unicodedata.normalize("NFKC", key).strip("\u3000 ").lower().replace("-", "_")
    if plain in properties:
        return plain
    typo = min(_TYPO, len(plain) // 2)
    as_long = [name for name in properties if abs(len(name) - len(plain)) <= typo]
    return next(iter(nearest(plain, as_long, 1)), None)


def only_missing(schema: Schema, instance: Mapping[str, Any], key: str) -> str | None:
    """The one required key a mapping lacks, where its one stray key holds what could stand there."""
    properties = schema.get("properties", {})
    missing = [name for name in schema.get("required", ()) if name not in instance]
    if len(missing) != 1 or _stray_keys(schema, instance) != [key] or key.isascii():
        return None
    return missing[0] if _fits_whole(properties[missing[0]], instance[key]) else None


def _fits_whole(schema: Schema, value: Any) -> bool:
    return bool(validator(schema).is_valid(value))


def swapped(schema: Schema, instance: Mapping[str, Any]) -> dict[str, str]:
    """Known keys of a mapping whose value is that of an absent key like them → that key: `heads` for `head`."""
    properties = schema.get("properties", {})
    absent = {name: known for name, known in properties.items() if name not in instance}
    meant = {name: meant_key(name, absent) for name in instance if name in properties}
    return {
        name: other
        for name, other in meant.items()
        if other and _fits_whole(absent[other], instance[name]) and not _fits_whole(properties[name], instance[name])
    }


def outdented(schema: Schema, instance: Mapping[str, Any]) -> dict[str, str]:
    """Stray keys of a mapping → the known key above them whose content they are by their name.

    They were to stand further in than that key, and stand beside it. Of several that follow each other so, only the
    first is a mistake of its own.
    """
    stray = set(_stray_keys(schema, instance))
    holders: dict[str, str] = {}
    above: str | None = None
    for key, value in instance.items():
        if key not in stray:
            above = key
        elif above is not None and _could_hold(schema["properties"].get(above, {}), key, value):
            holders[key] = above
    return holders


def _could_hold(schema: Schema, key: str, value: Any) -> bool:
    for form in map(core, core(schema).get("oneOf", (schema,))):
        if key in form.get("properties", {}):
            return True
        for pattern, inner in form.get("patternProperties", {}).items():
            if re.search(pattern, key) and _fits(inner, value):
                return True
    return False


def _stray_keys(schema: Schema, instance: Mapping[str, Any]) -> list[str]:
    if schema.get("additionalProperties", True) is not False:
        return []
    known, patterns = schema.get("properties", {}), schema.get("patternProperties", {})
    stray = (key for key in instance if key not in known and not any(re.search(pattern, key) for pattern in patterns))
    return list(islice(stray, MAX_STRAY))


def _stand_ins(schema: Schema, instance: Mapping[str, Any]) -> set[str]:
    """Absent keys that another key stands for: to miss them as well would report one mistake twice."""
    absent = {name: known for name, known in schema.get("properties", {}).items() if name not in instance}
    stray = _stray_keys(schema, instance)
    meant = {meant_key(key, absent) or only_missing(schema, instance, key) for key in stray}
    return {*filter(None, meant), *swapped(schema, instance).values()}


def _properties(
    validator: Any, properties: Mapping[str, Schema], instance: Any, schema: Schema
) -> Iterator[ValidationError]:
    """The faults of each value; of one that belongs to another key, only that."""
    if not isinstance(instance, dict):
        return
    others = swapped(schema, instance)
    for name, known in properties.items():
        if name in others:
            yield ValidationError(name, validator="x-other-key", validator_value=others[name])
        elif name in instance:
            yield from validator.descend(instance[name], known, path=name)


def _required(_: Any, names: list[str], instance: Any, schema: Schema) -> Iterator[ValidationError]:
    """One error per missing key; the message is the key. Of a mapping in which there is nothing at all, only that."""
    missing = [name for name in names if name not in instance] if isinstance(instance, dict) else []
    if missing and not instance:
        yield ValidationError("", validator="x-empty")
    elif missing:
        stand_ins = _stand_ins(schema, instance)
        yield from (ValidationError(name) for name in missing if name not in stand_ins)


def _additional(_: Any, allowed: Any, instance: Any, schema: Schema) -> Iterator[ValidationError]:
    """One error per stray key; the message is the key."""
    if allowed is False and isinstance(instance, dict) and (stray := _stray_keys(schema, instance)):
        holders = outdented(schema, instance) if "properties" in schema else {}
        reported: set[str] = set()
        for key in stray:
            if (holder := holders.get(key)) is None or holder not in reported:
                yield ValidationError(key)
            reported |= {holder} if holder is not None else set()


def _all_of(validator: Any, parts: list[Schema], instance: Any, _: Schema) -> Iterator[ValidationError]:
    for part in parts:
        yield from validator.descend(instance, part)


def _one_of(validator: Any, forms: list[Schema], instance: Any, schema: Schema) -> Iterator[ValidationError]:
    yield from _choose(validator, forms, instance, schema, exclusive=True)


def _any_of(validator: Any, forms: list[Schema], instance: Any, schema: Schema) -> Iterator[ValidationError]:
    yield from _choose(validator, forms, instance, schema, exclusive=False)


def _choose(
    validator: Any, forms: list[Schema], instance: Any, schema: Schema, *, exclusive: bool
) -> Iterator[ValidationError]:
    if all(form.keys() <= {"required", "title", "description"} for form in forms):
        yield from _alternatives(forms, instance, schema, exclusive=exclusive)
        return
    fitting = [form for form in forms if _fits(form, instance)]
    if not fitting:
        yield ValidationError("", validator="type", validator_value=[_type(form) for form in forms])
        return
    if instance == {}:
        yield ValidationError("", validator="x-empty")
        return
    if isinstance(instance, dict):
        whole = [form for form in fitting if _holds(core(form), instance)]
        if len(whole) == 1:
            yield from validator.descend(instance, whole[0])
            return
        if exclusive and not whole:
            begun = [form for form in fitting if set(core(form).get("required", ("",))) <= instance.keys()]
            if len(begun) > 1:
                yield ValidationError("", validator="x-mixed", validator_value=begun)
                return
        best = max(fitting, key=lambda form: _likeness(core(form), instance))
        if not _likeness(core(best), instance)[0] and any(_type(form) == "string" for form in forms):
            yield ValidationError("", validator="x-mapping", validator_value=forms)
            return
        yield from validator.descend(instance, best)
        return
    if isinstance(instance, str) and (key := key_in_text(forms, instance)):
        yield ValidationError(key[0], validator="x-colon", validator_value=key[1])
        return
    if any(validator.evolve(schema=form).is_valid(instance) for form in fitting):
        return
    yield from validator.descend(instance, fitting[0])


def _not(validator: Any, refused: Schema, instance: Any, schema: Schema) -> Iterator[ValidationError]:
    """Keys of which one forbids another, as the schemas have it: any of several pairs of required keys."""
    others = swapped(schema, instance) if isinstance(instance, dict) else {}
    for pair in refused["anyOf"]:
        if validator.evolve(schema=pair).is_valid(instance) and not others.keys() & set(pair["required"]):
            yield ValidationError("", validator="x-both", validator_value=[[name] for name in pair["required"]])
            return


def _alternatives(forms: list[Schema], instance: Any, schema: Schema, *, exclusive: bool) -> Iterator[ValidationError]:
    """Forms that differ only in the keys they require."""
    if not isinstance(instance, dict):
        return
    if not instance:
        if not schema.get("required"):  # reported by _required
            yield ValidationError("", validator="x-empty")
        return
    met = [form for form in forms if all(name in instance for name in form["required"])]
    if len(met) > 1 and exclusive:
        yield ValidationError("", validator="x-both", validator_value=[form["required"] for form in met])
    if met:
        return
    begun = max(forms, key=lambda form: sum(name in instance for name in form["required"]))
    stand_ins = _stand_ins(schema, instance)
    if any(name in instance for name in begun["required"]):
        missing = [name for name in begun["required"] if name not in instance and name not in stand_ins]
        yield from (ValidationError(name, validator="required") for name in missing)
    elif not any(name in stand_ins for form in forms for name in form["required"]):
        yield ValidationError("", validator="x-either", validator_value=[form["required"] for form in forms])


def _holds(form: Schema, instance: Mapping[str, Any]) -> bool:
    """Whether a mapping has all the keys of a form that it must, and no others: then nothing need be guessed."""
    return instance.keys() <= form.get("properties", {}).keys() and set(form.get("required", ())) <= instance.keys()


def _likeness(form: Schema, instance: Mapping[str, Any]) -> tuple[int, int, int]:
    """How much a mapping looks like a form: keys that decide, keys in common, required keys it lacks (negated)."""
    properties, required = form.get("properties", {}), form.get("required", [])
    some = islice(instance, MAX_STRAY)
    keys = {key if key in properties else meant_key(key, properties) for key in some} - {None}
    return (
        len(keys) and 1 + sum(name in keys for name in required),
        sum(key in properties for key in instance) + len(keys),
        -sum(name not in keys for name in required),
    )


def _type(form: Schema) -> str:
    form = core(form)
    if "type" in form:
        return str(form["type"])
    value = form.get("const", next(iter(form.get("enum", [])), ""))
    return "string" if isinstance(value, str) else "number"


def _fits(form: Schema, instance: Any) -> bool:
    """Whether a value is of the type of a form; its faults are then those of the form."""
    kind = _type(form)
    if isinstance(instance, bool):
        return kind == "boolean"
    types: dict[str, tuple[type, ...]] = {
        "string": (str,),
        "number": (int, Decimal),
        "integer": (int,),
        "object": (dict,),
        "array": (list,),
    }
    return isinstance(instance, types.get(kind, ()))


_Validator = extend(  # type: ignore[no-untyped-call]
    Draft202012Validator,
    {
        "required": _required,
        "additionalProperties": _additional,
        "allOf": _all_of,
        "oneOf": _one_of,
        "anyOf": _any_of,
        "not": _not,
        "properties": _properties,
    },
)
