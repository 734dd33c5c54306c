"""A table of the plan in the comparison: row by row under its heads, every row by its name."""

from __future__ import annotations

import pytest

from keikaku.messages import load_messages
from keikaku.outputs.compare import compare
from keikaku.outputs.compare.cell import Cell, TableLine, plain_text
from keikaku.outputs.compare.table import Change, ComparisonView, summary, table
from keikaku.plan.outline import Outline
from keikaku.resources import MESSAGE_FOLDER
from keikaku.text.tokens import boundaries
from tests.specimens import TINY, ChangedPlan, outline

VIEW = ComparisonView(messages=load_messages(MESSAGE_FOLDER, "ja", "compare"), old_name="旧", new_name="新")
DOING, HOUSEHOLDS = "chapters/doing.yml", "figures/households.yml"

HEADS = "事業 | 区分 | 令和6年度 | 令和7年度"
ROWS = (
    '["通いの場", "実績", "1,234か所", "1,300か所"]',
    '["", "評価", "A", "A"]',
    '["訪問看護", "実績", "2,345人", "2,400人"]',
    '["", "評価", "A", "B"]',
)


def with_table(changed_plan: ChangedPlan, *rows: str, heads: str = HEADS) -> Outline:
    """The tiny plan with a table whose first cells are left empty where they go on from the row above."""
    text = (TINY / DOING).read_text("utf-8").rstrip("\n")
    assert "\n      - table:" in text
    head = ", ".join(f'"{name}"' for name in heads.split(" | "))
    lines = ["      - table:", "          id: results", f"          head: [{head}]", "          rows:"]
    return outline(changed_plan({DOING: "\n".join((text, *lines, *(f"            - {row}" for row in rows))) + "\n"}))


def changes(old: Outline, new: Outline) -> list[tuple[str, str, str]]:
    rows = table(compare(old, new, boundaries), VIEW).rows
    return [
        (plain_text(row.new), plain_text(row.old), row.remark) for row in rows if isinstance(row, Change) and row.remark
    ]


def test_a_row_stands_under_the_heads_and_says_what_it_is_of(changed_plan: ChangedPlan) -> None:
    old = with_table(changed_plan, *ROWS)
    new = with_table(changed_plan, *ROWS[:3], '["", "評価", "A", "C"]')
    ((now, before, remark),) = changes(old, new)
    assert now.splitlines() == [HEADS, "（略）", "（訪問看護） | 評価 | A | C"]
    assert before.splitlines() == [HEADS, "（略）", "（訪問看護） | 評価 | A | B"]
    assert remark == "字句の修正"


def test_a_row_that_is_called_otherwise_is_the_same_row(changed_plan: ChangedPlan) -> None:
    """Nothing in the new name is like the old one; what stands behind it says that it is the same."""
    old = with_table(changed_plan, *ROWS)
    new = with_table(changed_plan, *ROWS[:2], '["在宅のケア", "実績", "2,345人", "2,400人"]', ROWS[3])
    ((now, before, remark),) = changes(old, new)
    assert (now.splitlines()[2], before.splitlines()[2]) == (
        "在宅のケア | 実績 | 2,345人 | 2,400人",
        "訪問看護 | 実績 | 2,345人 | 2,400人",
    )
    assert remark == "字句の修正"


def test_rows_of_one_name_are_one_row_whatever_their_figures(changed_plan: ChangedPlan) -> None:
    """Nothing in 1,234 is like 98,765; the name of the row says that it is the same."""
    old = with_table(changed_plan, *ROWS)
    new = with_table(changed_plan, '["通いの場", "実績", "98か所", "97か所"]', *ROWS[1:])
    ((now, before, remark),) = changes(old, new)
    assert now.splitlines() == [HEADS, "通いの場 | 実績 | 98か所 | 97か所", "（略）"]
    assert before.splitlines() == [HEADS, "通いの場 | 実績 | 1,234か所 | 1,300か所", "（略）"]
    assert remark == "字句の修正"


def test_rows_that_bear_numbers_only_are_not_paired_by_them(changed_plan: ChangedPlan) -> None:
    """A running number says what comes first, not what is the same."""
    old = with_table(changed_plan, '["1", "見回りの道"]', '["2", "お茶の家"]', heads="番号 | 所")
    new = with_table(changed_plan, '["1", "新しい港"]', '["2", "見回りの道"]', '["3", "お茶の家"]', heads="番号 | 所")
    (row,) = [row for row in table(compare(old, new, boundaries), VIEW).rows if isinstance(row, Change) and row.remark]
    assert plain_text(row.old).splitlines() == ["番号 | 所", "1 | 見回りの道", "2 | お茶の家"]
    assert plain_text(row.new).splitlines() == ["番号 | 所", "1 | 新しい港", "2 | 見回りの道", "3 | お茶の家"]
    assert marked(row.new) == ["1", "新しい港", "2", "3"]
    assert marked(row.old) == ["1", "2"]


