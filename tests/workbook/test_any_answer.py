"""Whatever is typed: the plan says just that, or a message tells why not; comments and other lines stay."""

from __future__ import annotations

import io
import random
import re
import zipfile
from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st
from openpyxl.utils.exceptions import IllegalCharacterError

from keikaku.diagnostics.diagnostic import has_errors
from keikaku.diagnostics.source import Path, Source
from keikaku.diagnostics.span import text_map
from keikaku.hosts.reporting.explanations import explanations
from keikaku.outputs.workbook import edited, read_workbook
from keikaku.outputs.workbook.row import paragraphs, typed_paragraphs
from keikaku.text.signs import UNSEEN
from keikaku.yaml.parse import NotYamlError, parse
from tests.comments import with_comments
from tests.workbook.test_refused import WORDS as MESSAGES
from tests.workbook.test_refused import packed, plan, saved, sent, taken, text

WORDS = st.text(
    st.sampled_from("見守り活動をする。#:-,[]{}|>*&!%@`'\"\\?=_x \n\tあ1０.〇「」（）~　+"), min_size=1, max_size=24
) | st.text(min_size=1, max_size=24)


@pytest.mark.slow
@settings(max_examples=50)
@given(WORDS)
def test_any_text_typed_in_a_cell(typed: str) -> None:
    try:
        content = saved(text(typed))
    except IllegalCharacterError:  # no workbook can hold it
        assume(False)
    merged, faults = taken(content)
    assert not (has_errors(faults) and merged.changes)
    if faults:
        event("refused: " + faults[0].code)
        # What is only asked about comes back with its change, to be confirmed.
        assert all(fault.help and "セル" in str(fault.message) for fault in faults)
    for change in merged.changes:
        assert typed_paragraphs(typed) == paragraphs(str(change.value))
        source = change.row.at.source
        new = edited(source, {change.row.at.path: change.value})
        assert new is not None
        assert paragraphs(at(parse(text_map("", new)).data, change.row.at.path)) == typed_paragraphs(typed)
        assert_only_its_lines(source, change.row.at.path, new)


def at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def source_of(text: str) -> Source | None:
    """The text as a file, or None where reading finds any fault in it."""
    try:
        parsed = parse(text_map("plan/x.yml", text))
    except NotYamlError:
        return None
    if parsed.faults or not isinstance(parsed.data, dict):
        return None
    return Source("measure", "x", parsed.data, text_map("plan/x.yml", text), parsed.positions)


def assert_only_its_lines(source: Source, path: Path, new: str) -> None:
    """What stands above and below the lines of a datum stands there still."""
    span = source.span(path)
    lines = source.text.split("\n")
    first = span.line - 1
    # The | of a block stands above its words, with empty lines and comments between them at most.
    while first and not re.search(r"[|>][-+0-9]*[ \t]*(#.*)?\r?$|[:\-][ \t]", lines[first]):
        first -= 1
    above, below = lines[: max(0, first - 1)], lines[span.end_line :]
    assert new.split("\n")[: len(above)] == above
    assert not below or new.split("\n")[-len(below) :] == below


KEYS = st.sampled_from(("id", "title", "purpose", "actions", "text", "detail", "note", "city", "x-y"))
TREES = st.dictionaries(
    KEYS,
    st.recursive(
        WORDS | st.integers(0, 99),
        lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(KEYS, inner, min_size=1, max_size=3),
        max_leaves=8,
    ),
    min_size=1,
)


def texts_of(data: Any, path: Path = ()) -> list[Path]:
    if isinstance(data, str):
        return [path]
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [found for key, value in items for found in texts_of(value, (*path, key))]


@pytest.mark.slow
@settings(
    suppress_health_check=[HealthCheck.filter_too_much]
)  # few of the trees hold a text and are read without fault
@given(
    TREES,
    WORDS,
    st.randoms(use_true_random=False),
    st.sampled_from((None, True, False)),
    st.sampled_from((None, "'", '"', "|", ">")),
)
def test_any_text_in_any_style_of_writing(
    tree: dict[str, Any], words: str, choose: random.Random, flow: bool | None, style: str | None
) -> None:
    plain = yaml.safe_dump(tree, allow_unicode=True, default_flow_style=flow, default_style=style, sort_keys=False)
    source = source_of(with_comments(plain, choose)) or source_of(plain)
    assume(source is not None and texts_of(source.data) and typed_paragraphs(words))
    assume(UNSEEN.search(words) is None)
    assert source is not None
    path = choose.choice(texts_of(source.data))
    value = "\n\n".join(typed_paragraphs(words))
    new = edited(source, {path: value})
    assert new is not None
    parsed = parse(text_map("", new))
    assert parsed.faults == ()
    assert paragraphs(at(parsed.data, path)) == typed_paragraphs(words)
    told = "".join(map(str, (at(source.data, found) for found in texts_of(source.data))))
    for mark in re.findall(r"# [上横]\d+/", source.text):
        assert mark in new or mark in told
    old_data, new_data = {"x": source.data}, {"x": parsed.data}
    at(old_data, ("x", *path[:-1]))[path[-1]] = at(new_data, ("x", *path[:-1]))[path[-1]] = None
    assert old_data == new_data


