"""The answers beside the plan as it is now: each goes to the one text that it answers, or to none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from keikaku.outputs.workbook import Merged, merge
from keikaku.outputs.workbook.answer import Answer, CellPlace
from keikaku.outputs.workbook.row import key_of
from keikaku.outputs.workbook.rows import all_rows
from keikaku.plan.outline import Outline
from tests.specimens import ChangedPlan, outline
from tests.workbook.test_refused import LENT, WORDS, plan

CELL = CellPlace(file="1.xlsx", sheet="取組み", ref="F5", row=5, column=6)
NEW = "拍子木と提灯を、町内会に貸します。"
PATROL = "measures/patrol.yml"
TEA = "measures/tea.yml"


def text_of(path: str) -> str:
    from tests.specimens import TINY

    return (TINY / path).read_text("utf-8")


def answer(was: str = LENT, now: str = NEW, *, within: Outline | None = None, cell: CellPlace = CELL) -> Answer:
    """To the row that says ``was`` in the plan as it was sent."""
    key = next(row.key for row in all_rows(within or plan(), WORDS).values() if row.fields == (was,))
    return Answer(form="texts", key=key, was=(was,), now=(now,), remark="", cell=cell)


def value(shown: str, *now: str) -> Answer:
    row = next(row for row in all_rows(plan(), WORDS).values() if row.shown == shown)
    return Answer(form="values", key=row.key, was=row.fields, now=now, remark="", cell=CELL)


def merged(now: Outline, *answers: Answer) -> tuple[Merged, list[str]]:
    found, faults = merge(now, answers, WORDS)
    return found, [fault.code for fault in faults]


def with_one_above(text: str) -> str:
    """Another action put in above the first of the town hall: what has no id of its own is called by its place."""
    return text.replace(f"        - {LENT}", f"        - 太鼓を打ちます。\n        - {LENT}")


def test_an_answer_finds_its_text_where_another_was_put_in_above(changed_plan: ChangedPlan) -> None:
    now = outline(changed_plan({PATROL: with_one_above(text_of(PATROL))}))
    found, codes = merged(now, answer())
    assert codes == []
    (change,) = found.changes
    assert change.row.fields == (LENT,)
    assert change.row.key != answer().key


def test_an_answer_goes_to_no_text_where_two_say_what_it_answers(changed_plan: ChangedPlan) -> None:
    """One of them is the wrong one."""
    text = with_one_above(text_of(PATROL)).replace("    - 拍子木を打って歩きます。", f"    - {LENT}")
    now = outline(changed_plan({PATROL: text}))
    assert [row.fields for row in all_rows(now, WORDS).values()].count((LENT,)) == 2
    found, codes = merged(now, answer())
    assert (found.changes, codes) == ((), ["changed-since-export"])


def test_an_answer_stays_with_its_own_text_where_another_says_the_same(changed_plan: ChangedPlan) -> None:
    before = outline(changed_plan({PATROL: text_of(PATROL).replace("    - 拍子木を打って歩きます。", f"    - {LENT}")}))
    keys = [row.key for row in all_rows(before, WORDS).values() if row.fields == (LENT,)]
    assert len(keys) == 2
    for key in keys:
        found, codes = merged(before, replace(answer(), key=key))
        assert codes == []
        assert [key_of(change.row.at) for change in found.changes] == [key]


def test_an_answer_never_goes_to_another_file(changed_plan: ChangedPlan) -> None:
    """The same sentence in another measure is another text."""
    tea = text_of(TEA).replace("月に一度", "ときどき", 1)
    assert tea != text_of(TEA)
    sentence = next(row.fields[0] for row in all_rows(plan(), WORDS).values() if "月に一度" in row.fields[0])
    patrol = text_of(PATROL).replace("拍子木を打って歩きます。", sentence)
    now = outline(changed_plan({TEA: tea, PATROL: patrol}))
    found, codes = merged(now, answer(sentence, sentence.replace("一度", "二度")))
    assert (found.changes, codes) == ((), ["changed-since-export"])


def test_an_answer_to_a_text_that_is_gone_goes_nowhere(changed_plan: ChangedPlan) -> None:
    now = outline(
        changed_plan({PATROL: text_of(PATROL).replace("        - 茶話会助成事業を通して", "        - 助成を通して")})
    )
    last = next(row.fields[0] for row in all_rows(plan(), WORDS).values() if "見回りの後のお茶" in row.fields[0])
    found, codes = merged(now, answer(last, f"これからも、{last}"))
    assert (found.changes, codes) == ((), ["changed-since-export"])


def test_a_value_is_found_by_its_key_alone(changed_plan: ChangedPlan) -> None:
    found, codes = merged(
        plan(), replace(value("60%以上", "61", "%", "以上", "", ""), key="indicator-group:near/x/target")
    )
    assert (found.changes, codes) == ((), ["unknown-row"])


def test_an_answer_that_the_plan_says_already_is_taken(changed_plan: ChangedPlan) -> None:
    now = outline(changed_plan({PATROL: text_of(PATROL).replace(LENT, NEW)}))
    found, codes = merged(now, answer())
    assert (found.changes, found.already, codes) == ((), 1, [])


def test_so_it_is_where_the_plan_has_it_on_several_lines(changed_plan: ChangedPlan) -> None:
    block = "|\n            拍子木と提灯を、\n            町内会に貸します。"
    now = outline(changed_plan({PATROL: text_of(PATROL).replace(LENT, block)}))
    found, codes = merged(now, answer())
    assert (found.changes, found.already, codes) == ((), 1, [])


def test_so_it_is_where_another_was_put_in_above_it(changed_plan: ChangedPlan) -> None:
    now = outline(changed_plan({PATROL: with_one_above(text_of(PATROL)).replace(LENT, NEW)}))
    found, codes = merged(now, answer())
    assert (found.changes, found.already, codes) == ((), 1, [])


def test_a_value_that_the_plan_has_already_is_taken() -> None:
    found, codes = merged(plan(), value("60%以上", "60", "%", "以上", "", ""))
    assert (found.changes, found.already, codes) == ((), 1, [])


def test_two_answers_to_one_text_are_one_where_they_agree_and_a_fault_where_they_do_not() -> None:
    """Within one file as among several: they may have come to the same text by different keys."""
    other = replace(CELL, ref="F9", row=9)
    found, codes = merged(plan(), answer(), answer(cell=other))
    assert ([change.answer.cell for change in found.changes], codes) == ([CELL], [])
    _, faults = merge(plan(), [answer(), answer(now=f"{NEW}毎年です。", cell=other)], WORDS)
    (fault,) = faults
    assert fault.code == "conflicting-answers"
    assert fault.span == other.span
    assert [one.span for one in fault.related][:1] == [CELL.span]
    assert "「1.xlsx」では違うように" in str(fault.message)


def test_three_answers_are_held_against_the_first() -> None:
    second, third = (replace(CELL, ref=f"F{n}", row=n) for n in (8, 9))
    _, codes = merged(plan(), answer(), answer(now=f"{NEW}毎年です。", cell=second), answer(cell=third))
    assert codes == ["conflicting-answers"]


def test_changes_come_in_the_order_of_the_plan() -> None:
    rows = [row for row in all_rows(plan(), WORDS).values() if row.form == "texts"]
    answers = [
        Answer(form="texts", key=row.key, was=row.fields, now=(f"また、{row.fields[0]}",), remark="", cell=CELL)
        for row in reversed(rows)
    ]
    found, codes = merged(plan(), *answers)
    assert codes == []
    assert [change.row.key for change in found.changes] == [row.key for row in rows]


def test_an_empty_answer_names_the_text_that_it_would_delete() -> None:
    _, faults = merge(plan(), [answer(now="")], WORDS)
    (fault,) = faults
    assert fault.code == "empty-answer"
    assert [one.span.path for one in fault.related] == ["plan/measures/patrol.yml"]
    _, faults = merge(plan(), [replace(answer(now=""), key="measure:nowhere/purpose", was=("もとの文です。",))], WORDS)
    assert [(fault.code, fault.related) for fault in faults] == [("empty-answer", ())]


def test_paragraphs_of_a_cell_are_paragraphs_of_the_plan() -> None:
    found, _ = merged(plan(), answer(now=f"{NEW}\n返してもらいます。"))
    (change,) = found.changes
    assert change.value == f"{NEW}\n\n返してもらいます。"
    assert change.shown == f"{NEW}\n返してもらいます。"


@pytest.mark.parametrize("form", ["texts", "values"])
def test_the_fault_of_a_changed_plan_shows_what_it_says_now(changed_plan: ChangedPlan, form: str) -> None:
    if form == "texts":
        now = outline(changed_plan({PATROL: text_of(PATROL).replace(LENT, "長靴を貸します。")}))
        asked, says = answer(), "長靴を貸します。"
    else:
        group = text_of("indicators/near.yml")
        now = outline(changed_plan({"indicators/near.yml": group.replace("value: 60", "value: 70")}))
        asked, says = value("60%以上", "65", "%", "以上", "", ""), "70%以上"
    _, faults = merge(now, [asked], WORDS)
    (fault,) = faults
    assert fault.code == "changed-since-export"
    assert f"いまの計画では「{says}」です。" in str(fault.help)


def test_a_row_of_translators_is_refused_and_hinders_no_other() -> None:
    found, codes = merged(plan(), replace(answer(), form="translations"), answer())
    assert codes == ["foreign-workbook"]
    assert [change.value for change in found.changes] == [NEW]


def test_an_answer_to_a_value_whose_unit_has_changed_is_to_another_value(changed_plan: ChangedPlan) -> None:
    """The unit of an open value is only proposed; of a number it is part of what was answered."""
    group = text_of("indicators/near.yml")
    now = outline(
        changed_plan({"indicators/near.yml": group.replace('unit: "%"\n      bound', "unit: 人\n      bound")})
    )
    found, codes = merged(now, value("60%以上", "65", "%", "以上", "", ""))
    assert (found.changes, codes) == ((), ["changed-since-export"])
