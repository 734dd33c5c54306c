"""An indicator's values as bars, with a text that says the same."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from keikaku.outputs.figures.bars import Scale, draw_bar
from keikaku.outputs.figures.canvas import Canvas, Drawing, Fill
from keikaku.plan.model import Columns, Indicator, IndicatorValue, Reading
from keikaku.plan.outline import value_text
from keikaku.text.writing import Writing

_FILLS = {
    "baseline": Fill(opacity="0.35"),
    "target": Fill(fill="none"),
    "actual": Fill(),
}


def indicator_chart(
    title: str, indicator: Indicator, columns: Columns, words: Mapping[str, str], writing: Writing
) -> Drawing | None:
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
    values = [words["value"].format(name=head, value=value_text(value, writing)) for _, head, value in rows]
    direction = words[indicator.direction] if indicator.direction else ""
    description = words["described_direction" if direction else "described"].format(
        title=title, direction=direction, values=words["separator"].join(values)
    )
    scale = Scale.for_bars(numbers, [value_text(value, writing) for _, _, value in rows if isinstance(value, Reading)])
    canvas = Canvas(description, "chart chart-indicator")
    target = _number_of(indicator.target)
    aim = None if target is None else scale.at(target)
    for kind, head, value in rows:
        canvas.words(0, head)
        draw_bar(canvas, scale, _number_of(value), f"chart-{kind}", _FILLS[kind], value_text(value, writing), aim)
    return Drawing(svg=canvas.finish(), description=description)


def _number_of(value: IndicatorValue | None) -> Decimal | None:
    return Decimal(value.value) if isinstance(value, Reading) else None
