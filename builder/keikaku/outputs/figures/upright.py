"""Charts on an axis: lines, standing bars, both together, and a second axis for a second unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_CEILING, Decimal

from keikaku.dataclass import dataclass
from keikaku.outputs.figures.canvas import LINE, SMALL, WIDTH, Canvas, Fill, em
from keikaku.plan.model import FigureData
from keikaku.plan.outline import number_text

_HEIGHT = 140
_STEPS = 4
"""As many steps of an axis as make it readable; a nought within adds one."""
_NICE = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class _Number:
    words: str
    places: Sequence[Point]
    """Where it might stand, the best place first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Axis:
    """One unit: a step between two lines of the grid, and how many lie below and above nought."""

    unit: str
    step: Decimal
    below: int
    above: int

    @staticmethod
    def of(unit: str, numbers: Sequence[Decimal]) -> _Axis:
        low, high = min(Decimal(0), *numbers), max(Decimal(0), *numbers)
        raw = (high - low or Decimal(1)) / _STEPS
        power = Decimal(1).scaleb(raw.adjusted())
        step = next(nice * power for nice in _NICE if nice * power >= raw)
        below, above = (int((length / step).to_integral_value(ROUND_CEILING)) for length in (-low, high))
        return _Axis(unit=unit, step=step, below=below, above=above or int(not below))

    def at(self, number: Decimal) -> float:
        """How high above the foot of the chart."""
        return float((number / self.step + self.below) / (self.below + self.above)) * _HEIGHT

    def levels(self) -> list[Decimal]:
        return [(self.step * n).normalize() if n else Decimal(0) for n in range(-self.below, self.above + 1)]


def draw_upright(
    canvas: Canvas,
    data: FigureData,
    rows: Sequence[Sequence[Decimal | None]],
    fills: Sequence[Fill],
    forms: Sequence[str],
) -> None:
    """A place for each column; in it bars beside each other (or on each other), and points of the lines.

    ``rows``: the numbers of each column; ``forms``: ``bar`` or ``line`` for each series. One axis for each unit, the
    second at the right; both have the same lines of the grid. A number stands at its mark where it covers nothing.
    """
    chart = _Upright(canvas, data, rows, forms)
    chart.grid()
    chart.bars(fills)
    chart.lines(fills)
    chart.numbers()
    chart.names()


