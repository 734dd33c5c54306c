"""Charts: the plan's values, drawn true to scale and said in words."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keikaku.diagnostics.source import Source
from keikaku.diagnostics.span import TextMap
from keikaku.messages import load_messages
from keikaku.outputs.figures.canvas import WIDTH, Drawing
from keikaku.outputs.figures.charts import figure_chart
from keikaku.outputs.figures.indicators import indicator_chart
from keikaku.plan.compose.figures import data_table
from keikaku.plan.model import (
    Absent,
    At,
    Columns,
    Figure,
    FigureData,
    Indicator,
    IndicatorValue,
    Pending,
    Reading,
    Series,
    Text,
)
from keikaku.plan.outline import Outline
from keikaku.resources import MESSAGE_FOLDER
from keikaku.text.writing import writing

WORDS = load_messages(MESSAGE_FOLDER, "ja", "chart")
JAPANESE = writing("ja")
AT = At(Source("indicator-group", "x", {}, TextMap("x.yml", "", (0,)), {}))
COLUMNS = Columns(baseline="基準", target="目標", actual="実績")
SVG = "{http://www.w3.org/2000/svg}"


def percent(value: str) -> Reading:
    return Reading(value=value, unit="%")


def indicator(baseline: IndicatorValue, target: IndicatorValue, actual: IndicatorValue | None = None) -> Indicator:
    title = Text(markdown="指標", at=AT)
    return Indicator(id="x", title=title, baseline=baseline, target=target, actual=actual, at=AT)


def drawn(chart: Drawing | None) -> ET.Element:
    assert chart is not None
    return ET.fromstring(chart.svg)


def bars(chart: Drawing | None) -> dict[str, float]:
    return {rect.attrib["class"]: float(rect.attrib["width"]) for rect in drawn(chart).iter(f"{SVG}rect")}


def words(chart: Drawing | None) -> list[str]:
    return [text.text or "" for text in drawn(chart).iter(f"{SVG}text")]


def test_bars_are_as_long_as_their_values() -> None:
    found = bars(
        indicator_chart("指標", indicator(percent("20"), percent("40"), percent("80")), COLUMNS, WORDS, JAPANESE)
    )
    assert found["chart-actual"] == pytest.approx(2 * found["chart-target"], abs=3)
    assert found["chart-target"] == pytest.approx(2 * found["chart-baseline"], abs=3)


def test_what_is_pending_or_absent_keeps_its_words_and_has_no_bar() -> None:
    chart = indicator_chart(
        "指標", indicator(percent("56.6"), percent("40"), Pending(pending="調査中", at=AT)), COLUMNS, WORDS, JAPANESE
    )
    assert set(bars(chart)) == {"chart-baseline", "chart-target"}
    assert words(chart) == ["基準", "56.6%", "目標", "40%", "実績", "調査中"]
    chart = indicator_chart(
        "指標", indicator(Absent(absent="—"), percent("46"), percent("44")), COLUMNS, WORDS, JAPANESE
    )
    assert words(chart)[1] == "—"


def test_nothing_is_drawn_where_there_is_nothing_to_compare() -> None:
    pending = Pending(pending="〇〇%", at=AT)
    assert indicator_chart("指標", indicator(pending, percent("40")), COLUMNS, WORDS, JAPANESE) is None


def test_the_text_alternative_says_all_the_drawing_says(real: Outline) -> None:
    """Of the real plan: a share that is meant to fall, and whose outcome is not known yet."""
    group = real.index.entities["indicator-group:previous-consultation"].value
    chart = indicator_chart("市民の意識の変化", group.indicators[1], group.columns, WORDS, JAPANESE)
    assert chart is not None
    assert chart.description == (
        "市民の意識の変化（減らすことをめざす指標）。"
        "基準数値 (H23) 56.6%、目標数値 (H31) 40%、(参考) (H30 実績) 調査中。"
    )
    assert drawn(chart).attrib["aria-label"] == chart.description


@pytest.mark.parametrize("kind", ["bar", "line", "stacked"])
def test_a_gap_in_a_figure_is_said_and_stays_a_gap(kind: str) -> None:
    series = (Series(name="子ども", values=("3", "—", "1")), Series(name="大人", values=("5", "6", "7.50")))
    data = FigureData(chart=kind, unit="人", columns=("1年", "2年", "3年"), series=series)  # type: ignore[arg-type]
    chart = figure_chart("x", "人口", data, WORDS, JAPANESE)
    assert "子ども 2年 値なし" in chart.description
    assert "大人 3年 7.50人" in chart.description
    root = drawn(chart)
    if kind == "line":
        assert [len((line.get("points") or "").split()) for line in root.iter(f"{SVG}polyline")] == [2, 2, 1, 1, 3]
    else:
        marks = [rect for rect in root.iter(f"{SVG}rect") if rect.get("class") == "chart-series-1"]
        assert len(marks) == 3  # one in the legend, two values


def test_a_year_that_has_no_actual_value_yet_has_one_bar() -> None:
    """What would stand for the other says nothing of which it is; a year with neither says that it has none."""
    series = (Series(name="計画", values=("24", "25", None)), Series(name="実績", values=("26", None, None)))
    data = FigureData(chart="bar", unit="件", columns=("令和7年度", "令和8年度", "令和9年度"), series=series)
    said = words(figure_chart("f", "件数", data, WORDS, JAPANESE))
    assert said == ["計画", "実績", "令和7年度", "24件", "26件", "令和8年度", "25件", "令和9年度", "—"]


VALUES = st.decimals(min_value=-(10**9), max_value=10**9, places=2).map(str)
NAMES = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=60)


@given(
    kind=st.sampled_from(["bar", "line", "stacked", "both"]),
    names=st.lists(NAMES, min_size=1, max_size=8),
    rows=st.integers(1, 7),
    data=st.data(),
)
def test_any_figure_is_drawn_within_its_frame(kind: str, names: list[str], rows: int, data: st.DataObject) -> None:
    values = st.lists(VALUES | st.just("—"), min_size=len(names), max_size=len(names)).map(tuple)
    both = kind == "both"
    series = tuple(
        Series(
            name=data.draw(NAMES),
            values=data.draw(values),
            unit="件" if both and n else None,
            chart="line" if both and n == 1 else None,
        )
        for n in range(rows)
    )
    form: Literal["bar", "line", "stacked"] = "bar" if both else kind  # type: ignore[assignment]
    figure = FigureData(chart=form, unit="人", columns=tuple(names), series=series)
    root = drawn(figure_chart("x", "題", figure, WORDS, JAPANESE))
    height = Decimal(root.attrib["height"])
    for rect in root.iter(f"{SVG}rect"):
        assert Decimal(rect.attrib["width"]) >= 0
        if kind != "stacked":  # parts of both signs do not add up to a whole
            assert -1 <= Decimal(rect.attrib["x"]) <= WIDTH
        assert 0 <= Decimal(rect.attrib["y"]) <= height
    assert not any("style" in element.attrib for element in root.iter())


def series_of(name: str, *values: str, unit: str | None = None, chart: Literal["bar", "line"] | None = None) -> Series:
    return Series(name=name, values=values, unit=unit, chart=chart)


def marks_of(drawing: Drawing, series: int, tag: str = "rect") -> list[ET.Element]:
    """What is drawn of a series, its sample in the legend left out where there is one."""
    return [mark for mark in drawn(drawing).iter(f"{SVG}{tag}") if mark.get("class") == f"chart-series-{series}"]


def test_two_units_have_an_axis_each_and_numbers_at_their_marks() -> None:
    series = (series_of("世帯", "200", "300"), series_of("人員", "2.6", "2.3", unit="人", chart="line"))
    data = FigureData(chart="bar", unit="世帯", columns=("2015年", "2025年"), series=series)
    drawing = figure_chart("x", "世帯と人員", data, WORDS, JAPANESE)
    assert "人員 2025年 2.3人" in drawing.description
    assert "世帯 2025年 300世帯" in drawing.description
    first, second = marks_of(drawing, 1)[1:]
    assert float(second.attrib["height"]) == pytest.approx(float(first.attrib["height"]) * 1.5, abs=1)
    _, line = (found for found in drawn(drawing).iter(f"{SVG}polyline") if found.get("class") == "chart-line-2")
    heights = [float(point.split(",")[1]) for point in line.attrib["points"].split()]
    assert len(heights) == 2
    assert heights[0] < heights[1]  # SVG counts downwards
    shown = words(drawing)
    assert shown.count("人員（右目盛り）") == 1
    assert {"世帯", "人", "200", "300", "2.6", "2.3"} < set(shown)


def test_parts_of_a_stack_begin_where_the_one_before_ends() -> None:
    series = (series_of("甲", "10", "20"), series_of("乙", "20", "—"), series_of("丙", "30", "10"))
    data = FigureData(chart="stacked", unit="人", columns=("昨年", "今年"), series=series)
    drawing = figure_chart("x", "人", data, WORDS, JAPANESE)
    parts = [
        [(float(mark.attrib["x"]), float(mark.attrib["width"])) for mark in marks_of(drawing, n)[1:]] for n in (1, 2, 3)
    ]
    (one, this), (two,), (three, last) = parts
    for stack in ((one, two, three), (this, last)):
        assert [x for x, _ in stack[1:]] == pytest.approx([x + width for x, width in stack[:-1]], abs=2)
    assert [width for _, width in (two, three, this)] == pytest.approx([2 * one[1], 3 * one[1], 2 * one[1]], abs=3)


def test_shares_are_parts_of_bars_of_one_length() -> None:
    series = (series_of("はい", "30", "120"), series_of("いいえ", "90", "—"))
    data = FigureData(chart="share", unit="人", columns=("昨年", "今年"), series=series)
    drawing = figure_chart("x", "答え", data, WORDS, JAPANESE)
    yes, no = marks_of(drawing, 1)[1:], marks_of(drawing, 2)[1:]
    assert float(yes[0].attrib["width"]) * 3 == pytest.approx(float(no[0].attrib["width"]), abs=3)
    assert float(yes[1].attrib["width"]) == pytest.approx(WIDTH, abs=4)
    assert {"25.0%", "75.0%", "100.0%"} < set(words(drawing))


def test_a_pyramid_has_the_oldest_at_the_top_and_a_side_for_each_series() -> None:
    series = (series_of("男", "10", "30"), series_of("女", "20", "—"))
    data = FigureData(chart="pyramid", unit="人", columns=("若い", "年老いた"), series=series)
    drawing = figure_chart("x", "年齢", data, WORDS, JAPANESE)
    assert [word for word in words(drawing) if word in data.columns] == ["年老いた", "若い"]
    men, women = marks_of(drawing, 1), marks_of(drawing, 2)
    assert all(float(bar.attrib["x"]) + float(bar.attrib["width"]) < WIDTH / 2 for bar in men)
    assert [float(bar.attrib["x"]) > WIDTH / 2 for bar in women] == [True]
    assert "女 年老いた 値なし" in drawing.description


def test_more_columns_than_a_page_holds_are_rows_of_the_table() -> None:
    """Of the ages of a pyramid; where units differ, the names say theirs."""
    values = tuple(str(n) for n in range(10))
    series = (series_of("男", *values), series_of("割合", *values, unit="%"))
    data = FigureData(chart="bar", unit="人", columns=tuple(f"{n}歳" for n in range(10)), series=series)
    title = Text(markdown="年齢", at=AT)
    rows = data_table(Figure(id="x", title=title, status="available", data=data, at=AT))
    assert [cell.text for cell in rows[0]] == ["", "男", "割合"]
    assert [cell.unit for cell in rows[0]] == ["", "人", "%"]
    assert [cell.text for cell in rows[10]] == ["9歳", "9", "9"]
