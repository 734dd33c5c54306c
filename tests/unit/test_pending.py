"""The list of what is not settled."""

from __future__ import annotations

from collections import Counter

from conftest import ChangedPlan, outline

from builder.outline import Outline
from builder.pending import pending_items


def test_values_and_marked_words_are_listed_with_their_places(tiny: Outline) -> None:
    found = [(item.kind, item.ref, item.place, item.text, item.note) for item in pending_items(tiny)]
    assert found == [
        ("value", "indicator:night-fires", "二1", "調査中", "いまの件数"),
        ("text", "section:aim", "一1", "〇〇回", ""),
    ]


ERRATA = """errata:
  - id: market
    entry: measure:tea
    source: 朝の市
    corrected: 朝市
    reason: 誤りか確かめられません。
    certain: false
  - id: particle
    entry: measure:tea
    source: 人おお茶
    corrected: 人をお茶
    reason: 変換の誤り。
    certain: true
"""


def test_a_lost_figure_an_inferred_link_and_an_open_erratum_are_listed(changed_plan: ChangedPlan) -> None:
    folder = changed_plan({"figures/boats.yml": "id: boats\ntitle: 舟の数\nstatus: missing\n", "errata.yml": ERRATA})
    chapter = folder / "chapters" / "doing.yml"
    chapter.write_text(chapter.read_text("utf-8").replace("body:\n", "body:\n  - figure: boats\n", 1), "utf-8")
    measure = folder / "measures" / "tea.yml"
    measure.write_text(measure.read_text("utf-8").replace("basis: stated", "basis: inferred"), "utf-8")
    found = [(item.kind, item.ref, item.place, item.text) for item in pending_items(outline(folder))]
    assert found[2:] == [
        ("figure", "figure:boats", "二", "舟の数"),
        ("link", "measure:tea", "二A", "課題1 空き家がふえ、となりが遠い"),
        ("erratum", "measure:tea", "二A", "朝の市"),
    ]


def test_every_item_leads_to_a_line_to_edit(real: Outline) -> None:
    items = pending_items(real)
    assert set(Counter(item.kind for item in items)) == {"value", "text", "figure", "link", "erratum"}
    for item in items:
        assert item.ref in real.entries
        assert item.at.span().path.startswith("plan/")
        assert item.kind == "link" or item.text in item.at.source.text or item.kind == "figure"
