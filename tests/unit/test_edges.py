"""Edges that a reader sees: what a specification says of the first, the last, the negative, the equal."""

from __future__ import annotations

import pytest

from keikaku.outputs.site.questions import Questions
from keikaku.pipeline import load
from keikaku.plan.compose.numbers import format_number
from keikaku.plan.model import Action, CrossListing
from keikaku.plan.outline import Outline, number_text
from tests.specimens import TINY, ChangedPlan


@pytest.mark.parametrize(
    ("digits", "printed"),
    [
        ("0", "0"),
        ("999", "999"),
        ("1000", "1,000"),
        ("-999", "-999"),
        ("-1234", "-1,234"),
        ("-1234567.50", "-1,234,567.50"),
        ("—", "—"),
    ],
)
def test_thousands_are_apart_below_zero_too(digits: str, printed: str) -> None:
    assert number_text(digits) == printed


@pytest.mark.parametrize(("own", "printed"), [(1, "①"), (20, "⑳"), (21, "(21)")])
def test_circled_numbers_go_as_far_as_there_are_signs(own: int, printed: str) -> None:
    assert format_number("{c}", own) == printed


def test_what_is_listed_again_is_no_further_action_of_an_actor(real: Outline) -> None:
    assert any(isinstance(place.item, CrossListing) for place in real.index.actions.values())
    for actor in real.index.plan.actors:
        own = [
            item
            for measure in real.index.plan.measures
            for place in real.index.by_measure[measure.id].get(actor.id, ())
            if isinstance(item := place.item, Action)
        ]
        assert Questions(outline=real).count_actions(actor) == len(own)


def test_measures_that_mainly_answer_a_challenge_come_first(real: Outline) -> None:
    mixed = 0
    order = {measure.id: n for n, measure in enumerate(real.index.measures)}
    for answers in real.index.answers.values():
        told = [(link.weight != "main", order[measure.id]) for measure, link in answers]
        assert told == sorted(told)
        mixed += [place for _, place in told] != sorted(place for _, place in told)
    assert mixed, "in the order of the plan alone they would stand otherwise"


VALUES = """    title: 夜の火事の件数
    direction: {direction}
    baseline:
      value: {baseline}
      unit: 件
    target:
      value: {target}
      unit: 件
"""


@pytest.mark.parametrize(
    ("direction", "baseline", "target", "against"),
    [
        ("fall", 5, 5, False),
        ("rise", 5, 5, False),
        ("fall", 5, 6, True),
        ("fall", 6, 5, False),
        ("rise", 6, 5, True),
        ("rise", 5, 6, False),
        ("rise", 5, 5.5, False),
        ("fall", 5, 5.5, True),
    ],
)
def test_a_target_goes_the_way_its_indicator_is_meant_to_go(
    changed_plan: ChangedPlan, direction: str, baseline: float, target: float, against: bool
) -> None:
    """To keep what there is is against neither way."""
    text = (TINY / "indicators/near.yml").read_text("utf-8")
    start = text.index("    title: 夜の火事の件数\n")
    end = text.find("\n  - ", start) + 1 or len(text)
    changed = text[:start] + VALUES.format(direction=direction, baseline=baseline, target=target) + text[end:]
    loaded = load(changed_plan({"indicators/near.yml": changed}))
    codes = [one.code for one in loaded.diagnostics if one.severity == "error"]
    assert codes == (["direction-against-target"] if against else [])
