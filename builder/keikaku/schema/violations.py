"""How a value that does not fit its schema is told: a function per kind of misfit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal

from keikaku.diagnostics.diagnostic import Diagnostic, Related, error
from keikaku.diagnostics.span import Span
from keikaku.schema.shape import DEFINITION, Schema, core, example_of, titled
from keikaku.schema.violation import Misfit, short
from keikaku.schema.violation_keys import invalid_id, is_id, listed_ids
from keikaku.text.nearest import nearest
from keikaku.text.quantities import Quantity, quantity
from keikaku.yaml.diagnose import wording
from keikaku.yaml.diagnose.repairs import quoted

_QUOTE_IT = '文章や文字として書くなら、" で囲んでください。'
_TYPES = {
    "string": "文章や文字",
    "number": "数",
    "integer": "整数",
    "boolean": " true か false ",
    "array": "「- 」で始まる並び",
    "object": "「項目: 値」のまとまり",
}


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
    help, correction = _form_hint(misfit, types)
    return error("wrong-type", f"{misfit.name}には{listed}を書きます。", misfit.span, help, correction=correction)


def _form_hint(misfit: Misfit, types: list[str]) -> tuple[str, str | None]:
    """What to do, and the line as it should read where it is one line."""
    if "array" in types:
        if ids := listed_ids(misfit):
            right = misfit.source.corrected(misfit.source.span(misfit.path), f"[{', '.join(ids)}]")
            return "1つだけのときも、[ ] で囲むか、次の行に字下げして「- 」を付けて書いてください。", right
        return "1つだけのときも、次の行に字下げして「- 」を付けて書いてください。", None
    if "object" in types:
        return _entry_hint(misfit)
    if "boolean" in types:
        return "半角の小文字で true（はい）か false（いいえ）と書いてください。", None
    return "単位や記号は付けず、半角の数字だけで書いてください。", None


def _entry_hint(misfit: Misfit) -> tuple[str, str | None]:
    """A mapping is meant: which keys it has, with the value that was written where it belongs."""
    forms = [core(form) for form in core(misfit.schema).get("oneOf", (core(misfit.schema),))]
    known: dict[str, Schema] = {name: found for form in forms for name, found in form.get("properties", {}).items()}
    written = quantity(misfit.raw) if "value" in known else None
    if written is not None:
        unit = (
            f"「unit: {_unit(written.unit)}」" if written.unit else f"単位（「unit: {example_of(known['unit'])}」など）"
        )
        return f"次の行から字下げして、「value: {written.number}」と{unit}を1行ずつ書いてください。", None
    first = next(iter(forms[0].get("required", ())), None)
    if first is not None and not isinstance(misfit.value, (dict, list)):
        fits = isinstance(misfit.path[-1], int) and core(known.get(first, {})).get(DEFINITION) == "id"
        right = misfit.source.corrected(misfit.span, f"{first}: {misfit.raw}") if fits and is_id(misfit.value) else None
        return f"「{titled(first, known.get(first, {}))}」なら、「{first}: 」を前に付けて書いてください。", right
    keyed = next((key for example in core(misfit.schema).get("examples", ()) for key in example), None)
    if keyed is not None and "patternProperties" in core(misfit.schema):
        meaning = misfit.schema.get("description", "")
        return f"{meaning}「{keyed}:」のような行を書き、その下に字下げして並べてください。", None
    return "次の行から字下げして「項目: 値」の形で書いてください。", None


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
        return error(
            "full-width-digit",
            f"数字が全角（{value}）です。",
            misfit.span,
            "半角の数字に直してください。",
            correction=right,
        )
    message = f"{misfit.name}には数を書きますが、文字になっています。"
    return error("wrong-type", message, misfit.span, _number_hint(misfit, written, half), correction=right)


def _number_hint(misfit: Misfit, written: Quantity, text: str) -> str:
    """What to take away from the number, and where it goes."""
    inside = misfit.around()
    unit = misfit.path[-1:] == ("value",) and isinstance(inside, dict) and "unit" not in inside
    parts = []
    if written.unit:
        parts.append(
            f"単位は、次の行に「unit: {_unit(written.unit)}」と書きます。" if unit else "単位は「unit」に書きます。"
        )
    if written.bound:
        parts.append(f"「{written.bound}」は、別の行に「bound: {written.bound}」と書きます。")
    if written.about:
        parts.append(f"「{written.about}」は書けません。")
    if parts:
        return f"半角の数字だけを書いてください。{''.join(parts)}"
    if "," in text:
        return "「,」を取ってください。桁の区切りは、見せるときに自動で付きます。"
    if any(sign in text for sign in "千万億"):
        return "「万」や「億」を使わず、半角の数字だけで書いてください。"
    if any(sign in text for sign in "▲△−"):
        return "マイナスは、半角の「-」を数字の前に付けます。"
    return "引用符を取ってください。"


def _other_for_text(misfit: Misfit) -> Diagnostic:
    """A number, a truth value, a list or a mapping where text is meant."""
    if misfit.schema.get(DEFINITION) == "id" and not isinstance(misfit.value, (dict, list)):
        return invalid_id(misfit, misfit.raw, misfit.span)
    if isinstance(misfit.value, (int, Decimal)):
        return _number_for_text(misfit)
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


def _number_for_text(misfit: Misfit) -> Diagnostic:
    """Told once for all the numbers of a list on one line."""
    numbers = [misfit.source.span(path) for path in misfit.numbers_beside] or [misfit.span]
    first, *others = numbers
    whole = Span(first.path, first.line, first.column, numbers[-1].end_line, numbers[-1].end_column)
    text, start = misfit.source.map.slice(whole), whole.column
    for span in reversed(numbers):
        begin, end = span.column - start, span.end_column - start
        text = text[:begin] + quoted(text[begin:end]) + text[end:]
    kind = "true か false " if isinstance(misfit.value, bool) else "数"
    return error(
        "wrong-type",
        f"{misfit.name}には文字を書きますが、{kind}として読まれています。",
        misfit.span,
        _QUOTE_IT + (f"同じ行のほかの{len(others)}つも同じです。" if others else ""),
        correction=misfit.source.corrected(whole, text),
    )


def text_read_as_mapping(misfit: Misfit) -> Diagnostic:
    """`- 8050: 問題`: a text with a colon in it, which YAML takes for a key with its value."""
    key = next(iter(misfit.value))
    known = _known(misfit)
    meant = next((name for name, schema in known.items() if titled(name, schema).startswith(f"{name}（{key}")), None)
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
    listed = "・".join(titled(name, known[name]) for name in known)
    help = f"ここに書ける項目は {listed} です。" if listed else _QUOTE_IT
    if meant is not None:
        help = f"「{titled(meant, known[meant])}」の間違いではありませんか。"
    right = misfit.source.corrected(span, meant) if meant is not None else None
    return error("unknown-key", f"「{key}」という項目はありません。", span, help, correction=right)


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
        f"{misfit.name}に「{short(misfit.value)}」は書けません。",
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
        return invalid_id(misfit, misfit.value, misfit.span)
    schema = misfit.schema
    example = example_of(schema)
    if example and example.startswith("#"):
        example = quoted(example)
    return error(
        "wrong-form",
        f"「{short(misfit.value)}」は、{schema.get('title', 'ここ')}の書き方になっていません。",
        misfit.span,
        schema.get("description", "") + (f"例: {example}" if example else ""),
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
        f"{misfit.name}に「{short(items[second])}」が2回あります。",
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


def other(misfit: Misfit) -> Diagnostic:
    """A demand of a schema that has no words of its own here."""
    example = example_of(misfit.schema)
    return error(
        "wrong-form",
        f"{misfit.name}の書き方が決まりに合いません。",
        misfit.span,
        misfit.schema.get("description", "") + (f"例: {example}" if example else ""),
    )
