"""Attributes and values by year: what is shown of them, what is computed, and where each choice leads."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from keikaku.messages import load_messages
from keikaku.outputs.export.tables import tables
from keikaku.outputs.site import site
from keikaku.outputs.workbook.rows import rows_for
from keikaku.plan.compose.given import (
    achievement,
    attributes_of,
    chosen_words,
    drawable,
    grade,
    year_table,
    year_tables,
)
from keikaku.plan.model import At, Attribute, Choice, Given, Grade, Text, YearValues
from keikaku.resources import MESSAGE_FOLDER, TEMPLATE_FOLDER
from keikaku.text.writing import writing
from tests.specimens import TINY, ChangedPlan, outline

DECLARED = """attributes:
  - id: department
    name: 担当課
    type: department
    on: [measure, programme, indicator]
    choices:
      - {id: harbour, name: みなと課, reading: みなとか, actor: town-hall}
      - {id: market, name: 市場課, reading: いちばか}
  - id: budget
    name: 予算
    type: number
    on: [programme]
    unit: 千円
grades:
  - {name: A, from: 100}
  - {name: B, from: 80}
order:
"""
GRANT = """description: 茶を買う費用を助成します。
attributes:
  department: [market, harbour]
  budget: 1200
years:
  - name: 助成の件数
    unit: 件
    planned: {"2024": 10, "2025": 12, "2026": 増加}
    actual: {"2024": 9}
