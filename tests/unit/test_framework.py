"""The framework of a plan: every measure under its pillar, every link to a challenge with its basis."""

from __future__ import annotations

from dataclasses import replace

from keikaku.plan.framework import framework
from keikaku.plan.outline import Outline


def test_every_measure_stands_once_in_the_tree_and_once_in_the_matrix(real: Outline) -> None:
    found = framework(real)
    measures = [entry.ref for entry in real.entries.values() if entry.kind == "measure"]
    tree = [
        ref
        for pillar in found.pillars
        for branch in pillar.measures
        for ref in (branch.entry.ref, *(below.entry.ref for below in branch.below))
    ]
    assert tree == measures
    assert [row.measure.ref for row in found.rows] == measures


def test_the_matrix_holds_what_the_measures_say(real: Outline) -> None:
    found = framework(real)
    assert found.rows
    for row in found.rows:
        links = {link.id: link for link in real.index.entities[row.measure.ref].value.challenges}
        cells = dict(zip((challenge.id for challenge in found.challenges), row.cells, strict=True))
        assert {id for id, cell in cells.items() if cell is not None} == set(links)
        for id, link in links.items():
            cell = cells[id]
            assert cell is not None
            assert (cell.inferred, cell.weight) == (link.basis == "inferred", link.weight)


def test_main_answers_come_first(real: Outline) -> None:
    found = [branch.answers for pillar in framework(real).pillars for branch in pillar.measures]
    assert found
    for answers in found:
        weights = [answer.weight for answer in answers]
        assert weights == sorted(weights)  # "main" before "secondary"


def test_the_vision_is_the_plans_own_words(real: Outline, tiny: Outline) -> None:
    for outline in (real, tiny):
        vision = framework(outline).vision
        assert any(vision in line.text for line in outline.lines)


def test_a_plan_may_have_no_vision(tiny: Outline) -> None:
    assert framework(tiny).vision == "潮風のように声がとどくまち"
    index = replace(tiny.index, plan=replace(tiny.index.plan, vision=None))
    assert framework(replace(tiny, index=index)).vision == ""
