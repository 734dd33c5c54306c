"""What kind of change each edit is told as."""

from __future__ import annotations

from dataclasses import replace

import pytest

from keikaku.messages import load_messages
from keikaku.outputs.compare import compare
from keikaku.outputs.compare.cell import plain_text
from keikaku.outputs.compare.table import Change, ComparisonView, summary, table
from keikaku.resources import MESSAGE_FOLDER
from keikaku.text.tokens import boundaries
from tests.specimens import TINY, ChangedPlan, outline

OLD = outline(TINY)
VIEW = ComparisonView(messages=load_messages(MESSAGE_FOLDER, "ja", "compare"), old_name="旧", new_name="新")
PATROL, TEA, DOING = "measures/patrol.yml", "measures/tea.yml", "chapters/doing.yml"
LENDING, SERVING = "拍子木と提灯を貸します。", "茶話会助成事業を通して、見回りの後のお茶を用意します。"


def changes(changed_plan: ChangedPlan, name: str, *edits: tuple[str, str]) -> list[tuple[str, str, str]]:
    """New words, old words and remark of every row with a remark, after edits of one file; the same backwards."""
    text = (TINY / name).read_text("utf-8")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    now = outline(changed_plan({name: text}))
    back = table(compare(now, OLD, boundaries), VIEW)
    there = table(compare(OLD, now, boundaries), VIEW)
    assert len([row for row in back.rows if isinstance(row, Change) and row.remark]) == len(
        [row for row in there.rows if isinstance(row, Change) and row.remark]
    )
    return [
        (plain_text(row.new), plain_text(row.old), row.remark)
        for row in there.rows
        if isinstance(row, Change) and row.remark
    ]


def test_a_paragraph_made_two_is_not_new(changed_plan: ChangedPlan) -> None:
    found = changes(changed_plan, PATROL, ("火の用心のため、夜の", "火の用心のため、\n\n  夜の"))
    assert found == [
        ("火の用心のため、\n夜の見回りを行います。", "火の用心のため、夜の見回りを行います。", "段落の分け方の変更")
    ]


def test_two_paragraphs_made_one_are_not_gone(changed_plan: ChangedPlan) -> None:
    found = changes(changed_plan, PATROL, ("行います。\n\n  雨の夜は", "行います。雨の夜は"))
    joined = "火の用心のため、夜の見回りを行います。雨の夜は休みます。"
    assert found == [(joined, joined.replace("。雨", "。\n雨"), "段落の分け方の変更")]


def test_another_order_in_one_place_is_reported_as_such(changed_plan: ChangedPlan) -> None:
    lines = f"        - {LENDING}\n        - {SERVING}\n"
    swapped = f"        - {SERVING}\n        - {LENDING}\n"
    [(new, old, remark)] = changes(changed_plan, PATROL, (lines, swapped))
    assert new == old
    assert remark == "順番の変更"


def test_an_action_given_to_another_actor_is_moved_from_there(changed_plan: ChangedPlan) -> None:
    found = changes(
        changed_plan,
        PATROL,
        (f"        - {LENDING}\n", ""),
        ("    - 拍子木を打って歩きます。\n", f"    - 拍子木を打って歩きます。\n    - {LENDING}\n"),
    )
    heading = OLD.index.entities["actor:town-hall"].value.heading.markdown
    assert found == [(LENDING, LENDING, f"旧 「{heading}」から移動")]


def test_what_is_listed_again_says_so_as_in_print(changed_plan: ChangedPlan) -> None:
    """Its words are those of the action elsewhere, and would be taken for a new one."""
    tea = (TINY / TEA).read_text("utf-8").replace("    - text: 茶話会", "    - id: tea-money\n      text: 茶話会")
    patrol = (TINY / PATROL).read_text("utf-8")
    again = patrol.replace(f"        - {LENDING}\n", f"        - {LENDING}\n        - cross_listing: tea-money\n")
    now = outline(changed_plan({TEA: tea, PATROL: again}))
    there, back = table(compare(OLD, now, boundaries), VIEW), table(compare(now, OLD, boundaries), VIEW)
    (new,) = [row for row in there.rows if isinstance(row, Change) and row.remark]
    assert plain_text(new.new).startswith("茶話会助成事業を行います。【再掲】")
    assert new.remark == "新設"
    (gone,) = [row for row in back.rows if isinstance(row, Change) and row.remark]
    assert plain_text(gone.old).startswith("茶話会助成事業を行います。【再掲】")


def test_an_action_that_is_listed_again_from_now_on_is_reported(changed_plan: ChangedPlan) -> None:
    """The words stay; that they are another place's now is what print shows."""
    tea = (
        (TINY / TEA)
        .read_text("utf-8")
        .replace("    - text: 茶話会", f"    - id: lending\n      text: {LENDING}\n    - text: 茶話会")
    )
    patrol = (TINY / PATROL).read_text("utf-8")
    before = outline(changed_plan({TEA: tea, PATROL: patrol}))
    now = outline(changed_plan({TEA: tea, PATROL: patrol.replace(LENDING, "cross_listing: lending")}))
    (row,) = [
        row for row in table(compare(before, now, boundaries), VIEW).rows if isinstance(row, Change) and row.remark
    ]
    assert (plain_text(row.new), plain_text(row.old)) == (f"{LENDING}【再掲】\n初めに掲げた施策：A お茶を飲む", LENDING)
    assert row.new[0][-1].changed


