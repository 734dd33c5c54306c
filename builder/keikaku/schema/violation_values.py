"""How the value of an indicator is reported that is written as people say it: ``50%以上``, ``20～25%``, ``増加``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from keikaku.catalogue import LocalizedText
from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.patterns import regex
from keikaku.schema.shape import example_of
from keikaku.schema.tied import Schema
from keikaku.schema.violation import Violation
from keikaku.text.quantities import value_entries
from keikaku.yaml.scalar import scalar_lines

_say = DiagnosticCatalogue(__file__)


def value_hint(violation: Violation, unit: Schema) -> tuple[LocalizedText, str | None]:
    """One text where the entries of a value are needed; ``unit``: the schema of the unit, where none was written."""
    entries = _written(value_entries(violation.value if isinstance(violation.value, str) else violation.raw))
    if not entries:
        return _say("entries.any"), None
    lines = tuple(f"{key}: {value}" for key, value in entries.items())
    if "value" in entries and "unit" not in entries:
        return _say("entries.unit", lines=lines, unit=example_of(unit)), None
    key = violation.source.span(violation.path, part="key")
    before = violation.source.corrected(violation.span, "")
    indented = "\n".join(f"{' ' * (key.column + 1)}{line}" for line in lines)
    on_line = before is not None and before.strip()  # else the value stands on a line of its own
    right = f"{before.rstrip()}\n{indented}" if before is not None and on_line else indented
    return _say("entries.lines", lines=lines), None if before is None else right


def more_than_number(violation: Violation) -> Diagnostic | None:
    """A unit or bound beside the number of a value, a range, words, or a sign that nothing is decided yet."""
    if violation.path[-1:] != ("value",):
        return None
    inside, text = violation.around(), violation.value
    entries = value_entries(text)
    if entries.keys() <= {"value"}:
        return None
    if "value" not in entries and _WANTS_UNIT.search(text):
        entries = value_entries("".join((text, *(str(inside[key]) for key in ("unit", "bound") if key in inside))))
    entries = _written(entries)
    lines = tuple(f"{key}: {value}" for key, value in entries.items() if key == "value" or key not in inside)
    form = next(iter(entries))
    unfit = tuple(key for key in inside if key != "value" and key not in _BESIDE.get(form, ()))
    at = violation.source.span(violation.path, part="key")
    right = None
    if not unfit and at.line == violation.span.line:
        joined = f"\n{' ' * (at.column - 1)}".join(lines)
        right = violation.source.corrected(replace(violation.span, column=at.column), joined)
    beside = _say("instead.beside", keys=unfit) if unfit else ""
    help = _say("instead.lines", lines=lines, beside=beside)
    return _say.error("more-than-number", violation.span, place=violation.name, help=help, correction=right)


_BESIDE: Mapping[str, tuple[str, ...]] = {"value": ("to", "unit", "bound", "source"), "pending": ("note",)}
"""First key of a form of value → what else may stand there."""

_WANTS_UNIT = regex(r"[0-9０-９〇○●△□_＿?？×XxＸ]\s*$")
"""``約60`` and ``〇〇``, whose unit stands in an entry of its own."""


def _written(entries: Mapping[str, str]) -> dict[str, str]:
    """Each value as YAML has it behind its key; ``value`` and ``to`` are numbers."""
    return {key: value if key in ("value", "to") else scalar_lines(value, 0)[0] for key, value in entries.items()}
