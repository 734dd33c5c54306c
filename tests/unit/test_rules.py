"""Rules of content: what each must leave alone. What they find is in tests/plans/faulty."""

from __future__ import annotations

from dataclasses import replace

import pytest

from keikaku.pipeline import load
from keikaku.plan.index import OwnedText, Reference
from keikaku.plan.model import Quote, Text
from keikaku.plan.outline import Outline
from keikaku.rules.duplicate_name import duplicate_name
from keikaku.rules.order_against_pillar import order_against_pillar
from keikaku.rules.quote_not_found import quote_not_found
from keikaku.rules.unknown_reference import unknown_reference
from tests.specimens import TINY, ChangedPlan


def replaced(name: str, old: str, new: str) -> dict[str, str | None]:
    """A file of the tiny plan with other words in it."""
    text = (TINY / name).read_text("utf-8")
    assert old in text
    return {name: text.replace(old, new)}


def codes(change: ChangedPlan, files: dict[str, str | None]) -> list[str]:
    return [found.code for found in load(change(files)).diagnostics]


@pytest.mark.parametrize(
    ("title", "expected"), [("3.11を忘れない", []), ("3.お茶を飲む", ["stored-number"]), ("3 お茶", ["stored-number"])]
)
def test_a_date_is_no_number_of_a_title(changed_plan: ChangedPlan, title: str, expected: list[str]) -> None:
    assert codes(changed_plan, replaced("measures/tea.yml", "title: お茶を飲む", f'title: "{title}"')) == expected


@pytest.mark.parametrize("words", ["［案］（参考）", "[案]（その1）", "「[」と「^」", "**太字**"])
def test_brackets_that_begin_no_link_are_words(changed_plan: ChangedPlan, words: str) -> None:
    assert codes(changed_plan, replaced("measures/tea.yml", "月に一度、", f"毎月、{words}を配り、")) == []


def test_a_synonym_may_lead_to_a_name_with_a_space(changed_plan: ChangedPlan) -> None:
    """Names of terms and programmes are compared without white space, as the texts are."""
    files = {
        **replaced("terms/tea-party.yml", "name: 茶話会", "name: お茶の 集い\naliases:\n  - 茶話会"),
        **replaced("synonyms.yml", "- 見回り", "- お茶の 集い"),
    }
    assert codes(changed_plan, files) == []


def test_long_rows_of_signs_take_no_longer_than_other_text(changed_plan: ChangedPlan) -> None:
    """As long as a text may be; a pattern that began anew at each sign would take minutes."""
    for signs in ("](", "[^", "] (", "<a ", "再掲", "p1", "※ ", "](term:"):
        words = f'"毎月{signs * (19_000 // len(signs))}'
        found = codes(changed_plan, replaced("measures/tea.yml", "月に一度、となりの人をお茶に誘います。", f'{words}"'))
        assert set(found) <= {"stored-number", "typing-slip", "unread-markup", "unpaired-bracket"}


@pytest.mark.parametrize(
    ("pillars", "moved"),
    [
        ("AABBC", {}),
        ("ABA", {"1": "0"}),
        ("BAAA", {"0": "1"}),
        ("BBAA", {"0": "2", "1": "2"}),
        ("AABBAC", {"4": "3"}),
        ("CABC", {"0": "1"}),
        ("A-BB", {}),
        ("", {}),
    ],
)
def test_the_fewest_measures_are_reported_to_stand_against_their_pillar(
    real: Outline, pillars: str, moved: dict[str, str]
) -> None:
    """Each with the measure beside which it stands: the last in order above it, else the first below."""
    names = dict(zip("ABC", (pillar.id for pillar in real.index.plan.pillars), strict=True))
    measures = real.index.plan.measures[: len(pillars)]
    plan = replace(
        real.index.plan,
        measures=tuple(
            replace(one, pillar=names.get(letter, "-")) for one, letter in zip(measures, pillars, strict=True)
        ),
    )
    found = [dict(one.message.values) for one in order_against_pillar(replace(real.index, plan=plan))]
    assert [(one["measure"], one["pillar"], one["beside"]) for one in found] == [
        (measures[int(n)].id, names[pillars[int(n)]], names[pillars[int(other)]]) for n, other in moved.items()
    ]


def test_a_measure_that_is_not_in_the_order_yet_stands_against_nothing(real: Outline) -> None:
    plan = real.index.plan
    last, first = plan.measures[-1], plan.measures[0]
    order = replace(plan.order, measures=tuple(id for id in plan.order.measures if id != last.id))
    moved = replace(plan, order=order, measures=(*plan.measures[:-1], replace(last, pillar=first.pillar)))
    assert list(order_against_pillar(replace(real.index, plan=moved))) == []


