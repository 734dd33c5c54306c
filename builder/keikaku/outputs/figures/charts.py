"""Charts of a figure's numbers, with a text that says the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from keikaku.outputs.figures.bars import GAP, Scale, draw_bar
from keikaku.outputs.figures.canvas import LINE, SMALL, WIDTH, Canvas, Drawing, Fill, em
from keikaku.outputs.figures.upright import draw_upright
from keikaku.plan.model import FigureData, Reading
from keikaku.plan.outline import number_text, value_text
from keikaku.text.writing import Writing

_PART = 22
"""Height of a bar of several parts; a number stands in it."""

Row = Sequence[Decimal | None]
"""The numbers of one column, a series each."""


def figure_chart(id: str, title: str, data: FigureData, words: Mapping[str, str], writing: Writing) -> Drawing:
    """A figure's numbers, drawn as ``data.chart`` says; ``id`` keeps the patterns of two charts on a page apart.

    Bars lie, since names of columns are long and screens narrow. Where a line is to be seen with them, or a second
    unit, they stand on an axis.
    """
    values = words["separator"].join(_values_in_words(data, words, writing))
    description = words["described"].format(title=title, values=values)
    canvas = Canvas(description, f"chart chart-{data.chart}")
    fills = canvas.fills(id, len(data.series))
    forms = [series.chart or ("line" if data.chart == "line" else "bar") for series in data.series]
    if len(data.series) > 1 and data.chart != "pyramid":  # which names its sides itself
        second = [words["right_axis"] if unit != data.unit else "" for unit in data.units]
        names = [series.name + axis for series, axis in zip(data.series, second, strict=True)]
        _legend(canvas, names, fills, [form == "line" for form in forms])
    rows = list(zip(*(map(decimal, series.values) for series in data.series), strict=True))
    if "line" in forms or len(set(data.units)) > 1:
        draw_upright(canvas, data, rows, fills, forms)
    elif data.chart == "pyramid":
        _draw_pyramid(canvas, data, rows, fills)
    elif data.chart == "bar":
        _draw_bars(canvas, data, rows, fills, writing)
    else:
        _draw_parts(canvas, data, rows, fills)
    return Drawing(svg=canvas.finish(), description=description)


def decimal(value: str | None) -> Decimal | None:
    """A figure's value as a number; None where the plan's data has none (a dash)."""
    return None if value is None or value == _NO_VALUE else Decimal(value)


_NO_VALUE = "—"


def _values_in_words(data: FigureData, words: Mapping[str, str], writing: Writing) -> Iterator[str]:
    key = "value_of_series" if len(data.series) > 1 else "value"
    for series, unit in zip(data.series, data.units, strict=True):
        for name, value in zip(data.columns, series.values, strict=True):
            number = decimal(value)
            shown = words["no_value"] if number is None else _with_unit(number, unit, writing)
            yield words[key].format(series=series.name, name=name, value=shown)


def _with_unit(number: Decimal, unit: str, writing: Writing) -> str:
    return value_text(Reading(value=f"{number:f}", unit=unit), writing)


def _legend(canvas: Canvas, names: Sequence[str], fills: Sequence[Fill], lines: Sequence[bool]) -> None:
    """One series per line: its filling (or dash and marker), its name."""
    for n, (name, fill, line) in enumerate(zip(names, fills, lines, strict=True)):
        middle = canvas.y + LINE / 2
        if line:
            canvas.polyline([(2, middle), (30, middle)], fill, n)
            canvas.marker(16, middle, fill.marker, n)
        else:
            canvas.box(0.5, middle - 6.5, 29, 13, f"chart-series-{n + 1}", fill)
        canvas.words(38, name)
    canvas.y += GAP


def _draw_bars(canvas: Canvas, data: FigureData, rows: Sequence[Row], fills: Sequence[Fill], writing: Writing) -> None:
    numbers = [number for row in rows for number in row if number is not None]
    scale = Scale.for_bars(numbers, [_with_unit(number, data.unit, writing) for number in numbers])
    for column, row in zip(data.columns, rows, strict=True):
        canvas.words(0, column)
        for n, (number, fill) in enumerate(zip(row, fills, strict=True)):
            if number is not None:  # a sign that there is none would not say of which series
                draw_bar(canvas, scale, number, f"chart-series-{n + 1}", fill, _with_unit(number, data.unit, writing))
        if not any(number is not None for number in row):
            draw_bar(canvas, scale, None, "", fills[0], _NO_VALUE)


def _draw_parts(canvas: Canvas, data: FigureData, rows: Sequence[Row], fills: Sequence[Fill]) -> None:
    """Bars of several parts, all on one scale, or, of shares, each as long as the whole. Numbers where they fit."""
    sums = [sum((number for number in row if number is not None), Decimal(0)) for row in rows]
    length = WIDTH - 2
    shared = None if data.chart == "share" else Scale.of(sums, length)
    for column, row, whole in zip(data.columns, rows, sums, strict=True):
        canvas.words(0, column)
        scale = shared or Scale.of([whole], length)
        start = Decimal(0)
        for n, (number, fill) in enumerate(zip(row, fills, strict=True)):
            if number is None:
                continue
            left, right = scale.at(start), scale.at(start + number)
            canvas.box(left + 0.5, canvas.y + 0.5, right - left, _PART - 1, f"chart-series-{n + 1}", fill)
            label = _share_text(number, whole, data.unit) if data.chart == "share" else number_text(f"{number:f}")
            if em(label) * SMALL + 8 <= right - left:
                canvas.plated((left + right) / 2 + 0.5, canvas.y + _PART / 2 + 4, label)
            start += number
        canvas.y += _PART + GAP


def _share_text(number: Decimal, whole: Decimal, unit: str) -> str:
    """A part as a percentage: as written where it is one, otherwise of the whole, to a tenth."""
    if unit == "%" or not whole:
        return f"{number:f}%" if unit == "%" else number_text(f"{number:f}")
    return f"{(number * 100 / whole).quantize(Decimal('0.1'), ROUND_HALF_UP):f}%"


def _draw_pyramid(canvas: Canvas, data: FigureData, rows: Sequence[Row], fills: Sequence[Fill]) -> None:
    """Two series back to back, the last column at the top: ages as a population pyramid has them."""
    numbers = [number for row in rows for number in row if number is not None]
    middle = min(max(em(column) * SMALL for column in data.columns) + 12, WIDTH * 0.4)
    values = max((em(number_text(f"{number:f}")) * SMALL for number in numbers), default=0.0) + 4
    scale = Scale.of(numbers or [Decimal(1)], int((WIDTH - middle) / 2 - values))
    left, right = (WIDTH - middle) / 2, (WIDTH + middle) / 2
    for side, series in zip((left, right), data.series, strict=True):
        canvas.text(side, canvas.y + LINE - 6, series.name, "end" if side == left else "", "chart-name")
    canvas.y += LINE + 4
    height = 17
    for column, row in reversed(list(zip(data.columns, rows, strict=True))):
        below = canvas.y + height / 2 + 4
        canvas.text(WIDTH / 2, below, column, "middle", "chart-name", SMALL)
        for n, (number, fill) in enumerate(zip(row, fills, strict=True)):
            length = 0.0 if number is None else scale.at(number)
            label = _NO_VALUE if number is None else number_text(f"{number:f}")
            if number is not None:
                x = left - length if n == 0 else right
                canvas.box(x, canvas.y + 0.5, length, height - 3, f"chart-series-{n + 1}", fill)
            x = left - length - 4 if n == 0 else right + length + 4
            canvas.text(x, below, label, "end" if n == 0 else "", size=SMALL)
        canvas.y += height
    canvas.text(WIDTH, canvas.y + LINE - 6, data.unit, "end", "chart-name")
    canvas.y += LINE
