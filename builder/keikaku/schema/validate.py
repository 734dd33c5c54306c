"""Hold the data of every file against the schema of its kind: one plain sentence per mistake.

The `jsonschema` library finds the faults (`shape` sees to it that each is told once); here they become words
for whoever edits the plan, at the smallest place in the text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from itertools import islice
from typing import Any

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.diagnostics.source import FOLDERS, Source, Sources
from keikaku.schema import violation_keys, violations
from keikaku.schema.shape import Schema, graph, validator
from keikaku.schema.violation import Violation

_say = DiagnosticCatalogue(__file__)

MAX_FAULTS = 1_000
"""Faults told of one file; whoever has more repairs these first, or has put something there that is no plan."""


def validate(sources: Sources, schemas: Mapping[str, Any]) -> tuple[Diagnostic, ...]:
    """What in the files does not have the form their kind demands.

    `schemas`: file name (`measure.schema.json`) → schema. A value that is absent (None) was reported by `read`
    and is passed over; a kind without a schema may hold anything.
    """
    tied = graph(schemas)
    named = cache(lambda: _named(sources))
    told: list[Diagnostic] = []
    for source in sources.files:
        schema = tied.get(f"{source.kind}.schema.json")
        faults = [] if schema is None else list(islice(validator(schema).iter_errors(source.data), MAX_FAULTS))
        meant = _meant_folder(source, tied) if len(faults) > 1 else None
        if meant is not None:
            told.append(_elsewhere(source, meant))
            continue
        violations_of = (Violation(source, fault, named) for fault in faults)
        told += (TELLERS.get(str(one.fault.validator), violations.other)(one) for one in violations_of if one.counts)
    return tuple(told)


def _meant_folder(source: Source, tied: Mapping[str, Schema]) -> str | None:
    """The folder whose files look like this one does, faulty as it is where it lies."""
    if source.kind not in FOLDERS.values():
        return None
    for folder, kind in FOLDERS.items():
        schema = tied.get(f"{kind}.schema.json")
        if kind != source.kind and schema is not None and not any(validator(schema).iter_errors(source.data)):
            return folder
    return None


def _elsewhere(source: Source, folder: str) -> Diagnostic:
    return _say.error("wrong-folder", source.span(("id",), "key"), folder=folder)


def _named(sources: Sources) -> dict[str, tuple[str, ...]]:
    """Name or title of whatever has an id → its ids; several where things are called alike."""
    named: dict[str, tuple[str, ...]] = {}

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            if isinstance(id := value.get("id"), str):
                names = {str(value[key]).strip().rstrip("。") for key in _NAMES if isinstance(value.get(key), str)}
                named.update({name: tuple(dict.fromkeys((*named.get(name, ()), id))) for name in names})
            for inner in value.values():
                walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)

    for source in sources.files:
        walk(source.data)
    return named


_NAMES = ("name", "short", "title", "text")


def count_errors(schemas: Mapping[str, Any]) -> Callable[[Source], int]:
    """Who counts the faults that `validate` would tell of one file."""
    tied = cache(lambda: graph(schemas))  # made for the first file that is asked about: most plans have none

    def faults(source: Source) -> int:
        schema = tied().get(f"{source.kind}.schema.json")
        return 0 if schema is None else sum(1 for _ in validator(schema).iter_errors(source.data))

    return faults


TELLERS: Mapping[str, Callable[[Violation], Diagnostic]] = {
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
}
"""Keyword of JSON Schema, or of `shape` (x-), → who tells its faults."""