def marked(cell: Cell) -> list[str]:
    """The changed words of each cell of the tables in a cell."""
    cells = [own for line in cell if isinstance(line, TableLine) for own in line.cells]
    return [words for own in cells if (words := "".join(piece.text for piece in own if piece.changed))]


def test_of_rows_that_share_a_name_the_more_alike_are_one(changed_plan: ChangedPlan) -> None:
    old = with_table(
        changed_plan, '["お茶", "百杯", "春"]', '["お茶", "千人の集まり", "秋"]', heads="何 | どれだけ | いつ"
    )
    new = with_table(changed_plan, '["お茶", "千人の集い", "秋"]', heads="何 | どれだけ | いつ")
    (row,) = [row for row in table(compare(old, new, boundaries), VIEW).rows if isinstance(row, Change) and row.remark]
    assert row.remark == "削る、字句の修正"
    assert marked(row.old)[:3] == ["お茶", "百杯", "春"]


def test_a_column_put_between_two_moves_no_cell(changed_plan: ChangedPlan) -> None:
    """Cells are compared by the heads of their columns."""
    old = with_table(changed_plan, '["お茶", "1回", "3回"]', heads="取組み | 昨年 | 来年")
    new = with_table(changed_plan, '["お茶", "1回", "2回", "3回"]', heads="取組み | 昨年 | 今年 | 来年")
    (row,) = [row for row in table(compare(old, new, boundaries), VIEW).rows if isinstance(row, Change) and row.remark]
    assert marked(row.new) == ["今年", "2回"]
    assert marked(row.old) == []


def test_a_new_table_is_one_row_and_has_its_heads_once(changed_plan: ChangedPlan) -> None:
    new = with_table(changed_plan, *ROWS)
    ((now, before, remark),) = changes(outline(TINY), new)
    assert now.splitlines()[:3] == [HEADS, "通いの場 | 実績 | 1,234か所 | 1,300か所", "（通いの場） | 評価 | A | A"]
    assert now.count(HEADS) == 1
    assert (before, remark) == ("（新設）", "新設")
    assert summary(compare(outline(TINY), new, boundaries), VIEW).splitlines()[0] == "新設 1件"


def test_a_figure_that_was_missing_shows_both(changed_plan: ChangedPlan) -> None:
    """At the one side that it was not there, at the other its numbers, as a table with the unit."""
    text = (TINY / HOUSEHOLDS).read_text("utf-8")
    missing = text[: text.index("data:")].replace("status: available", "status: missing")
    ((now, before, remark),) = changes(outline(changed_plan({HOUSEHOLDS: missing})), outline(TINY))
    assert before == "図1 世帯の数（図版未収録）"
    assert now.splitlines() == ["図1 世帯の数（棒グラフ）", "世帯 | 2016年 | 2026年", "世帯 | 1,200 | 980"]
    assert remark == "字句の修正、新設"


def test_an_indicator_stands_with_its_name_under_the_heads(changed_plan: ChangedPlan) -> None:
    file = "indicators/near.yml"
    new = outline(changed_plan({file: (TINY / file).read_text("utf-8").replace("value: 60", "value: 65")}))
    ((now, before, _),) = changes(outline(TINY), new)
    assert now.splitlines() == ["となりの人の名を知る人の割合", "いま | 3年後", "42.50% | 65%以上"]
    assert before.splitlines() == ["となりの人の名を知る人の割合", "いま | 3年後", "42.50% | 60%以上"]


@pytest.mark.parametrize("emptied", [0, 3])
def test_an_emptied_cell_leaves_the_others_in_their_columns(changed_plan: ChangedPlan, emptied: int) -> None:
    cells = ["通いの場", "実績", "1,234か所", "1,300か所"]
    less = [*cells]
    less[emptied] = ""

    def row(words: list[str]) -> str:
        return "[" + ", ".join(f'"{word}"' for word in words) + "]"

    ((now, before, _),) = changes(with_table(changed_plan, row(cells)), with_table(changed_plan, row(less)))
    assert before.splitlines()[-1] == " | ".join(cells)
    assert now.splitlines()[-1] == " | ".join(less)
