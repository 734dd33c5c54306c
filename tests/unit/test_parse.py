"""YAML as the plan means it: what each way of writing becomes, and where it stands."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keikaku.diagnostics.span import text_map
from keikaku.yaml.parse import NotYamlError, parse
from keikaku.yaml.syntax import explain


def data(text: str) -> Any:
    parsed = parse(text_map("p", text))
    assert not parsed.faults
    return parsed.data


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("12", 12),
        ("-3", -3),
        ("0", 0),
        ("true", True),
        ("false", False),
        ("yes", "yes"),
        ("on", "on"),
        ("True", "True"),
        ("2026-04-01", "2026-04-01"),
        ("12:30", "12:30"),
        ("1_000", "1_000"),
        ("1,000", "1,000"),
        ('"12"', "12"),
        ("「8050問題」", "「8050問題」"),
        ("注意 # 覚え書き", "注意"),
    ],
)
def test_plain_values(written: str, meant: object) -> None:
    """Only `true` and `false` are truth values; a date is what is written."""
    found = data(f"a: {written}\n")["a"]
    assert (found, type(found)) == (meant, type(meant))


def test_decimals_keep_their_digits() -> None:
    """1.50 percent is not 1.5 percent."""
    found = data("a: 1.50\n")["a"]
    assert (found, str(found)) == (Decimal("1.50"), "1.50")


@pytest.mark.parametrize("written", ["0942", "1e3", "+5", ".5", "0x1F", ".inf", "1234567890123456"])
def test_what_is_neither_number_nor_text_is_a_fault(written: str) -> None:
    """Other readers of the same file would take these for numbers of their own. Only a code is surely text."""
    (fault,) = parse(text_map("p", f"a: {written}\n")).faults
    assert fault.code == "number-form"
    assert fault.correction == ('a: "0942"' if written == "0942" else None)


def test_an_alias_bomb_is_not_expanded() -> None:
    """Nine levels of nine references would be four hundred million texts."""
    lines = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    parsed = parse(text_map("p", "\n".join(lines)))
    assert {fault.code for fault in parsed.faults} == {"unsupported-yaml"}
    assert set(parsed.data.values()) == {None}


def test_a_tag_runs_nothing() -> None:
    """The data language of Python objects is not ours."""
    (fault,) = parse(text_map("p", "a: !!python/object/apply:os.system [ls]\n")).faults
    assert fault.code == "unsupported-yaml"


@pytest.mark.parametrize("text", ["[" * 10_000, "a: " + "[" * 500, "- " * 2_000, "{a: " * 2_000])
def test_deep_nesting_ends_in_a_fault(text: str) -> None:
    """No RecursionError, whatever is in the file."""
    map = text_map("p", text)
    try:
        assert parse(map).faults
    except NotYamlError:
        assert explain(map)


KEYS = st.text(alphabet="abcあ", min_size=1, max_size=6)
PLAIN = st.text(alphabet="あいう漢字𠮷abc、。", min_size=1, max_size=12)
VALUES = st.one_of(
    PLAIN.map(lambda text: (text, text)),
    PLAIN.map(lambda text: (f'"{text}"', text)),
    PLAIN.map(lambda text: (f"'{text}'", text)),
    st.integers(-999_999, 999_999).map(lambda number: (str(number), number)),
)


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=6), st.sampled_from(["\n", "\r\n"]))
def test_every_value_stands_where_it_is_said_to_stand(entries: dict[str, tuple[str, object]], end: str) -> None:
    """The text under the span of a key is the key, under that of a value the value as written."""
    text = "".join(f"{key}: {written}{end}" for key, (written, _) in entries.items())
    map = text_map("p", text)
    parsed = parse(map)
    assert parsed.data == {key: meant for key, (_, meant) in entries.items()}
    for key, (written, _) in entries.items():
        at = parsed.positions[(key,)]
        assert text[at.key_start : at.key_end] == key
        assert text[at.value_start : at.value_end] == written


@given(st.lists(PLAIN, min_size=1, max_size=5))
def test_the_lines_of_a_block_are_its_span(lines: list[str]) -> None:
    """Positions inside long texts are where references are pointed at."""
    text = "a: |\n" + "".join(f"  {line}\n" for line in lines) + "b: x\n"
    map = text_map("p", text)
    at = parse(map).positions[("a",)]
    assert text[at.value_start : at.value_end] == "\n  ".join(lines)


def test_a_comment_as_long_as_a_file_may_be_is_read_once() -> None:
    """A pattern that tried the rest of the line anew at each of its spaces would take hours."""
    (fault,) = parse(text_map("p", f"a:  #x{' ' * 1_000_000}y\nb: x\n")).faults
    assert (fault.code, fault.span.line, fault.span.column) == ("quotes-needed", 1, 5)


@pytest.mark.parametrize("value", ["!!str |-\n  あ", "!!int |-\n  1", "!!str >\n", "!x  |\n  あ"])
def test_a_tag_before_a_block_text_is_a_fault_and_no_surprise(value: str) -> None:
    (fault,) = parse(text_map("p", f"a: {value}\n")).faults
    assert (fault.code, fault.span.line, fault.span.column) == ("unsupported-yaml", 1, 4)
