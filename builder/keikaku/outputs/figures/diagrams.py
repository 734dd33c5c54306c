"""Diagrams, drawn of their boxes and words: areas within areas, cycles, relations between plans, timelines.

Drawn for a narrow screen: what stands beside each other is put below each other where it does not fit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from keikaku.outputs.figures.boxes import BoxDrawing, grid_height
from keikaku.outputs.figures.canvas import Canvas, Drawing, em, px, wrapped
from keikaku.plan.compose.figures import Plain, diagram_words, form_of
from keikaku.plan.model import Cycle, Figure, Layers, Period, Relations, Timeline
from keikaku.text.writing import Writing

DIAGRAM_WIDTH = 320
_FONT = 13
_SMALL = 11
_LINE = 17
_ARROW = 30
"""Length of an arrow between two boxes."""


def figure_diagram(title: str, figure: Figure, plain: Plain, words: Mapping[str, str], writing: Writing) -> Drawing:
    """The diagram of a figure that has one. ``words``: the messages of group ``chart``."""
    diagram = figure.diagram
    assert diagram is not None
    form = form_of(diagram)
    values = words["separator"].join(diagram_words(diagram, plain, writing))
    description = words["described_form"].format(title=title, form=words[f"form_{form}"], values=values)
    canvas = Canvas(description, f"chart chart-{form}", DIAGRAM_WIDTH, _FONT)
    _DRAWN[type(diagram)](canvas, diagram, plain)
    canvas.y += 1
    return Drawing(svg=canvas.finish(), description=description)


def _layers(canvas: Canvas, diagram: Layers, plain: Plain) -> None:
    drawing: BoxDrawing | None = None
    for layer in reversed(diagram.layers):
        drawing = BoxDrawing.of(layer, plain, inside=(drawing,) if drawing is not None else ())
    assert drawing is not None, "at least one layer (schema)"
    height = drawing.height(DIAGRAM_WIDTH - 2)
    drawing.draw(canvas, 1, 1, DIAGRAM_WIDTH - 2, height)
    canvas.y = height + 1


def _relations(canvas: Canvas, diagram: Relations, plain: Plain) -> None:
    canvas.y = 1
    for n, tier in enumerate(diagram.relations):
        if tier.name is not None:
            _words(canvas, plain(tier.name), 0, DIAGRAM_WIDTH, anchor="")
            canvas.y += 3
        boxes = [BoxDrawing.of(box, plain) for box in tier.boxes]
        canvas.y += grid_height(boxes, DIAGRAM_WIDTH - 2, canvas, 1, canvas.y)
        if tier.between is not None:
            _between(canvas, plain(tier.between))
        if n == len(diagram.relations) - 1:
            break
        canvas.y += 4
        if tier.arrow is not None:
            lines = wrapped(plain(tier.link), DIAGRAM_WIDTH / 2 - 20, _SMALL) if tier.link is not None else []
            length = max(_ARROW, len(lines) * 14)
            top, bottom = canvas.y, canvas.y + length
            _arrow(canvas, (DIAGRAM_WIDTH / 2, top), (DIAGRAM_WIDTH / 2, bottom), tier.arrow)
            for place, line in enumerate(lines):
                y = (top + bottom) / 2 + 4 + 14 * (place - (len(lines) - 1) / 2)
                canvas.text(DIAGRAM_WIDTH / 2 + 14, y, line, size=_SMALL)
            canvas.y = bottom
        elif tier.link is not None:
            _words(canvas, plain(tier.link), 0, DIAGRAM_WIDTH, size=_SMALL)
        canvas.y += 4


def _between(canvas: Canvas, words: str) -> None:
    """How the boxes above stand to each other, between two arrows."""
    lines = wrapped(words, DIAGRAM_WIDTH * 0.6, _SMALL)
    half = max(em(line) for line in lines) * _SMALL / 2 + 8
    top, middle = canvas.y + 3, DIAGRAM_WIDTH / 2
    for n, line in enumerate(lines):
        canvas.text(middle, top + 12 + 14 * n, line, "middle", size=_SMALL)
    y = top + 8 + 7 * (len(lines) - 1)
    _arrow(canvas, (middle - half, y), (12, y), "down")
    _arrow(canvas, (middle + half, y), (DIAGRAM_WIDTH - 12, y), "down")
    canvas.y = top + 14 * len(lines) + 5


def _cycle(canvas: Canvas, diagram: Cycle, plain: Plain) -> None:
    """Two columns: the right one is read down, the left one up; of an odd number the first stands above both."""
    boxes = [BoxDrawing.of(box, plain) for box in diagram.cycle]
    centre = wrapped(plain(diagram.centre), 112, _FONT) if diagram.centre is not None else []
    alone = len(boxes) % 2
    half = len(boxes) // 2
    # With one above, the ring begins at the top of the right column; without, at the top of the left one.
    order = list(range(len(boxes)))
    downwards = order[1 : half + 1]
    upwards = order[half + 1 :] if alone else [*order[half + 1 :], 0]
    rows = list(zip(reversed(upwards), downwards, strict=True))
    width = (DIAGRAM_WIDTH - 2 - _ARROW - 8) / 2
    left, right = 1.0, DIAGRAM_WIDTH - 1 - width
    down, up = right + width / 2, left + width / 2
    placed: dict[int, tuple[float, float, float, float]] = {}
    middle = 0.0  # where the words in the centre stand
    canvas.y = 1
    if alone:
        above = width * 1.3
        height = boxes[0].height(above)
        placed[0] = ((DIAGRAM_WIDTH - above) / 2, canvas.y, above, height)
        canvas.y += height
        edge = (DIAGRAM_WIDTH + above) / 2 - 14
        middle = _turn(canvas, edge, DIAGRAM_WIDTH - edge, len(centre))
    for n, (one, other) in enumerate(rows):
        height = max(boxes[one].height(width), boxes[other].height(width))
        placed[one], placed[other] = (left, canvas.y, width, height), (right, canvas.y, width, height)
        y, last = canvas.y + height / 2, n == len(rows) - 1
        by = 8 if len(rows) == 1 and not alone else 0
        if n == 0 and not alone:
            _arrow(canvas, (left + width + 4, y - by), (right - 4, y - by), "down")
        if last:
            _arrow(canvas, (right - 4, y + by), (left + width + 4, y + by), "down")
        canvas.y += height
        if not last:
            turn = _turn(canvas, down, up, len(centre) if not middle else 0)
            middle = middle or turn
    if centre and not middle:
        middle = canvas.y + 4 + len(centre) * _LINE / 2
        canvas.y += 4 + len(centre) * _LINE
    for n, box in enumerate(boxes):  # in their order, which is that of those who listen
        box.draw(canvas, *placed[n])
    for n, line in enumerate(centre):
        y = middle + 5 + _LINE * (n - (len(centre) - 1) / 2)
        canvas.text(DIAGRAM_WIDTH / 2, y, line, "middle", bold=True)


def _turn(canvas: Canvas, down: float, up: float, lines: int) -> float:
    """Between two rows of a cycle an arrow down and an arrow up, with room for lines; the middle of it."""
    top = canvas.y + 3
    bottom = top + max(_ARROW, lines * _LINE + 8)
    _arrow(canvas, (down, top), (down, bottom), "down")
    _arrow(canvas, (up, bottom), (up, top), "down")
    canvas.y = bottom + 3
    return (top + bottom) / 2


def _timeline(canvas: Canvas, diagram: Timeline, plain: Plain) -> None:
    slot = DIAGRAM_WIDTH / len(diagram.years)
    heads = [wrapped(year, slot - 4, _SMALL) for year in diagram.years]
    for n, lines in enumerate(heads):
        for row, line in enumerate(lines):
            canvas.text(slot * (n + 0.5), 12 + 13 * row, line, "middle", "chart-name", _SMALL)
    canvas.y = top = 13.0 * max(map(len, heads)) + 4
    below = canvas.add("g", {})
    for timeline_row in diagram.timeline:
        _words(canvas, plain(timeline_row.name), 0, DIAGRAM_WIDTH, anchor="", bold=timeline_row.own)
        canvas.y += 3
        canvas.y += _bars(canvas, timeline_row.periods, diagram.years, plain, own=timeline_row.own) + 6
    for n in range(len(diagram.years) + 1):
        x = min(max(slot * n, 0.5), DIAGRAM_WIDTH - 0.5)
        ends = {"x1": px(x), "x2": px(x), "y1": px(top), "y2": px(canvas.y)}
        canvas.add(
            "line", {"class": "chart-grid", **ends, "stroke": "currentColor", "stroke-opacity": "0.25"}, parent=below
        )


def _bars(canvas: Canvas, periods: Sequence[Period], years: Sequence[str], plain: Plain, *, own: bool) -> float:
    slot, point = DIAGRAM_WIDTH / len(years), 8.0
    found = []
    for period in periods:
        start = years.index(period.start) if period.start in years else 0
        end = years.index(period.end) if period.end in years else len(years) - 1
        left, right = slot * start + 1.5, slot * (end + 1) - 1.5
        words = plain(period.text) if period.text is not None else ""
        room = 4 + point * ((period.start is None) + (period.end is None))
        found.append((period, left, right, wrapped(words, right - left - room, _SMALL) if words else []))
    height = max([14.0 * len(lines) for _, _, _, lines in found], default=0.0) + 9
    for period, left, right, lines in found:
        y, foot, middle = canvas.y, canvas.y + height, canvas.y + height / 2
        tail = f"L{px(left + point)} {px(middle)}" if period.start is None else ""
        tip = f"L{px(right)} {px(middle)}L{px(right - point)} {px(foot)}" if period.end is None else f"V{px(foot)}"
        edge = right - point if period.end is None else right
        path = f"M{px(left)} {px(y)}H{px(edge)}{tip}H{px(left)}{tail}Z"
        name = "diagram-box diagram-own" if own else "diagram-box"
        shape = {"d": path, "fill": "#fff", "stroke": "currentColor", "stroke-width": "2.5" if own else "1.2"}
        canvas.add("path", {"class": name, **shape})
        for n, line in enumerate(lines):
            canvas.text((left + right) / 2, y + 15 + 14 * n, line, "middle", size=_SMALL, bold=own)
    return height


def _words(
    canvas: Canvas, words: str, x: float, width: float, *, anchor: str = "middle", size: int = _FONT, bold: bool = False
) -> None:
    """Words that take as many lines as they need."""
    for line in wrapped(words, width, size):
        canvas.y += _LINE
        canvas.text(x + width / 2 if anchor else x, canvas.y - 4, line, anchor, size=size, bold=bold)


def _arrow(canvas: Canvas, start: tuple[float, float], end: tuple[float, float], way: str) -> None:
    """A straight arrow; ``down``: to the end, ``up``: to the start, ``both``: to both."""
    canvas.rule(start, end, "diagram-arrow", **{"stroke-width": "1.6"})
    for tip, tail, asked in ((end, start, way != "up"), (start, end, way != "down")):
        if asked:
            length = max(abs(tip[0] - tail[0]), abs(tip[1] - tail[1])) or 1.0
            along = ((tip[0] - tail[0]) / length * 7, (tip[1] - tail[1]) / length * 7)
            across = (along[1] * 0.65, along[0] * 0.65)
            corners = [
                tip,
                (tip[0] - along[0] + across[0], tip[1] - along[1] - across[1]),
                (tip[0] - along[0] - across[0], tip[1] - along[1] + across[1]),
            ]
            canvas.add("polygon", {"class": "diagram-tip", "points": " ".join(f"{px(x)},{px(y)}" for x, y in corners)})


_DRAWN: Mapping[type, Callable[..., None]] = {
    Layers: _layers,
    Cycle: _cycle,
    Relations: _relations,
    Timeline: _timeline,
}
