"""How a key or an id that does not fit its schema is told: a function per kind of misfit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import cast

from keikaku.diagnostics.diagnostic import Diagnostic, Related, error
from keikaku.diagnostics.span import Span
from keikaku.schema.shape import DEFINITION, Schema, core, example_of, meant_key, outdented, titled
from keikaku.schema.violation import Misfit, short
from keikaku.text.nearest import SLIP, nearest


def missing_key(misfit: Misfit) -> Diagnostic:
    """A key that every such mapping has is not there; told at the first key that is."""
    name = misfit.fault.message
    twin = _doubled(misfit)
    if twin is not None:
        return twin
    described = core(misfit.schema).get("properties", {}).get(name, {})
    example = example_of(described)
    line = f"「{name}: {example}」" if example else f"「{name}: …」"
    return error(
        "missing-key",
        f"必要な項目「{titled(name, described)}」がありません。",
        _first_key(misfit),
        f"{line}のように、1行加えてください。",
    )


def _doubled(misfit: Misfit) -> Diagnostic | None:
    """The first line of an item typed twice makes an item of its own, which lacks what the next one has."""
    inside = misfit.around() if misfit.path else None
    at = misfit.path[-1] if misfit.path else None
    following = inside[at + 1] if isinstance(inside, list) and isinstance(at, int) and at + 1 < len(inside) else None
    if not isinstance(following, dict) or not misfit.value.items() <= following.items():
        return None
    return error(
        "repeated-item",
        "次の行にも同じものが書かれています。",
        _first_key(misfit),
        "どちらか一方の行を消してください。",
    )


def unknown_key(misfit: Misfit) -> Diagnostic:
    """A key that is none of those known here."""
    key = misfit.fault.message
    schema = core(misfit.schema)
    properties: Mapping[str, Schema] = schema.get("properties", {})
    span = misfit.source.span((*misfit.path, key), "key")
    if schema.get("patternProperties"):
        examples = [name for shown in schema.get("examples", ()) for name in shown]
        return invalid_id(misfit, key, span, schema.get("description", ""), *examples[:1])
    holder = outdented(schema, misfit.value).get(key)
    if holder is not None:
        return _outdented(misfit, key, holder, span)
    absent = {name: known for name, known in properties.items() if name not in misfit.value}
    meant = meant_key(key, absent)
    if meant:
        return error(
            "unknown-key",
            f"「{key}」という項目はありません。",
            span,
            f"「{titled(meant, properties[meant])}」の間違いではありませんか。",
            correction=misfit.source.corrected(span, meant),
        )
    listed = "・".join(titled(name, properties[name]) for name in properties)
    return error("unknown-key", f"「{key}」という項目はありません。", span, f"ここに書ける項目は {listed} です。")


def _outdented(misfit: Misfit, key: str, holder: str, span: Span) -> Diagnostic:
    """A key that belongs into the one above it, and stands beside it."""
    line = misfit.source.corrected(span, key)
    return error(
        "wrong-indent",
        f"「{key}」の字下げが足りません。上の「{holder}」の中に書くものです。",
        span,
        f"「{key}」から下の、「{holder}」に入れる行を、どれも半角2文字ずつ右に下げてください。",
        correction=None if line is None else f"  {line}",
        related=(Related("この項目の中に入れます", misfit.source.span((*misfit.path, holder), "key")),),
    )


_APART = re.compile(r"[\s,、，・；;]+")


def listed_ids(misfit: Misfit) -> tuple[str, ...]:
    """The ids in a text that stands for a list of ids (`businesses、schools`); none where it is no such list."""
    items = core(core(misfit.schema).get("items", {}))
    return _ids(misfit.value) if items.get(DEFINITION) == "id" and isinstance(misfit.value, str) else ()


def _ids(text: str) -> tuple[str, ...]:
    parts = _APART.split(unicodedata.normalize("NFKC", text).strip().strip("[]「」【】()").strip())
    return tuple(parts) if all(_ID.fullmatch(part) for part in parts) else ()


_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


def is_id(value: object) -> bool:
    """Whether a value may be an id by its signs."""
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def invalid_id(misfit: Misfit, value: str, span: Span, meaning: str = "", example: str = "weak-ties") -> Diagnostic:
    """What cannot be an id: the name of what is meant, several in one, or signs that no id has."""
    rule = "ID は、半角の英小文字で始め、英小文字・数字・ハイフン（-）だけで書きます。"
    named = misfit.named().get(value.strip().rstrip("。"), ()) if misfit.path != ("id",) else ()
    if named:
        listed = "か".join(f"「{id}」" for id in named)
        right = misfit.source.corrected(span, named[0]) if len(named) == 1 else None
        message = f"「{short(value)}」は名前です。ここには id を書きます。"
        return error("invalid-id", message, span, f"{listed}と書いてください。", correction=right)
    begun = [name for name in misfit.named() if name[:1] == value[:1]]  # comparing with all would take its time
    alike = nearest(value, begun, 1, SLIP) if not value.isascii() and misfit.path != ("id",) else ()
    if alike:
        listed = "か".join(f"「{id}」" for id in misfit.named()[alike[0]])
        help = f"「{alike[0]}」のことなら、{listed}と書いてください。"
        return error("invalid-id", f"「{short(value)}」は ID になりません。", span, help)
    several = _ids(value)
    if len(several) > 1 and _in_brackets(misfit, span):
        right = misfit.source.corrected(span, ", ".join(several))
        help = "いくつも書くときは、半角の「,」と半角の空白で区切ってください。"
        return error("invalid-id", f"「{short(value)}」が1つの ID として読まれています。", span, help, correction=right)
    plain = unicodedata.normalize("NFKC", value).strip().lower()
    plain = re.sub(r"[\s_‐‑–—−ー]+", "-", plain).strip("-")
    return error(
        "invalid-id",
        f"「{short(value)}」は ID になりません。",
        span,
        f"{meaning}{rule}例: {example}",
        correction=misfit.source.corrected(span, plain) if _ID.fullmatch(plain) else None,
    )


def _in_brackets(misfit: Misfit, span: Span) -> bool:
    line = misfit.source.corrected(span, "") or ""
    return "[" in line[: span.column - 1]


def both(misfit: Misfit) -> Diagnostic:
    """Two keys of which only one may stand."""
    alternatives = cast("list[list[str]]", misfit.fault.validator_value)
    first, second = (names[0] for names in alternatives[:2])
    spans = sorted(misfit.source.span((*misfit.path, name), "key") for name in (first, second))
    return error(
        "keys-exclude-each-other",
        f"「{first}」と「{second}」は、どちらか一方だけを書きます。",
        spans[1],
        "どちらかの行を消してください。",
        related=(Related("もう一方はここです", spans[0]),),
    )


def mixed(misfit: Misfit) -> Diagnostic:
    """The keys of two forms in one mapping, of which only one may be (a value, and that it is not settled yet)."""
    forms = [core(form) for form in cast("list[Schema]", misfit.fault.validator_value)]
    known = {name: schema for form in forms for name, schema in form["properties"].items()}
    own = [
        [
            name
            for name in misfit.value
            if name in form["properties"] and not all(name in f["properties"] for f in forms)
        ]
        for form in forms
    ]
    first, second = (titled(names[0], known[names[0]]) for names in own[:2])
    spans = sorted(misfit.source.span((*misfit.path, names[0]), "key") for names in own[:2])
    either = "か、".join(f"{'・'.join(names)} の行" for names in reversed(own[:2]))
    return error(
        "keys-exclude-each-other",
        f"「{first}」と「{second}」は、どちらか一方だけを書きます。",
        spans[1],
        f"{either}を消してください。",
        related=(Related("もう一方はここです", spans[0]),),
    )


def neither(misfit: Misfit) -> Diagnostic:
    """None of several keys of which one has to stand."""
    properties: Mapping[str, Schema] = core(misfit.schema).get("properties", {})
    choices = [
        "と".join(f"「{titled(name, properties.get(name, {}))}」" for name in names)
        for names in cast("list[list[str]]", misfit.fault.validator_value)
    ]
    return error(
        "missing-key",
        f"{'か'.join(choices)}のどちらかが必要です。",
        _first_key(misfit),
        "どちらか一方を、1行加えてください。",
    )


def _first_key(misfit: Misfit) -> Span:
    first = next(iter(misfit.value), None)
    return misfit.span if first is None else misfit.source.span((*misfit.path, first), "key")
