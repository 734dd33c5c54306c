"""Leaflets: one measure, or one actor's part of all measures."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pdfua
import pikepdf
import pytest

from keikaku.hosts.cli import main
from keikaku.outputs.print import PrintDraft, make_actor_leaflet, make_easy_leaflet, make_measure_leaflet
from keikaku.resources import TEMPLATE_FOLDER
from tests.print.conftest import Printed
from tests.print.extract import SEE, in_order, page_texts, squeezed, tag_tree
from tests.specimens import REAL, TINY


def leaflet(made: PrintDraft, folder: Path) -> str:
    """The text of a leaflet that has passed the checker of accessible PDFs."""
    path = folder / "leaflet.pdf"
    path.write_bytes(made.pdf)
    assert [str(finding) for finding in pdfua.validate(path).findings] == []
    return SEE.sub("", "".join(page_texts(made.pdf).values()))


def test_a_leaflet_of_a_measure_has_all_its_lines_in_order_and_names_the_plan(printed: Printed, tmp_path: Path) -> None:
    entries = printed.outline.entries
    measures = [entry for entry in entries.values() if entry.kind == "measure"]
    for entry in (measures[0], measures[-1]):
        text = leaflet(make_measure_leaflet(printed.outline, TEMPLATE_FOLDER, entry.id, printed.book), tmp_path)
        owned = [line for line in printed.outline.lines if entry.ref in (line.entry, entries[line.entry].parent)]
        wanted = [
            squeezed(line.text) for line in owned if line.role != "note" and entries[line.entry].kind != "measure"
        ]
        assert in_order(wanted, text) == []
        assert squeezed(entry.label) in text
        assert squeezed(entries["plan"].title) in text


def test_a_leaflet_of_an_actor_has_its_actions_and_nobody_elses(printed: Printed, tmp_path: Path) -> None:
    plan = printed.outline.index.plan
    actor, other = plan.actors[0], plan.actors[1]
    text = leaflet(make_actor_leaflet(printed.outline, TEMPLATE_FOLDER, actor.id, printed.book), tmp_path)
    by_measure = printed.outline.index.by_measure
    lines = {line.entry: squeezed(line.text) for line in printed.outline.lines if line.role == "action"}

    def actions(id: str) -> list[str]:
        return [lines[place.ref] for measure in plan.measures for place in by_measure[measure.id].get(id, ())]

    assert in_order(actions(actor.id), text) == []
    mine = set(actions(actor.id))
    assert [line for line in actions(other.id) if line not in mine and len(line) > 12 and line in text] == []


@pytest.mark.parametrize("printed", [pytest.param("real", marks=pytest.mark.slow), "aono"], indirect=True)
def test_a_cross_listing_in_a_leaflet_names_the_page_of_the_whole_plan(printed: Printed, tmp_path: Path) -> None:
    index = printed.outline.index
    listed = [
        (measure, place.original)
        for measure in index.plan.measures
        for places in index.by_measure[measure.id].values()
        for place in places
        if place.original is not None
    ]
    measure, original = listed[0]
    text = leaflet(make_measure_leaflet(printed.outline, TEMPLATE_FOLDER, measure.id, printed.book), tmp_path)
    assert f"【再掲計画p{printed.book.pages[original]}参照】" in text


@pytest.mark.parametrize(("kind", "id", "title"), [("measure", "tea", "A お茶を飲む"), ("actor", "neighbours", "近所")])
def test_the_command_writes_a_titled_leaflet(
    kind: str, id: str, title: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["print", str(TINY), f"--{kind}", id]) == 0
    path = Path("build") / f"{kind}-{id}.pdf"
    assert str(path) in capsys.readouterr().out
    with pikepdf.open(BytesIO(path.read_bytes())) as document:
        assert title in str(document.docinfo["/Title"])
    assert tag_tree(path.read_bytes()).text


@pytest.mark.parametrize("printed", ["aono"], indirect=True)
def test_a_leaflet_of_plain_words_has_them_all_and_says_whose_they_are(printed: Printed, tmp_path: Path) -> None:
    """In the order of the plan, each behind the title and the page of its entry."""
    index, entries = printed.outline.index, printed.outline.entries
    text = leaflet(make_easy_leaflet(printed.outline, TEMPLATE_FOLDER, printed.book), tmp_path)
    found = sorted(index.plain_words(), key=lambda one: printed.outline.order[one[0]])
    assert len(found) > 8
    wanted = [squeezed(words) for ref, said in found for words in (entries[ref].label, said.plain) if ref != "plan"]
    assert in_order(wanted, text) == []
    assert index.plan.vision is not None
    assert squeezed(index.plan.vision.statement.text.plain) in text
    assert "事務局の言葉です。計画の文書に書かれた言葉ではありません。" in text


def test_a_plan_without_plain_words_has_no_leaflet_of_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["print", str(REAL), "--easy", "-o", str(tmp_path / "easy.pdf")]) == 2
    assert "やさしい言葉（plain）がありません" in capsys.readouterr().err
    assert not (tmp_path / "easy.pdf").exists()
