"""Charts as SVG, from data, with a text that says the same; one drawing for screen and print.

Everything is drawn in the colour of the text around it (``currentColor``) and told apart by filling, dash and marker,
so that it can be read in dark mode and on a black-and-white A4 page; a style sheet may colour the classes. Labels stand
at the marks, so nothing has to be matched by colour. No style attribute is used: a strict policy forbids them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from xml.etree import ElementTree as ET

from keikaku.plan.model import Columns, FigureData, Indicator, IndicatorValue, Reading
from keikaku.plan.outline import value_text

WIDTH = 280
"""Drawn for the text of the narrowest screen, 320 px less its margins; wider ones and print scale it."""
_FONT = 14
_LINE = 21
_BAR = 18
_GAP = 10
_NO_VALUE = "—"
_VALUE_SPACE = 104
"""Kept free behind the longest bar for its value."""

_Parent = ET.Element


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    svg: str
    description: str
    """The same in words; also the ``aria-label`` of the drawing."""


def indicator_chart(title: str, indicator: Indicator, columns: Columns, words: Mapping[str, str]) -> Chart | None:
    """Baseline, target and actual of one indicator as bars.

    ``title``: its plain name; ``words``: the messages of group ``chart``. None where fewer than two values are
    numbers: there is nothing to compare. What is pending or absent has its row and keeps its words.
    """
    rows = [
        (kind, head, value)
        for kind, head, value in (
            ("baseline", columns.baseline, indicator.baseline),
            ("target", columns.target, indicator.target),
            ("actual", columns.actual or "", indicator.actual),
        )
        if value is not None
    ]
    numbers = [number for _, _, value in rows if (number := _number_of(value)) is not None]
    if len(numbers) < 2:
        return None
    values = [words["value"].format(name=head, value=value_text(value)) for _, head, value in rows]
    direction = words[indicator.direction] if indicator.direction else ""
    description = words["described_direction" if direction else "described"].format(
        title=title, direction=direction, values=words["separator"].join(values)
    )
    scale = _Scale.of(numbers, WIDTH - _VALUE_SPACE)
    canvas = _Canvas(description, "chart chart-indicator")
    target = _number_of(indicator.target)
    aim = None if target is None else scale.at(target)
    for kind, head, value in rows:
        canvas.words(0, head)
        canvas.bar(scale, _number_of(value), f"chart-{kind}", _FILLS[kind], value_text(value), aim)
    return Chart(svg=canvas.finish(), description=description)


def figure_chart(id: str, title: str, data: FigureData, words: Mapping[str, str]) -> Chart:
    """A figure's numbers as bars, stacked bars or lines; ``id`` keeps the patterns of two charts on a page apart."""
    description = words["described"].format(title=title, values=words["separator"].join(_values_in_words(data, words)))
    canvas = _Canvas(description, f"chart chart-{data.chart}")
    fills = [_series_fill(canvas, id, n) for n in range(len(data.series))]
    if len(data.series) > 1:
        canvas.legend([series.name for series in data.series], fills, lines=data.chart == "line")
    if data.chart == "line":
        _draw_lines(canvas, data, fills)
    else:
        _draw_bars(canvas, data, fills, stacked=data.chart == "stacked")
    return Chart(svg=canvas.finish(), description=description)


def _values_in_words(data: FigureData, words: Mapping[str, str]) -> Iterator[str]:
    key = "value_of_series" if len(data.series) > 1 else "value"
    for series in data.series:
        for name, value in zip(data.columns, series.values, strict=True):
            number = _decimal(value)
            told = words["no_value"] if number is None else _with_unit(number, data.unit)
            yield words[key].format(series=series.name, name=name, value=told)


def _number_of(value: IndicatorValue | None) -> Decimal | None:
    return Decimal(value.value) if isinstance(value, Reading) else None


def _decimal(value: str | None) -> Decimal | None:
    """A figure's value as a number; None where the plan's data has none (a dash)."""
    return None if value is None or value == _NO_VALUE else Decimal(value)


def _with_unit(number: Decimal, unit: str) -> str:
    return value_text(Reading(value=f"{number:f}", unit=unit))


# ---------------------------------------------------------------------------------------------- how marks look


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fill:
    """How a bar is filled and outlined, and how a line of the same series is dashed."""

    fill: str = "currentColor"
    opacity: str = ""
    dash: str = ""
    marker: int = 0

    def attributes(self) -> dict[str, str]:
        found = {"fill": self.fill, "stroke": "currentColor", "stroke-width": "1.5"}
        if self.opacity:
            found["fill-opacity"] = self.opacity
        return found


_FILLS = {
    "baseline": _Fill(opacity="0.35"),
    "target": _Fill(fill="none"),
    "actual": _Fill(),
}
_PATTERNS = ("", "M0 6L6 0", "M0 3H6", "M3 0V6", "M0 6L6 0M0 0L6 6")
"""What is drawn on a tile of 6; the first is solid."""
_DASHES = ("", "6 3", "2 3", "10 3 2 3", "1 5")


