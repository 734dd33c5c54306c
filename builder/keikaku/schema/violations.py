"""How a value that does not fit its schema is reported: a function per kind of violation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal

from keikaku.catalogue import LocalizedText
from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue, Related
from keikaku.diagnostics.span import Span
from keikaku.patterns import regex
from keikaku.schema.remarks import remark
from keikaku.schema.respelled import respelled
from keikaku.schema.shape import example_of, title_of, titled
from keikaku.schema.tied import DEFINITION, Schema, core
from keikaku.schema.violation import Violation, short
from keikaku.schema.violation_keys import invalid_id, listed_ids
from keikaku.schema.violation_values import more_than_number, value_hint
from keikaku.text.nearest import nearest
from keikaku.text.quantities import MULTIPLES, Quantity, quantity, said_numbers
from keikaku.yaml.diagnose import wording
from keikaku.yaml.diagnose.repairs import quoted
from keikaku.yaml.scalar import scalar_lines

_say = DiagnosticCatalogue(__file__)


def wrong_type(violation: Violation) -> Diagnostic:
    """Something of another type than the value has to be."""
    wanted = violation.fault.validator_value
    types = list(dict.fromkeys(wanted if isinstance(wanted, list) else [wanted]))
    if isinstance(violation.value, str):
        if "number" in types and violation.value.endswith("\n") and quantity(violation.value) is not None:
            return _block_for_line(violation)
        described = (more_than_number(violation) if "number" in types else None) or _text_for_other(violation, types)
        if described:
            return described
    elif "string" in types:
        return _other_for_text(violation)
    kinds = tuple(_say(f"type.{kind}") for kind in types)
    help, correction = _form_hint(violation, types)
    return _say.error("wrong-type", violation.span, place=violation.name, kinds=kinds, help=help, correction=correction)


def _form_hint(violation: Violation, types: list[str]) -> tuple[LocalizedText, str | None]:
    """What to do, and the line as it should read where it is one line."""
    if "array" in types:
        if ids := listed_ids(violation):
            right = violation.source.corrected(violation.source.span(violation.path), f"[{', '.join(ids)}]")
            return _say("form.ids"), right
        cells = "\t" in violation.raw or isinstance(violation.path[-1], int)
        return _say("form.cells" if cells else "form.array"), _as_list(violation) or _as_row(violation)
    if "object" in types:
        return _entry_hint(violation)
    if "boolean" in types:
        return _say("form.boolean"), None
    return _say("form.number"), None


def _as_list(violation: Violation) -> str | None:
    """The line as it should read, with the one item below, where the text may be an item."""
    items = core(core(violation.schema).get("items", {}))
    forms = [core(form) for form in items.get("oneOf", (items,))]
    before = violation.source.corrected(violation.span, "")
    fits = any(form.get("type") == "string" and _takes(form, violation.raw) for form in forms)
    if before is None or not isinstance(violation.path[-1], str):
        return None
    numbers = said_numbers(re.sub(r",(?=\S)(?![0-9]{3}(?![0-9]))", ", ", violation.raw))
    if len(numbers) > 1 and any(_is_number(form) for form in forms):
        return f"{before}[{', '.join(number.number for number in numbers)}]"
    if not fits:
        return None
    key = violation.source.span(violation.path, part="key")
    text = re.sub(r"\A(?:[0-9０-９]+[.．、)）]|[①-⑳])\s*", "", violation.raw)
    words = items.get(DEFINITION) == "line" and "。" not in text and text[:1] not in "\"'"
    each = [item for part in (re.split("[、，]", text) if words else (text,)) if (item := part.strip())]
    lines = "\n".join(f"{' ' * (key.column + 1)}- {item}" for item in each)
    return lines if not before.strip() else f"{before.rstrip()}\n{lines}"


def _as_row(violation: Violation) -> str | None:
    """The line as it should read, with the cells of a row that were written as one text."""
    written = violation.value if isinstance(violation.value, str) else ""
    sign = next((sign for sign in "\t|,、" if sign in written), None)
    if core(core(violation.schema).get("items", {})).get(DEFINITION) != "cell" or sign is None:
        return None
    cells = (cell.strip() for cell in written.strip("|").split(sign))
    row = ", ".join(cell if _PLAIN_CELL.fullmatch(cell) else quoted(cell) for cell in cells)
    return violation.source.corrected(violation.span, f"[{row}]")


_PLAIN_CELL = regex(r"(?!0[0-9])\w[\w（）・「」、。～]*|[<^—]")
"""What can stand between brackets without quotes."""


def _is_number(form: Schema) -> bool:
    return form.get("type") in ("number", "integer")


def _entry_hint(violation: Violation) -> tuple[LocalizedText, str | None]:
    """A mapping is meant: which keys it has, with the value that was written where it belongs."""
    schema = core(violation.schema)
    forms = [schema, *map(core, schema.get("oneOf", ()))]
    known: dict[str, Schema] = {name: found for form in forms for name, found in form.get("properties", {}).items()}
    if {"value", "words"} <= known.keys() and isinstance(violation.value, (str, int, Decimal)):
        return value_hint(violation, known["unit"])
    required = [name for form in forms for name in form.get("required", ())]
    if required and not isinstance(violation.value, (dict, list)):
        at_home = isinstance(violation.path[-1], str)
        if at_home:  # what stands at a key is called by that key, so it is hardly the id of what belongs there
            required = [name for name in required if name != "id"] or required
        taking = [name for name in required if _is_text(known.get(name, {}), violation.value)]
        key = next(iter(taking), required[0])
        right = _as_entry(violation, key) if key in taking else None
        return _say("entry.below" if at_home else "entry.key", titled=titled(key, known.get(key, {})), key=key), right
    keyed = next((key for example in schema.get("examples", ()) for key in example), None)
    if keyed is not None and "patternProperties" in schema:
        return _say("entry.keyed", meaning=remark(violation.schema.get("description", "")), key=keyed), None
    return _say("entry.mapping"), None


def _is_text(schema: Schema, value: object) -> bool:
    described = core(schema)
    return described.get("type") == "string" and isinstance(value, str) and _takes(described, value)


def _as_entry(violation: Violation, key: str) -> str | None:
    """The line as it should read, with the value behind its key: beside a dash on that line, else on one below."""
    entry = f"{key}: {violation.raw}"
    if isinstance(violation.path[-1], int):
        return violation.source.corrected(violation.span, entry)
    before = violation.source.corrected(violation.span, "")
    column = violation.source.span(violation.path, part="key").column
    return None if before is None else f"{before.rstrip()}\n{' ' * (column + 1)}{entry}"


def _text_for_other(violation: Violation, types: list[str]) -> Diagnostic | None:
    """Text that a typing mistake has kept from being what is wanted."""
    value: str = violation.value
    key = re.match(r"([A-Za-z_][A-Za-z0-9_-]*)([:：])", value)
    if key and "object" in types and violation.raw[:1] not in "\"'":
        return _colon(violation, key)
    written = quantity(value) if {"number", "integer"} & set(types) else None
    if written is None or re.match(r"-?0[0-9]", written.number) or ("number" not in types and "." in written.number):
        return None
    right = violation.source.corrected(violation.span, written.number)
    half = unicodedata.normalize("NFKC", value).strip()
    if not value.isascii() and half.replace(",", "") == written.number:
        return _say.error("full-width-digit", violation.span, value=value, correction=right)
    help = _number_hint(written, half)
    return _say.error("text-for-number", violation.span, place=violation.name, help=help, correction=right)


def _number_hint(written: Quantity, text: str) -> LocalizedText:
    """What to take away from the number, and where it goes."""
    parts = [_say("number.unit")] if written.unit else []
    parts += [_say("number.word", word=word) for word in (written.bound, written.about) if word]
    if parts:
        return _say("number.only", parts=tuple(parts))
    if "," in text:
        return _say("number.comma")
    if any(sign in text for sign in MULTIPLES):
        return _say("number.multiple")
    if any(sign in text for sign in "▲△−"):
        return _say("number.minus")
    return _say("number.quotes")


def _other_for_text(violation: Violation) -> Diagnostic:
    """A number, a truth value, a list or a mapping where text is meant."""
    if violation.schema.get(DEFINITION) == "id" and not isinstance(violation.value, (dict, list)):
        return invalid_id(violation, violation.raw, violation.span)
    if isinstance(violation.value, (int, Decimal)):
        fits = _takes(violation.schema, violation.raw)
        return _number_for_text(violation) if fits else _not_so_written(violation, violation.raw)
    span = violation.source.span(violation.path)
    opening = violation.raw[:1]
    if isinstance(violation.value, list) and len(violation.value) == 1 and isinstance(violation.value[0], str):
        item = violation.source.map.slice(violation.source.span((*violation.path, 0)))
        right = violation.source.corrected(span, item) if opening == "[" else None
        if opening != "[" or not _takes(violation.schema, violation.raw):
            return _say.error("one-in-list", violation.span, place=violation.name, correction=right)
    if (described := _several_for_one(violation)) is not None:
        return described
    if opening in ("[", "{") and span.line == span.end_line:
        return _say.error(
            "opening-bracket",
            Span(span.path, span.line, span.column, span.line, span.column + 1),
            sign=opening,
            correction=violation.source.corrected(span, quoted(violation.raw)),
        )
    if isinstance(violation.value, dict) and len(violation.value) == 1:
        return text_read_as_mapping(violation)
    kind = "array" if isinstance(violation.value, list) else "object"
    return _say.error("several-for-text", violation.span, place=violation.name, kind=_say(f"type.{kind}"))


def _several_for_one(violation: Violation) -> Diagnostic | None:
    """A list of ids where one is named, in an item that has nothing else: each makes an item of its own."""
    ids = violation.value
    if violation.schema.get(DEFINITION) != "id" or not isinstance(ids, list) or len(ids) < 2:
        return None
    if not all(isinstance(id, str) for id in ids):
        return None
    *_, item, key = (None, *violation.path)
    if not isinstance(item, int) or len(violation.around()) > 1:
        return None
    items = [f"- {key}: {id}" for id in ids]
    right = violation.source.corrected(violation.source.span(violation.path), ids[0])
    if right is not None:
        right = "\n".join((right, *(" " * right.index("-") + item for item in items[1:])))
    help = _say("each-alone", n=len(ids), item=items[0])
    return _say.error("one-in-list", violation.span, place=violation.name, help=help, correction=right)


def _takes(schema: Schema, text: str) -> bool:
    """Whether a text may stand there: a name may hold any sign, an id not."""
    return re.search(schema.get("pattern", ""), text) is not None


def _number_for_text(violation: Violation) -> Diagnostic:
    """Told once for all the numbers of a list on one line."""
    others, right = _on_line(violation, quoted)
    kind = "boolean" if isinstance(violation.value, bool) else "number"
    return _say.error(
        "number-for-text",
        violation.span,
        place=violation.name,
        kind=_say(f"read-as.{kind}"),
        others=others,
        correction=right,
    )


def _on_line(violation: Violation, right: Callable[[str], str]) -> tuple[LocalizedText | str, str | None]:
    """That others on the line are the same, and the line with each of them as ``right`` writes it."""
    numbers = [violation.source.span(path) for path in violation.numbers_beside] or [violation.span]
    first, *others = numbers
    whole = Span(first.path, first.line, first.column, numbers[-1].end_line, numbers[-1].end_column)
    text, start = violation.source.map.slice(whole), whole.column
    for span in reversed(numbers):
        begin, end = span.column - start, span.end_column - start
        text = text[:begin] + right(text[begin:end]) + text[end:]
    return _say("others", n=len(others)) if others else "", violation.source.corrected(whole, text)


def _number_as_text(violation: Violation) -> Diagnostic:
    """`[23940世帯, 24610世帯]`, told once for all such numbers of a list on one line."""
    others, right = _on_line(
        violation, lambda raw: ", ".join(one.number for one in said_numbers(raw.strip("\"'"))) or raw
    )
    first, *more = said_numbers(violation.value)
    half = unicodedata.normalize("NFKC", violation.value).strip()
    if not violation.value.isascii() and half.replace(",", "") == first.number:
        return _say.error("full-width-digit", violation.span, value=violation.value, correction=right)
    help = _say("number.apart") if more else _number_hint(first, half)
    help = _say("number.others", help=help, others=others)
    return _say.error("text-for-number", violation.span, place=violation.name, help=help, correction=right)


def empty_mapping(violation: Violation) -> Diagnostic:
    """`- {}`, where something belongs."""
    return _say.error("empty-mapping", violation.span, place=violation.name)


def text_read_as_mapping(violation: Violation) -> Diagnostic:
    """`- 8050: 問題`: a text with a colon in it, which YAML takes for a key with its value."""
    key = next(iter(violation.value))
    ref = f"{key}:{violation.value[key]}"
    if _is_text(violation.schema, ref) and not _is_text(violation.schema, ref.replace(":", " ")):
        span = violation.source.span(violation.path)
        return _say.error("space-in-ref", span, ref=ref, correction=violation.source.corrected(span, ref))
    known = _known(violation)
    meant = next((name for name, schema in known.items() if title_of(schema).startswith(key)), None)
    if meant is not None or re.fullmatch(r"[a-z_]+", key):
        return _no_form(violation, key, known, meant)
    key_span = violation.source.span((*violation.path, key), "key")
    colon = Span(key_span.path, key_span.line, key_span.end_column, key_span.line, key_span.end_column + 1)
    span = violation.source.span(violation.path)
    single = len(violation.value) == 1 and not isinstance(violation.value[key], (dict, list))
    right = (
        violation.source.corrected(span, quoted(violation.raw)) if single and violation.raw[:1] not in "\"'" else None
    )
    return wording.COLON_IN_TEXT.at(colon, right)


def _known(violation: Violation) -> dict[str, Schema]:
    """The keys of all the forms that are allowed here."""
    return {key: found for form in _forms(violation) for key, found in form.get("properties", {}).items()}


def _forms(violation: Violation) -> tuple[Schema, ...]:
    """The forms of which a value is to have one; none where only a type is demanded."""
    forms = violation.fault.validator_value
    return tuple(core(form) for form in forms if isinstance(form, dict)) if isinstance(forms, list) else ()


def _no_form(violation: Violation, key: str, known: Mapping[str, Schema], meant: str | None) -> Diagnostic:
    """A key that none of the forms allowed here has."""
    span = violation.source.span((*violation.path, key), "key")
    listed = tuple(titled(name, known[name]) for name in known)
    help = _say("known-keys", listed=listed) if listed else _say("quote-it")
    text, takes_text = violation.value[key], any(form.get("type") == "string" for form in _forms(violation))
    if meant is None and len(violation.value) == 1 and isinstance(text, str) and takes_text:
        written = violation.source.map.slice(violation.source.span((*violation.path, key)))
        whole = violation.source.corrected(violation.source.span(violation.path), written)
        return _say.error("unknown-key", span, key=key, help=_say("text-alone", key=key), correction=whole)
    if meant is not None:
        help = _say("meant-key", titled=titled(meant, known[meant]))
    right = violation.source.corrected(span, meant) if meant is not None else None
    return _say.error("unknown-key", span, key=key, help=help, correction=right)


def colon_in_item(violation: Violation) -> Diagnostic:
    """`- text：見守り`: an item that was to begin with a key."""
    key = re.match(r"([A-Za-z_][A-Za-z0-9_-]*)([:：])", violation.value)
    if key is None:
        raise AssertionError("shape reports only what begins with a key")
    return _colon(violation, key)


def _colon(violation: Violation, key: re.Match[str]) -> Diagnostic:
    span = violation.source.span(violation.path)
    at = Span(span.path, span.line, span.column + key.start(2), span.line, span.column + key.end(2))
    words = wording.full_width_colon(key[1]) if key[2] == "：" else wording.no_space_after_colon(key[1])
    rest = violation.value[key.end() :].lstrip(" \u3000")
    return words.at(at, violation.source.corrected(span, f"{key[1]}: {rest}".rstrip()))


def not_allowed(violation: Violation) -> Diagnostic:
    """A word that is none of the few that may stand here."""
    wanted = violation.fault.validator_value
    allowed = [str(word) for word in (wanted if isinstance(wanted, list) else [wanted])]
    if str(violation.value).endswith("\n") and str(violation.value).strip() in allowed:
        return _block_for_line(violation)
    if violation.numbers_beside:
        return _number_as_text(violation)
    near = _meant_word(unicodedata.normalize("NFKC", str(violation.value)).strip().lower(), allowed, violation.schema)
    return _say.error(
        "not-allowed" if len(allowed) > 1 else "not-this",
        violation.span,
        place=violation.name,
        value=short(violation.value),
        allowed=tuple(allowed),
        meaning=remark(violation.schema.get("description", "")),
        near=_say("near", word=near) if near else "",
        correction=violation.source.corrected(violation.span, near) if near else None,
    )


_NOTHING = regex(r"[-‐‑‒–—―−ー….\s]*|(?:該当)?(?:なし|無し)|未(?:集計|公表|調査)|n/?a|null")
"""What people write in the place of a number that there is not."""


_STANDS_FOR = regex(r"([a-z-]+) は(.*?)(?:（.*?）)?(?:です|、|。|\Z)")
"""How the description of a schema says what a word stands for: ``bar は棒``."""


def _meant_word(value: str, allowed: list[str], schema: Schema) -> str | None:
    """The word that was meant: by likeness, as part of what was written, or by what the schema says it stands for."""
    if allowed == ["—"] and _NOTHING.fullmatch(value):
        return allowed[0]
    described = _STANDS_FOR.findall(schema.get("description", ""))
    ways = (
        nearest(value, allowed, 1),
        [word for word in allowed if word in re.split(r"[\s_-]+", value)],
        [word for word, said in described if word in allowed and (value == said or (len(value) > 2 and value in said))],
    )
    return next((found[0] for found in ways if len(found) == 1), None)


def wrong_form(violation: Violation) -> Diagnostic:
    """A text that is blank, or not written as such texts are (an id, a reading, a colour)."""
    if not violation.value.strip():
        return _say.error("empty-text", violation.span, place=violation.name)
    if _takes(violation.schema, violation.value.strip()) and violation.value.endswith("\n"):
        return _block_for_line(violation)
    if violation.schema.get(DEFINITION) == "id":
        return invalid_id(violation, violation.value, violation.span)
    return _not_so_written(violation, violation.value)


def _not_so_written(violation: Violation, text: str) -> Diagnostic:
    schema = violation.schema
    example = example_of(schema)
    if example and example.startswith("#"):
        example = quoted(example)
    right = respelled(violation)
    return _say.error(
        "wrong-form",
        violation.span,
        value=short(text),
        title=remark(schema["title"]) if "title" in schema else _say("here"),
        help=_say("refs", refs=right) if len(right) > 1 else _described(schema, example),
        correction=violation.source.corrected(violation.span, _as_text(right[0])) if len(right) == 1 else None,
    )


def _as_text(value: str) -> str:
    """A value as YAML has it behind a key, where it is to be a text."""
    return quoted(value) if value.isdigit() else scalar_lines(value, 0)[0]


def _block_for_line(violation: Violation) -> Diagnostic:
    """A value of one line that was written below `|`."""
    return _say.error("block-for-line", violation.span, place=violation.name, value=short(violation.value))


def too_few(violation: Violation) -> Diagnostic:
    """An empty list."""
    return _say.error("too-few", violation.span, place=violation.name, n=violation.fault.validator_value)


def repeated(violation: Violation) -> Diagnostic:
    """The same item twice in a list that has each once."""
    items = violation.value
    second = next(at for at, item in enumerate(items) if item in items[:at])
    first = items.index(items[second])
    return _say.error(
        "repeated",
        violation.source.span((*violation.path, second)),
        place=violation.name,
        value=short(items[second]),
        related=(Related(_say("first"), violation.source.span((*violation.path, first))),),
    )


def out_of_range(violation: Violation) -> Diagnostic:
    """A number that is too small or too large."""
    limit = violation.fault.validator_value
    bound = _say(f"bound.{violation.fault.validator}", limit=limit)
    return _say.error("out-of-range", violation.span, place=violation.name, value=violation.raw, bound=bound)


def other(violation: Violation) -> Diagnostic:
    """A demand of a schema that has no words of its own here."""
    help = _described(violation.schema, example_of(violation.schema))
    return _say.error("other", violation.span, place=violation.name, help=help)


def _described(schema: Schema, example: str | None) -> LocalizedText:
    """How a value is written: the schema's own words, and an example where it has one."""
    shown = _say("example", example=remark(example)) if example else ""
    return _say("described", meaning=remark(schema.get("description", "")), example=shown)
