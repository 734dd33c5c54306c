"""The list of what is not settled."""

from __future__ import annotations

from collections import Counter

import pytest

from keikaku.hosts.cli import main
from keikaku.outputs.interface import interface_messages
from keikaku.plan.outline import Outline
from keikaku.plan.pending import pending_items
from keikaku.resources import MESSAGE_FOLDER
from tests.specimens import TINY, ChangedPlan, outline


def test_values_and_marked_words_are_listed_with_their_places(tiny: Outline) -> None:
    found = [(item.kind, item.ref, item.place, item.text, item.note) for item in pending_items(tiny)]
    assert found == [
        ("value", "indicator:night-fires", "二1", "調査中", "いまの件数"),
        ("text", "section:aim", "一1", "〇〇回", "茶話会の回数"),
        ("contact", "plan", "", "潮美波市 支え合い計画", ""),
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
    assert found[3:] == [
        ("figure", "figure:boats", "二", "舟の数"),
        ("link", "measure:tea", "二A", "課題1 空き家がふえ、となりが遠い"),
        ("erratum", "measure:tea", "二A", "朝の市"),
    ]


@pytest.mark.parametrize(("named", "editors"), [("  editors: 事務局\n", "事務局"), ("", "サイトの作成者")])
def test_who_inferred_a_link_is_called_as_the_plan_says(
    changed_plan: ChangedPlan, capsys: pytest.CaptureFixture[str], named: str, editors: str
) -> None:
    """On the list, in print, in the comparison and in the tables."""
    measure = (TINY / "measures/tea.yml").read_text("utf-8").replace("basis: stated", "basis: inferred")
    plan = (TINY / "plan.yml").read_text("utf-8").replace("site:\n", f"site:\n{named}")
    folder = changed_plan({"measures/tea.yml": measure, "plan.yml": plan})
    assert main(["pending", str(folder)]) == 0
    assert f"{editors}の読み取り（施策と課題のつながり）（1件）" in capsys.readouterr().out
    for group, key in (("print", "inferred"), ("compare", "tag-inferred"), ("export", "column_inferred")):
        assert f"{editors}の読み取り" in interface_messages(MESSAGE_FOLDER, outline(folder).index.plan, group)[key]


def test_every_item_leads_to_a_line_to_edit(real: Outline) -> None:
    items = pending_items(real)
    assert set(Counter(item.kind for item in items)) == {"value", "text", "contact", "figure", "link", "erratum"}
    for item in items:
        assert item.ref in real.entries
        assert item.at.span().path.startswith("plan/")
        assert item.kind == "link" or item.text in item.at.source.text or item.kind in ("figure", "contact")


def test_a_release_is_refused_while_anything_is_open(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(TINY)]) == 0
    capsys.readouterr()
    assert main(["check", "--release", str(TINY)]) == 1
    told = capsys.readouterr().out
    assert f"{TINY}/indicators/near.yml:25:7: エラー[not-settled]: 値が「調査中」のままです。" in told
    assert "エラー[not-settled]: 「〇〇回」に未確定の印が付いています。" in told
    assert "注意[not-settled]: 計画についての問い合わせ先がありません。" in told


OFFICE = "id: office\nname: 役場\nreading: やくば\nabout: 計画について\nserves: [plan]\nchecked: 2026-02-02\n"


def test_a_settled_plan_is_released(changed_plan: ChangedPlan, capsys: pytest.CaptureFixture[str]) -> None:
    folder = changed_plan({"contacts/office.yml": OFFICE})
    chapter, group = folder / "chapters" / "beginning.yml", folder / "indicators" / "near.yml"
    chapter.write_text(chapter.read_text("utf-8").replace('[〇〇回](pending:"茶話会の回数")', "12回"), "utf-8")
    text = group.read_text("utf-8")
    start = text.index("pending: 調査中")
    end = text.index("\n", text.index("note:", start))
    group.write_text(text[:start] + "value: 3\n      unit: 件" + text[end:], "utf-8")
    assert main(["ids", "--published", str(folder)]) == 0
    assert main(["check", "--release", str(folder)]) == 0
    assert main(["pending", str(folder)]) == 0
    assert "未確定の事項はありません。" in capsys.readouterr().out