READINGS = st.fixed_dictionaries(
    {"value": st.integers(-99, 99) | st.decimals(0, 99, places=2), "unit": st.sampled_from(("人", "%", "件: 月", "#"))},
    optional={"bound": st.sampled_from(("以上", "超")), "source": st.just("調査: 市民")},
)
PENDING = st.fixed_dictionaries({"pending": st.sampled_from(("〇〇%", "調査中"))}, optional={"note": st.just("値 #1")})
VALUES = READINGS | PENDING | st.just({"absent": "—"})


@given(VALUES, VALUES, st.booleans(), st.randoms(use_true_random=False))
def test_any_value_for_any_other(
    old: dict[str, Any], new: dict[str, Any], brackets: bool, choose: random.Random
) -> None:
    if brackets:
        entries = ", ".join(f"{key}: {written(datum)}" for key, datum in old.items())
        lines = [f"  target: {{{entries}}}  # 横/"]
    else:
        lines = ["  target:  # 横/", *(f"    {key}: {written(datum)}  # {key}/" for key, datum in old.items())]
    document = "\n".join(("x:", "  baseline: 1  # 前/", *lines, "  # 後/", "  actual: 2", ""))
    source = source_of(document)
    assert source is not None
    text = edited(source, {("x", "target"): new})
    assert text is not None
    assert parse(text_map("", text)).data == {"x": {"baseline": 1, "target": new, "actual": 2}}
    assert re.findall(r"# [^/\n]*/", text) == re.findall(r"# [^/\n]*/", document)
    assert text.split("\n")[:2] == document.split("\n")[:2]
    assert text.endswith("  # 後/\n  actual: 2\n")


def written(datum: Any) -> str:
    return str(datum) if isinstance(datum, int | Decimal) else f'"{datum}"'


def test_a_comment_further_in_stays_a_comment() -> None:
    """Below a block it would be words; so the paragraphs are written in quotes."""
    source = source_of("a: もとの文\n    # 課に照会中\nb: 1\n")
    assert source is not None
    assert edited(source, {("a",): "一。\n\n二。"}) == 'a: "一。\\n\\n二。\\n"\n    # 課に照会中\nb: 1\n'


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("8050: 問題", '- "8050: 問題"'),
        ("#タグ", '- "#タグ"'),
        ("- 見守り", '- "- 見守り"'),
        ("30", '- "30"'),
        ("はい", "- はい"),
        ("true", '- "true"'),
        ('「"」', '- 「"」'),
    ],
)
def test_words_that_mean_something_in_the_files_are_quoted(typed: str, line: str) -> None:
    source = source_of("a:\n  - もとの文  # 仮\n")
    assert source is not None
    assert edited(source, {("a", 0): typed}) == f"a:\n  {line}  # 仮\n"


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A workbook with bytes changed, in the file or in one of its parts."""
    content = sent()
    if draw(st.booleans()):
        return spoilt(draw, content)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = draw(st.sampled_from(sorted(parts)))
    return packed(parts | {name: spoilt(draw, parts[name])})


def spoilt(draw: st.DrawFn, content: bytes) -> bytes:
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(content)))
        cut = draw(st.integers(0, 20))
        put = draw(st.binary(max_size=4) | st.sampled_from((b"<", b'"', b"</c>", b't="d"', b't="b"', b"9e999", b"A1")))
        content = content[:start] + put + content[start + cut :]
    return content


@pytest.mark.slow
@given(damaged())
def test_any_damaged_file_is_reported_or_read(content: bytes) -> None:
    """Never an exception."""
    returned, faults = read_workbook("1.xlsx", content, MESSAGES, plan())
    assert all(fault.code in explanations() and fault.span.path == "1.xlsx" for fault in faults)
    assert all(answer.now != answer.was for answer in returned.answers)
