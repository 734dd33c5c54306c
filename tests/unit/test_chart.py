"""Charts: the plan's values, drawn true to scale and said in words."""

from __future__ import annotations

from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keikaku.diagnostics.source import Source
from keikaku.diagnostics.span import TextMap
from keikaku.messages import load_messages
from keikaku.outputs.chart import WIDTH, Chart, figure_chart, indicator_chart
from keikaku.plan.model import (
    Absent,
    At,
    Columns,
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

WORDS = load_messages(MESSAGE_FOLDER, "ja", "chart")
AT = At(Source("indicator-group", "x", {}, TextMap("x.yml", "", (0,)), {}))
COLUMNS = Columns(baseline="基準", target="目標", actual="実績")
SVG = "{http://www.w3.org/2000/svg}"


def percent(value: str) -> Reading:
    return Reading(value=value, unit="%")


def indicator(baseline: IndicatorValue, target: IndicatorValue, actual: IndicatorValue | None = None) -> Indicator:
    title = Text(markdown="指標", at=AT)
    return Indicator(id="x", title=title, baseline=baseline, target=target, actual=actual, at=AT)


def drawn(chart: Chart | None) -> ET.Element:
    assert chart is not None
    return ET.fromstring(chart.svg)


def bars(chart: Chart | None) -> dict[str, float]:
    return {rect.attrib["class"]: float(rect.attrib["width"]) for rect in drawn(chart).iter(f"{SVG}rect")}


def words(chart: Chart | None) -> list[str]:
    return [text.text or "" for text in drawn(chart).iter(f"{SVG}text")]


def test_bars_are_as_long_as_their_values() -> None:
    found = bars(indicator_chart("指標", indicator(percent("20"), percent("40"), percent("80")), COLUMNS, WORDS))
    assert found["chart-actual"] == pytest.approx(2 * found["chart-target"], abs=3)
    assert found["chart-target"] == pytest.approx(2 * found["chart-baseline"], abs=3)


def test_what_is_pending_or_absent_keeps_its_words_and_has_no_bar() -> None:
    chart = indicator_chart(
        "指標", indicator(percent("56.6"), percent("40"), Pending(pending="調査中", at=AT)), COLUMNS, WORDS
    )
    assert set(bars(chart)) == {"chart-baseline", "chart-target"}
    assert words(chart) == ["基準", "56.6%", "目標", "40%", "実績", "調査中"]
    chart = indicator_chart("指標", indicator(Absent(absent="—"), percent("46"), percent("44")), COLUMNS, WORDS)
    assert words(chart)[1] == "—"


def test_nothing_is_drawn_where_there_is_nothing_to_compare() -> None:
    pending = Pending(pending="〇〇%", at=AT)
    assert indicator_chart("指標", indicator(pending, percent("40")), COLUMNS, WORDS) is None


def test_the_text_alternative_says_all_the_drawing_says(real: Outline) -> None:
    """Of the real plan: a share that is meant to fall, and whose outcome is not known yet."""
    group = real.index.entities["indicator-group:previous-consultation"].value
    chart = indicator_chart("市民の意識の変化", group.indicators[1], group.columns, WORDS)
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
    chart = figure_chart("x", "人口", data, WORDS)
    assert "子ども 2年 値なし" in chart.description
    assert "大人 3年 7.50人" in chart.description
    root = drawn(chart)
    if kind == "line":
        assert [len((line.get("points") or "").split()) for line in root.iter(f"{SVG}polyline")] == [2, 2, 1, 1, 3]
    else:
        marks = [rect for rect in root.iter(f"{SVG}rect") if rect.get("class") == "chart-series-1"]
        assert len(marks) == 3  # one in the legend, two values


VALUES = st.decimals(min_value=-(10**9), max_value=10**9, places=2).map(str)
NAMES = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=60)


@given(
    kind=st.sampled_from(["bar", "line", "stacked"]),
    names=st.lists(NAMES, min_size=1, max_size=8),
    rows=st.integers(1, 7),
    data=st.data(),
)
def test_any_figure_is_drawn_within_its_frame(kind: str, names: list[str], rows: int, data: st.DataObject) -> None:
    values = st.lists(VALUES | st.just("—"), min_size=len(names), max_size=len(names)).map(tuple)
    series = tuple(Series(name=data.draw(NAMES), values=data.draw(values)) for _ in range(rows))
    figure = FigureData(chart=kind, unit="人", columns=tuple(names), series=series)  # type: ignore[arg-type]
    root = drawn(figure_chart("x", "題", figure, WORDS))
    height = Decimal(root.attrib["height"])
    for rect in root.iter(f"{SVG}rect"):
        assert Decimal(rect.attrib["width"]) >= 0
        if kind != "stacked":  # parts of both signs do not add up to a whole
            assert -1 <= Decimal(rect.attrib["x"]) <= WIDTH
        assert 0 <= Decimal(rect.attrib["y"]) <= height
    assert not any("style" in element.attrib for element in root.iter())
