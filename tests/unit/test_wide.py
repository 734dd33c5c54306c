"""Which tables a check sets in type: those that might not fit, taking every letter to be as wide as any is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from keikaku.plan.compose.wide import has_doubtful_table, may_be_too_wide
from keikaku.plan.index import PlanIndex
from keikaku.plan.model import (
    Absent,
    At,
    Columns,
    Figure,
    FigureData,
    Indicator,
    IndicatorGroup,
    Series,
    Table,
    Text,
    Worded,
)
from tests.specimens import TINY, outline

LONG = "W" * 24
"""As long as a piece may be that is not broken anywhere."""
DIGITS = "1" * 24
EMPTY = replace(outline(TINY).index, definitions=())
AT = At(source=None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fits", "too_wide"),
    [
        ([[LONG]] * 3 + [["W" * 22]], [[LONG]] * 3 + [["W" * 23]]),
        ([[DIGITS]] * 5, [[DIGITS]] * 6),
        ([["12345678901234", "1.2345678901234"]] * 4, [["12345678901234", "1.2345678901234"]] * 5),
        ([[""]] * 50, [[""]] * 51),
        ([["漢字はどこでも折れる" * 9]] * 50, [["漢字はどこでも折れる" * 9]] * 51),
        ([[LONG, "あ", "い"]] * 3, [["あ", LONG, "い"]] * 4),
    ],
    ids=["letters", "digits-are-narrow", "numbers-on-their-points", "empty", "breakable", "the-longest-of-a-column"],
)
def test_one_more_is_too_wide(fits: list[list[str]], too_wide: list[list[str]]) -> None:
    assert not may_be_too_wide(fits)
    assert may_be_too_wide(too_wide)


def plan_with(value: Any) -> PlanIndex:
    """A plan whose only table is this."""
    if isinstance(value, Table):
        plan = replace(EMPTY.plan, chapters=(replace(EMPTY.plan.chapters[0], body=(value,), sections=()),))
        return replace(EMPTY, plan=replace(plan, measures=(), pillars=(), challenges=()), blocks=(value,))
    [definition] = [one for one in outline(TINY).index.definitions if one.ref == "measure:tea"]
    plan = replace(EMPTY.plan, chapters=(), measures=(), pillars=(), challenges=())
    return replace(EMPTY, plan=plan, blocks=(), definitions=(replace(definition, value=value),))


def texts(*words: str) -> tuple[Text, ...]:
    return tuple(Text(markdown=one, at=AT) for one in words)


def figure(columns: int, unit: str = "人") -> Figure:
    series = (Series(name="名", values=("1",) * columns, unit=unit),) * 2
    data = FigureData(chart="bar", unit="人", columns=(LONG,) * columns, series=series)
    return Figure(id="f", title=texts("図")[0], status="available", data=data, at=AT)


def group(*, one_table: bool, title: str = "あ", actual: str | None = LONG, head: str | None = "今") -> IndicatorGroup:
    value = Worded(words=LONG)
    indicator = Indicator(
        id="i",
        title=texts(title)[0],
        baseline=value,
        target=value,
        actual=None if actual is None else Absent(absent=actual),
        at=AT,
    )
    columns = Columns(item="項目" if one_table else None, baseline="前", target="後", actual=head)
    return IndicatorGroup(id="g", columns=columns, scope="current", indicators=(indicator, indicator), at=AT)


@pytest.mark.parametrize(
    ("value", "doubtful"),
    [
        (Table(id="t", head=texts("", "", "", ""), rows=(texts(*[LONG] * 4),), at=AT), True),
        (Table(id="t", head=texts(*[LONG] * 4), rows=(texts("", "", "", ""),), at=AT), True),
        (Table(id="t", head=texts(LONG, LONG, LONG, "あ"), rows=(texts("", "", LONG, "い"),), at=AT), False),
        (Table(id="t", head=texts(*["[](term:x)"] * 4), at=AT), True),
        (Table(id="t", head=texts(*["[](term:x)"] * 3), at=AT), False),
        (figure(4), True),
        (figure(3), False),
        (figure(3, unit="W" * 23), True),
        (group(one_table=False), True),
        (group(one_table=False, actual=None), False),
        (group(one_table=False, head=None), False),
        (group(one_table=True), False),
        (group(one_table=True, title=LONG), True),
        (replace(figure(4), data=None), False),
    ],
    ids=[
        "rows",
        "heads",
        "three-wide-columns",
        "words-of-other-entries",
        "few-of-them",
        "figure",
        "narrow-figure",
        "names-with-units",
        "indicators-beside",
        "no-value",
        "no-column",
        "indicators-as-one-table",
        "with-their-titles",
        "no-data",
    ],
)
def test_every_kind_of_table_is_looked_at(value: Any, doubtful: bool) -> None:
    """Words of another entry count as long as they may be; indicators that stand each by itself have less room."""
    assert has_doubtful_table(plan_with(value)) is doubtful
