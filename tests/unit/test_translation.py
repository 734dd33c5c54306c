"""A plan in another language: which texts are given out, which come back, and what a change of the original does."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from keikaku.diagnostics.source import Locale
from keikaku.diagnostics.span import text_map
from keikaku.hosts.cli import main
from keikaku.pipeline import load, outline_of
from keikaku.plan.index import PlanIndex
from keikaku.plan.model import Text
from keikaku.plan.original_texts import original_texts
from keikaku.plan.outline import Outline
from keikaku.plan.translation import Translation, in_language_of, translation_of
from keikaku.rules.translated_marks import translated_marks
from keikaku.rules.translated_names import translated_names
from keikaku.text.numbers import missing_and_new, numbers
from keikaku.yaml.po import read_locale
from tests.specimens import REAL, TINY, TOP, outline

JAPANESE = re.compile(r"[぀-ヿ㐀-鿿]")
PURPOSE = ("measure:tea/purpose", "顔を知るため、いっしょにお茶を飲みます。")
INVITE = ("measure:tea/actions.neighbours", "月に一度、となりの人をお茶に誘います。")


def message(text: tuple[str, str], words: str, *notes: str) -> str:
    """One message of a file, with lines of comment before it."""
    context, original = (part.replace('"', r"\"").replace("\n", r"\n") for part in text)
    said = words.replace('"', r"\"").replace("\n", r"\n")
    return "\n".join((*notes, f'msgctxt "{context}"', f'msgid "{original}"', f'msgstr "{said}"', ""))


def locale(language: str, *messages: str) -> Locale:
    """A file that can be read."""
    found, faults = read_locale(text_map(f"locale/{language}.po", "\n".join(messages)), language)
    assert found is not None, faults
    assert faults == ()
    return found


def in_words(of: PlanIndex, language: str, words: dict[tuple[str, str], str]) -> PlanIndex:
    """The plan with these translations (context and original → words)."""
    return in_language_of(locale(language, *(message(text, said) for text, said in words.items())), of, ("ja", "en"))


def translation(index: PlanIndex, *messages: str) -> Translation:
    """What a file of these messages translates of a plan."""
    found = in_language_of(locale("en", *messages), index, ("ja", "en")).translation
    assert found is not None
    return found


@pytest.mark.parametrize("folder", [TINY, REAL, TOP / "examples/aono/plan"], ids=lambda folder: folder.parent.name)
def test_what_is_given_out_is_what_is_put_in(folder: Path) -> None:
    """Translated into itself a plan is the same; into something else nothing of it is left."""
    index = outline(folder).index
    texts = [(text.context, text.words) for text in original_texts(index.plan)]
    assert len(texts) > 50
    same = in_words(index, "ja-simple", {text: text[1] for text in texts})
    assert same.plan == replace(index.plan, language="ja-simple", labels="ja", synonyms=(), site=same.plan.site)
    other = in_words(index, "en", {text: f"text {n}" for n, text in enumerate(texts)})
    # What others wrote, how Japanese is read, and the record of addresses are the same in every language.
    left = [
        line
        for line in outline_of(other).shown
        if JAPANESE.search(line.text) and line.role not in ("reading", "erratum", "correction", "picture")
    ]
    assert [(line.role, line.text) for line in left] == []


def test_a_plan_says_what_its_file_says(tiny: Outline) -> None:
    """And keeps what is not translated; the numbers are those of the language, or the plan's own."""
    english = in_words(
        tiny.index, "en", {PURPOSE: "To know faces.", ("chapter:doing/title", "進めること"): "What we do"}
    )
    plan = english.plan
    assert (plan.language, plan.interface) == ("en", "en")
    tea = next(measure for measure in plan.measures if measure.id == "tea")
    assert tea.purpose is not None
    assert (tea.purpose.markdown, tea.title.markdown) == ("To know faces.", "お茶を飲む")
    composed = outline_of(english)
    assert composed.entries["challenge:empty-houses"].number == "課題1"  # plan.yml gives the form
    assert composed.entries["measure:tea"].url == tiny.entries["measure:tea"].url