QUOTED, LIKE_IT, UNLIKE_IT = "となりとお茶を飲む会です", "となりとお茶を飲みます。", "夜に歩きます。"


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        ([("chapter:doing", f"これは、{QUOTED}。")], None),
        ([("chapter:doing", "となりと\nお茶を 飲む会です。")], None),
        ([("section:counting", QUOTED)], None),
        ([], ""),
        ([("chapter:doing", UNLIKE_IT)], ""),
        ([("chapter:doing", UNLIKE_IT), ("chapter:doing", LIKE_IT)], LIKE_IT),
        ([("chapter:doing", LIKE_IT), ("chapter:doing", UNLIKE_IT)], LIKE_IT),
        ([("chapter:doing", QUOTED[:7])], ""),
        ([("chapter:doing", QUOTED[:8])], QUOTED[:8]),
        ([("chapter:doing", LIKE_IT), ("measure:tea", QUOTED)], QUOTED),
        ([("action:tea.neighbours-1", QUOTED)], ""),
        ([("measure:gone", QUOTED)], ""),
    ],
    ids=[
        *("in-it", "broken-otherwise", "in-what-it-holds", "nowhere", "unlike", "like", "like-before-unlike"),
        *("less-than-three-fifths", "three-fifths", "in-another-entry", "in-an-action", "in-nothing"),
    ],
)
def test_words_are_quoted_from_where_they_stand(tiny: Outline, texts: list[tuple[str, str]], told: str | None) -> None:
    """Else the text is shown that has them, or the nearest of the source; an action has mostly no id to quote it by."""
    places = iter({owned.text.at.span(): owned.text.at for owned in tiny.index.texts}.values())
    own = Text(markdown=QUOTED, at=next(places))
    quote = Quote(text=own, quoted_from="chapter:doing", at=own.at)
    owned = [OwnedText(owner=owner, text=Text(markdown=words, at=next(places))) for owner, words in texts]
    plan = replace(tiny.index.plan, summary=(quote,), vision=None, terms=())
    texts_of_plan = (OwnedText(owner="chapter:doing", text=own), *owned)
    found = list(quote_not_found(replace(tiny.index, plan=plan, texts=texts_of_plan)))
    if told is None:
        assert found == []
        return
    [one] = found
    shown = (
        [owned.text for owned in texts_of_plan if owned.text.at.span() == one.related[0].span] if one.related else []
    )
    assert [text.markdown for text in shown] == ([told] if told else [])
    assert ("measure:tea" in str(one.help)) == (told == QUOTED)


@pytest.mark.parametrize(
    ("ref", "skipped", "told"),
    [
        ("section:gone", "chapter:doing", False),
        ("section:gone", "measure:tea", True),
        ("action:gone", "measure:tea", False),
        ("term:gone", "chapter:doing", True),
        ("term:gone", "term:gone", False),
        ("term:gone", "term:other", True),
        ("term:tea-party", "", False),
        ("plan", "", False),
        ("note:gone", "", False),
    ],
)
def test_nothing_is_unknown_that_a_file_which_could_not_be_read_may_hold(
    tiny: Outline, ref: str, skipped: str, told: bool
) -> None:
    """What stands in another entry's file may stand in any file of that kind."""
    reference = Reference(ref=ref, owner="measure:tea", at=tiny.index.plan.at)
    index = replace(tiny.index, references=(reference,), skipped=frozenset({skipped}))
    assert bool(list(unknown_reference(index))) is told


@pytest.mark.parametrize(
    ("owner", "key", "told"),
    [("measure:tea", "pillar", False), ("measure:tea", "text", True), ("term:x", "pillar", True)],
)
def test_the_pillar_of_a_measure_has_a_rule_of_its_own(tiny: Outline, owner: str, key: str, told: bool) -> None:
    reference = Reference(ref="pillar:gone", owner=owner, at=tiny.index.plan.at.child(key))
    assert bool(list(unknown_reference(replace(tiny.index, references=(reference,))))) is told


TERM = "id: {id}\nname: {name}\nreading: てすと\naliases: [{alias}]\ndefinition: 集まりです。\n"


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"a": ("a", "茶会", "お茶")}, []),
        ({"a": ("a", "茶会", "茶会")}, []),
        ({"a": ("a", "茶会", "お茶"), "b": ("b", "お茶", "一服")}, [("b", "お茶")]),
        (
            {"a": ("a", "茶会", "お茶"), "b": ("b", "集い", "お茶"), "c": ("c", "会", "お茶")},
            [("b", "お茶"), ("c", "お茶")],
        ),
        ({"a": ("a", "茶会", "お茶"), "b": ("a", "茶会", "お茶")}, []),
    ],
)
def test_a_name_is_that_of_one_term(
    changed_plan: ChangedPlan, files: dict[str, tuple[str, str, str]], told: list[tuple[str, str]]
) -> None:
    """The later file is told, beside the first; one whose id is still that of its original has another fault."""
    written: dict[str, str | None] = {
        f"terms/{file}.yml": TERM.format(id=id, name=name, alias=alias) for file, (id, name, alias) in files.items()
    }
    index = load(changed_plan(written)).index
    assert index is not None
    found = list(duplicate_name(index))
    assert [(one.span.path.rpartition("/")[2][:1], dict(one.message.values)["name"]) for one in found] == told
    assert all(one.related[0].span.path.endswith("a.yml") for one in found)