def test_what_left_a_place_leaves_word_there(changed_plan: ChangedPlan) -> None:
    """A paragraph of one measure in another: in full where it is now, by its beginning where it was."""
    patrol, tea = ((TINY / name).read_text("utf-8") for name in (PATROL, TEA))
    now = outline(
        changed_plan(
            {
                PATROL: patrol.replace(f"        - {SERVING}\n", ""),
                TEA: tea.replace("  town-hall:\n", f"  town-hall:\n    - {SERVING}\n"),
            }
        )
    )
    view = replace(VIEW, old_pages={"measure:patrol": "7"}, new_pages={"measure:tea": "5"})
    shown = table(compare(OLD, now, boundaries), view)
    told = [(plain_text(row.new), plain_text(row.old), row.remark) for row in shown.rows if isinstance(row, Change)]
    assert (SERVING, SERVING, "旧 二B（7ページ）から移動") in told
    assert ("（移動）", f"{SERVING[:24]}…", "新 二A（5ページ）へ移動") in told
    assert "移動 1件" in shown.remark


def test_a_new_number_of_a_note_is_no_new_wording(changed_plan: ChangedPlan) -> None:
    text = (TINY / "chapters/beginning.yml").read_text("utf-8")
    assert text.count("[^years]") == 1
    found = changes(
        changed_plan,
        "chapters/beginning.yml",
        ("[^years]", "[^first][^years]"),
        ("          - id: years", "          - id: first\n            text: 初めの注です。\n          - id: years"),
    )
    assert ("※1 初めの注です。", "（新設）", "新設") in found
    (numbers,) = [row for row in found if row[2].startswith("番号のみの変更")]
    assert "※2 " in numbers[0]
    assert "※1 " in numbers[1]


@pytest.mark.parametrize(("old", "new"), [("50", "500"), ("42.50", "42.55"), ("1,200", "1,300"), ("２", "３")])
def test_a_number_is_underlined_as_a_whole(changed_plan: ChangedPlan, old: str, new: str) -> None:
    before = outline(changed_plan({TEA: (TINY / TEA).read_text("utf-8").replace("月に一度", f"月に{old}度")}))
    after = outline(changed_plan({TEA: (TINY / TEA).read_text("utf-8").replace("月に一度", f"月に{new}度")}))
    shown = table(compare(before, after, boundaries), VIEW)
    [change] = [row for row in shown.rows if isinstance(row, Change) and row.remark]
    assert [piece.text for line in change.new for piece in line if piece.changed] == [new]
    assert [piece.text for line in change.old for piece in line if piece.changed] == [old]


def test_the_summary_counts_and_names_places(changed_plan: ChangedPlan) -> None:
    now = outline(changed_plan({DOING: (TINY / DOING).read_text("utf-8").replace("- 見回り", "- 夜の見回り")}))
    assert summary(compare(OLD, now, boundaries), VIEW).splitlines() == [
        "字句の修正 1件",
        "  二1 数えること: 字句の修正",
    ]


def test_a_measure_that_moved_stands_in_full(changed_plan: ChangedPlan) -> None:
    """As the guide says; what changed in it on the way is underlined, and one row says all of it."""
    order = (TINY / "plan.yml").read_text("utf-8").replace("    - tea\n    - patrol\n", "    - patrol\n    - tea\n")
    patrol = (TINY / PATROL).read_text("utf-8").replace("雨の夜は休みます。", "雪の夜は休みます。")
    now = outline(changed_plan({"plan.yml": order, PATROL: patrol}))
    rows = [row for row in table(compare(OLD, now, boundaries), VIEW).rows if isinstance(row, Change)]
    (moved,) = [row for row in rows if "から移動" in row.remark]
    lines = [line.text for line in now.shown if line.entry.startswith(("measure:patrol", "action:patrol"))]
    assert len(lines) > 8
    assert [line for line in lines if line not in plain_text(moved.new)] == []
    assert "雨の夜は休みます。" in plain_text(moved.old)
    assert "（略）" not in plain_text(moved.new)
    assert moved.remark == "旧 二B から移動、字句の修正".replace("B ", "B")
    assert ("（移動）", "B 夜に見回る") in [(plain_text(row.new), plain_text(row.old)) for row in rows]


def test_a_renamed_challenge_is_reported_once(changed_plan: ChangedPlan) -> None:
    """Every measure that answers it names it; that is no change of the measures."""
    file = "challenges/empty-houses.yml"
    text = (TINY / file).read_text("utf-8")
    assert "となりが遠い" in text
    now = outline(changed_plan({file: text.replace("となりが遠い", "となりが近くない")}))
    told = [row.remark for row in table(compare(OLD, now, boundaries), VIEW).rows if isinstance(row, Change)]
    assert [remark for remark in told if remark] == ["字句の修正"]


def test_an_action_is_one_row_with_all_that_is_said_of_it(changed_plan: ChangedPlan) -> None:
    lines = "    - text: 夕方に歩きます。\n      detail: 月に二回です。\n      programme: tea-grant\n"
    found = changes(changed_plan, TEA, ("  town-hall:\n", f"  town-hall:\n{lines}"))
    assert found == [("夕方に歩きます。\n月に二回です。\n事業：茶話会助成事業", "（新設）", "新設")]


def test_a_weight_is_reported_at_the_measure(changed_plan: ChangedPlan) -> None:
    found = changes(changed_plan, PATROL, ("weight: secondary", "weight: main"))
    words = "対応する課題：課題1 空き家がふえ、となりが遠い"
    assert found == [(f"{words}（●主に対応）", f"{words}（○あわせて対応）", "字句の修正")]
