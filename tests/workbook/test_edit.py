"""Other values in a file's text: which lines change, and how; no other byte does."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from keikaku.diagnostics.source import Path
from keikaku.outputs.workbook import edited
from tests.workbook.test_any_answer import source_of

TEXTS = {
    "a line": ("a: 文  # 仮\nb: 1\n", "字", "a: 字  # 仮\nb: 1\n"),
    "a line becomes a block": ("a: 文  # 仮\nb: 1\n", "一。\n\n二。", "a: |  # 仮\n  一。\n\n  二。\nb: 1\n"),
    "empty lines and comments below stay": ("a: 文\n\n\n# 下\n", "一。\n\n二。", "a: |\n  一。\n\n  二。\n\n\n# 下\n"),
    "a comment further in would be words of a block": (
        "a: '文'\n  # 下\nb: 1\n",
        "一。\n\n二。",
        'a: "一。\\n\\n二。\\n"\n  # 下\nb: 1\n',
    ),
    "paragraphs of a block that are the same keep their lines": (
        "a: |\n  一。\n\n  二\n    つ。\n\n\n  三。\nb: 1\n",
        "一。\n\n二つ。\n\n四。\n\n三。",
        "a: |\n  一。\n\n  二\n    つ。\n\n  四。\n\n  三。\nb: 1\n",
    ),
    "a block keeps how far in it stands and how it ends": (
        "a: |-  # 仮\n    一。\n\n    二。\n\nb: 1\n",
        "二。",
        "a: |-  # 仮\n    二。\n\nb: 1\n",
    ),
    "what looks like a comment in a block is words": ("a: |\n  一。\n  # 言葉\nb: 1\n", "二。", "a: |\n  二。\nb: 1\n"),
    "a folded text below which a comment stands": (
        "a: >\n    一。\n  # 下\nb: 1\n",
        "三。\n\n四。",
        'a: "三。\\n\\n四。\\n"\n  # 下\nb: 1\n',
    ),
    "a number": ("a: 1  # 仮\n", Decimal("1E+3"), "a: 1000  # 仮\n"),
    "a number for a word": ("a: 増加  # 仮\n", 5, "a: 5  # 仮\n"),
    "a value for words alone": ("a: 調査中  # 仮\n", {"value": 1, "unit": "人"}, "a: {value: 1, unit: 人}  # 仮\n"),
    "words alone for a value": ("a: {value: 1, unit: 人}  # 仮\n", "調査中", "a: 調査中  # 仮\n"),
    "several for one": ("a: x  # 仮\n", ["x", "y: z"], 'a: [x, "y: z"]  # 仮\n'),
    "one for several": ("a: [x, y]\nb: 1\n", "z", "a: z\nb: 1\n"),
}


@pytest.mark.parametrize("case", TEXTS)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_another_value_changes_its_own_lines(case: str, end: str) -> None:
    before, value, after = TEXTS[case]
    assert changed(before.replace("\n", end), {("a",): value}) == after.replace("\n", end)


def changed(text: str, values: dict[Path, Any]) -> str | None:
    source = source_of(text)
    assert source is not None
    return edited(source, values)


def test_what_stands_further_in_stays_there() -> None:
    value = "一。\n\n二。"
    in_mapping, in_list = changed("a:\n  b: 文", {("a", "b"): value}), changed("a:\n  - - 文\n", {("a", 0, 0): value})
    assert in_mapping == "a:\n  b: |\n    一。\n\n    二。"
    assert in_list == "a:\n  - - |\n      一。\n\n      二。\n"
    item = changed("a:\n  - b: 文\n    c: 1\n", {("a", 0, "b"): value})
    assert item == "a:\n  - b: |\n      一。\n\n      二。\n    c: 1\n"
    assert changed("a: {b: 文, c: 字}\n", {("a", "b"): value}) == 'a: {b: "一。\\n\\n二。\\n", c: 字}\n'
    assert changed("a: [文, 字]  # 仮\n", {("a", 1): "- x"}) == 'a: [文, "- x"]  # 仮\n'


NEW = {
    "behind the last, in their order": (
        "a:\n  b: 1  # 仮\nc: 2\n",
        {("a", "d"): "字", ("a", "e"): 3},
        "a:\n  b: 1  # 仮\n  d: 字\n  e: 3\nc: 2\n",
    ),
    "with all that is missing above": (
        "a:\n    b: 1\n",
        {("a", "years", "2025"): 3, ("a", "years", "2026"): Decimal("4.50")},
        'a:\n    b: 1\n    years: {"2025": 3, "2026": 4.50}\n',
    ),
    "in brackets": ("a: {b: 1}  # 仮\nc: 2\n", {("a", "d"): ["x"]}, "a: {b: 1, d: [x]}  # 仮\nc: 2\n"),
    "beside one that changes": (
        "a:\n  b: 1  # 仮\nc: 2\n",
        {("a", "b"): 5, ("a", "d"): "字"},
        "a:\n  b: 5  # 仮\n  d: 字\nc: 2\n",
    ),
}


@pytest.mark.parametrize("case", NEW)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_what_is_not_there_yet_is_put_in(case: str, end: str) -> None:
    before, values, after = NEW[case]
    assert changed(before.replace("\n", end), values) == after.replace("\n", end)


VALUES = {
    "fewer entries: comments stay": (
        "a:\n  value: 1  # 一\n  unit: 人  # 二\n  source: 調査\n  note: 覚え  # 三\n  # 後\nb: 1\n",
        {"pending": "調査中"},
        "a:\n  pending: 調査中  # 一\n  # 二\n  # 三\n  # 後\nb: 1\n",
    ),
    "more entries: in the order of the formatter": (
        "a:\n  pending: 調査中  # 一\n  # 後\nb: 1\n",
        {"bound": "以上", "unit": "人", "to": 2, "value": 1},
        "a:\n  value: 1  # 一\n  to: 2\n  unit: 人\n  bound: 以上\n  # 後\nb: 1\n",
    ),
    "an order of one's own stays": (
        "a:\n  unit: 人\n  value: 1\n",
        {"value": 1, "to": 3, "unit": "人", "bound": "以上"},
        "a:\n  unit: 人\n  value: 1\n  to: 3\n  bound: 以上\n",
    ),
    "as many entries": (
        "a:\n  value: 1\n  unit: 人  # 二\n",
        {"value": Decimal("1.50"), "unit": "件: 月"},
        'a:\n  value: 1.50\n  unit: "件: 月"  # 二\n',
    ),
    "what stays keeps its quotes": (
        "a:\n  value: 1\n  unit: '人'\n  source: \"調査\"\n",
        {"value": 2, "unit": "人", "source": "調査"},
        "a:\n  value: 2\n  unit: '人'\n  source: \"調査\"\n",
    ),
    "in brackets": (
        "a: {value: 1, unit: 人}  # 仮\n",
        {"unit": "人", "to": Decimal("3.0"), "value": 2},
        "a: {value: 2, to: 3.0, unit: 人}  # 仮\n",
    ),
    "in brackets over several lines, which nobody can keep": (
        "a: {value: 1,\n  unit: 人}\n",
        {"unit": "人", "value": 2},
        None,
    ),
}


@pytest.mark.parametrize("case", VALUES)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_a_value_takes_the_place_of_another_entry_by_entry(case: str, end: str) -> None:
    before, value, after = VALUES[case]
    assert changed(before.replace("\n", end), {("a",): value}) == (after and after.replace("\n", end))


def test_where_one_of_several_cannot_be_put_in_none_is() -> None:
    text = "a: {value: 1,\n  unit: 人}\nb: 文\n"
    assert changed(text, {("b",): "字", ("a",): {"value": 2, "unit": "人"}}) is None
    assert changed(text, {("b",): "字"}) == text.replace("文", "字")
