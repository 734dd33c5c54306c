"""A box of a diagram: as high as its words and the boxes inside it need."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from keikaku.dataclass import dataclass
from keikaku.outputs.figures.canvas import Canvas, em, px, wrapped
from keikaku.plan.model import Box, Text

INSET = 9
_NAME, _DETAIL = 13, 11
_LINE, _SMALL_LINE = 17, 15
_NARROWEST = 70
_GAP = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxDrawing:
    """A box whose words are plain; ``inside`` are those drawn in it."""

    name: str
    detail: str
    own: bool
    inside: tuple[BoxDrawing, ...]
    within: tuple[BoxDrawing, ...] = ()
    """One that lies in it below the others, over its whole width."""

    @staticmethod
    def of(box: Box, plain: Callable[[Text], str], inside: tuple[BoxDrawing, ...] = ()) -> BoxDrawing:
        own = tuple(BoxDrawing.of(inner, plain) for inner in box.boxes)
        detail = plain(box.detail) if box.detail is not None else ""
        return BoxDrawing(name=plain(box.name), detail=detail, own=box.own, inside=own, within=inside)

    def _lines(self, width: float) -> tuple[list[str], list[str]]:
        inner = width - 2 * INSET
        return wrapped(self.name, inner, _NAME), wrapped(self.detail, inner, _DETAIL) if self.detail else []

    def height(self, width: float) -> float:
        """What it needs at this width."""
        names, details = self._lines(width)
        found = 6 + len(names) * _LINE + len(details) * _SMALL_LINE + 7.0
        for boxes in (self.inside, self.within):
            if boxes:
                found += grid_height(boxes, width - 2 * INSET) + 5
        return found

    def draw(self, canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
        """Into this place; what is higher than it needs has its words in the middle."""
        place = {"x": px(x), "y": px(y), "width": px(width), "height": px(height), "rx": "5"}
        name = "diagram-box diagram-own" if self.own else "diagram-box"
        stroke = {"stroke": "currentColor", "stroke-width": "2.5" if self.own else "1.2"}
        canvas.add("rect", {"class": name, **place, "fill": "#fff", **stroke})
        y += (height - self.height(width)) / 2 + 6
        names, details = self._lines(width)
        for line in names:
            y += _LINE
            canvas.text(x + width / 2, y - 4, line, "middle", size=_NAME, bold=True)
        for line in details:
            y += _SMALL_LINE
            canvas.text(x + width / 2, y - 4, line, "middle", size=_DETAIL)
        for boxes in (self.inside, self.within):
            if boxes:
                y += 5
                y += grid_height(boxes, width - 2 * INSET, canvas, x + INSET, y)


def grid_height(
    boxes: Sequence[BoxDrawing], width: float, canvas: Canvas | None = None, x: float = 0, y: float = 0
) -> float:
    """The height of boxes beside each other, in as few rows as their names allow; drawn where there is a canvas."""
    columns = next((n for n in range(min(len(boxes), 4), 1, -1) if _fit(boxes, (width - _GAP * (n - 1)) / n)), 1)
    rows = -(-len(boxes) // columns)
    columns = -(-len(boxes) // rows)
    top = y
    for row in range(rows):
        own = boxes[row * columns : (row + 1) * columns]
        each = (width - _GAP * (len(own) - 1)) / len(own)
        height = max(box.height(each) for box in own)
        for n, box in enumerate(own):
            if canvas is not None:
                box.draw(canvas, x + n * (each + _GAP), top, each, height)
        top += height + (_GAP if row < rows - 1 else 0)
    return top - y


def _fit(boxes: Sequence[BoxDrawing], width: float) -> bool:
    """Whether the boxes can be so narrow: no name in more than two lines, no detail in more than four."""
    inner = width - 2 * INSET
    return width >= _NARROWEST and all(
        em(box.name) * _NAME <= 2 * inner - _NAME
        and em(box.detail) * _DETAIL <= 4 * inner - 2 * _DETAIL
        and (not box.inside or width >= 2 * _NARROWEST)
        for box in boxes
    )
