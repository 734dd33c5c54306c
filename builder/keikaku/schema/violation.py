"""A value that does not fit its schema, with all that is needed to describe it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from jsonschema.exceptions import ValidationError

from keikaku.catalogue import Catalogue, LocalizedText
from keikaku.dataclass import dataclass
from keikaku.diagnostics.source import Path, Source
from keikaku.diagnostics.span import Span
from keikaku.schema.named import Names
from keikaku.schema.shape import meant_key
from keikaku.schema.tied import Schema, core
from keikaku.text.quantities import said_numbers, value_entries

_say = Catalogue(__file__)


@dataclass(frozen=True, slots=True)
class Violation:
    """A fault of a value, with the file it stands in."""

    source: Source
    fault: ValidationError
    names: Callable[[], Names] = Names
    """What the entries of the plan are called."""

    @property
    def counts(self) -> bool:
        """Whether it is to be reported: an absent value is reported by `read`, and no mistake twice."""
        if self.value is None:
            return False
        if self.fault.validator == "x-colon":
            return self.raw[:1] not in ("'", '"')  # its quotes say that it is a text
        if self.fault.validator == "required" and not self.has_known_keys:
            return False  # what may stand there is told with the keys that may not
        if self.fault.validator == "required" and self.fault.message == "unit":
            value = self.value.get("value")
            entries = value_entries(value) if isinstance(value, str) else {"value": value}
            # Where the text holds the unit, or is to be no number at all, that is reported at the text.
            return not entries or ("value" in entries and "unit" not in entries)
        return self.numbers_beside[:1] in ((), (self.path,))

    @property
    def has_known_keys(self) -> bool:
        """Of a mapping: whether any key of it is one that may stand there, or a typo of one."""
        known = core(self.schema).get("properties", {})
        return not self.value or any(key in known or meant_key(key, known) for key in self.value)

    @property
    def numbers_beside(self) -> tuple[Path, ...]:
        """Of what a list cannot hold, it and the others like it on its line, left to right; else none.

        Numbers where texts are to be, or numbers that are written as texts where only numbers are.
        """
        is_number = {"type": _is_number, "const": _is_said}.get(str(self.fault.validator), lambda _: False)
        if not self.path or not isinstance(self.path[-1], int) or not is_number(self.value):
            return ()
        *above, _ = self.path
        line = self.span.line
        beside = ((*above, n) for n, value in enumerate(self.around()) if is_number(value))
        return tuple(path for path in beside if self.source.span(path).line == line)

    def around(self) -> Any:
        """The list or mapping that the value stands in."""
        found: Any = self.source.data
        for part in self.path[:-1]:
            found = found[part]
        return found

    @property
    def path(self) -> Path:
        """The way to the value."""
        return tuple(self.fault.absolute_path)

    @property
    def value(self) -> Any:
        """The value that does not fit."""
        return self.fault.instance

    @property
    def schema(self) -> Schema:
        """The schema it does not fit."""
        schema = self.fault.schema
        return schema if isinstance(schema, dict) else {}

    @property
    def span(self) -> Span:
        """The value; of a list or mapping only where it begins, for the whole would mark pages."""
        span = self.source.span(self.path)
        if isinstance(self.value, (dict, list)) and span.end_line > span.line:
            return Span(span.path, span.line, span.column, span.line, span.column + 1)
        return span

    @property
    def raw(self) -> str:
        """The value as it is written."""
        return self.source.map.slice(self.source.span(self.path))

    @property
    def name(self) -> LocalizedText:
        """What the value is called: its key, or that of the list it is in."""
        keys = [part for part in self.path if isinstance(part, str)]
        if not keys:
            return _say("file")
        return _say("inside" if isinstance(self.path[-1], int) else "key", key=keys[-1])


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, Decimal))


def _is_said(value: Any) -> bool:
    return isinstance(value, str) and bool(said_numbers(value))


def short(value: Any) -> str:
    """A value as it is named in a sentence."""
    text = " ".join(str(value).split())
    return text if len(text) <= 30 else f"{text[:29]}…"
