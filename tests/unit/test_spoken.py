"""Words whose reading is doubtful, as an officer is shown them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from keikaku.plan.declare import Role
from keikaku.plan.model import WordReading
from keikaku.plan.outline import Line
from keikaku.plan.spoken import Occurrence, corrections, doubtful_words, unconfirmed
from keikaku.text.readings import Word
from tests.specimens import TINY, outline

BASE = outline(TINY)
NOBODY = replace(BASE.index.plan, terms=(), programmes=(), actors=(), readings=())
"""The tiny plan without anything whose reading it says."""


@pytest.mark.parametrize(
    ("before", "word", "after", "shown"),
    [
        ("", "市場", "で会う。", "[市場]で会う。"),
        ("朝の", "市場", "", "朝の[市場]"),
        ("あ" * 20, "市場", "い" * 20, f"{'あ' * 16}[市場]{'い' * 16}"),
    ],
    ids=["at-the-beginning", "at-the-end", "in-a-long-text"],
)
def test_a_word_is_shown_with_sixteen_characters_on_either_side(before: str, word: str, after: str, shown: str) -> None:
    at = Occurrence(text=f"{before}{word}{after}", start=len(before), end=len(before) + len(word), at=None)
    assert at.sentence == shown


def words(marked: str) -> tuple[Word, ...]:
    """``朝|の|市場`` as words; the reading of each is itself in brackets."""
    return tuple(Word(part, f"({part})", "") for part in marked.split("|"))


def doubtful(
    *marked: str, named: str = "", readings: tuple[WordReading, ...] = (), role: Role = "paragraph", **plan: object
) -> list[str]:
    """Readings of the words in doubt, in a plan that says these texts. ``named``: what of them is a name."""
    split = {one.replace("|", ""): words(one) for one in marked}

    def names(text: str) -> Iterator[tuple[int, int]]:
        if named and named in text:
            yield text.index(named), text.index(named) + len(named)

    index = replace(BASE.index, plan=replace(NOBODY, readings=readings, **plan))
    lines = tuple(Line(entry="plan", role=role, text=text) for text in split)
    found = doubtful_words(
        replace(BASE, index=index, shown=lines), split.__getitem__, lambda text: frozenset(names(text))
    )
    return [one.reading for one in found]


@pytest.mark.parametrize(
    ("marked", "named", "found"),
    [
        ("朝|の|市場|で", "", ["(市場)"]),
        ("朝|の|夕方|で", "", []),
        ("外国|人", "", ["(外国)(人)"]),
        ("人|と", "", ["(人)"]),
        ("の|人|手", "", ["(人)"]),
        ("中|学校", "", ["(中)(学校)"]),
        ("の|中|で", "", ["(中)"]),
        ("中", "", ["(中)"]),
        ("3|人", "", []),
        ("３|人", "", []),
        ("1|人", "", []),
        ("3|本|の", "", ["(本)"]),
        ("青野|で", "青野", ["(青野)"]),
        ("あおの|で", "あおの", []),
        ("柳|川", "柳", ["(柳)(川)"]),
        ("川|柳", "柳", ["(川)(柳)"]),
        ("青空|市場|で", "", ["(市場)"]),
        ("の|前|で", "", ["(前)"]),
        ("の|前|計画", "", ["(前)(計画)"]),
        ("の|人|手|と", "手", ["(人)", "(人)(手)"]),
        ("1人", "", ["(1人)"]),
    ],
)
def test_what_is_in_doubt(marked: str, named: str, found: list[str]) -> None:
    """A word of two readings, a name, a number's counter; a single character with the compound it ends or begins."""
    assert doubtful(marked, named=named) == found


def test_words_are_asked_for_once_in_the_order_of_the_plan() -> None:
    assert doubtful("市場|で", "人気|の|市場|で", "かな") == ["(市場)", "(人気)"]
    assert doubtful("市場|で", role="reading") == []
    assert doubtful("市場|で", language="en") == []


def reading(*, word: str = "市場", within: str | None = None, confirmed: bool = True) -> WordReading:
    return WordReading(word=word, reading="いちば", within=within, confirmed=confirmed, at=BASE.index.plan.at)


@pytest.mark.parametrize(
    ("readings", "found"),
    [
        ((reading(),), []),
        ((reading(confirmed=False),), ["(市場)"]),
        ((reading(within="朝の市場"),), []),
        ((reading(within="夜の市場"),), ["(市場)"]),
        ((reading(word="場で"),), ["(市場)"]),
        ((reading(word="の市場で"),), []),
    ],
    ids=["settled", "only-proposed", "within-words", "within-others", "a-part", "more-than-the-word"],
)
def test_what_the_plan_says_is_settled(readings: tuple[WordReading, ...], found: list[str]) -> None:
    assert doubtful("朝|の|市場|で", readings=readings) == found


def test_proposals_hold_until_they_are_confirmed_but_only_in_japanese() -> None:
    plan = replace(NOBODY, readings=(reading(), reading(word="人", within="里人", confirmed=False)))
    assert [(one.word, one.within) for one in corrections(plan)] == [("市場", ""), ("人", "里人")]
    assert corrections(replace(plan, language="en")) == ()
    named = replace(BASE.index.plan, readings=())
    wanted = [one.name for one in (*named.terms, *named.programmes, *named.actors) if one.reading]
    assert [one.word for one in corrections(named)] == wanted != []


def test_editors_are_told_how_many_words_are_left_and_the_first_three() -> None:
    split = {text.replace("|", ""): words(text) for text in ("市場|で", "人気|で", "今日|は", "明日|は")}
    index = replace(BASE.index, plan=NOBODY)
    shown = tuple(Line(entry="plan", role="paragraph", text=text) for text in split)
    found = doubtful_words(replace(BASE, index=index, shown=shown), split.__getitem__, lambda _: frozenset())
    [told] = unconfirmed(BASE, found)
    assert "4" in str(told.message)
    assert [one.word in str(told.message) for one in found] == [True, True, True, False]
    assert list(unconfirmed(BASE, ())) == []
