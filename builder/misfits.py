"""How a value that does not fit its schema is told: a function per kind of misfit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from jsonschema.exceptions import ValidationError

from builder import wording
from builder.diagnostic import Diagnostic, Related, error
from builder.nearest import nearest
from builder.repairs import quoted
from builder.shape import DEFINITION, Schema, core, example_of, meant_key, titled
from builder.source import Path, Source
from builder.span import Span

_QUOTE_IT = '文章や文字として書くなら、" で囲んでください。'
_TYPES = {
    "string": "文章や文字",
    "number": "数",
    "integer": "整数",
    "boolean": " true か false ",
    "array": "「- 」で始まる並び",
    "object": "「項目: 値」のまとまり",
}


@dataclass(frozen=True, slots=True)
class Misfit:
    """A fault of a value, with the file it stands in."""

    source: Source
    fault: ValidationError

    @property
    def counts(self) -> bool:
        """Whether it is to be told: not for an absent value, nor for a text whose quotes say that it is one."""
        return self.value is not None and not (self.fault.validator == "x-colon" and self.raw[:1] in ("'", '"'))

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
    def name(self) -> str:
        """What the value is called: its key, or that of the list it is in."""
        keys = [part for part in self.path if isinstance(part, str)]
        if not keys:
            return "ファイルの中身"
        return f"「{keys[-1]}」" + ("の中" if isinstance(self.path[-1], int) else "")


def missing_key(misfit: Misfit) -> Diagnostic:
    """A key that every such mapping has is not there; told at the first key that is."""
    name = misfit.fault.message
    described = core(misfit.schema).get("properties", {}).get(name, {})
    example = example_of(described)
    line = f"「{name}: {example}」" if example else f"「{name}: …」"
    return error(
        "missing-key",
        f"必要な項目「{titled(name, described)}」がありません。",
        _first_key(misfit),
        f"{line}のように、1行加えてください。",
    )


def unknown_key(misfit: Misfit) -> Diagnostic:
    """A key that is none of those known here."""
    key = misfit.fault.message
    schema = core(misfit.schema)
    properties: Mapping[str, Schema] = schema.get("properties", {})
    span = misfit.source.span((*misfit.path, key), "key")
    if schema.get("patternProperties"):
        examples = [name for shown in schema.get("examples", ()) for name in shown]
        return _invalid_id(misfit, key, span, schema.get("description", ""), *examples[:1])
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
    listed = "か、".join(_TYPES[kind] for kind in types)
    return error("wrong-type", f"{misfit.name}には{listed}を書きます。", misfit.span, _form_hint(types))


def _form_hint(types: list[str]) -> str:
    if "array" in types:
        return "1つだけのときも、次の行に字下げして「- 」を付けて書いてください。"
    if "object" in types:
        return "次の行から字下げして「項目: 値」の形で書いてください。"
    if "boolean" in types:
        return "半角の小文字で true（はい）か false（いいえ）と書いてください。"
    return "単位や記号は付けず、半角の数字だけで書いてください。"


def _text_for_other(misfit: Misfit, types: list[str]) -> Diagnostic | None:
    """Text that a slip of writing has kept from being what is wanted."""
    value: str = misfit.value
    key = re.match(r"([A-Za-z_][A-Za-z0-9_-]*)([:：])", value)
    if key and "object" in types and misfit.raw[:1] not in "\"'":
        return _colon(misfit, key)
    if not {"number", "integer"} & set(types):
        return None
    half = unicodedata.normalize("NFKC", value).strip()
    if re.fullmatch(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?", half):
        half = half.replace(",", "")
    if not re.fullmatch(r"-?(?:0|[1-9]\d*)(?:\.\d+)?", half) or ("number" not in types and "." in half):
        return None
    right = misfit.source.corrected(misfit.span, half)
    if not value.isascii():
        return error(
            "full-width-digit",
            f"数字が全角（{value}）です。",
            misfit.span,
            "半角の数字に直してください。",
            correction=right,
        )
    if "," in value:
        help = "「,」を取ってください。桁の区切りは、見せるときに自動で付きます。"
    else:
        help = "引用符を取ってください。"
    return error(
        "wrong-type",
        f"{misfit.name}には数を書きますが、文字になっています。",
        misfit.span,
        help,
        correction=right,
    )


def _other_for_text(misfit: Misfit) -> Diagnostic:
    """A number, a truth value, a list or a mapping where text is meant."""
    if isinstance(misfit.value, (int, Decimal)):
        kind = "true か false " if isinstance(misfit.value, bool) else "数"
        return error(
            "wrong-type",
            f"{misfit.name}には文字を書きますが、{kind}として読まれています。",
            misfit.span,
            _QUOTE_IT,
            correction=misfit.source.corrected(misfit.span, quoted(misfit.raw)),
        )
    span = misfit.source.span(misfit.path)
    opening = misfit.raw[:1]
    if opening in ("[", "{") and span.line == span.end_line:
        return error(
            "quotes-needed",
            f"文章が記号「{opening}」で始まっているため、文章として読めません。",
            Span(span.path, span.line, span.column, span.line, span.column + 1),
            '文章全体を " で囲んでください。',
            correction=misfit.source.corrected(span, quoted(misfit.raw)),
        )
    if isinstance(misfit.value, dict) and len(misfit.value) == 1:
        return text_read_as_mapping(misfit)
    kind = _TYPES["array" if isinstance(misfit.value, list) else "object"]
    return error(
        "wrong-type",
        f"{misfit.name}には文章を1つ書きますが、{kind}になっています。",
        misfit.span,
        "1つの文章として書いてください。段落を分けるときは「|」の下に書き、間に空の行を入れます。",
    )


def text_read_as_mapping(misfit: Misfit) -> Diagnostic:
    """`- 8050: 問題`: a text with a colon in it, which YAML takes for a key with its value."""
    key = next(iter(misfit.value))
    if re.fullmatch(r"[a-z_]+", key):
        return _no_form(misfit, key)
    key_span = misfit.source.span((*misfit.path, key), "key")
    colon = Span(key_span.path, key_span.line, key_span.end_column, key_span.line, key_span.end_column + 1)
    span = misfit.source.span(misfit.path)
    single = len(misfit.value) == 1 and not isinstance(misfit.value[key], (dict, list))
    right = misfit.source.corrected(span, quoted(misfit.raw)) if single and misfit.raw[:1] not in "\"'" else None
    return wording.COLON_IN_TEXT.at(colon, right)


def _no_form(misfit: Misfit, key: str) -> Diagnostic:
    """A key that none of the forms allowed here has."""
    forms = misfit.fault.validator_value
    known: dict[str, Schema] = {}
    for form in forms if isinstance(forms, list) else ():
        if isinstance(form, dict):
            known.update(core(form).get("properties", {}))
    listed = "・".join(titled(name, known[name]) for name in known)
    return error(
        "unknown-key",
        f"「{key}」という項目はありません。",
        misfit.source.span((*misfit.path, key), "key"),
        f"ここに書ける項目は {listed} です。" if listed else _QUOTE_IT,
    )


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
    help = f"{'・'.join(allowed)} のどれかを書いてください。"
    return error(
        "value-not-allowed",
        f"{misfit.name}に「{_short(misfit.value)}」は書けません。",
        misfit.span,
        f"「{near[0]}」の間違いではありませんか。{help}" if near else help,
        correction=misfit.source.corrected(misfit.span, near[0]) if near else None,
    )


def wrong_form(misfit: Misfit) -> Diagnostic:
    """A text that is blank, or not written as such texts are (an id, a reading, a colour)."""
    if not misfit.value.strip():
        return error(
            "empty-text",
            f"{misfit.name}の文章が空です。",
            misfit.span,
            "文章を書くか、要らない項目なら行ごと消してください。",
        )
    if misfit.schema.get(DEFINITION) == "id":
        return _invalid_id(misfit, misfit.value, misfit.span)
    schema = misfit.schema
    example = example_of(schema)
    if example and example.startswith("#"):
        example = quoted(example)
    return error(
        "wrong-form",
        f"「{_short(misfit.value)}」は、{schema.get('title', 'ここ')}の書き方になっていません。",
        misfit.span,
        schema.get("description", "") + (f"例: {example}" if example else ""),
    )


def _invalid_id(misfit: Misfit, value: str, span: Span, meaning: str = "", example: str = "weak-ties") -> Diagnostic:
    plain = unicodedata.normalize("NFKC", value).strip().lower()
    plain = re.sub(r"[\s_‐‑–—−ー]+", "-", plain).strip("-")
    fits = re.fullmatch(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", plain)
    return error(
        "invalid-id",
        f"「{_short(value)}」は ID になりません。",
        span,
        f"{meaning}ID は、半角の英小文字で始め、英小文字・数字・ハイフン（-）だけで書きます。例: {example}",
        correction=misfit.source.corrected(span, plain) if fits else None,
    )


def too_few(misfit: Misfit) -> Diagnostic:
    """An empty list."""
    return error(
        "too-few-items",
        f"{misfit.name}に1つも書かれていません。",
        misfit.span,
        f"{misfit.fault.validator_value}つ以上書くか、要らない項目なら行ごと消してください。",
    )


def repeated(misfit: Misfit) -> Diagnostic:
    """The same item twice in a list that has each once."""
    items = misfit.value
    second = next(at for at, item in enumerate(items) if item in items[:at])
    first = items.index(items[second])
    return error(
        "repeated-item",
        f"{misfit.name}に「{_short(items[second])}」が2回あります。",
        misfit.source.span((*misfit.path, second)),
        "どちらか一方を消してください。",
        related=(Related("1つ目はここです", misfit.source.span((*misfit.path, first))),),
    )


def out_of_range(misfit: Misfit) -> Diagnostic:
    """A number that is too small or too large."""
    limit = misfit.fault.validator_value
    bound = {"minimum": "以上", "maximum": "以下", "exclusiveMinimum": "より大きい数"}[str(misfit.fault.validator)]
    return error(
        "number-out-of-range",
        f"{misfit.name}の {misfit.raw} は、書ける範囲の外です。",
        misfit.span,
        f"{limit}{bound}で書いてください。",
    )


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


def other(misfit: Misfit) -> Diagnostic:
    """A demand of a schema that has no words of its own here."""
    example = example_of(misfit.schema)
    return error(
        "wrong-form",
        f"{misfit.name}の書き方が決まりに合いません。",
        misfit.span,
        misfit.schema.get("description", "") + (f"例: {example}" if example else ""),
    )


def _first_key(misfit: Misfit) -> Span:
    first = next(iter(misfit.value), None)
    return misfit.span if first is None else misfit.source.span((*misfit.path, first), "key")


def _short(value: Any) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= 30 else f"{text[:29]}…"
