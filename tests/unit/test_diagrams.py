"""Diagrams: every word of theirs is drawn, said, and a line; what is drawn stays within its frame."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keikaku.diagnostics.source import Source
from keikaku.diagnostics.span import TextMap
from keikaku.messages import load_messages
from keikaku.outputs.figures.canvas import wrapped
from keikaku.outputs.figures.diagrams import DIAGRAM_WIDTH, figure_diagram
from keikaku.plan.compose.figures import diagram_words
from keikaku.plan.model import (
    At,
    Box,
    Cycle,
    Diagram,
    Figure,
    Layers,
    Period,
    Relations,
    Text,
    Tier,
    Timeline,
    TimelineRow,
)
from keikaku.resources import MESSAGE_FOLDER
from keikaku.text.writing import writing
from tests.specimens import TINY, ChangedPlan, outline

WORDS = load_messages(MESSAGE_FOLDER, "ja", "chart")
AT = At(Source("figure", "x", {}, TextMap("x.yml", "", (0,)), {}))
SVG = "{http://www.w3.org/2000/svg}"


def text(words: str) -> Text:
    return Text(markdown=words, at=AT)


def box(name: str, detail: str = "", *boxes: Box) -> Box:
    return Box(name=text(name), detail=text(detail) if detail else None, boxes=boxes)


def drawn(diagram: Diagram) -> ET.Element:
    figure = Figure(id="x", title=text("題"), status="available", kind="diagram", diagram=diagram, at=AT)
    drawing = figure_diagram("題", figure, lambda found: found.markdown, WORDS, writing("ja"))
    root = ET.fromstring(drawing.svg)
    assert root.attrib["aria-label"] == drawing.description
    return root


def words_of(root: ET.Element) -> str:
    return "".join(found.text or "" for found in root.iter(f"{SVG}text"))


DIAGRAMS: dict[str, Diagram] = {
    "layers": Layers(layers=(box("市", "全域"), box("圏域", "", box("東"), box("西")), box("となり近所"))),
    "cycle": Cycle(cycle=(box("計画"), box("実行", "動く"), box("評価")), centre=text("地域")),
    "relations": Relations(
        relations=(
            Tier(name=text("上位"), boxes=(box("総合計画"),), arrow="down", link=text("即す")),
            Tier(boxes=(box("福祉計画"), box("活動計画", "社協")), between=text("連携")),
        )
    ),
    "timeline": Timeline(
        years=("R7", "R8", "R9"),
        timeline=(
            TimelineRow(name=text("福祉計画"), periods=(Period(text=text("第4次"), start="R8"), Period(end="R7"))),
        ),
    ),
}


@pytest.mark.parametrize("form", DIAGRAMS)
def test_every_word_is_drawn_and_said(form: str) -> None:
    root = drawn(DIAGRAMS[form])
    said = list(diagram_words(DIAGRAMS[form], lambda found: found.markdown, writing("ja")))
    assert said
    for words in said:
        assert words in root.attrib["aria-label"]
        if form != "timeline":
            assert words in words_of(root)
    if form == "timeline":
        assert words_of(root) == "R7R8R9福祉計画第4次"


@pytest.mark.parametrize("n", range(2, 9))
def test_a_cycle_is_closed_and_in_order(n: int) -> None:
    """As many arrows as steps; the boxes, gone round clockwise from the first, are in their order."""
    root = drawn(Cycle(cycle=tuple(box(str(step)) for step in range(n))))
    assert len(list(root.iter(f"{SVG}polygon"))) == n
    rects = list(root.iter(f"{SVG}rect"))
    names = [found.text or "" for found in root.iter(f"{SVG}text")]
    middles = {
        name: float(rect.attrib["x"]) + float(rect.attrib["width"]) / 2 for name, rect in zip(names, rects, strict=True)
    }
    tops = {name: float(rect.attrib["y"]) for name, rect in zip(names, rects, strict=True)}
    right = [str(step) for step in range(n) if middles[str(step)] > DIAGRAM_WIDTH / 2 + 1]
    left = [str(step) for step in range(n) if middles[str(step)] < DIAGRAM_WIDTH / 2 - 1]
    assert [tops[name] for name in right] == sorted(tops[name] for name in right)
    rising = left if n % 2 else [*left[1:], left[0]]
    assert [tops[name] for name in rising] == sorted((tops[name] for name in rising), reverse=True)


def test_a_period_without_an_end_goes_to_the_edge() -> None:
    root = drawn(DIAGRAMS["timeline"])
    on, before = (found.attrib["d"] for found in root.iter(f"{SVG}path"))
    assert f"L{DIAGRAM_WIDTH - 1.5}" in on
    assert before.startswith("M1.5 ")


NAMES = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=40)
BOXES = st.builds(
    lambda name, detail, inner: box(name, detail, *map(box, inner)), NAMES, NAMES, st.lists(NAMES, max_size=5)
)


@settings(max_examples=20)
@given(found=st.lists(BOXES, min_size=2, max_size=5), form=st.sampled_from(("layers", "cycle", "relations")))
def test_boxes_of_any_words_stay_within_the_frame(found: list[Box], form: str) -> None:
    boxes = tuple(found)
    made: dict[str, Diagram] = {
        "layers": Layers(layers=boxes),
        "cycle": Cycle(cycle=boxes),
        "relations": Relations(relations=(Tier(boxes=boxes),)),
    }
    root = drawn(made[form])
    height = float(root.attrib["height"])
    rects = list(root.iter(f"{SVG}rect"))
    assert rects
    for rect in rects:
        x, y, wide, high = (float(rect.attrib[key]) for key in ("x", "y", "width", "height"))
        assert 0 <= x < x + wide <= DIAGRAM_WIDTH
        assert 0 <= y < y + high <= height + 0.1


def test_numbers_and_latin_words_are_not_broken() -> None:
    assert wrapped("令和10年度", 44, 11) == ["令和", "10年度"]
    assert wrapped("支え合う意識やつながりの希薄化", 112) == ["支え合う意識や", "つながりの希薄化"]
    assert wrapped("避難行動要支援者名簿の登録者数", 90) == ["避難行動", "要支援者", "名簿の", "登録者数"]
    assert wrapped("from 2026 onwards", 70, 11) == ["from 2026", "onwards"]


def test_words_of_a_diagram_are_lines_and_a_new_one_is_no_lost_figure(changed_plan: ChangedPlan) -> None:
    head = "id: households\ntitle: 世帯の数\nkind: diagram\nstatus: "
    figure = "figures/households.yml"
    made = outline(
        changed_plan({figure: head + "available\ndiagram:\n  cycle:\n    - 話し合う\n    - name: やってみる\n"})
    )
    shown = [line for line in made.shown if line.entry == "figure:households"]
    assert [line.text for line in shown if line.role == "cell"] == ["話し合う", "やってみる"]
    assert [line.tags for line in shown if line.role == "caption"] == [("cycle",)]
    planned = outline(changed_plan({figure: head + "planned\n"}))
    assert [line.tags for line in planned.shown if line.entry == "figure:households"] == [("planned",)]
    assert outline(TINY).lines != planned.lines
