"""Rules of content: what each must leave alone. What they find is in tests/plans/faulty."""

from __future__ import annotations

from dataclasses import replace

import pytest

from keikaku.pipeline import load
from keikaku.plan.index import ActionPlace, OwnedText, Reference
from keikaku.plan.model import CrossListing, Erratum, List, ListItem, Plan, Quote, Reading, Text, WordReading
from keikaku.plan.outline import Outline
from keikaku.rules.cross_listing_of_cross_listing import cross_listing_of_cross_listing
from keikaku.rules.cross_listing_of_itself import cross_listing_of_itself
from keikaku.rules.duplicate_name import duplicate_name
from keikaku.rules.erratum_not_applied import erratum_not_applied
from keikaku.rules.hard_plain_words import hard_plain_words
from keikaku.rules.measure_too_deep import measure_too_deep
from keikaku.rules.order_against_pillar import order_against_pillar
from keikaku.rules.quote_not_found import quote_not_found
from keikaku.rules.reading_nowhere import reading_nowhere
from keikaku.rules.renamed import renamed
from keikaku.rules.repeated_text import repeated_text
from keikaku.rules.reversed_range import reversed_range
from keikaku.rules.term_explains_itself import term_explains_itself
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
        ("ABCAC", {"3": "2"}),
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


LONG = "お茶を飲む会です。" * 30 + "となりとお茶を飲みます。"
QUOTED, LIKE_IT, UNLIKE_IT = "となりとお茶を飲むよ", "となりとお茶を飲みます。", "夜に歩きます。"


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        ([("chapter:doing", f"これは、{QUOTED}。")], None),
        ([("chapter:doing", "となりと\nお茶を 飲むよ。")], None),
        ([("section:counting", QUOTED)], None),
        ([], ""),
        ([("chapter:doing", UNLIKE_IT)], ""),
        ([("chapter:doing", UNLIKE_IT), ("chapter:doing", LIKE_IT)], LIKE_IT),
        ([("chapter:doing", LIKE_IT), ("chapter:doing", UNLIKE_IT)], LIKE_IT),
        ([("chapter:doing", LONG)], LONG),
        ([("chapter:doing", QUOTED[:5])], ""),
        ([("chapter:doing", QUOTED[:6])], QUOTED[:6]),
        ([("chapter:doing", LIKE_IT), ("measure:tea", QUOTED)], QUOTED),
        ([("action:tea.neighbours-1", QUOTED)], ""),
        ([("measure:gone", QUOTED)], ""),
    ],
    ids=[
        *(
            "in-it",
            "broken-otherwise",
            "in-what-it-holds",
            "nowhere",
            "unlike",
            "like",
            "like-before-unlike",
            "in-a-long-text",
        ),
        *("less-than-three-fifths", "three-fifths", "in-another-entry", "in-an-action", "in-nothing"),
    ],
)
def test_words_are_quoted_from_where_they_stand(tiny: Outline, texts: list[tuple[str, str]], told: str | None) -> None:
    """Else the text is shown that has them, or the nearest of the source; an action has mostly no id to quote it by."""
    places = iter({owned.text.at.span(): owned.text.at for owned in tiny.index.texts}.values())
    own = Text(markdown=QUOTED, at=next(places))
    quote = Quote(text=own, quoted_from="chapter:doing", at=own.at)
    unknown = replace(quote, quoted_from="chapter:gone")
    owned = [OwnedText(owner=owner, text=Text(markdown=words, at=next(places))) for owner, words in texts]
    plan = replace(tiny.index.plan, summary=(unknown, quote), vision=None, terms=())
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


@pytest.mark.parametrize(
    ("order", "skipped", "found"),
    [
        (("tea", "walk"), "", {"measure:walk": "patrol"}),
        (("tea", "patrol"), "", {}),
        (("tea", "patrol", "walk"), "", {}),
        (("tea",), "", {}),
        (("tea", "walk", "run"), "", {}),
        (("walk",), "", {}),
        (("tea", "walk"), "measure:walk", {}),
    ],
)
def test_one_that_is_gone_and_one_that_came_are_one(
    tiny: Outline, order: tuple[str, ...], skipped: str, found: dict[str, str]
) -> None:
    plan = replace(tiny.index.plan, order=replace(tiny.index.plan.order, measures=order))
    index = replace(tiny.index, plan=plan, skipped=frozenset({skipped}))
    assert renamed(index) == found
    patrol = tiny.index.entities["measure:patrol"]
    other = replace(patrol, value=replace(patrol.value, id="copy"))  # a file copied, its id not changed yet
    assert renamed(replace(index, entities={**index.entities, "measure:copy": other})) == found


