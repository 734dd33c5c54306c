"""Hold the data of every file against the schema of its kind: one plain sentence per mistake.

The `jsonschema` library finds the faults (`shape` sees to it that each is told once); here they become words
for whoever edits the plan, at the smallest place in the text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from builder import misfits
from builder.diagnostic import Diagnostic
from builder.misfits import Misfit
from builder.shape import graph, validator
from builder.source import Source, Sources


def validate(sources: Sources, schemas: Mapping[str, Any]) -> tuple[Diagnostic, ...]:
    """What in the files does not have the form their kind demands.

    `schemas`: file name (`measure.schema.json`) → schema. A value that is absent (None) was reported by `read`
    and is passed over; a kind without a schema may hold anything.
    """
    tied = graph(schemas)
    return tuple(
        TELLERS.get(str(fault.validator), misfits.other)(misfit)
        for source in sources.files
        if (schema := tied.get(f"{source.kind}.schema.json")) is not None
        for fault in validator(schema).iter_errors(source.data)
        if (misfit := Misfit(source, fault)).counts
    )


def judge(schemas: Mapping[str, Any]) -> Callable[[Source], int]:
    """Who counts the faults that `validate` would tell of one file."""
    tied = cache(lambda: graph(schemas))  # made for the first file that is asked about: most plans have none

    def faults(source: Source) -> int:
        schema = tied().get(f"{source.kind}.schema.json")
        return 0 if schema is None else sum(1 for _ in validator(schema).iter_errors(source.data))

    return faults


TELLERS: Mapping[str, Callable[[Misfit], Diagnostic]] = {
    "type": misfits.wrong_type,
    "required": misfits.missing_key,
    "additionalProperties": misfits.unknown_key,
    "enum": misfits.not_allowed,
    "const": misfits.not_allowed,
    "pattern": misfits.wrong_form,
    "minLength": misfits.wrong_form,
    "minItems": misfits.too_few,
    "uniqueItems": misfits.repeated,
    "minimum": misfits.out_of_range,
    "maximum": misfits.out_of_range,
    "exclusiveMinimum": misfits.out_of_range,
    "x-mapping": misfits.text_read_as_mapping,
    "x-colon": misfits.colon_in_item,
    "x-both": misfits.both,
    "x-either": misfits.neither,
}
"""Keyword of JSON Schema, or of `shape` (x-), → who tells its faults."""
