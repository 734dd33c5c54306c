"""A value that is answered with words in the place of a number: which words, and which of three states."""

from __future__ import annotations

import pytest

from keikaku.outputs.workbook.answer import Answer, CellPlace
from keikaku.outputs.workbook.values import answered_value
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
