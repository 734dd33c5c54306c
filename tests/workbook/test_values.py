"""A value that is answered with words in the place of a number: which words, and which of three states."""

from __future__ import annotations

from decimal import Decimal

import pytest

from keikaku.diagnostics.diagnostic import Diagnostic
from keikaku.outputs.workbook.answer import Answer, CellPlace
from keikaku.outputs.workbook.values import answered_value, shown_value
from keikaku.text.writing import writing
from tests.workbook.test_refused import WORDS

CELL = CellPlace(file="1.xlsx", sheet="成果指標", ref="G4", row=4, column=7)
STATES = ("pending", "absent", "words")


def answer(was: tuple[str, ...], now: tuple[str, ...]) -> Answer:
    return Answer(form="values", key="indicator-group:near/x", was=was, now=now, remark="", cell=CELL)


@pytest.mark.parametrize("state", STATES)
def test_the_same_words_may_stand_for_another_state(state: str) -> None:
    """「調査中」 was pending, and is now what there is instead of a value: the choice alone is an answer."""
    other = next(one for one in STATES if one != state)
    was = ("", "", "", WORDS[f"state-{other}"], "調査中")
    now = ("", "", "", WORDS[f"state-{state}"], "調査中")
    assert answered_value(answer(was, now), {other: "調査中"}, WORDS, writing("ja")) == {state: "調査中"}


def test_a_note_stays_with_what_is_still_pending() -> None:
    was, now = (("", "", "", WORDS["state-pending"], words) for words in ("調査中", "集計中"))
    old = {"pending": "調査中", "note": "秋に決まります。"}
    found = answered_value(answer(was, now), old, WORDS, writing("ja"))
    assert found == {"pending": "集計中", "note": "秋に決まります。"}


PENDING, ABSENT, WORDED = (WORDS[f"state-{state}"] for state in STATES)
WAS = ("60", "%", "以上", "", "")
OPEN = ("", "件", "", PENDING, "調査中")


@pytest.mark.parametrize(
    ("was", "now", "datum"),
    [
        (WAS, ("61", "%", "以上", "", ""), {"value": 61, "unit": "%", "bound": "以上"}),
        (WAS, ("61％", "％", "", "", ""), {"value": 61, "unit": "%"}),  # the sign as the plan has it
        (WAS, ("61", "人", "", "", ""), {"value": 61, "unit": "人"}),
        (WAS, ("20～25.5", "%", "", "", ""), {"value": 20, "to": Decimal("25.5"), "unit": "%"}),
        (WAS, ("20％ ~ 25％", "%", "", "", ""), {"value": 20, "to": 25, "unit": "%"}),
        (WAS, ("¥1,200", "円", "", "", ""), {"value": 1200, "unit": "円"}),
        (WAS, ("-¥1,200円", "円", "", "", ""), {"value": -1200, "unit": "円"}),
        (WAS, ("123456789012345", "件", "", "", ""), {"value": 123456789012345, "unit": "件"}),
        (OPEN, ("3", "件", "", PENDING, "調査中"), {"value": 3, "unit": "件"}),  # what stood there need not be emptied
        (OPEN, ("3", "件", "", "", ""), {"value": 3, "unit": "件"}),
        (OPEN, ("", "件", "", PENDING, "集計中"), {"pending": "集計中"}),
        (OPEN, ("", "", "くらい", ABSENT, "—"), {"absent": "—"}),  # unit and range are of a number
        (OPEN, ("", "件", "", WORDED, "増加"), {"words": "増加"}),
    ],
)
def test_an_answer_is_the_value_that_is_meant(was: tuple[str, ...], now: tuple[str, ...], datum: object) -> None:
    assert answered_value(answer(was, now), {}, WORDS, writing("ja")) == datum


@pytest.mark.parametrize(
    ("was", "now", "words"),
    [
        (WAS, ("1～2～3", "%", "", "", ""), "「1～2～3」は数値として読めません"),
        (WAS, ("1～", "%", "", "", ""), "「1～」は数値として読めません"),
        (WAS, ("～1", "%", "", "", ""), "「～1」は数値として読めません"),
        (WAS, ("1234567890123456", "%", "", "", ""), "数値として読めません"),
        (WAS, ("¥5", "%", "", "", ""), "「¥5」は数値として読めません"),
        (WAS, ("5", "", "", "", ""), "単位がありません"),
        (WAS, ("5", "%\n人", "", "", ""), "単位がありません"),
        (WAS, ("5", "%", "くらい", "", ""), "範囲「くらい」は使えません"),
        (WAS, ("5", "%", "", PENDING, ""), "両方が書かれています"),
        (WAS, ("5", "%", "", "", "調査中"), "両方が書かれています"),
        (OPEN, ("5", "件", "", PENDING, "集計中"), "両方が書かれています"),
        (WAS, ("", "%", "", "", ""), "数値が消えています"),
        (WAS, ("", "%", "", PENDING, ""), "そろっていません"),
        (OPEN, ("", "件", "", "", "調査中"), "そろっていません"),
        (OPEN, ("", "件", "", "たぶん", "調査中"), "そろっていません"),
        (OPEN, ("", "件", "", PENDING, "集計中\n来月"), "改行が入っています"),
        (OPEN, ("", "隻", "", PENDING, "調査中"), "数値がありません"),
    ],
)
def test_what_no_value_can_be_is_refused(was: tuple[str, ...], now: tuple[str, ...], words: str) -> None:
    found = answered_value(answer(was, now), {}, WORDS, writing("ja"))
    assert isinstance(found, Diagnostic)
    assert words in str(found.message)
    assert found.span.column == 7


def test_what_a_workbook_does_not_show_stays_where_it_still_applies() -> None:
    old = {"value": 60, "unit": "%", "source": "調査", "note": "覚え"}
    now = [("61", "%", "", "", ""), ("", "%", "", PENDING, "調査中"), ("", "%", "", ABSENT, "—")]
    found = [answered_value(answer(WAS, one), old, WORDS, writing("ja")) for one in now]
    assert found == [
        {"value": 61, "unit": "%", "source": "調査"},
        {"pending": "調査中", "note": "覚え"},
        {"absent": "—"},
    ]


def test_a_value_is_shown_as_the_plan_will_print_it() -> None:
    values = (
        {"value": Decimal("1200.50"), "unit": "%", "bound": "以上"},
        {"value": 9, "to": 10, "unit": "%"},
        {"pending": "調査中"},
        {"absent": "—"},
        {"words": "増加"},
    )
    shown = [shown_value(value, writing("ja")) for value in values]
    assert shown == ["1,200.50%以上", "9～10%", "調査中", "—", "増加"]