def _series_fill(canvas: _Canvas, id: str, n: int) -> _Fill:
    """Solid, hatched, striped …; after five they begin anew, lighter."""
    place = n % len(_PATTERNS)
    opacity = "" if n < len(_PATTERNS) else "0.5"
    fill = "currentColor"
    if _PATTERNS[place]:
        fill = f"url(#{canvas.pattern(f'chart-{id}-{n}', _PATTERNS[place])})"
    return _Fill(fill=fill, opacity=opacity, dash=_DASHES[place], marker=n)


# ---------------------------------------------------------------------------------------------- drawing


@dataclass(frozen=True, slots=True)
class _Scale:
    """Numbers → pixels. Nought is always on the scale: a bar that does not begin at nought misleads."""

    low: Decimal
    high: Decimal
    length: int

    @staticmethod
    def of(numbers: Sequence[Decimal], length: int) -> _Scale:
        low, high = min(Decimal(0), *numbers), max(Decimal(0), *numbers)
        return _Scale(low, high if high > low else low + 1, length)

    def at(self, number: Decimal) -> float:
        return float((number - self.low) / (self.high - self.low) * self.length)


def _em(text: str) -> float:
    """The width of a text in characters of full width; rather too much than too little, fonts differ."""
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" or char == "%" else 0.65 for char in text)


def _wrapped(text: str, width: float) -> list[str]:
    """A text in lines of at most ``width`` pixels, broken anywhere, as Japanese is."""
    lines = [""]
    for char in text:
        if lines[-1] and _em(lines[-1] + char) * _FONT > width:
            lines.append("")
        lines[-1] += char
    return lines


def _px(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


class _Canvas:
    """A drawing that grows downwards."""

    def __init__(self, description: str, classes: str) -> None:
        self.root = ET.Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "class": classes,
                "role": "img",
                "aria-label": description,
                "font-size": str(_FONT),
                "fill": "currentColor",
            },
        )
        self.y = 0.0

    def add(self, tag: str, attributes: Mapping[str, str], text: str = "", parent: _Parent | None = None) -> ET.Element:
        found = ET.SubElement(self.root if parent is None else parent, tag, dict(attributes))
        found.text = text or None
        return found

    def pattern(self, id: str, path: str) -> str:
        tile = {"id": id, "width": "6", "height": "6", "patternUnits": "userSpaceOnUse"}
        pattern = self.add("pattern", tile, parent=self.add("defs", {}))
        self.add("path", {"d": path, "stroke": "currentColor", "stroke-width": "1.5", "fill": "none"}, parent=pattern)
        return id

    def text(self, x: float, y: float, words: str, anchor: str = "", name: str = "") -> None:
        attributes = {"x": _px(x), "y": _px(y)}
        if name:
            attributes["class"] = name
        if anchor:
            attributes["text-anchor"] = anchor
        self.add("text", attributes, words)

    def words(self, x: float, words: str) -> None:
        for line in _wrapped(words, WIDTH - x):
            self.y += _LINE
            self.text(x, self.y - 6, line, name="chart-name")

    def bar(
        self, scale: _Scale, number: Decimal | None, name: str, fill: _Fill, label: str, aim: float | None = None
    ) -> None:
        """A bar with its value behind it; without a number, the words that stand for it.

        ``aim``: where the target lies, as a dotted line across the row; the value gives way to it.
        """
        zero = scale.at(Decimal(0))
        end = zero if number is None else scale.at(number)
        if number is not None:
            left, width = min(zero, end), abs(end - zero)
            box = {"x": _px(left + 1), "y": _px(self.y + 1), "width": _px(max(width - 1, 0.5)), "height": str(_BAR - 2)}
            self.add("rect", {"class": name, **box, **fill.attributes()})
        start = max(zero, end) + 6
        if aim is not None:
            ends = {"x1": _px(aim), "x2": _px(aim), "y1": _px(self.y - 1), "y2": _px(self.y + _BAR + 4)}
            dotted = {"stroke": "currentColor", "stroke-width": "1.5", "stroke-dasharray": "2 2"}
            self.add("line", {"class": "chart-aim", **ends, **dotted})
            if start - 4 < aim < start + _em(label) * _FONT + 4:
                start = aim + 6
        self.text(start, self.y + _BAR / 2 + 5, label)
        self.y += _BAR + _GAP

    def legend(self, names: Sequence[str], fills: Sequence[_Fill], *, lines: bool) -> None:
        """One series per line: its filling (or dash and marker), its name."""
        for n, (name, fill) in enumerate(zip(names, fills, strict=True)):
            middle = self.y + _LINE / 2
            if lines:
                self.polyline([(2, middle), (30, middle)], fill, n)
                self.marker(16, middle, fill.marker, n)
            else:
                box = {"x": "1", "y": _px(middle - 6), "width": "28", "height": "12"}
                self.add("rect", {"class": f"chart-series-{n + 1}", **box, **fill.attributes()})
            self.words(38, name)
        self.y += _GAP

    def polyline(self, points: Sequence[tuple[float, float]], fill: _Fill, n: int) -> None:
        drawn = {"points": " ".join(f"{_px(x)},{_px(y)}" for x, y in points), "fill": "none"}
        stroke = {"stroke": "currentColor", "stroke-width": "2"}
        if fill.dash:
            stroke["stroke-dasharray"] = fill.dash
        self.add("polyline", {"class": f"chart-line-{n + 1}", **drawn, **stroke})

    def marker(self, x: float, y: float, shape: int, n: int) -> None:
        name = {"class": f"chart-series-{n + 1}"}
        if shape % 3 == 0:
            self.add("circle", {**name, "cx": _px(x), "cy": _px(y), "r": "4"})
        elif shape % 3 == 1:
            self.add("rect", {**name, "x": _px(x - 4), "y": _px(y - 4), "width": "8", "height": "8"})
        else:
            self.add("path", {**name, "d": f"M{_px(x - 5)} {_px(y + 4)}H{_px(x + 5)}L{_px(x)} {_px(y - 5)}Z"})

    def finish(self) -> str:
        height = _px(self.y)
        self.root.set("viewBox", f"0 0 {WIDTH} {height}")
        self.root.set("width", str(WIDTH))
        self.root.set("height", height)
        return ET.tostring(self.root, encoding="unicode")