def test_a_changed_original_keeps_its_translation_and_says_so(tiny: Outline) -> None:
    """Whether or not the file was brought up to date since; a text that is not the same any more is none of its."""
    once = "顔を知るため、いっしょにお茶を飲むことにします。"
    stale = translation(tiny.index, message((PURPOSE[0], once), "To know faces."))
    updated = translation(tiny.index, message(PURPOSE, "To know faces.", "#, fuzzy", f'#| msgid "{once}"'))
    for found in (stale, updated):
        assert [(one.context, one.words) for one in found.changed] == [PURPOSE]
    tea = next(one for one in in_language_of(updated.source, tiny.index, ("en",)).plan.measures if one.id == "tea")
    assert tea.purpose is not None
    assert (tea.purpose.markdown, tea.purpose.changed) == ("To know faces.", PURPOSE[1])
    unlike = translation(tiny.index, message((INVITE[0], "回覧板を回します。"), "Pass the notice round."))
    assert unlike.found == {}


def test_a_text_that_moved_takes_its_translation_along(tiny: Outline) -> None:
    """To another entry, or another field of it; doubtful ones are shown nowhere."""
    moved = translation(tiny.index, message(("measure:coffee/purpose", PURPOSE[1]), "To know faces."))
    assert [text.context for text in moved.found] == [PURPOSE[0]]
    assert moved.changed == ()
    given_an_id = translation(tiny.index, message(("challenge:empty-houses/findings", PURPOSE[1]), "To know faces."))
    assert [text.context for text in given_an_id.found] == [PURPOSE[0]]
    doubtful = translation(tiny.index, message(PURPOSE, "To know faces.", "#, fuzzy"))
    assert doubtful.found == {}


def test_a_translation_that_leads_to_what_is_gone_is_not_shown(tiny: Outline) -> None:
    once = "顔を知るため、いっしょに[お茶](term:tea)を飲みます。"
    lost = translation(tiny.index, message((PURPOSE[0], once), "To know faces over a cup of [tea](term:tea)."))
    assert [one.words for one in lost.matched.values()] == ["To know faces over a cup of [tea](term:tea)."]
    assert lost.found == {}


@pytest.mark.parametrize(
    ("original", "words", "told"),
    [
        ("令和12年度までに35か所", "35 places by fiscal 2030", ((), ())),
        ("令和12年度までに35か所", "53 places by fiscal 2030", (("35",), ("53",))),
        ("令和8年2月1日午前9時～午後5時15分", "9:00 a.m. to 5:15 p.m. on February 1, 2026", ((), ())),
        ("5月に決めます。", "You may decide.", (("5",), ())),
        ("3つの柱で、3%減らします。", "Three pillars for three per cent less.", (("3",), ())),
        ("電話 0942-12-3456", "Phone +81-942-12-3456", ((), ())),
        ("1億2,000万円を3人に", "120 million yen to three persons", ((), ())),
        ("第二期に二万五千円、三つの会に千円", "25,000 yen in period 2, 1,000 yen for 3 groups", ((), ())),
        ("十分に、一緒に話します。", "Talk for 10 minutes.", ((), ("10",))),
    ],
)
def test_numbers_of_two_languages(original: str, words: str, told: object) -> None:
    """Missing, and made up."""
    assert missing_and_new(numbers(original, "ja"), numbers(words, "en")) == told


def test_numbers_of_other_languages() -> None:
    """Points for commas, digits and words of their own."""
    asked = numbers("1,046世帯の52.3%が2回", "ja")
    for language, words in (("vi", "52,3% của 1.046 hộ, hai lần"), ("ne", "१,०४६ घरको ५२.३% दुई पटक")):
        assert missing_and_new(asked, numbers(words, language)) == ((), ())
    assert missing_and_new(asked, numbers("1046户的52.3%，两次", "zh-Hans")) == ((), ())


