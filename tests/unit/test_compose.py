"""Numbers, addresses and lines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import pytest

from keikaku.pipeline import outline_of
from keikaku.plan.addresses import recorded
from keikaku.plan.compose.numbers import _Numbers, article_number, format_number, item_number
from keikaku.plan.declare import declared, parts
from keikaku.plan.index import PlanIndex
from keikaku.plan.link import link
from keikaku.plan.model import (
    Action,
    ActionGroup,
    CrossListing,
    Figure,
    Include,
    IndicatorsBlock,
    Picture,
    Signature,
    Subject,
    Text,
)
from keikaku.plan.outline import Outline
from keikaku.plan.walk import pictures
from keikaku.text.kana import KANA_IN_ORDER
from tests.specimens import TINY, ChangedPlan, outline


@pytest.mark.parametrize(
    ("pattern", "n", "expected"),
    [
        ("第{n}章", 5, "第5章"),
        ("{c}", 8, "⑧"),
        ("{c}", 21, "(21)"),
        ("{k}", 4, "四"),
        ("{k}", 10, "十"),
        ("{k}", 23, "二十三"),
        ("{a}) ", 3, "c) "),
        ("{A}", 2, "B"),
        ("{a}", 26, "z"),
        ("{a}", 27, "aa"),
        ("{A}", 703, "AAA"),
        ("{r}", 3, "iii"),
        ("{r}", 14, "xiv"),
        ("{r}", 49, "xlix"),
        ("{r}", 58, "lviii"),
        ("", 3, ""),
    ],
)
def test_number_formats(pattern: str, n: int, expected: str) -> None:
    assert format_number(pattern, n) == expected


def with_purpose(tiny: Outline, words: str, **changes: object) -> PlanIndex:
    """The tiny plan with another purpose of its measure 夜に見回る."""
    plan = tiny.index.plan
    purpose = Text(markdown=words, at=plan.measures[1].at.child("purpose"))
    measures = (plan.measures[0], replace(plan.measures[1], purpose=purpose))
    return link(replace(plan, measures=measures, **changes))  # type: ignore[arg-type]


def test_each_mark_of_a_text_is_known_by_its_turn(tiny: Outline) -> None:
    words = "[茶](term:tea-party)と[茶](term:tea-party)、[次](measure:tea)、[茶](term:tea-party)です[^years][^years]。"
    found = [one for one in with_purpose(tiny, words).references if one.needle and one.owner == "measure:patrol"]
    assert [(one.ref, one.nth) for one in found] == [
        ("term:tea-party", 0),
        ("term:tea-party", 1),
        ("measure:tea", 0),
        ("term:tea-party", 2),
        ("note:years", 0),
        ("note:years", 1),
    ]


def test_a_term_is_mentioned_where_the_text_names_it(tiny: Outline) -> None:
    """Once an entry; not by its title page, nor by itself, nor by what stands beside the text."""
    titles = (Text(markdown="茶話会の計画", at=tiny.index.plan.at),)
    index = with_purpose(tiny, "茶話会を開き、茶話会に行きます。", titles=titles)
    mentions = outline_of(index).mentions["term:tea-party"]
    assert [(one.entry, one.word) for one in mentions] == [
        (entry, "茶話会") for entry in ("section:aim", "measure:patrol", "table:calendar")
    ]


def test_a_subject_is_found_by_its_words(tiny: Outline) -> None:
    at = tiny.index.plan.at
    subjects = (
        Subject(id="tea", name="茶", words=("茶話会", "提灯"), at=at),
        Subject(id="no", name="無", words=("〆",), at=at),
    )
    titles = (Text(markdown="茶話会の計画", at=at),)
    found = outline_of(with_purpose(tiny, "茶話会です。", subjects=subjects, titles=titles)).by_subject
    assert found["no"] == ()
    assert found["tea"] == (
        "section:aim",
        "action:tea.town-hall-1",
        "measure:patrol",
        "action:patrol.town-hall-1",
        "action:patrol.town-hall-2",
        "table:calendar",
    )


@pytest.mark.parametrize(
    ("formats", "place", "numbers"),
    [
        (
            {"measure": "施策{n}", "submeasure": "{n}-{m}"},
            [[1], [1, 1], [1, 2], [2], [2, 1]],
            "施策1 1-1 1-2 施策2 2-1",
        ),
        ({"measure": "{p}-{n}", "submeasure": "{p}-{i}-{n}"}, [[1], [1, 1], [2], [2, 2]], "3-1 3-1-1 3-2 3-2-2"),
        (
            {"level4": "{m}.{l}.{n}", "level5": "{m}.{l}.{o}"},
            [[1], [1, 4], [1, 4, 5], [1, 4, 5, 6]],
            "A (1)-4 4.5.1 4.5.6",
        ),
    ],
)
def test_a_measure_is_numbered_by_its_place(
    tiny: Outline, formats: dict[str, str], place: list[list[int]], numbers: str
) -> None:
    plan = tiny.index.plan
    index = replace(tiny.index, plan=replace(plan, numbering=replace(plan.numbering, **formats)))
    composer = _Numbers(index)
    assert " ".join(composer.measure_number(3, one) for one in place) == numbers


def test_items_beyond_the_last_kana_are_counted() -> None:
    last = len(KANA_IN_ORDER)
    assert [item_number("kana", n) for n in (1, last, last + 1)] == [KANA_IN_ORDER[0], KANA_IN_ORDER[-1], str(last + 1)]
    numbering = replace(outline(TINY).index.plan.numbering, article="第{n}条")
    assert [article_number(numbering, 3, paragraph) for paragraph in (1, 2, 3)] == ["第3条", "2", "3"]
    assert (item_number("bullet", 1), item_number("circled", 2), item_number("numbered", 3)) == ("", "②", "3.")


def test_two_levels_of_measures_are_usual(tiny: Outline) -> None:
    """``levels`` names the pillars first."""
    plan = tiny.index.plan
    assert [replace(plan, levels=levels).measure_levels for levels in ((), ("柱",), ("柱", "施策", "取組"))] == [
        2,
        0,
        2,
    ]


def test_addresses_come_from_ids_and_places(tiny: Outline) -> None:
    assert {ref: tiny.entries[ref].url for ref in ("measure:tea", "action:tea.neighbours-2", "term:tea-party")} == {
        "measure:tea": "measures/tea/",
        "action:tea.neighbours-2": "measures/tea/#neighbours_2",
        "term:tea-party": "glossary/#tea-party",
    }


def test_numbers_follow_the_plan_s_own_formats(tiny: Outline) -> None:
    numbers = [tiny.entries[ref].number for ref in ("chapter:doing", "measure:patrol", "challenge:empty-houses")]
    assert numbers == ["二", "B", "課題1"]


def test_place_names_the_way_by_numbers(tiny: Outline) -> None:
    assert tiny.place("action:patrol.town-hall-2") == "二B"
    assert tiny.place("section:findings") == "一2"


def test_every_address_is_unique(real: Outline, tiny: Outline) -> None:
    for composed in (real, tiny):
        # A topic that is a figure and its figure share no address either.
        urls = [entry.url for entry in composed.entries.values()]
        assert sorted(urls) == sorted(set(urls))


def test_no_choice_of_ids_makes_two_things_share_an_address(changed_plan: ChangedPlan) -> None:
    """A section named like its subsection, or like the fragments made for tables, figures, notes and actions."""
    chapter = (TINY / "chapters/doing.yml").read_text("utf-8")
    for id in ("table-calendar", "figure-households", "note-years", "calendar"):
        below = f"    subsections:\n      - id: {id}\n        title: 同じ名\n        body:\n          - 同じです。\n"
        chapter += f"  - id: {id}\n    title: 名の似た節\n{below}"
    changes = {
        "chapters/doing.yml": chapter,
        "measures/tea.yml": replaced("measures/tea.yml", "- text: 漁師は", "- id: neighbours-1\n      text: 漁師は"),
        "indicators/near.yml": replaced("indicators/near.yml", "id: known-neighbours", "id: group-near"),
    }
    urls = [entry.url for entry in outline(changed_plan(changes)).entries.values()]
    assert sorted(urls) == sorted(set(urls))


def test_marks_of_notes_are_known_from_other_numbers(changed_plan: ChangedPlan) -> None:
    """A city may number its notes 1, 2, 3: a text of figures is not full of marks for that."""
    files = {
        "plan.yml": (TINY / "plan.yml").read_text("utf-8") + '  note: "{n}"\n',
        "chapters/beginning.yml": replaced(
            "chapters/beginning.yml", "続けます[^years]。", "1年に1回[^years]続けます。"
        ),
    }
    lines = [line for line in outline(changed_plan(files)).lines if line.marks]
    assert [line.text[start:end] for line in lines for start, end, _ in line.marks] == ["1"]
    assert "1年に1回1続けます。" in lines[0].text
    assert "1年に1回（years）続けます。" in lines[0].with_marks(lambda ref: f"（{ref.partition(':')[2]}）")


def test_a_small_number_is_printed_as_it_is_written(changed_plan: ChangedPlan) -> None:
    """Python writes a decimal below a millionth with an exponent; no plan does."""
    small = replaced("indicators/near.yml", "value: 42.50", "value: 0.00000050")
    lines = [line.text for line in outline(changed_plan({"indicators/near.yml": small})).lines]
    assert "0.00000050%" in lines


def replaced(name: str, old: str, new: str) -> str:
    text = (TINY / name).read_text("utf-8")
    assert old in text
    return text.replace(old, new)


def test_lines_stand_in_the_order_of_print(tiny: Outline) -> None:
    of_tea = [
        (line.role, line.number + line.text)
        for line in tiny.lines
        if line.entry.startswith(("measure:tea", "action:tea"))
    ]
    assert of_tea == [
        ("heading", "Aお茶を飲む"),
        ("purpose", "顔を知るため、いっしょにお茶を飲みます。"),
        ("heading", "ご近所でできること"),
        ("action", "月に一度、となりの人をお茶に誘います。"),
        ("action", "漁師は、朝の市で声をかけます。"),
        ("heading", "市役所がすること"),
        ("action", "茶話会助成事業を行います。"),
        ("detail", "一回につき千円を助成します。"),
    ]


def test_every_line_belongs_to_an_entry_and_says_where_it_is_written(real: Outline) -> None:
    assert len(real.lines) > 100
    for line in real.lines:
        assert line.entry in real.entries
        assert (line.at is None) == (line.role == "contents")


def test_mentions_are_found_from_both_actors_and_chapters(tiny: Outline) -> None:
    places = [mention.entry for mention in tiny.mentions["programme:tea-grant"]]
    assert places == ["action:tea.town-hall-1", "action:patrol.town-hall-2"]


@pytest.mark.parametrize(
    ("numbering", "expected"),
    [
        ({}, ["(1)", "(1)-1", "(1)-1-1", "(2)", "(3)", "(3)-1"]),
        (
            {"measure": "施策{p}-{n}", "submeasure": "施策{p}-{n}-{m}", "level4": "{c}"},
            ["施策1-1", "施策1-1-1", "①", "施策1-2", "施策2-1", "施策2-1-1"],
        ),
        ({"measure": "({i})"}, ["(1)", "(1)-1", "(1)-1-1", "(2)", "(1)", "(1)-1"]),
    ],
)
def test_numbers_of_measures_begin_anew_in_each_pillar_where_they_name_it(
    changed_plan: ChangedPlan, numbering: Mapping[str, str], expected: Sequence[str]
) -> None:
    """Six measures on three levels, the last two below the second pillar; which alone names neither counts on."""
    above = {"a": None, "b": "a", "c": "b", "d": None, "e": None, "f": "e"}
    settings = (TINY / "plan.yml").read_text("utf-8").partition("numbering:")[0]
    settings = settings.replace("    - near\n", "    - near\n    - far\n").replace("    - tea\n    - patrol\n", "")
    settings += "".join(f"    - {id}\n" for id in above) + "levels: [目標, 方針, 施策, 事業]\n"
    settings += f"numbering: {json.dumps(numbering)}\n"
    files = {f"measures/{id}.yml": measure(id, "far" if id in "ef" else "near", above[id]) for id in above}
    far = "id: far\ntitle: 遠く\nreading: とおく\nbody:\n  - 遠くの話です。\n"
    gone = {"measures/tea.yml": None, "measures/patrol.yml": None}
    counting = replaced("chapters/beginning.yml", "[茶話会](term:tea-party)", "茶話会")
    others = {"chapters/beginning.yml": counting, "synonyms.yml": None, "audiences.yml": None, "subjects.yml": None}
    programmes = {"programmes/tea-grant.yml": None, "terms/tea-party.yml": None}
    composed = outline(
        changed_plan({"plan.yml": settings, "pillars/far.yml": far, **files, **gone, **others, **programmes})
    )
    assert [entry.number for entry in composed.by_kind["measure"]] == expected
    assert composed.place("measure:c").endswith(expected[2])


def measure(id: str, pillar: str, parent: str | None) -> str:
    above = f"parent: {parent}\n" if parent else ""
    return f"id: {id}\ntitle: 施策の{id}\nreading: あ\npillar: {pillar}\n{above}purpose: {id}のねらいです。\n"


def test_text_of_pillars_and_measures_stands_where_it_is_printed(changed_plan: ChangedPlan) -> None:
    """A pillar's before its measures, a measure's around its actions, with tables that can be pointed to."""
    table = "  - table: {id: calls, title: 呼びかけ, head: [年度, 回数], rows: [[令和8年度, '3']]}\n"
    tea = replaced("measures/tea.yml", "actions:\n", f"body:\n  - label: 【現状と課題】\n{table}actions:\n")
    files = {
        "pillars/near.yml": (TINY / "pillars/near.yml").read_text("utf-8") + "body:\n  - 近くの話です。\n",
        "measures/tea.yml": tea + "after:\n  - 毎年、回数を数えます。\n",
    }
    composed = outline(changed_plan(files))
    lines = [line.text for line in composed.lines]
    first, *others = (lines.index(text) for text in ("近くの話です。", "お茶を飲む", "【現状と課題】", "呼びかけ"))
    assert [first, *others] == sorted([first, *others])
    assert lines.index("ご近所でできること") < lines.index("毎年、回数を数えます。") < lines.index("夜に見回る")
    assert composed.entries["table:calls"].url == "measures/tea/#table_calls"
    assert [composed.entries[f"table:{id}"].number for id in ("calls", "calendar")] == ["表1", "表3"]


def test_a_moved_measure_is_renumbered_and_keeps_its_address(changed_plan: ChangedPlan) -> None:
    from tests.specimens import TINY

    text = (TINY / "plan.yml").read_text("utf-8").replace("    - tea\n    - patrol\n", "    - patrol\n    - tea\n")
    moved = outline(changed_plan({"plan.yml": text}))
    assert (moved.entries["measure:tea"].number, moved.entries["measure:tea"].url) == ("B", "measures/tea/")


def test_composing_twice_is_equal(tiny: Outline) -> None:
    from tests.specimens import TINY

    assert outline(TINY).lines == tiny.lines
    assert outline(TINY).entries == tiny.entries


def test_a_figure_s_numbers_are_written_as_everywhere(tiny: Outline) -> None:
    """The file holds bare digits; page, print draft and comparison show ``1,200``."""
    assert [line.text for line in tiny.lines if line.entry == "figure:households" and line.role == "cell"] == [
        "世帯",
        "2016年",
        "2026年",
        "世帯",
        "1,200",
        "980",
    ]


def test_a_term_without_a_definition_is_read_with_the_words_that_explain_it(real: Outline) -> None:
    quoting = [term for term in real.index.plan.terms if term.definition is None and term.quote is not None]
    assert quoting
    said = {line.entry: line.text for line in real.shown if line.part == "glossary" and line.role == "definition"}
    assert [term.id for term in quoting if f"term:{term.id}" not in said] == []


def _said(value: object) -> Iterator[Text]:
    """The texts that the class of an object declares to be read, and those of the objects in it."""
    for field in declared(type(value)):
        inner = getattr(value, field.name)
        if field.role is not None:
            yield from (text for text in (inner if isinstance(inner, tuple) else (inner,)) if isinstance(text, Text))
        for part in parts(inner):
            yield from _said(part)


@pytest.mark.parametrize("plan", ["tiny", "real"])
def test_whatever_is_declared_to_be_read_has_a_line(plan: str, request: pytest.FixtureRequest) -> None:
    """A field with ``Said`` is searched and compared; where its class has a case of its own, that has to bring it."""
    composed: Outline = request.getfixturevalue(plan)
    read = {(line.at.source.path, line.at.path) for line in composed.shown if line.at is not None}
    said = [text.at for one in composed.index.definitions for text in _said(one.value)]
    assert len(said) > 20
    assert [f"{at.source.path}: {at.path}" for at in said if (at.source.path, at.path) not in read] == []


@pytest.mark.parametrize(("words", "kept"), [("あ" * 58, "あ" * 58), ("あ" * 59, "あ" * 57 + "…")])
def test_an_address_keeps_sixty_characters_of_what_it_led_to(changed_plan: ChangedPlan, words: str, kept: str) -> None:
    """With the number of the measure and a space before them."""
    text = (TINY / "measures/tea.yml").read_text("utf-8").replace("title: お茶を飲む", f"title: {words}")
    lines = recorded(outline(changed_plan({"measures/tea.yml": text})), {})
    assert f"measures/tea/ measure:tea A {kept}" in lines


def test_a_subject_has_what_its_own_words_stand_in(changed_plan: ChangedPlan) -> None:
    subjects = "".join(
        f"  - {{id: {id}, name: {name}, reading: よみ, words: [{word}]}}\n"
        for id, name, word in (("tea", "お茶", "お茶"), ("watching", "見回り", "見回り"), ("boats", "舟", "舟"))
    )
    found = outline(changed_plan({"subjects.yml": f"subjects:\n{subjects}"}))
    for id, word in (("tea", "お茶"), ("watching", "見回り")):
        there = {line.entry for line in found.lines if word in line.text} - {"plan"}
        assert set(found.by_subject[id]) == there != set()
    assert set(found.by_subject["tea"]) != set(found.by_subject["watching"])


def test_a_text_names_what_its_links_lead_to(tiny: Outline) -> None:
    """Beside it: another entry by its title, a page of the web by its address; of what is open there is no link."""
    links = "[市](https://example.jp/)、[茶](term:tea-party)、[〇](pending:回数)、[](measure:tea)"
    term = replace(tiny.index.plan.terms[0], definition=Text(markdown=links, at=tiny.index.plan.at))
    composed = outline_of(with_purpose(tiny, links, terms=(term,)))
    for entry, part in (("measure:patrol", "beside"), ("term:tea-party", "glossary")):
        found = [line for line in composed.shown if line.entry == entry and line.role == "link"]
        assert [(line.text, line.names, line.part) for line in found] == [
            ("https://example.jp/", "", part),
            ("茶話会", "term:tea-party", part),
            ("お茶を飲む", "measure:tea", part),
        ]


def test_marks_stand_where_the_number_stands_behind_other_words(tiny: Outline) -> None:
    """In a note that begins with the name of its term, in the name of a group in its brackets."""
    plan, at = tiny.index.plan, tiny.index.plan.at
    group = ActionGroup(
        group=Text(markdown="道具[^years]と[^years]", at=at),
        actions=(Action(text=Text(markdown="茶", at=at), at=at),),
        at=at,
    )
    index = with_purpose(tiny, "茶")
    patrol = replace(index.plan.measures[1], actions={"town-hall": (group,)})
    composed = outline_of(link(replace(plan, measures=(plan.measures[0], patrol))))
    [line] = [line for line in composed.lines if line.role == "group"]
    number = composed.entries["note:years"].number
    assert line.text == f"〈道具{number}と{number}〉"
    assert [line.text[start:end] for start, end, _ in line.marks] == [number, number]
    assert line.with_marks(lambda _: "*") == "〈道具*と*〉"


def test_a_group_of_indicators_is_numbered_where_a_chapter_shows_some(tiny: Outline) -> None:
    plan = tiny.index.plan
    [group] = plan.indicator_groups
    block = IndicatorsBlock(group="near", at=group.at)
    chapters = (plan.chapters[0], replace(plan.chapters[1], body=(block,), sections=()))
    for shown, indicators, numbered in ((chapters, group.indicators, True), (chapters, (), False)):
        made = replace(plan, chapters=shown, indicator_groups=(replace(group, indicators=indicators),))
        assert bool(outline_of(link(made)).entries["indicator-group:near"].number) is numbered
    alone = replace(plan, chapters=(plan.chapters[0], replace(plan.chapters[1], body=(), sections=())))
    assert outline_of(link(alone)).entries["indicator-group:near"].number == ""


def test_vision_and_levels_stand_once_in_the_chapters_or_on_the_site(tiny: Outline) -> None:
    plan = replace(tiny.index.plan, levels=("柱", "施策"))
    framework = Include(what="framework", at=plan.at)
    chapters = (plan.chapters[0], replace(plan.chapters[1], body=(framework,), sections=()))
    for made, part in ((plan, "site"), (replace(plan, chapters=chapters), "beside")):
        found = [(line.role, line.part) for line in outline_of(link(made)).shown if line.role in ("vision", "level")]
        assert sorted(found) == [("level", part), ("level", part), ("vision", part)]


def test_what_is_listed_again_is_known_where_it_is_there(tiny: Outline) -> None:
    plan = tiny.index.plan
    again = (CrossListing(cross_listing="gone", at=plan.at), CrossListing(cross_listing="tea.neighbours-1", at=plan.at))
    patrol = replace(plan.measures[1], actions={"neighbours": again})
    index = link(replace(plan, measures=(plan.measures[0], patrol)))
    assert {ref: [place.position for place in places] for ref, places in index.cross_listings.items()} == {
        "action:tea.neighbours-1": [2]
    }


def test_every_picture_of_a_plan_is_known(tiny: Outline) -> None:
    """On the cover, beside a signature, as a figure; of what has none nothing."""
    at = tiny.index.plan.at
    cover, portrait, shown = (
        Picture(file=name, alternative=Text(markdown="絵", at=at), at=at) for name in ("a.png", "b.png", "c.png")
    )
    first = tiny.index.plan.chapters[0]
    signed = tuple(Signature(lines=(Text(markdown="市長", at=at),), portrait=one) for one in (portrait, None))
    drawn = Figure(id="x", title=Text(markdown="絵", at=at), status="available", kind="image", image=shown, at=at)
    figures = (*tiny.index.plan.figures, drawn)
    plan = replace(tiny.index.plan, cover=cover, figures=figures, chapters=(replace(first, body=signed),))
    assert list(pictures(link(plan))) == [cover, portrait, shown]
    without = replace(plan, cover=None, figures=tiny.index.plan.figures)
    assert list(pictures(link(without))) == [portrait]
