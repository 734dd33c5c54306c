"""Plans of other, invented cities pass the same builder without a word, and say that they are invented."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from keikaku.pipeline import load, outline_of

TOP = Path(__file__).parents[1]
PLANS = sorted([*(TOP / "tests/plans/ok").glob("*/"), *(TOP / "examples").glob("*/plan/")])


@pytest.mark.parametrize("plan", PLANS, ids=lambda path: path.relative_to(TOP).as_posix())
def test_a_sound_plan_gives_no_message_and_composes(plan: Path) -> None:
    loaded = load(plan)
    assert loaded.diagnostics == ()
    assert loaded.index is not None
    outline = outline_of(loaded.index)
    urls = [entry.page + "#" + entry.anchor for entry in outline.entries.values() if entry.kind == "action"]
    assert urls
    assert len(urls) == len(set(urls))
    assert "架空" in (plan / "plan.yml").read_text(encoding="utf-8")


def test_a_plan_in_english_is_put_together_as_english_is() -> None:
    index = load(TOP / "examples/council/plan").index
    assert index is not None
    plan = index.plan
    assert (len(plan.pillars), len(plan.measures), len(plan.actors)) == (3, 9, 5)
    assert len(index.actions) - len(index.cross_listings) >= 30
    composed = outline_of(index)
    words = "\n".join(line.text for line in composed.shown)
    assert not re.search(r"[ぁ-んァ-ヶ一-龠、。「」（）：・※]", words)
    for shown in (
        "at least 120 homes",
        "at most £155",
        "38.2%",
        "under 20 homes",
        "Survey: 2,846 replies, from every ward",
    ):
        assert shown in words
    assert [term.name for term in plan.terms][:3] == ["advice hub", "living wage", "rain garden"]
    assert composed.place("section:period") == "1.2"
    assert composed.entries["figure:emissions"].number == "Figure 4"
    assert {mention.word for mention in composed.mentions["term:retrofit"]} == {"Retrofit", "retrofit", "retrofitting"}


def test_the_realistic_example_differs_where_a_builder_might_have_taken_the_first_plan_for_granted() -> None:
    index = load(TOP / "examples/aono/plan").index
    assert index is not None
    entries = outline_of(index).entries
    assert len(index.plan.actors) == 4
    assert [entries[f"measure:{id}"].number for id in index.plan.order.measures[:4]] == ["施策1", "1-1", "1-2", "施策2"]
    assert entries["challenge:alone"].number == "課題A"
    assert entries["chapter:about"].number == "第一章"
    assert len(index.cross_listings) == 3
    assert outline_of(index).place("measure:one-door") == "第三章第2節施策3 3-1"


def test_the_realistic_example_is_whole_in_english_and_in_plain_japanese() -> None:
    """Its check has found every number, link and name again; no line of the English one is Japanese."""
    index = load(TOP / "examples/aono/plan").index
    assert index is not None
    assert sorted(index.translations) == ["en", "ja-simple"]
    for language, one in index.translations.items():
        assert one.translation is not None
        assert one.translation.found.keys() == one.translation.every.keys(), language
        assert all(message.of == text.words for text, message in one.translation.found.items()), language
    english = outline_of(index.translations["en"])
    own = {line.text for line in english.shown if re.search(r"[ぁ-んァ-ヶ一-龠]", line.text)}
    assert own == set()
    assert english.entries["chapter:about"].number == "Chapter 1"
    assert english.place("measure:one-door") == "Chapter 3, Section 2, Measure 3, 3-1"
    assert {mention.word for mention in english.mentions["term:engawa-cafe"]} >= {"Engawa Café"}
