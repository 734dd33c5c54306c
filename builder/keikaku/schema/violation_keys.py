"""How a key or an id that does not fit its schema is reported: a function per kind of violation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import cast

from jsonschema.exceptions import ValidationError

from keikaku.catalogue import LocalizedText
from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue, Related
from keikaku.diagnostics.source import Path
from keikaku.diagnostics.span import Span
from keikaku.patterns import regex
from keikaku.schema.named import is_own_id, referred
from keikaku.schema.remarks import remark
from keikaku.schema.shape import example_of, meant_key, only_missing, outdented, titled
from keikaku.schema.tied import DEFINITION, Schema, core
from keikaku.schema.violation import Violation, short
from keikaku.text.eras import western_year
from keikaku.text.ids import ID, is_id
from keikaku.yaml.diagnose.repairs import quoted
from keikaku.yaml.scalar import scalar_lines

_say = DiagnosticCatalogue(__file__)


def missing_key(violation: Violation) -> Diagnostic:
    """A key that every such mapping has is not there; reported at the first key that is."""
    name = violation.fault.message
    twin = _doubled(violation)
    if twin is not None:
        return twin
    described = core(violation.schema).get("properties", {}).get(name, {})
    if words_for_id(violation.fault) is not None:
        return _words_for_id(violation, name)
    example = example_of(described)
    return _say.error(
        "missing",
        _first_key(violation),
        titled=titled(name, described),
        key=name,
        example=remark(example) if example else "…",
    )


def words_for_id(fault: ValidationError) -> Path | None:
    """Of a text that is missing: the place of an `id:` beside it that holds words, so hardly anything but that text."""
    instance, name = cast("Mapping[str, object]", fault.instance), fault.message
    properties = core(cast("Schema", fault.schema)).get("properties", {})
    id = instance.get("id")
    wanted = core(properties.get(name, {})).get(DEFINITION) == "text"
    return (*fault.absolute_path, "id") if wanted and isinstance(id, str) and not id.isascii() else None


def _words_for_id(violation: Violation, name: str) -> Diagnostic:
    key = violation.source.span((*violation.path, "id"), "key")
    return _say.error("words-for-id", key, key=name, correction=violation.source.corrected(key, name))


def _doubled(violation: Violation) -> Diagnostic | None:
    """The first line of an item typed twice makes an item of its own, which lacks what the next one has."""
    inside = violation.around() if violation.path else None
    at = violation.path[-1] if violation.path else None
    following = inside[at + 1] if isinstance(inside, list) and isinstance(at, int) and at + 1 < len(inside) else None
    if not isinstance(following, dict) or not violation.value.items() <= following.items():
        return None
    return _say.error("doubled", _first_key(violation))


def unknown_key(violation: Violation) -> Diagnostic:
    """A key that is none of those known here."""
    key = violation.fault.message
    schema = core(violation.schema)
    properties: Mapping[str, Schema] = schema.get("properties", {})
    span = violation.source.span((*violation.path, key), "key")
    if form := next(iter(schema.get("patternProperties", ())), None):
        if not re.search(form, "id"):
            return _misspelt_key(violation, key, span, form)
        examples = [name for shown in schema.get("examples", ()) for name in shown]
        meaning = remark(schema.get("description", ""))
        return invalid_id(violation, key, span, key=key, meaning=meaning, example=next(iter(examples), "weak-ties"))
    holder = outdented(schema, violation.value).get(key)
    if holder is not None and _may_stand_in(properties[holder], key, violation):
        return _outdented(violation, key, holder, span)
    absent = {name: known for name, known in properties.items() if name not in violation.value}
    meant = meant_key(key, absent) or only_missing(schema, violation.value, key)
    if meant:
        help = _say("unknown.meant", titled=titled(meant, properties[meant]))
        return _say.error("unknown", span, key=key, help=help, correction=violation.source.corrected(span, meant))
    if "attributes" in properties and (id := _attribute(violation, key)) is not None:
        return _attribute_beside(violation, key, id, span)
    listed = tuple(titled(name, properties[name]) for name in properties)
    first, second = _pair(violation, key)
    if first and second:
        lines = f"{first}: {key}\n{' ' * (span.column - 1)}{second}"
        help = _say("unknown.pair", first=first, key=key, second=second)
        return _say.error("unknown", span, key=key, help=help, correction=violation.source.corrected(span, lines))
    return _say.error("unknown", span, key=key, help=_say("unknown.known", listed=listed))


def other_key(violation: Violation) -> Diagnostic:
    """A key that is known here, with the value of another one that is like it and absent."""
    key, meant = violation.fault.message, str(violation.fault.validator_value)
    properties: Mapping[str, Schema] = core(violation.schema)["properties"]
    span = violation.source.span((*violation.path, key), "key")
    help = _say("unknown.meant", titled=titled(meant, properties[meant]))
    right = violation.source.corrected(span, meant)
    return _say.error("other-key", span, titled=titled(key, properties[key]), help=help, correction=right)


def _attribute(violation: Violation, key: str) -> str | None:
    """The id of the attribute of the plan that a key is: by its name, or as it is."""
    known = violation.names().of("attribute")
    ids = {id: id for found in known.values() for id in found} | {name: ids[0] for name, ids in known.items()}
    return ids.get(key)


def _attribute_beside(violation: Violation, key: str, id: str, span: Span) -> Diagnostic:
    """An attribute among the keys of its entry, which belongs below `attributes`."""
    right = None
    if "attributes" not in violation.value:
        right = violation.source.corrected(span, f"attributes:\n{' ' * (span.column + 1)}{id}")
    return _say.error("unknown", span, key=key, help=_say("unknown.attribute", id=id), correction=right)


def _misspelt_key(violation: Violation, key: str, span: Span, form: str) -> Diagnostic:
    """A key that is to be of a form of its own: a year."""
    right = next((quoted(year) for year in (western_year(key),) if year and re.search(form, year)), None)
    return _say.error(
        "key-form",
        span,
        key=short(key),
        meaning=remark(core(violation.schema).get("description", "")),
        correction=violation.source.corrected(span, right) if right is not None else None,
    )


def _pair(violation: Violation, key: str) -> tuple[str, str]:
    """The two keys of an item that was written as one: ``- 単独世帯: [29.0]`` for ``name`` and ``values``."""
    schema = core(violation.schema)
    required = schema.get("required", ())
    if len(required) != 2 or len(violation.value) != 1 or violation.has_known_keys:
        return "", ""
    first = core(schema["properties"][required[0]])
    fits = is_id(key) if first.get(DEFINITION) == "id" else first.get("type") == "string"
    return (required[0], required[1]) if fits and scalar_lines(key, 0) == [key] else ("", "")


def _may_stand_in(holder: Schema, key: str, violation: Violation) -> bool:
    """A key of a holder's own, or, where any id may be a key, the id of something in the plan."""
    forms = [core(form) for form in core(holder).get("oneOf", (holder,))]
    ids = {id for named in violation.names().of(None).values() for id in named}
    return any(key in form.get("properties", {}) for form in forms) or key in ids


