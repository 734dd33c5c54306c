"""What is wrong with a file that does not fit its schema: found by the `jsonschema` library, as diagnostics."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, cast

from jsonschema.exceptions import ValidationError

from keikaku.diagnostics.diagnostic import Diagnostic
from keikaku.diagnostics.source import Source
from keikaku.schema import violation_keys, violations
from keikaku.schema.named import Names
from keikaku.schema.shape import meant_key, validator
from keikaku.schema.tied import Schema, core
from keikaku.schema.violation import Violation

MAX_FAULTS = 1_000
"""Faults reported of one file; whoever has more repairs these first, or has put something there that is no plan."""


def faults(schema: Schema, data: Any) -> list[ValidationError]:
    """Where the data of a file do not fit, one for each mistake."""
    return list(islice(validator(schema).iter_errors(data), MAX_FAULTS))


def describe(source: Source, found: Sequence[ValidationError], names: Callable[[], Names]) -> list[Diagnostic]:
    """The faults of a file in words. ``names``: what the entries of the plan are called."""
    violated = (Violation(source, fault, names) for fault in _causes(found))
    return [DIAGNOSTICS.get(str(one.fault.validator), violations.other)(one) for one in violated if one.counts]


def _causes(found: Sequence[ValidationError]) -> Iterator[ValidationError]:
    """Without what another fault of the same value brings with it.

    What is no text is none of the words that may stand there either; a typo of a key is why that key is missing, and so
    are words behind `id:`; what is to go with a value that is no number is told with it.
    """
    at: defaultdict[tuple[str | int, ...], list[ValidationError]] = defaultdict(list)
    for fault in found:
        at[tuple(fault.absolute_path)].append(fault)
    spoken_for = {violation_keys.words_for_id(fault) for fault in found if fault.validator == "required"}
    for fault in found:
        others = at[tuple(fault.absolute_path)]
        if fault.validator == "enum" and any(other.validator == "type" for other in others):
            continue
        if fault.validator == "additionalProperties" and _is_told_with_value(fault, at):
            continue
        if fault.validator == "pattern" and tuple(fault.absolute_path) in spoken_for:
            continue
        if fault.validator == "x-either":
            typos = [other for other in others if other.validator == "additionalProperties"]
            wanted = {name for names in cast("list[list[str]]", fault.validator_value) for name in names}
            known = {name: schema for other in typos for name, schema in _properties(other).items() if name in wanted}
            if any(meant_key(other.message, known) for other in typos):
                continue
        yield fault


def _is_told_with_value(fault: ValidationError, at: Mapping[tuple[str | int, ...], Sequence[ValidationError]]) -> bool:
    """Whether a stray key belongs to another form of the value beside it, which is reported whole."""
    beside = at.get((*fault.absolute_path, "value"), ())
    return fault.message in ("note", "pending", "words") and any(other.validator == "type" for other in beside)


def _properties(fault: ValidationError) -> Mapping[str, Schema]:
    schema = cast("Schema", fault.schema)
    return cast("Mapping[str, Schema]", core(schema).get("properties", {}))


DIAGNOSTICS: Mapping[str, Callable[[Violation], Diagnostic]] = {
    "type": violations.wrong_type,
    "required": violation_keys.missing_key,
    "additionalProperties": violation_keys.unknown_key,
    "enum": violations.not_allowed,
    "const": violations.not_allowed,
    "pattern": violations.wrong_form,
    "minLength": violations.wrong_form,
    "minItems": violations.too_few,
    "uniqueItems": violations.repeated,
    "minimum": violations.out_of_range,
    "maximum": violations.out_of_range,
    "exclusiveMinimum": violations.out_of_range,
    "x-empty": violations.empty_mapping,
    "x-mapping": violations.text_read_as_mapping,
    "x-colon": violations.colon_in_item,
    "x-both": violation_keys.both,
    "x-mixed": violation_keys.mixed,
    "x-either": violation_keys.neither,
    "x-other-key": violation_keys.other_key,
}
"""Keyword of JSON Schema, or of `shape` (x-), → the function that makes its diagnostics."""