def test_update_keeps_what_translators_and_their_tools_wrote(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every text in the order of the plan, the changed ones marked, what is gone at the end; twice gives the same."""
    plan = tmp_path / "plan"
    shutil.copytree(TINY, plan)
    file = plan / "locale" / "en.po"
    assert main(["translate", "status", str(plan)]) == 2
    assert main(["translate", "update", str(plan), "--language", "en"]) == 0
    assert f"{file}: 69件のうち、翻訳済み 0、原文が変わったもの 0、まだ 69（文字数の 0%）" in capsys.readouterr().out
    head = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n"X-Generator: Poedit 3.4\\n"\n\n'
    gone = message(("measure:fish/title", "魚を釣る"), "Go fishing")
    once = message(
        (PURPOSE[0], "顔を知るため、お茶を飲みます。"), "To know faces.", "# Or: to meet?", "#, python-format"
    )
    again = message(INVITE, "Invite a neighbour.", "#, fuzzy", f'#| msgid "{INVITE[1]}"')
    file.write_text(f"{head}{gone}\n{once}\n{again}", "utf-8")
    assert main(["translate", "update", str(plan)]) == 0
    assert "翻訳済み 1、原文が変わったもの 1、まだ 67" in capsys.readouterr().out
    text = file.read_text("utf-8")
    assert '"X-Generator: Poedit 3.4\\n"' in text
    assert (
        '# Or: to meet?\n#: measures/tea.yml\n#, python-format, fuzzy\n#| msgid "顔を知るため、お茶を飲みます。"\n'
        f'msgctxt "{PURPOSE[0]}"\nmsgid "{PURPOSE[1]}"\nmsgstr "To know faces."\n'
    ) in text
    assert f'#: measures/tea.yml\nmsgctxt "{INVITE[0]}"\nmsgid "{INVITE[1]}"\nmsgstr "Invite a neighbour."\n' in text
    assert text.endswith('\n#~ msgctxt "measure:fish/title"\n#~ msgid "魚を釣る"\n#~ msgstr "Go fishing"\n')
    assert main(["translate", "update", str(plan)]) == 0
    assert file.read_text("utf-8") == text
    # A text that comes back finds what was put away, and the original as it was is no change.
    (plan / "measures" / "tea.yml").write_text(
        (plan / "measures" / "tea.yml").read_text("utf-8").replace(PURPOSE[1], "顔を知るため、お茶を飲みます。"),
        "utf-8",
    )
    assert main(["translate", "update", str(plan)]) == 0
    assert "翻訳済み 2、原文が変わったもの 0" in capsys.readouterr().out
    assert "fuzzy" not in file.read_text("utf-8")


def test_a_faulty_file_stops_an_update(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It would be written over; a translation with another number is only told by `check`."""
    plan = tmp_path / "plan"
    shutil.copytree(TINY, plan)
    (plan / "locale").mkdir()
    file = plan / "locale" / "en.po"
    file.write_text(message(("plan/date", "令和8年（2026年）6月"), "June 2025"), "utf-8")
    assert not load(plan).sound
    assert main(["translate", "update", str(plan)]) == 0
    broken = file.read_text("utf-8") + 'msgid "lost\n'
    file.write_text(broken, "utf-8")
    capsys.readouterr()
    assert main(["translate", "update", str(plan)]) == 1
    assert "[translation-file]" in capsys.readouterr().err
    assert file.read_text("utf-8") == broken
    assert main(["translate", "update", str(plan), "--language", "ja"]) == 1


@pytest.mark.parametrize(
    ("original", "words", "told"),
    [
        ("年に一度[^years]です。", "Once a year[^years].", []),
        ("年に一度[^years]です。", "Once a year.", [("missing", "[^years]")]),
        ("年に一度です。", "Once a year[^years].", [("new", "[^years]")]),
        ("[3](pending:数)回です。", "[3](pending:number) times.", []),
        ("[3](pending:数)回です。", "3 times.", [("missing", "pending")]),
        ("[町](term:x)と[町](term:x)", "[Town](term:x)", [("missing", "term:x")]),
        ("[町](term:x)", "[Town](term:x) and [town](term:x)", [("new", "term:x")]),
        ("町です。", "A town.", []),
    ],
)
def test_a_translation_leads_where_its_original_does(
    tiny: Outline, original: str, words: str, told: list[tuple[str, str]]
) -> None:
    """As often, and what is open stays so; a mark that was put for another is told as lost."""
    context, plan = PURPOSE[0], tiny.index.plan
    tea = replace(next(one for one in plan.measures if one.id == "tea"), purpose=Text(markdown=original, at=plan.at))
    index = replace(tiny.index, plan=replace(plan, measures=(tea,)))
    source = locale("en", message((context, original), words))
    found = translation_of(index, source)
    assert len(found.found) == 1
    reported = [(one.code, str(one.message)) for one in translated_marks(replace(index, translation=found))]
    assert [code for code, _ in reported] == ["translated-mark"] * len(told)
    for (kind, mark), (_, said) in zip(told, reported, strict=True):
        assert mark in said
        assert ("原文にある" in said) == (kind == "missing")


@pytest.mark.parametrize("url", ["https://x.example/", None])
def test_a_translation_stands_in_a_folder_of_its_language(tiny: Outline, url: str | None) -> None:
    plan = replace(tiny.index.plan, site=replace(tiny.index.plan.site, url=url))
    english = in_words(replace(tiny.index, plan=plan), "en", {PURPOSE: "To know faces."}).plan
    assert english.site.url == (url and f"{url}en/")


@pytest.mark.parametrize(
    ("purposes", "told"),
    [
        ([("茶話会に行く。", "Go to the tea party.")], []),
        ([("茶話会に行く。", "Go to the gathering.")], ["茶話会"]),
        ([("茶話会と茶話会に行く。", "Go to the gathering.")], ["茶話会"]),
        ([("お茶会に行く。", "Go to the gathering.")], ["茶話会"]),
        ([("お茶会に行く。", "Go to the Tea meeting.")], []),
        ([("集まりに行く。", "Go to the gathering.")], []),
        ([(None, "Go there."), ("茶話会に行く。", "Go to the gathering.")], ["茶話会"]),
        ([("助成に頼む。", "Ask for money."), ("茶話会に行く。", "Go to the gathering.")], ["茶話会"]),
    ],
    ids=["same", "another", "twice", "by-an-alias", "alias-for-alias", "unnamed", "changed-since", "name-kept"],
)
def test_one_thing_has_one_name_in_a_translation(
    tiny: Outline, purposes: list[tuple[str | None, str]], told: list[str]
) -> None:
    """Its own or an alias; what was changed since, and a name that is the same in both languages, are no matter."""
    plan, at = tiny.index.plan, tiny.index.plan.at
    party = replace(plan.terms[0], aliases=("お茶会",))
    grant = replace(plan.programmes[0], name="助成")
    measures = tuple(
        replace(measure, purpose=Text(markdown=words or "茶話会です。", at=at))
        for measure, (words, _) in zip(plan.measures, purposes, strict=False)
    )
    index = replace(tiny.index, plan=replace(plan, terms=(party,), programmes=(grant,), measures=measures))
    said = {
        (f"measure:{one.id}/purpose", words or "お茶会です。"): to
        for one, (words, to) in zip(measures, purposes, strict=False)
    }
    names = {
        ("term:tea-party/name", "茶話会"): "Tea Party",
        ("term:tea-party/aliases", "お茶会"): "Tea meeting",
        ("term:tea-party/definition", "お茶を飲みながら話す集まりです。"): "A gathering.",
    }
    found = translated_names(in_words(index, "en", {**names, **said}))
    assert [dict(one.message.values)["name"] for one in found] == told


def test_of_a_plan_without_words_all_is_translated(tiny: Outline) -> None:
    found = translation(tiny.index, message(PURPOSE, "To know faces."))
    assert 0 < found.share < 100
    assert replace(found, every=dict.fromkeys(found.found, tiny.index.plan.at)).share == 100
    assert replace(found, every={}, found={}).share == 100


def test_the_likest_of_a_field_is_its_text_from_half_on(tiny: Outline) -> None:
    """Where a field has several texts; of one alone the only message is its translation, whatever it said."""
    actions = "measure:patrol/actions.town-hall.actions"
    written = [text.words for text in original_texts(tiny.index.plan) if text.context == actions]
    assert len(written) == 2
    half = written[0][:6] + "〇" * 6
    assert SequenceMatcher(None, written[0], half, autojunk=False).ratio() == 0.5
    for was, words in ((half, [written[0]]), (f"{half}〇", []), ("〇" * 12, [])):
        assert [
            text.words for text in translation(tiny.index, message((actions, was), "Lends clappers.")).found
        ] == words
    both = (message((actions, written[1][1:]), "Serves tea."), message((actions, half), "Lends clappers."))
    matched = translation(tiny.index, *both).found
    assert {text.words: one.words for text, one in matched.items()} == dict(
        zip(written, ("Lends clappers.", "Serves tea."), strict=True)
    )
    lone = translation(tiny.index, message((PURPOSE[0], "〇" * 12), "To know faces."))
    assert [text.words for text in lone.found] == [PURPOSE[1]]


def test_a_long_text_is_the_same_text_changed(tiny: Outline) -> None:
    """However often its characters stand in it."""
    actions = "measure:patrol/actions.town-hall.actions"
    long = "茶話会に行く人を茶話会に誘う。" * 20
    patrol = tiny.index.plan.measures[1]
    [group] = patrol.actions["town-hall"]
    changed = tuple(
        replace(one, text=Text(markdown=words, at=one.at))
        for one, words in zip(group.actions, (long, "歩く。"), strict=True)
    )  # type: ignore[union-attr]
    measure = replace(patrol, actions={"town-hall": (replace(group, actions=changed),)})  # type: ignore[arg-type]
    index = replace(tiny.index, plan=replace(tiny.index.plan, measures=(measure,)))
    found = translation(index, message((actions, f"{long}以上です。"), "Invite."))
    assert [text.words for text in found.found] == [long]