def _draw_bars(canvas: _Canvas, data: FigureData, fills: Sequence[_Fill], *, stacked: bool) -> None:
    rows = list(zip(*(map(_decimal, series.values) for series in data.series), strict=True))
    if stacked:
        sums = [sum((number for number in row if number is not None), Decimal(0)) for row in rows]
        scale = _Scale.of(sums, WIDTH - 2)
    else:
        numbers = [number for row in rows for number in row if number is not None]
        scale = _Scale.of(numbers or [Decimal(1)], WIDTH - _VALUE_SPACE)
    for column, row in zip(data.columns, rows, strict=True):
        canvas.words(0, column)
        if stacked:
            _stack(canvas, scale, row, fills)
            continue
        for n, (number, fill) in enumerate(zip(row, fills, strict=True)):
            label = _NO_VALUE if number is None else _with_unit(number, data.unit)
            canvas.bar(scale, number, f"chart-series-{n + 1}", fill, label)


def _stack(canvas: _Canvas, scale: _Scale, row: Sequence[Decimal | None], fills: Sequence[_Fill]) -> None:
    """One bar of several parts; its numbers stand in the table beside the chart."""
    start = Decimal(0)
    for n, (number, fill) in enumerate(zip(row, fills, strict=True)):
        if number is None:
            continue
        left, right = scale.at(start), scale.at(start + number)
        box = {"x": _px(left + 1), "y": _px(canvas.y + 1), "width": _px(max(right - left - 1, 0.5)), "height": "20"}
        canvas.add("rect", {"class": f"chart-series-{n + 1}", **box, **fill.attributes()})
        start += number
    canvas.y += 22 + _GAP


def _draw_lines(canvas: _Canvas, data: FigureData, fills: Sequence[_Fill]) -> None:
    numbers = [number for series in data.series for value in series.values if (number := _decimal(value)) is not None]
    height, top = 150, canvas.y + _LINE
    scale = _Scale.of(numbers or [Decimal(1)], height)
    levels = {level: _with_unit(level, data.unit) for level in (scale.low, Decimal(0), scale.high)}
    left, right = max(map(_em, levels.values())) * _FONT + 14, WIDTH - 8.0
    step = (right - left) / max(len(data.columns) - 1, 1)
    for level, words in levels.items():
        y = top + height - scale.at(level)
        ends = {"x1": _px(left - 8), "x2": str(WIDTH), "y1": _px(y), "y2": _px(y)}
        canvas.add("line", {"class": "chart-grid", **ends, "stroke": "currentColor", "stroke-opacity": "0.4"})
        canvas.text(left - 12, y + 5, words, "end")
    for n, (series, fill) in enumerate(zip(data.series, fills, strict=True)):
        points = [
            None if number is None else (left + step * place, top + height - scale.at(number))
            for place, number in enumerate(map(_decimal, series.values))
        ]
        for run in _runs(points):
            canvas.polyline(run, fill, n)
            for x, y in run:
                canvas.marker(x, y, fill.marker, n)
    canvas.y = top + height + _LINE
    # As many names below the axis as find room; the first and the last always.
    widest = max((_em(column) * _FONT for column in data.columns), default=1)
    every = max(1, -int(-(widest + 6) // max(step, 1)))
    last = len(data.columns) - 1
    for place, column in enumerate(data.columns):
        if place == last or (place % every == 0 and last - place >= every):
            at_end = place == last and last > 0
            canvas.text(WIDTH if at_end else left + step * place, canvas.y, column, "end" if at_end else "middle")
    canvas.y += 6


def _runs(points: Sequence[tuple[float, float] | None]) -> Iterator[list[tuple[float, float]]]:
    """The points between gaps: where there is no value, the line is interrupted."""
    run: list[tuple[float, float]] = []
    for point in (*points, None):
        if point is not None:
            run.append(point)
        elif run:
            yield run
            run = []