"""


@pytest.fixture
def given(changed_plan: ChangedPlan) -> dict[str, str | None]:
    """The files of the tiny plan with a programme that has attributes and values by year."""
    plan = (TINY / "plan.yml").read_text("utf-8").replace("order:\n", DECLARED, 1)
    name = "programmes/tea-grant.yml"
    return {"plan.yml": plan, name: (TINY / name).read_text("utf-8") + GRANT}


def values(direction: str = "rise") -> YearValues:
    at = At(source=None)  # type: ignore[arg-type]
    return YearValues(
        planned={"2024": "14", "2025": "増加", "2026": "20～25"},
        actual={"2024": "15", "2025": "3"},
        grades={"2025": "○"},
        direction=direction,  # type: ignore[arg-type]
        at=at,
    )


def test_achievement_is_actual_by_planned_and_the_other_way_where_less_is_better() -> None:
    assert achievement(values(), "2024") == Decimal("107.1")
    assert achievement(values("fall"), "2024") == Decimal("93.3")
    assert achievement(values(), "2025") is None, "words are no number"
    assert achievement(values(), "2026") is None, "there is no actual value yet"


def test_a_grade_is_as_judged_or_by_the_rule_of_the_plan() -> None:
    grades = (Grade(name="A", at_least=100), Grade(name="B", at_least=80))
    assert [grade(values("fall"), year, grades) for year in ("2024", "2025", "2026")] == ["B", "○", ""]
    just = replace(values(), planned={"2024": "60"}, actual={"2024": "60"})
    assert grade(just, "2024", grades) == "A", "a bound is part of what it bounds"


@pytest.mark.parametrize(
    ("planned", "actual", "drawn"),
    [
        ({"2024": "14"}, {"2024": "15"}, [("計画", ("14",)), ("実績", ("15",))]),
        ({"2024": "14", "2025": "20"}, {}, [("計画", ("14", "20"))]),
        ({"2024": "14", "2025": "増加"}, {}, []),
        ({"2024": "14", "2025": "増加"}, {"2026": "9"}, [("計画", ("14", None, None)), ("実績", (None, None, "9"))]),
    ],
    ids=["one-of-each", "planned-alone", "one-number", "gaps"],
)
def test_two_numbers_make_a_chart(planned: dict[str, str], actual: dict[str, str], drawn: object) -> None:
    table = year_table(outline(TINY).index.plan, replace(values(), planned=planned, actual=actual, grades={}))
    assert list(drawable(table)) == drawn


def test_a_table_by_year_says_what_there_is() -> None:
    """Rows that have no value are left out; so is a table without a year. A grade stands where it was given."""
    plan = replace(outline(TINY).index.plan, grades=(Grade(name="A", at_least=100),))
    one = replace(values(), name="催し", unit="回", planned={"2025": "10", "2024": "1000"}, actual={"2024": "10"})
    [table, *others] = year_tables(
        plan, replace(plan.measures[0], years=(one, replace(values(), planned={}, actual={}, grades={})))
    )
    assert others == []
    assert (table.name, table.years, table.columns) == ("催し（回）", ("2024", "2025"), ("令和6年度", "令和7年度"))
    assert [(row.name, row.cells, row.at.path[-1]) for row in table.rows] == [
        ("計画", ("1,000", "10"), "planned"),
        ("実績", ("10", "―"), "actual"),
        ("達成率", ("1.0%", "―"), "actual"),
        ("評価", ("―", "○"), "grades"),
    ]
    judged = year_table(plan, replace(one, planned={"2024": "10"}, grades={}))
    assert [(row.cells, row.at.path[-1]) for row in judged.rows[3:]] == [(("A",), "actual")]
    bare = year_table(
        replace(plan, grades=()), replace(one, unit="", actual={"2024": "0"}, grades={}, direction="fall")
    )
    assert (bare.name, [row.name for row in bare.rows]) == ("催し", ["計画", "実績"])
    assert year_table(replace(plan, language="en"), one).name == "催し (回)"


def test_the_first_of_several_departments_leads() -> None:
    at = outline(TINY).index.plan.at
    choices = tuple(Choice(id=id, name=name, at=at) for id, name in (("a", "みなと課"), ("b", "市場課")))
    kinds = (
        ("d", "department", choices),
        ("c", "choice", choices),
        ("n", "number", ()),
        ("t", "text", ()),
        ("l", "link", ()),
    )
    declared = tuple(
        Attribute(id=id, name=id, type=type, on=("measure",), choices=chosen, unit="千円", at=at)  # type: ignore[arg-type]
        for id, type, chosen in kinds
    )
    plan = replace(outline(TINY).index.plan, attributes=declared)

    def given(**words: tuple[str, ...]) -> list[tuple[str, str, str, str]]:
        of = {
            id: Given(values=tuple(Text(markdown=one, at=at) for one in several), at=at)
            for id, several in words.items()
        }
        return [
            (chosen_words(one, plan.writing), one.number, one.text.markdown if one.text else "", one.link)
            for one in attributes_of(plan, replace(plan.measures[0], attributes=of))
        ]

    assert given(d=("b", "a")) == [("市場課（主担当）、みなと課", "", "", "")]
    assert given(d=("b",)) == [("市場課", "", "", "")]
    assert given(c=("b", "a")) == [("市場課、みなと課", "", "", "")]
    assert given(l=("https://x",), t=("語",), n=("1200",)) == [
        ("", "1,200千円", "", ""),
        ("", "", "語", ""),
        ("", "", "https://x", "https://x"),
    ]


@pytest.mark.parametrize(
    ("language", "shown"), [("ja", ("平成30年度", "令和元年度", "令和6年度")), ("en", ("2018", "2019", "2024"))]
)
def test_a_fiscal_year_is_called_as_the_language_does(language: str, shown: tuple[str, ...]) -> None:
    assert tuple(writing(language).fiscal_year(year) for year in ("2018", "2019", "2024")) == shown


def test_what_is_given_is_read_on_its_page_and_each_choice_has_a_page(
    changed_plan: ChangedPlan, given: dict[str, str | None]
) -> None:
    pages = {page.path: page.body for page in site(outline(changed_plan(given)), TEMPLATE_FOLDER).pages}
    programme = pages["programmes/tea-grant/"]
    for words in ("市場課（主担当）", "みなと課", "1,200千円", "令和6年度", "90.0%", "増加"):
        assert words in programme
    assert '<a href="../../../programmes/tea-grant/">' in pages["attributes/department/market/"]


def test_tables_have_a_column_for_each_attribute_and_a_row_for_each_year(
    changed_plan: ChangedPlan, given: dict[str, str | None]
) -> None:
    found = tables(outline(changed_plan(given)), {})
    row = next(row for row in found["programmes"]() if row["id"] == "tea-grant")
    assert (row["担当課"], row["予算 (千円)"]) == ("市場課\nみなと課", "1200")
    assert [
        (row["year"], row["planned"], row["actual"], row["achieved"], row["grade"]) for row in found["years"]()
    ] == [
        (2024, "10", "9", "90.0", "B"),
        (2025, "12", None, None, ""),
        (2026, "増加", None, None, ""),
    ]


def test_excel_asks_an_indicator_of_the_actor_of_its_department_alone(
    changed_plan: ChangedPlan, given: dict[str, str | None]
) -> None:
    words = load_messages(MESSAGE_FOLDER, "ja", "workbook")
    group = (TINY / "indicators/near.yml").read_text("utf-8")
    asked = group.replace("    title: ", "    attributes: {department: harbour}\n    title: ")

    def values_of(actor: str, text: str) -> int:
        plan = outline(changed_plan({**given, "indicators/near.yml": text}))
        return sum(row.sheet == "values" for row in rows_for(plan, f"actor:{actor}", words))

    assert values_of("neighbours", group) == values_of("town-hall", group) > 0
    assert values_of("neighbours", asked) == 0
    assert values_of("town-hall", asked) == values_of("town-hall", group)


def test_a_value_of_an_indicator_may_be_words(changed_plan: ChangedPlan) -> None:
    group = (TINY / "indicators/near.yml").read_text("utf-8")
    number = '      value: 60\n      unit: "%"\n      bound: 以上\n'
    plan = outline(changed_plan({"indicators/near.yml": group.replace(number, "      words: 増加\n")}))
    row = next(tables(plan, {})["indicators"]())
    assert (row["target_printed"], row["target_status"], row["target_value"]) == ("増加", "words", None)
    assert "増加" in next(page.body for page in site(plan, TEMPLATE_FOLDER).pages if page.path == "indicators/")