@pytest.mark.parametrize(
    ("name", "aliases", "definition", "plain", "times"),
    [
        ("茶会", (), "茶会のことをいいます。", None, 1),
        ("茶会", ("茶会の集い",), "茶会の集いのこと。", None, 1),
        ("茶会", (), "茶会は、飲む会です。", "茶会。", 1),
        ("茶会", (), "飲む会です。", "茶会。", 1),
        ("茶会", (), None, "茶会。", 1),
        ("茶会", (), "のことをいいます。", None, 0),
        ("茶会", (), "茶会とは、このまちにすむみんなのあつまりです。", None, 0),
    ],
)
def test_a_term_is_explained_by_other_words_than_its_own(
    tiny: Outline, name: str, aliases: tuple[str, ...], definition: str | None, plain: str | None, times: int
) -> None:
    at = tiny.index.plan.at
    said, simply = (None if words is None else Text(markdown=words, at=at) for words in (definition, plain))
    term = replace(tiny.index.plan.terms[0], name=name, aliases=aliases, definition=said, plain=simply)
    plan = replace(tiny.index.plan, terms=(term,))
    assert len(list(term_explains_itself(replace(tiny.index, plan=plan)))) == times


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("会" * 49 + "。", []),
        ("会" * 50 + "。", ["long"]),
        (("会" * 50 + "。") * 2, ["long"]),
        ("会です。" * 20, []),
        ("提灯を持つ。", []),
        ("拍子木を打つ。", ["kanji"]),
        ("拍子木（ひょうしぎ）を打つ。", []),
        ("茶話会に行く。", ["term"]),
        ("茶話会（お茶の会）に行く。", []),
        ("拍子木と茶話会。", ["kanji", "term"]),
    ],
)
def test_plain_words_are_short_and_known(tiny: Outline, words: str, told: list[str]) -> None:
    """A sentence has fifty characters at most; what is explained or read on the spot is known."""
    vision = tiny.index.plan.vision
    assert vision is not None
    plain = Text(markdown=words, at=vision.statement.at)

    def found(plan: Plan) -> list[str]:
        of = replace(tiny.index, plan=replace(plan, vision=replace(vision, plain=plain)))
        return [one.message.key.partition(".")[0] for one in hard_plain_words(of)]

    assert found(tiny.index.plan) == told
    terms = tuple(replace(term, plain=plain) for term in tiny.index.plan.terms)
    assert found(replace(tiny.index.plan, terms=terms)) == [key for key in told if key != "term"], "it is explained"


def test_plain_words_of_a_language_with_spaces_are_counted_by_words(tiny: Outline) -> None:
    vision = tiny.index.plan.vision
    assert vision is not None
    for words, told in (("tea " * 24 + "tea.", []), ("tea " * 25 + "tea.", ["long"])):
        plain = replace(vision, plain=Text(markdown=words, at=vision.statement.at))
        index = replace(tiny.index, plan=replace(tiny.index.plan, language="en", vision=plain))
        assert [one.message.key.partition(".")[0] for one in hard_plain_words(index)] == told


@pytest.mark.parametrize(("value", "to", "told"), [("20", "25", 0), ("25", "20", 1), ("20", "20", 1), ("20", None, 0)])
def test_a_range_rises(tiny: Outline, value: str, to: str | None, told: int) -> None:
    [group] = tiny.index.plan.indicator_groups
    first = replace(group.indicators[0], target=Reading(value=value, to=to, unit="%"))
    plan = replace(tiny.index.plan, indicator_groups=(replace(group, indicators=(first,)),))
    assert len(list(reversed_range(replace(tiny.index, plan=plan)))) == told


