"""Bars that lie: a row each, its value behind it. What indicators and plain bar charts are drawn with."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from keikaku.dataclass import dataclass
from keikaku.outputs.figures.canvas import FONT, WIDTH, Canvas, Fill, em

VALUE_SPACE = 104
"""Kept free behind the longest bar for its value; more where a value is longer, but a bar keeps some length."""
_SHORTEST = 80
GAP = 10
_BAR = 18


@dataclass(frozen=True, slots=True)
class Scale:
    """Numbers → pixels. Nought is always on the scale: a bar that does not begin at nought misleads."""

    low: Decimal
    high: Decimal
    length: int

    @staticmethod
    def of(numbers: Sequence[Decimal], length: int) -> Scale:
        """The scale on which all ``numbers`` and nought have room within ``length`` pixels."""
        low, high = min(Decimal(0), *numbers), max(Decimal(0), *numbers)
        return Scale(low, high if high > low else low + 1, length)

    @staticmethod
    def for_bars(numbers: Sequence[Decimal], labels: Sequence[str]) -> Scale:
        """With room for values behind the bars; ``labels``: as they are written there."""
        room = max([VALUE_SPACE, *(int(em(label) * FONT) + 12 for label in labels)])
        return Scale.of(numbers or [Decimal(1)], max(WIDTH - room, _SHORTEST))

    def at(self, number: Decimal) -> float:
        """Pixels from the low end of the scale."""
        return float((number - self.low) / (self.high - self.low) * self.length)


def draw_bar(
    canvas: Canvas, scale: Scale, number: Decimal | None, name: str, fill: Fill, label: str, aim: float | None = None
) -> None:
    """A bar with its value behind it; without a number, the words that stand for it.

    ``aim``: where the target lies, as a dotted line across the row; the value gives way to it.
    """
    zero = scale.at(Decimal(0))
    end = zero if number is None else scale.at(number)
    if number is not None:
        canvas.box(min(zero, end) + 0.5, canvas.y + 0.5, abs(end - zero), _BAR - 1, name, fill)
    start = max(zero, end) + 6
    if aim is not None:
        top, bottom = canvas.y - 1, canvas.y + _BAR + 4
        canvas.rule((aim, top), (aim, bottom), "chart-aim", **{"stroke-width": "1.5", "stroke-dasharray": "2 2"})
        if start - 4 < aim < start + em(label) * FONT + 4:
            start = aim + 6
    canvas.text(start, canvas.y + _BAR / 2 + 5, label)
    canvas.y += _BAR + GAP
