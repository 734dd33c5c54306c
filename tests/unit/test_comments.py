"""Comments hang on the same datum after formatting, in whatever way the file was written.

A tree is written as a person might (blocks or brackets, any order, any indentation) with comments that say themselves
what they are about; in the formatted text PyYAML's own marks, not the formatter's, tell what they stand at.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from textwrap import dedent
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from keikaku.diagnostics.source import Source
from keikaku.diagnostics.span import text_map
from keikaku.pipeline import forms
from keikaku.yaml.format import formatted
from keikaku.yaml.parse import parse

Way = tuple[str | int, ...]
KEYS = st.sampled_from(("id", "title", "purpose", "actions", "text", "detail", "note", "city", "x-y", "rows"))
LEAVES = st.sampled_from(("見守ります。", "はい: いいえ", "一行目\n二行目\n", "a, b", "# 番号", 1, True))
TREES = st.dictionaries(
    KEYS,
    st.recursive(
        LEAVES,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
        max_leaves=8,
    ),
    min_size=1,
    max_size=5,
)


def canonical(text: str, kind: str = "measure") -> str:
    map = text_map("plan/x.yml", text)
    parsed = parse(map)
    assert not parsed.faults, parsed.faults
    return formatted(Source(kind, "x", parsed.data, map, parsed.positions), forms()[f"{kind}.schema.json"])


def name_of(way: Way) -> str:
    return "/".join(map(str, way)) or "file"


# ------------------------------------------------------------------------------------- written as people may


@dataclass
class Writer:
    """Writes a tree in a random layout and puts comments where everybody agrees what they are about."""

    choose: random.Random
    written: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.step = self.choose.choice((2, 3, 4))

    def comment(self, where: str, way: Way) -> str | None:
        if self.choose.random() > 0.25:
            return None
        text = f"# {where} {name_of(way)}"
        self.written.append(text)
        return text

    def beside(self, way: Way) -> str:
        text = self.comment("beside", way)
        return f"{' ' * self.choose.randint(1, 3)}{text}" if text else ""

    def own(self, where: str, way: Way, column: int) -> Iterator[str]:
        """Comments and empty lines between two data."""
        if self.choose.random() < 0.15:
            yield ""
        text = self.comment(where, way)
        if text:
            yield " " * column + text

    def mapping(self, data: dict[str, Any], way: Way, column: int) -> Iterator[str]:
        for key, value in data.items():
            inner = (*way, key)
            yield from self.own("above", inner, column)
            yield from self.value(f"{' ' * column}{key}:", value, inner, column + self.step)
        yield from self.own("end", way, column)

    def items(self, data: list[Any], way: Way, column: int) -> Iterator[str]:
        for n, value in enumerate(data):
            inner = (*way, n)
            if isinstance(value, dict) and value and self.choose.random() < 0.6:
                # The first key on the line of the dash, or below it.
                yield from self.own("above", inner, column)
                block = list(self.mapping(value, inner, column + self.step))
                if block[0].strip() and not block[0].lstrip().startswith("#"):
                    block[0] = f"{' ' * column}-{block[0][column + 1 :]}"
                else:
                    block.insert(0, f"{' ' * column}-")
                yield from block
            else:
                yield from self.own("above", inner, column)
                yield from self.value(f"{' ' * column}-", value, inner, column + self.step)
        yield from self.own("end", way, column)

    def value(self, head: str, value: Any, way: Way, column: int) -> Iterator[str]:
        if isinstance(value, dict | list) and value and self.choose.random() < 0.7:
            yield head + self.beside(way)
            yield from (self.mapping if isinstance(value, dict) else self.items)(value, way, column)
        elif isinstance(value, str) and value.endswith("\n") and self.choose.random() < 0.7:
            yield f"{head} |{self.beside(way)}"
            yield from (f"{' ' * column}{line}" for line in value.splitlines())
        elif isinstance(value, dict | list) and value and self.choose.random() < 0.5:
            yield from self.brackets(f"{head} ", value, way, column, last=True)
        else:
            yield f"{head} {_flow(value)}{self.beside(way)}"

    def brackets(self, head: str, data: Any, way: Way, column: int, *, last: bool) -> Iterator[str]:
        """A list or mapping in brackets over several lines."""
        opening, closing = "[]" if isinstance(data, list) else "{}"
        yield head + opening
        for key, value in enumerate(data) if isinstance(data, list) else data.items():
            inner = (*way, key)
            yield from self.own("above", inner, column)
            start = " " * column + (f"{key}: " if isinstance(key, str) else "")
            if isinstance(value, dict | list) and value and self.choose.random() < 0.5:
                yield from self.brackets(start, value, inner, column + self.step, last=False)
            else:
                yield f"{start}{_flow(value)},{self.beside(inner)}"
        yield from self.own("end", way, column)
        yield " " * column + closing + ("" if last else ",") + self.beside(way)


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, str):
        return '"' + value.replace("\n", "\\n") + '"'
    return str(value).lower()


# ----------------------------------------------------------------------------- what they stand at, by PyYAML


@dataclass(frozen=True)
class Extent:
    """Of a datum in a formatted text, by 0-based lines; ``column`` of its key or dash."""

    first: int
    last: int
    column: int
    inner: int
    """Column of what a list or mapping holds."""


def extents(text: str) -> dict[Way, Extent]:
    found: dict[Way, Extent] = {}
    lines = text.split("\n")

    def last_line(node: Any) -> int:
        if isinstance(node, yaml.ScalarNode):
            return node.start_mark.line + (len(node.value.removesuffix("\n").split("\n")) if node.style == "|" else 0)
        below = [value for _, value in node.value] if isinstance(node, yaml.MappingNode) else node.value
        return max((last_line(inner) for inner in below), default=node.start_mark.line)

    def walk(node: Any, way: Way) -> None:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                mark = key.start_mark
                found[*way, key.value] = Extent(mark.line, last_line(value), mark.column, value.start_mark.column)
                walk(value, (*way, key.value))
        elif isinstance(node, yaml.SequenceNode):
            for n, value in enumerate(node.value):
                mark = value.start_mark
                column = mark.column if node.flow_style else node.start_mark.column
                assert node.flow_style or lines[mark.line][column] == "-"
                found[*way, n] = Extent(mark.line, last_line(value), column, mark.column)
                walk(value, (*way, n))

    walk(yaml.compose(text), ())
    return found


def misplaced(text: str, comment: str) -> str | None:
    """Why a comment of the formatted text does not stand at what it says it is about."""
    lines = text.split("\n")
    at = next(n for n, line in enumerate(lines) if line.endswith(comment))
    _, where, name = comment.split(" ", 2)
    data = extents(text)
    way = next((way for way in data if name_of(way) == name), ())
    here = data.get(way)
    column = len(lines[at]) - len(comment)
    alone = not lines[at][:column].strip()
    following = next((n for n in range(at, len(lines)) if lines[n].strip() and lines[n].strip()[0] != "#"), len(lines))
    if where == "end":
        preceding = next(n for n in range(at, -1, -1) if lines[n].strip()[:1] not in ("", "#"))
        if not alone or here is None:
            return None if alone and not column and following == len(lines) else "not at the end of the file"
        nested = [inner for inner in data if inner[:-1] == way]
        if not nested:  # in empty brackets, which have no end
            return None
        end = max(data[inner].last for inner in nested)
        return None if preceding == end and following > end and column == data[nested[0]].column else "not at the end"
    assert here is not None
    if where == "beside" and not alone:
        return None if at == here.first else "beside something else"
    # Above, or (of a list or mapping that is an item) beside its dash, which then is above it.
    if not alone or following != here.first:
        return "not above"
    first_of_item = lines[here.first][: here.column].strip() != ""
    return None if column == here.column or first_of_item else "not aligned with it"


WRITTEN = {
    "rows in brackets": """\
        title:
          - [令和4年度, 中間の点検]
          # 令和5年度の行は、決まってから
        note: x
        """,
    "on the line of a dash": """\
        title:
          - text: 一つ目
          -  # 二つ目のこと
            text: 二つ目
        """,
    "between a key and its value": """\
        title:
          # まだ仮
          見守り
        note: x
        """,
    "behind a text of two lines": """\
        title: "見守り
          活動"  # まだ仮
        note: x
        """,
    "behind the bar of an empty text": """\
        title: |  # まだ仮
        note: x
        """,
    "in empty brackets": """\
        title: [
          # まだない
          ]
        note: x
        """,
}
HANGING = {
    "rows in brackets": """\
        title:
          - - 令和4年度
            - 中間の点検
          # 令和5年度の行は、決まってから
        note: x
        """,
    "on the line of a dash": """\
        title:
          - text: 一つ目
          # 二つ目のこと
          - text: 二つ目
        """,
    "between a key and its value": """\
        # まだ仮
        title: 見守り
        note: x
        """,
    "behind a text of two lines": """\
        title: 見守り 活動  # まだ仮
        note: x
        """,
    "behind the bar of an empty text": """\
        title: ""  # まだ仮
        note: x
        """,
    "in empty brackets": """\
        # まだない
        title: []
        note: x
        """,
}


@pytest.mark.parametrize("case", WRITTEN)
def test_comments_in_rare_places(case: str) -> None:
    expected = dedent(HANGING[case])
    assert canonical(dedent(WRITTEN[case])) == expected
    assert canonical(expected) == expected


@given(TREES, st.randoms(use_true_random=False))
def test_comments_hang_where_they_hung(tree: dict[str, Any], choose: random.Random) -> None:
    writer = Writer(choose)
    text = "\n".join(("# yaml-language-server: $schema=x", *writer.mapping(tree, (), 0))) + "\n"
    once = canonical(text)
    told = [f"{comment}: {why}" for comment in writer.written if (why := misplaced(once, comment))]
    assert not told, f"{told}\n{text}\n→\n{once}"
    assert canonical(once) == once