def test_an_item_stands_once_in_its_list_at_any_depth(tiny: Outline) -> None:
    at = tiny.index.plan.at

    def item(words: str, *below: ListItem) -> ListItem:
        return ListItem(text=Text(markdown=words, at=at), items=below)

    tea, walk = item("お茶を飲む"), item("夜に歩く")
    for items, told in (
        ((tea, walk), 0),
        ((tea, tea), 1),
        ((item("会", tea, tea), tea), 1),
        ((item("会", tea), tea), 0),
    ):
        index = replace(tiny.index, blocks=(List(items=items),), definitions=(), texts=())
        assert len(list(repeated_text(index))) == told


def test_each_cross_listing_is_looked_at(tiny: Outline) -> None:
    """One of nothing has another rule; one in its own measure is none, one of a cross-listing is two steps away."""
    action, *_, other = tiny.index.actions.values()
    assert action.measure != other.measure

    def place(id: str, of: str, measure: str) -> ActionPlace:
        item = CrossListing(cross_listing=of, at=other.item.at)
        return replace(other, ref=f"action:{id}", item=item, measure=measure, original=f"action:{of}")

    here, there = action.measure, other.measure
    lines = [place("a", "gone", there), place("b", "x", here), place("c", "b", there), place("d", "x", there)]
    actions = {"action:x": replace(action, ref="action:x"), **{one.ref: one for one in lines}}
    index = replace(tiny.index, actions=actions)
    assert [dict(one.message.values)["id"] for one in cross_listing_of_itself(index)] == ["x"]
    assert [dict(one.message.values)["id"] for one in cross_listing_of_cross_listing(index)] == ["b"]


def test_each_circle_of_measures_is_told_once_and_each_measure_too_deep(tiny: Outline) -> None:
    tea = next(one for one in tiny.index.plan.measures if one.id == "tea")
    above = {"a": "b", "b": "a", "c": "a", "top": None, "under": "top", "deep": "under", "deeper": "deep"}
    measures = tuple(replace(tea, id=id, parent=parent) for id, parent in above.items())
    definition = tiny.index.entities["measure:tea"]
    entities = {f"measure:{one.id}": replace(definition, ref=f"measure:{one.id}", value=one) for one in measures}
    index = replace(tiny.index, plan=replace(tiny.index.plan, measures=measures), entities=entities)
    found = [
        (one.message.key.partition(".")[0], dict(one.message.values)["measure"]) for one in measure_too_deep(index)
    ]
    assert found == [("circle", "a"), ("third", "deep"), ("third", "deeper")]
    declared = replace(index, plan=replace(index.plan, levels=("柱", "施策", "取組", "細目")))
    assert [dict(one.message.values)["measure"] for one in measure_too_deep(declared)] == ["a", "deeper"]


def test_readings_are_looked_for_where_every_file_was_read(tiny: Outline) -> None:
    at = tiny.index.plan.at
    readings = tuple(
        WordReading(word=word, reading="よみ", within=within, at=at)
        for word, within in (("お茶", None), ("紅茶", None), ("茶", "お茶を飲む"), ("茶", "紅茶を飲む"), ("水", "お茶"))
    )
    index = replace(tiny.index, plan=replace(tiny.index.plan, readings=readings))
    found = [(one.message.key.partition(".")[0], dict(one.message.values)["word"]) for one in reading_nowhere(index)]
    assert found == [("nowhere", "紅茶"), ("nowhere", "紅茶を飲む"), ("outside", "水")]
    assert list(reading_nowhere(replace(index, skipped=frozenset({"measure:x"})))) == []


@pytest.mark.parametrize(
    ("entry", "source", "corrected", "certain", "told"),
    [
        ("measure:tea", "紅茶", "お茶", True, []),
        ("measure:tea", "お茶", "紅茶", True, ["corrected"]),
        ("measure:tea", "お茶", "紅茶", False, []),
        ("measure:tea", "紅茶", "お茶", False, ["source"]),
        ("measure:gone", "x", "y", True, []),
        ("plan", "x", "y", True, []),
    ],
)
def test_a_text_says_what_was_corrected_or_what_is_asked_about(
    tiny: Outline, entry: str, source: str, corrected: str, certain: bool, told: list[str]
) -> None:
    at = tiny.index.plan.at
    erratum = Erratum(id="e", entry=entry, source=source, corrected=corrected, reason="", certain=certain, at=at)
    index = replace(tiny.index, plan=replace(tiny.index.plan, errata=(erratum,)))
    assert [one.message.key.partition(".")[0] for one in erratum_not_applied(index)] == told


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