def _outdented(violation: Violation, key: str, holder: str, span: Span) -> Diagnostic:
    """A key that belongs into the one above it, and stands beside it."""
    line = violation.source.corrected(span, key)
    return _say.error(
        "outdented",
        span,
        key=key,
        holder=holder,
        correction=None if line is None else f"  {line}",
        related=(Related(_say("holder"), violation.source.span((*violation.path, holder), "key")),),
    )


_APART = regex(r"[\s,、，・；;]+")


def listed_ids(violation: Violation) -> tuple[str, ...]:
    """The ids in a text that stands for a list of ids (`businesses、schools`, 学校); none where it is no such list."""
    items = core(core(violation.schema).get("items", {}))
    if items.get(DEFINITION) != "id" or not isinstance(violation.value, str):
        return ()
    return _ids(violation.value) or _only(violation.names().alike(violation.value, referred(violation.path)))


def _only(named: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The id of the one entry there is; none where there are several."""
    ids = {id for found in named.values() for id in found}
    return tuple(ids) if len(ids) == 1 else ()


def _ids(text: str) -> tuple[str, ...]:
    parts = _APART.split(unicodedata.normalize("NFKC", text).strip().strip("[]「」【】()").strip())
    return tuple(parts) if all(ID.fullmatch(part) for part in parts) else ()


def invalid_id(
    violation: Violation,
    value: str,
    span: Span,
    *,
    key: str | None = None,
    meaning: LocalizedText | str = "",
    example: str = "weak-ties",
) -> Diagnostic:
    """What cannot be an id: a name, or part of one, several ids in one, a sentence, or signs that no id has.

    ``key``: where it is a key, the key; ``violation`` is about the mapping it stands in.
    """
    path = violation.path if key is None else (*violation.path, key)
    own = is_own_id(path)
    words = value.strip().rstrip("。")
    kind = referred(path)
    known = {} if own else violation.names().of(kind)
    if ids := known.get(words, ()):
        right = violation.source.corrected(span, ids[0]) if len(ids) == 1 else None
        return _say.error("name-for-id", span, value=short(value), ids=_quoted(ids), correction=right)
    if alike := {} if own else violation.names().alike(words, kind):
        meant = tuple(_say("invalid-id.meant", name=name, ids=_quoted(ids)) for name, ids in alike.items())
        only = _only(alike)
        right = violation.source.corrected(span, only[0]) if only else None
        return _say.error(
            "invalid-id", span, value=short(value), help=_say("invalid-id.alike", meant=meant), correction=right
        )
    several = _ids(value)
    if len(several) > 1 and _in_brackets(violation, span):
        right = violation.source.corrected(span, ", ".join(several))
        return _say.error("several-ids", span, value=short(value), correction=right)
    plain = _OF_FILE.sub("", unicodedata.normalize("NFKC", value).strip().lower())
    plain = re.sub(r"[\s_‐‑–—−ー]+", "-", plain).strip("-")
    if path == ("id",) and not ID.fullmatch(plain):
        plain = violation.source.id  # the name of the file
    there = {id for found in known.values() for id in found}
    fits = ID.fullmatch(plain) and plain != value and (kind is None or not there or plain in there)
    right = violation.source.corrected(span, plain) if fits else None
    help = _say("invalid-id.rule", meaning=meaning, example=example)
    first: dict[str, str] = {}
    for name, ids in known.items():
        first.update({id: name for id in ids if id not in first})
    if right is None and kind is not None and 0 < len(first) <= _LISTED:
        listed = tuple(_say("invalid-id.named", name=short(name), id=id) for id, name in first.items())
        help = _say("invalid-id.known", listed=listed)
    return _say.error("invalid-id", span, value=short(value), help=help, correction=right)


_OF_FILE = regex(r"\A.*/|\.(?:ya?ml|csv)\Z")
"""What the name of a file has beside the id: folder and ending."""

_LISTED = 12
"""Of more entries a list is no help: the folder is looked through more easily."""


def _quoted(ids: tuple[str, ...]) -> tuple[LocalizedText, ...]:
    return tuple(_say("quoted", word=id) for id in ids)


def _in_brackets(violation: Violation, span: Span) -> bool:
    line = violation.source.corrected(span, "") or ""
    return "[" in line[: span.column - 1]


def both(violation: Violation) -> Diagnostic:
    """Two keys of which only one may stand."""
    alternatives = cast("list[list[str]]", violation.fault.validator_value)
    first, second = (names[0] for names in alternatives[:2])
    spans = sorted(violation.source.span((*violation.path, name), "key") for name in (first, second))
    other = (Related(_say("other"), spans[0]),)
    return _say.error("both", spans[1], first=first, second=second, help=_say("both.either"), related=other)


def mixed(violation: Violation) -> Diagnostic:
    """The keys of two forms in one mapping, of which only one may be (a value, and that it is not settled yet)."""
    forms = [core(form) for form in cast("list[Schema]", violation.fault.validator_value)]
    known = {name: schema for form in forms for name, schema in form["properties"].items()}
    own = [
        [
            name
            for name in violation.value
            if name in form["properties"] and not all(name in f["properties"] for f in forms)
        ]
        for form in forms
    ]
    first, second = (titled(names[0], known[names[0]]) for names in own[:2])
    spans = sorted(violation.source.span((*violation.path, names[0]), "key") for names in own[:2])
    lines = tuple(_say("both.lines", names=tuple(names)) for names in reversed(own[:2]))
    other = (Related(_say("other"), spans[0]),)
    return _say.error(
        "both", spans[1], first=first, second=second, help=_say("both.delete", lines=lines), related=other
    )


def neither(violation: Violation) -> Diagnostic:
    """None of several keys of which one has to stand."""
    properties: Mapping[str, Schema] = core(violation.schema).get("properties", {})
    choices = tuple(
        _say("choice", names=tuple(_say("quoted", word=titled(name, properties.get(name, {}))) for name in names))
        for names in cast("list[list[str]]", violation.fault.validator_value)
    )
    return _say.error("neither", _first_key(violation), choices=choices)


def _first_key(violation: Violation) -> Span:
    first = next(iter(violation.value), None)
    return violation.span if first is None else violation.source.span((*violation.path, first), "key")
