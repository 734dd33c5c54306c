"""How a value that does not fit its schema is told: a function per kind of misfit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal

from keikaku.catalogue import LocalizedText
from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue, Related
from keikaku.diagnostics.span import Span
from keikaku.schema.shape import DEFINITION, Schema, core, example_of, title_of, titled
from keikaku.schema.violation import Misfit, short
from keikaku.schema.violation_keys import invalid_id, is_id, listed_ids
from keikaku.text.nearest import nearest
from keikaku.text.quantities import MULTIPLES, Quantity, quantity
from keikaku.yaml.diagnose import wording
from keikaku.yaml.diagnose.repairs import quoted

_say = DiagnosticCatalogue(__file__)


def wrong_type(misfit: Misfit) -> Diagnostic:
    """Something of another type than the value has to be."""
    wanted = misfit.fault.validator_value
    types = list(dict.fromkeys(wanted if isinstance(wanted, list) else [wanted]))
    if isinstance(misfit.value, str):
        told = _text_for_other(misfit, types)
        if told:
            return told
    elif "string" in types:
        return _other_for_text(misfit)
    kinds = tuple(_say(f"type.{kind}") for kind in types)
    help, correction = _form_hint(misfit, types)
    return _say.error("wrong-type", misfit.span, place=misfit.name, kinds=kinds, help=help, correction=correction)


def _form_hint(misfit: Misfit, types: list[str]) -> tuple[LocalizedText, str | None]:
    """What to do, and the line as it should read where it is one line."""
    if "array" in types:
        if ids := listed_ids(misfit):
            right = misfit.source.corrected(misfit.source.span(misfit.path), f"[{', '.join(ids)}]")
            return _say("form.ids"), right
        return _say("form.array"), None
    if "object" in types:
        return _entry_hint(misfit)
    if "boolean" in types:
        return _say("form.boolean"), None
    return _say("form.number"), None


def _entry_hint(misfit: Misfit) -> tuple[LocalizedText, str | None]:
    """A mapping is meant: which keys it has, with the value that was written where it belongs."""
    forms = [core(form) for form in core(misfit.schema).get("oneOf", (core(misfit.schema),))]
    known: dict[str, Schema] = {name: found for form in forms for name, found in form.get("properties", {}).items()}
    written = quantity(misfit.raw) if "value" in known else None
    if written is not None:
        unit = (
            _say("entry.unit", unit=_unit(written.unit))
            if written.unit
            else _say("entry.some-unit", example=example_of(known["unit"]))
        )
        return _say("entry.value", number=written.number, unit=unit), None
    first = next(iter(forms[0].get("required", ())), None)
    if first is not None and not isinstance(misfit.value, (dict, list)):
        fits = isinstance(misfit.path[-1], int) and core(known.get(first, {})).get(DEFINITION) == "id"
        right = misfit.source.corrected(misfit.span, f"{first}: {misfit.raw}") if fits and is_id(misfit.value) else None
        return _say("entry.key", titled=titled(first, known.get(first, {})), key=first), right
    keyed = next((key for example in core(misfit.schema).get("examples", ()) for key in example), None)
    if keyed is not None and "patternProperties" in core(misfit.schema):
        return _say("entry.keyed", meaning=misfit.schema.get("description", ""), key=keyed), None
    return _say("entry.mapping"), None


def _unit(unit: str) -> str:
    return quoted(unit) if unit == "%" else unit


def _text_for_other(misfit: Misfit, types: list[str]) -> Diagnostic | None:
    """Text that a slip of writing has kept from being what is wanted."""
    value: str = misfit.value
    key = re.match(r"([A-Za-z_][A-Za-z0-9_-]*)([:：])", value)
    if key and "object" in types and misfit.raw[:1] not in "\"'":
        return _colon(misfit, key)
    written = quantity(value) if {"number", "integer"} & set(types) else None
    if written is None or re.match(r"-?0[0-9]", written.number) or ("number" not in types and "." in written.number):
        return None
    right = misfit.source.corrected(misfit.span, written.number)
    half = unicodedata.normalize("NFKC", value).strip()
    if not value.isascii() and half.replace(",", "") == written.number:
        return _say.error("full-width-digit", misfit.span, value=value, correction=right)
    help = _number_hint(misfit, written, half)
    return _say.error("text-for-number", misfit.span, place=misfit.name, help=help, correction=right)


def _number_hint(misfit: Misfit, written: Quantity, text: str) -> LocalizedText:
    """What to take away from the number, and where it goes."""
    inside = misfit.around()
    unit = misfit.path[-1:] == ("value",) and isinstance(inside, dict) and "unit" not in inside
    parts = []
    if written.unit:
        parts.append(_say("number.unit", unit=_unit(written.unit)) if unit else _say("number.unit-apart"))
    if written.bound:
        parts.append(_say("number.bound", bound=written.bound))
    if written.about:
        parts.append(_say("number.about", about=written.about))
    if parts:
        return _say("number.only", parts=tuple(parts))
    if "," in text:
        return _say("number.comma")
    if any(sign in text for sign in MULTIPLES):
        return _say("number.multiple")
    if any(sign in text for sign in "▲△−"):
        return _say("number.minus")
    return _say("number.quotes")


def _other_for_text(misfit: Misfit) -> Diagnostic:
    """A number, a truth value, a list or a mapping where text is meant."""
    if misfit.schema.get(DEFINITION) == "id" and not isinstance(misfit.value, (dict, list)):
        return invalid_id(misfit, misfit.raw, misfit.span)
    if isinstance(misfit.value, (int, Decimal)):
        return _number_for_text(misfit)
    span = misfit.source.span(misfit.path)
    opening = misfit.raw[:1]
    if opening in ("[", "{") and span.line == span.end_line:
        return _say.error(
            "opening-bracket",
            Span(span.path, span.line, span.column, span.line, span.column + 1),
            sign=opening,
            correction=misfit.source.corrected(span, quoted(misfit.raw)),
        )
    if isinstance(misfit.value, dict) and len(misfit.value) == 1:
        return text_read_as_mapping(misfit)
    kind = "array" if isinstance(misfit.value, list) else "object"
    return _say.error("several-for-text", misfit.span, place=misfit.name, kind=_say(f"type.{kind}"))


def _number_for_text(misfit: Misfit) -> Diagnostic:
    """Told once for all the numbers of a list on one line."""
    numbers = [misfit.source.span(path) for path in misfit.numbers_beside] or [misfit.span]
    first, *others = numbers
    whole = Span(first.path, first.line, first.column, numbers[-1].end_line, numbers[-1].end_column)
    text, start = misfit.source.map.slice(whole), whole.column
    for span in reversed(numbers):
        begin, end = span.column - start, span.end_column - start
        text = text[:begin] + quoted(text[begin:end]) + text[end:]
    kind = "boolean" if isinstance(misfit.value, bool) else "number"
    return _say.error(
        "number-for-text",
        misfit.span,
        place=misfit.name,
        kind=_say(f"read-as.{kind}"),
        others=_say("others", n=len(others)) if others else "",
        correction=misfit.source.corrected(whole, text),
    )


def empty_mapping(misfit: Misfit) -> Diagnostic:
    """`- {}`, where something belongs."""
    return _say.error("empty-mapping", misfit.span, place=misfit.name)


def text_read_as_mapping(misfit: Misfit) -> Diagnostic:
    """`- 8050: 問題`: a text with a colon in it, which YAML takes for a key with its value."""
    key = next(iter(misfit.value))
    known = _known(misfit)
    meant = next((name for name, schema in known.items() if title_of(schema).startswith(key)), None)
    if meant is not None or re.fullmatch(r"[a-z_]+", key):
        return _no_form(misfit, key, known, meant)
    key_span = misfit.source.span((*misfit.path, key), "key")
    colon = Span(key_span.path, key_span.line, key_span.end_column, key_span.line, key_span.end_column + 1)
    span = misfit.source.span(misfit.path)
    single = len(misfit.value) == 1 and not isinstance(misfit.value[key], (dict, list))
    right = misfit.source.corrected(span, quoted(misfit.raw)) if single and misfit.raw[:1] not in "\"'" else None
    return wording.COLON_IN_TEXT.at(colon, right)


def _known(misfit: Misfit) -> dict[str, Schema]:
    """The keys of all the forms that are allowed here."""
    forms = misfit.fault.validator_value
    known: dict[str, Schema] = {}
    for form in forms if isinstance(forms, list) else ():
        if isinstance(form, dict):
            known.update(core(form).get("properties", {}))
    return known


def _no_form(misfit: Misfit, key: str, known: Mapping[str, Schema], meant: str | None) -> Diagnostic:
    """A key that none of the forms allowed here has."""
    span = misfit.source.span((*misfit.path, key), "key")
    listed = tuple(titled(name, known[name]) for name in known)
    help = _say("known-keys", listed=listed) if listed else _say("quote-it")
    if meant is not None:
        help = _say("meant-key", titled=titled(meant, known[meant]))
    right = misfit.source.corrected(span, meant) if meant is not None else None
    return _say.error("unknown-key", span, key=key, help=help, correction=right)


def colon_in_item(misfit: Misfit) -> Diagnostic:
    """`- text：見守り`: an item that was to begin with a key."""
    key = re.match(r"([A-Za-z_][A-Za-z0-9_-]*)([:：])", misfit.value)
    if key is None:
        raise AssertionError("shape reports only what begins with a key")
    return _colon(misfit, key)


def _colon(misfit: Misfit, key: re.Match[str]) -> Diagnostic:
    span = misfit.source.span(misfit.path)
    at = Span(span.path, span.line, span.column + key.start(2), span.line, span.column + key.end(2))
    words = wording.full_width_colon(key[1]) if key[2] == "：" else wording.no_space_after_colon(key[1])
    rest = misfit.value[key.end() :].lstrip(" \u3000")
    return words.at(at, misfit.source.corrected(span, f"{key[1]}: {rest}".rstrip()))


def not_allowed(misfit: Misfit) -> Diagnostic:
    """A word that is none of the few that may stand here."""
    wanted = misfit.fault.validator_value
    allowed = [str(word) for word in (wanted if isinstance(wanted, list) else [wanted])]
    near = nearest(unicodedata.normalize("NFKC", str(misfit.value)).lower(), allowed, 1)
    return _say.error(
        "not-allowed",
        misfit.span,
        place=misfit.name,
        value=short(misfit.value),
        allowed=tuple(allowed),
        near=_say("near", word=near[0]) if near else "",
        correction=misfit.source.corrected(misfit.span, near[0]) if near else None,
    )


def wrong_form(misfit: Misfit) -> Diagnostic:
    """A text that is blank, or not written as such texts are (an id, a reading, a colour)."""
    if not misfit.value.strip():
        return _say.error("empty-text", misfit.span, place=misfit.name)
    if misfit.schema.get(DEFINITION) == "id":
        return invalid_id(misfit, misfit.value, misfit.span)
    schema = misfit.schema
    example = example_of(schema)
    if example and example.startswith("#"):
        example = quoted(example)
    return _say.error(
        "wrong-form",
        misfit.span,
        value=short(misfit.value),
        title=schema.get("title") or _say("here"),
        help=_described(schema, example),
    )


def too_few(misfit: Misfit) -> Diagnostic:
    """An empty list."""
    return _say.error("too-few", misfit.span, place=misfit.name, n=misfit.fault.validator_value)


def repeated(misfit: Misfit) -> Diagnostic:
    """The same item twice in a list that has each once."""
    items = misfit.value
    second = next(at for at, item in enumerate(items) if item in items[:at])
    first = items.index(items[second])
    return _say.error(
        "repeated",
        misfit.source.span((*misfit.path, second)),
        place=misfit.name,
        value=short(items[second]),
        related=(Related(_say("first"), misfit.source.span((*misfit.path, first))),),
    )


def out_of_range(misfit: Misfit) -> Diagnostic:
    """A number that is too small or too large."""
    limit = misfit.fault.validator_value
    bound = _say(f"bound.{misfit.fault.validator}", limit=limit)
    return _say.error("out-of-range", misfit.span, place=misfit.name, value=misfit.raw, bound=bound)


def other(misfit: Misfit) -> Diagnostic:
    """A demand of a schema that has no words of its own here."""
    help = _described(misfit.schema, example_of(misfit.schema))
    return _say.error("other", misfit.span, place=misfit.name, help=help)


def _described(schema: Schema, example: str | None) -> LocalizedText:
    """How a value is written: the schema's own words, and an example where it has one."""
    shown = _say("example", example=example) if example else ""
    return _say("described", meaning=schema.get("description", ""), example=shown)
