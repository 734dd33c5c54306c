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


def test_a_lost_figure_an_inferred_link_and_an_open_erratum_are_listed(changed_plan: ChangedPlan) -> None:
    folder = changed_plan(
        {
            "figures/boats.yml": "id: boats\ntitle: 舟の数\nstatus: missing\n",
            "errata.yml": "errata:\n"
            "  - id: quay\n    entry: measure:tea\n    source: 朝の市\n    corrected: 朝市\n"
            "    reason: 誤りか確かめられません。\n    certain: false\n"
            "  - id: done\n    entry: measure:tea\n    source: 人おお茶\n    corrected: 人をお茶\n    reason: 誤り。\n    certain: true\n",
        }
    )
    measure = folder / "measures" / "tea.yml"
    measure.write_text(measure.read_text("utf-8").replace("basis: stated", "basis: inferred"), "utf-8")
    found = [(item.kind, item.ref, item.text) for item in pending_items(outline(folder))]
    # No chapter shows the figure: it stands in the plan.
    assert ("figure", "plan", "舟の数") in found
    assert [(ref, text) for kind, ref, text in found if kind == "erratum"] == [("measure:tea", "朝の市")]
    assert [ref for kind, ref, _ in found if kind == "link"] == ["measure:tea"]


def test_every_item_leads_to_a_line_to_edit(real: Outline) -> None:
    items = pending_items(real)
    assert set(Counter(item.kind for item in items)) == {"value", "text", "figure", "link", "erratum"}
    for item in items:
        assert item.ref in real.entries
        assert item.at.span().path.startswith("plan/")
        assert item.kind == "link" or item.text in item.at.source.text or item.kind == "figure"