class _Upright:
    def __init__(
        self, canvas: Canvas, data: FigureData, rows: Sequence[Sequence[Decimal | None]], forms: Sequence[str]
    ) -> None:
        self.canvas, self.data, self.rows = canvas, data, rows
        self.as_bars = [n for n, form in enumerate(forms) if form == "bar"]
        self.as_lines = [n for n, form in enumerate(forms) if form == "line"]
        axes = [_Axis.of(unit, list(self._held(unit)) or [Decimal(1)]) for unit in dict.fromkeys(data.units)]
        below, above = max(axis.below for axis in axes), max(axis.above for axis in axes)
        self.axes = {axis.unit: replace(axis, below=below, above=above) for axis in axes}
        widths = [max(em(_shown(level)) for level in axis.levels()) * SMALL + 6 for axis in self.axes.values()]
        self.left, self.right = widths[0], WIDTH - (widths[1] if len(widths) > 1 else 2.0)
        self.slot = (self.right - self.left) / len(data.columns)
        self.foot = canvas.y + LINE + SMALL + _HEIGHT
        self.of_lines: list[list[_Number]] = []
        self.of_bars: list[list[_Number]] = []
        """Numbers to be written; those in one list all or none."""
        self.taken: list[Box] = []
        """What no number may cover."""

    def _held(self, unit: str) -> Iterator[Decimal]:
        """All that has to find room on the axis of a unit."""
        own = [n for n, other in enumerate(self.data.units) if other == unit]
        for row in self.rows:
            yield from (number for n in own if (number := row[n]) is not None)
            if self.data.chart == "stacked":
                parts = [number for n in own if n in self.as_bars and (number := row[n]) is not None]
                yield sum((part for part in parts if part > 0), Decimal(0))
                yield sum((part for part in parts if part < 0), Decimal(0))

    def _y(self, n: int, number: Decimal) -> float:
        """How deep a number of the nth series stands."""
        return self.foot - self.axes[self.data.units[n]].at(number)

    def _middle(self, place: int) -> float:
        return self.left + self.slot * (place + 0.5)

    def grid(self) -> None:
        above = self.foot - _HEIGHT - SMALL - 2
        for n, axis in enumerate(self.axes.values()):
            edge = WIDTH if n else self.left - 4
            self.canvas.text(WIDTH * n, above, axis.unit, "end" if n else "", "chart-name", SMALL)
            for level in axis.levels():
                self.canvas.text(edge, self.foot - axis.at(level) + 4, _shown(level), "end", size=SMALL)
        axis = next(iter(self.axes.values()))
        for level in axis.levels():
            y = self.foot - axis.at(level)
            self.canvas.rule((self.left, y), (self.right, y), "chart-grid", opacity="0.3" if level else "1")

    def bars(self, fills: Sequence[Fill]) -> None:
        stacked = self.data.chart == "stacked"
        width = self.slot * 0.72 / (1 if stacked else max(len(self.as_bars), 1))
        found: dict[int, list[_Number]] = {n: [] for n in self.as_bars}
        for place, row in enumerate(self.rows):
            tops = {True: Decimal(0), False: Decimal(0)}
            for order, n in enumerate(self.as_bars):
                number = row[n]
                if number is None:
                    continue
                x = self._middle(place) - self.slot * 0.36 + (0 if stacked else order * width)
                base = tops[number < 0]
                if stacked:
                    tops[number < 0] += number
                top, bottom = sorted((self._y(n, base), self._y(n, base + number)))
                self.canvas.box(x, top, width, bottom - top, f"chart-series-{n + 1}", fills[n])
                middle = (top + bottom) / 2 + 4
                if not stacked:
                    found[n].append(_Number(_shown(number), [(x + width / 2, y) for y in (top - 4, top + 14)]))
                elif bottom - top > SMALL + 4:  # a part that is too flat has its number in the table alone
                    self.of_bars.append([_Number(_shown(number), [(x + width / 2, middle)])])
        self.of_bars.extend(found.values())

    def lines(self, fills: Sequence[Fill]) -> None:
        for n in self.as_lines:
            points = [
                None if number is None else (self._middle(place), self._y(n, number))
                for place, number in enumerate(row[n] for row in self.rows)
            ]
            for run in _runs(points):
                self.canvas.polyline(run, fills[n], n, apart=bool(self.as_bars))
                for x, y in run:
                    self.canvas.marker(x, y, fills[n].marker, n, apart=bool(self.as_bars))
                    self.taken.append((x - 5, y - 5, x + 5, y + 5))
            numbers = [
                _Number(_shown(number), [(self._middle(place), self._y(n, number) + by) for by in (-9, 18)])
                for place, row in enumerate(self.rows)
                if (number := row[n]) is not None
            ]
            self.of_lines.append(numbers)

    def numbers(self) -> None:
        """Those of lines first: how long a bar is can be seen without."""
        for numbers in (*self.of_lines, *self.of_bars):
            boxes: list[Box] = []
            placed = [place for number in numbers if (place := self._free(number, boxes)) is not None]
            if len(placed) == len(numbers):
                self.taken.extend(boxes)
                for number, (x, y) in zip(numbers, placed, strict=True):
                    self.canvas.plated(x, y, number.words)

    def _free(self, number: _Number, boxes: list[Box]) -> Point | None:
        """The first of its places where it covers nothing; what it takes is added to ``boxes``."""
        half, top = em(number.words) * SMALL / 2, self.foot - _HEIGHT - SMALL - 4
        for x, y in number.places:
            box = (x - half, y - SMALL + 1, x + half, y + 1)
            inside = self.left <= box[0] and box[2] <= self.right and top <= box[1] and box[3] <= self.foot
            if inside and not any(_meet(box, other) for other in (*self.taken, *boxes)):
                boxes.append(box)
                return x, y
        return None

    def names(self) -> None:
        """The names of the columns, in two rows where they are too wide for one; some left out where two do not do."""
        widest = max(em(column) * SMALL for column in self.data.columns) + 6
        every = max(1, -int(-widest // self.slot))
        rows, last = min(every, 2), len(self.data.columns) - 1
        step = 1 if every <= 2 else every
        self.canvas.y = self.foot + 4
        for place, column in enumerate(self.data.columns):
            if place != last and (place % step or last - place < step > 1):
                continue
            row = place % rows if step == 1 else 0
            half = em(column) * SMALL / 2
            x = min(max(self._middle(place), half), WIDTH - half)
            self.canvas.text(x, self.canvas.y + (row + 1) * (SMALL + 3), column, "middle", size=SMALL)
        self.canvas.y += (rows if step == 1 else 1) * (SMALL + 3) + 8


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _shown(number: Decimal) -> str:
    return number_text(f"{number:f}")


def _runs(points: Sequence[Point | None]) -> Iterator[list[Point]]:
    """The points between gaps: where there is no value, the line is interrupted."""
    run: list[Point] = []
    for point in (*points, None):
        if point is not None:
            run.append(point)
        elif run:
            yield run
            run = []
