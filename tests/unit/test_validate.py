"""Each violation is told once, at the smallest place, and our verdict is that of plain JSON Schema."""

from __future__ import annotations

import copy
import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from keikaku.diagnostics.diagnostic import Diagnostic
from keikaku.diagnostics.source import Source, Sources
from keikaku.diagnostics.span import text_map
from keikaku.pipeline import forms, schemas
from keikaku.schema.faults import MAX_FAULTS
from keikaku.schema.fits import Fits
from keikaku.schema.shape import MAX_STRAY, meant_key, validator
from keikaku.schema.validate import validate
from keikaku.yaml.parse import parse
from keikaku.yaml.read import read
from tests.specimens import TINY

MEASURE = "id: x\ntitle: あ\nreading: あ\npillar: p\npurpose: あ\n"


def told(text: str, kind: str = "measure") -> list[Diagnostic]:
    map = text_map("p", text)
    parsed = parse(map)
    source = Source(kind, "x", parsed.data, map, parsed.positions)
    return list(validate(Sources("plan", (source,), frozenset(), {}), forms()))


def items(text: str) -> list[Diagnostic]:
    """What is told of one item of a list of actions."""
    return told(f"{MEASURE}actions:\n  residents:\n    {text}")


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ("- 8050: 問題\n", "quotes-needed", 11),
        ("- 注意: これは\n", "quotes-needed", 9),
        ("- text：あ\n", "full-width-colon", 11),
        ("- text:あ\n", "missing-space-after-colon", 11),
        ("- tetx: あ\n", "unknown-key", 7),
        ("- foo: あ\n", "unknown-key", 7),
        ("- 12\n", "wrong-type", 7),
        ("- [x]\n", "quotes-needed", 7),
        ("- - a\n", "wrong-type", 7),
        ("- ''\n", "empty-text", 7),
        ("- id: a\n", "missing-key", 7),
        ("- group: あ\n", "missing-key", 7),
        ("- cross_listing: Ab_C\n", "invalid-id", 22),
        ("- text: あ\n      audience: businesses\n", "wrong-type", 17),
        ("- text: あ\n      audience: []\n", "too-few-items", 17),
        ("- text: あ\n      audience: [a, a]\n", "repeated-item", 21),
    ],
)
def test_a_choice_of_forms_tells_only_the_form_that_was_meant(text: str, code: str, column: int) -> None:
    """An action may be a text or one of three mappings; nobody wants four explanations."""
    (fault,) = items(text)
    assert (fault.code, fault.span.column) == (code, column)


def test_a_quoted_text_may_begin_like_a_key() -> None:
    """Whoever puts quotes means a text, whatever stands in it. (Of plain ones, those of keys that exist are told.)"""
    assert items('- "text：あ"\n') == []
    assert items("- tel：0942\n") == []


def test_a_wrong_key_is_not_also_missed() -> None:
    """`titel` is one mistake, not an unknown key and a missing one."""
    (fault,) = told(MEASURE.replace("title", "titel"))
    assert (fault.code, fault.correction) == ("unknown-key", "title: あ")


def test_the_japanese_name_of_a_key_is_known() -> None:
    """Editors see the Japanese titles in their editor, and type them."""
    (fault,) = told(MEASURE.replace("purpose", "ねらい"))
    assert fault.correction == "purpose: あ"


def test_an_absent_value_is_left_to_read() -> None:
    """`read` has told of it; here it is neither of a wrong type nor missing."""
    assert told(MEASURE.replace("title: あ", "title:")) == []


def test_messages_are_plain_japanese() -> None:
    """No word of JSON or of schemas reaches an officer, whatever is wrong."""
    text = "id: X\ntitle: 1\nfoo: x\npurpose: ''\nchallenges: [{id: a, basis: x}]\nactions: [1]\n"
    faults = told(text)
    assert len(faults) >= 6
    for fault in faults:
        for jargon in ("null", "スキーマ", "プロパティ", "オブジェクト", "配列", "文字列", "$", "object", "string"):
            assert jargon not in f"{fault.message}{fault.help}"


@pytest.mark.parametrize(
    ("key", "meant"),
    [("題名", "title"), ("Title", "title"), ("titel", "title"), ("ＴＩＴＬＥ", "title"), ("zzz", None)],
)
def test_which_key_was_meant(key: str, meant: str | None) -> None:
    """By its Japanese title first, then by likeness."""
    assert meant_key(key, forms()["measure.schema.json"]["properties"]) == meant


REGISTRY: Registry[Any] = Registry().with_resources(
    (name, Resource.from_contents(schema)) for name, schema in schemas().items()
)
SOURCES, _ = read(TINY, display="plan")
KNOWN = sorted({source.kind for source in SOURCES.files if f"{source.kind}.schema.json" in schemas()})
ODD_VALUES = st.one_of(
    st.sampled_from(["", " ", "あ", "Ab c", "text：あ", "id", 0, -1, True, Decimal("1.5"), 20266]),
    st.just([]),
    st.just({}),
    st.lists(st.sampled_from(["a", 1, {"text": "あ"}]), max_size=2),
    st.dictionaries(
        st.sampled_from(["text", "id", "term", "pending", "value", "unit", "x"]), st.just("あ"), max_size=3
    ),
)


def places(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    below = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [path, *(place for key, value in below for place in places(value, (*path, key)))]


@st.composite
def changed_data(draw: st.DrawFn) -> tuple[str, Any]:
    """The data of a sound file with one value replaced, taken away, or under another key."""
    kind = draw(st.sampled_from(KNOWN))
    data = copy.deepcopy(draw(st.sampled_from(SOURCES.of(kind))).data)
    path = draw(st.sampled_from(places(data)[1:]))
    holder = data
    for key in path[:-1]:
        holder = holder[key]
    change = draw(st.sampled_from(["replace", "remove", "rename"]))
    if change == "replace":
        holder[path[-1]] = draw(ODD_VALUES)
    else:
        value = holder.pop(path[-1])
        if change == "rename" and isinstance(holder, dict):
            holder[draw(st.sampled_from(["題名", "titel", "text", "id", "term"]))] = value
    return kind, data


@settings(max_examples=400)
@given(changed_data())
def test_the_verdict_is_that_of_plain_json_schema(changed: tuple[str, Any]) -> None:
    """Choosing one form among several changes what is told, never whether a file is sound."""
    kind, data = changed
    name = f"{kind}.schema.json"
    plain = Draft202012Validator(schemas()[name], registry=REGISTRY).is_valid(data)
    # An item that begins like a key (`text：あ`) is sound to the schema, and a slip all the same.
    schema = forms()[name]
    faults = list(validator(schema).iter_errors(data))
    ours = [fault for fault in faults if fault.validator != "x-colon"]
    assert plain == (not ours), json.dumps(data, ensure_ascii=False, default=str)
    slipped = any(fault.validator == "x-colon" for fault in faults)
    assert Fits()(schema)(data) == (plain and not slipped), json.dumps(data, ensure_ascii=False, default=str)


def test_every_example_of_the_tiny_plan_is_sound() -> None:
    """The base of the test above is."""
    assert validate(SOURCES, forms()) == ()


def test_of_a_flood_in_one_file_a_part_is_reported() -> None:
    """Something else was pasted: what is told is as much as anybody reads, and is there at once."""
    keys = told(MEASURE + "".join(f"k{n}: b\n" for n in range(20_000)))
    assert [fault.code for fault in keys] == ["unknown-key"] * MAX_STRAY
    values = told(f"{MEASURE}actions:\n  residents:\n" + "    - {a: b}\n" * 5_000)
    assert len(values) == MAX_FAULTS
