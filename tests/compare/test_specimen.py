"""新旧対照表 of two states of the tiny plan, whole: what stands in it, what is left out, in which order."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from keikaku.outputs.compare import compare
from keikaku.outputs.compare.markdown import markdown
from keikaku.outputs.compare.sheet import xlsx
from keikaku.outputs.compare.table import ComparisonTable, summary, table
from keikaku.text.tokens import boundaries
from tests.compare.test_files import VIEW, edited
from tests.specimens import TINY, TOP, ChangedPlan, outline

GOLDEN = TOP / "tests" / "golden" / "compare"

LONG = "".join(
    f"{n}つ目の文は、比べるときに略されるほど長く、海辺の町の暮らしについて書いてあります。" for n in "一二三四五六"
)
BEGINNING, PATROL, TEA = "chapters/beginning.yml", "measures/patrol.yml", "measures/tea.yml"


def changed(name: str, *changes: tuple[str, str]) -> str:
    text = (TINY / name).read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


@pytest.fixture
def tables(changed_plan: ChangedPlan) -> dict[str, ComparisonTable]:
    """Two comparisons: of every kind of edit, and of what moves, is split, or changes deep inside something."""
    first = compare(outline(TINY), edited(changed_plan), boundaries)
    paragraph, challenges = "支え合い計画は、海辺の暮らしを互いに見守るための計画です。", "- include: challenges\n"
    moved = "      - お祭りの日にも、となりの人と声をかけ合います。\n"
    longer = (f"      - {paragraph}", f"{moved}      - {paragraph}{LONG}")
    old = outline(changed_plan({BEGINNING: changed(BEGINNING, longer), "measures/boats.yml": None}))
    new = outline(
        changed_plan(
            {
                BEGINNING: changed(
                    BEGINNING,
                    (paragraph, f"{paragraph}{LONG.replace('三つ目の文', '三つ目の長い文')}"),
                    ("3年目に見直します。", "3年目の秋に見直します。"),
                    ("〇〇回", "△△回"),
                    (challenges, f"{challenges}{moved}"),
                ),
                PATROL: changed(
                    PATROL,
                    ("拍子木と提灯を貸します。", "拍子木と提灯を、夜だけ貸します。"),
                    ("道具への対応", "道具の手入れ"),
                    ("行います。\n\n  雨の夜は", "行います。雨の夜は"),
                ),
                TEA: changed(TEA, ("千円を助成します。", "二千円を助成します。")),
                "terms/tea-party.yml": changed("terms/tea-party.yml", ("話す集まり", "話す小さな集まり")),
            }
        )
    )
    second = compare(old, new, boundaries)
    return {
        "every-kind": table(first, VIEW),
        "deep": table(second, replace(VIEW, new_first=False, numbers=True)),
        "summary": table(second, VIEW),
    }


@pytest.mark.parametrize("name", ["every-kind", "deep"])
def test_the_table_is_as_kept(name: str, tables: dict[str, ComparisonTable], pytestconfig: pytest.Config) -> None:
    """``pytest --update`` writes it anew; read the difference before keeping it."""
    kept = GOLDEN / f"{name}.md"
    made = markdown(tables[name])
    if pytestconfig.getoption("--update"):
        kept.write_text(made, "utf-8")
    assert made == kept.read_text("utf-8")


def test_the_sheet_has_room_for_what_is_in_it(tables: dict[str, ComparisonTable]) -> None:
    """Both versions in columns of one width, the remarks in a narrower one; the row of most lines is the highest."""
    sheet = load_workbook(io.BytesIO(xlsx(tables["deep"]))).active
    assert isinstance(sheet, Worksheet)
    one, other, remark = (sheet.column_dimensions[name].width for name in "ABC")
    assert one == other > remark > 0
    assert "D" not in sheet.column_dimensions
    heights = {n: height for n in range(1, sheet.max_row + 1) if (height := sheet.row_dimensions[n].height)}
    most = max(heights, key=lambda n: max(str(sheet.cell(n, column).value).count("\n") for column in (1, 2)))
    assert heights[most] == max(heights.values())


def test_the_summary_says_each_place_once(changed_plan: ChangedPlan) -> None:
    said = summary(compare(outline(TINY), edited(changed_plan), boundaries), VIEW).splitlines()
    assert len(said) > 5
    assert len(said) == len(set(said))
