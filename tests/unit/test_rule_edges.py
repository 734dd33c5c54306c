"""Edges of the rules that look at words: what they tell of one text, and what they leave alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from keikaku.diagnostics.diagnostic import Diagnostic
from keikaku.diagnostics.source import Source
from keikaku.diagnostics.span import text_map
from keikaku.plan.index import OwnedText, PlanIndex
from keikaku.plan.model import Text
from keikaku.plan.outline import Outline
from keikaku.rules.doubtful_date import doubtful_date
from keikaku.rules.pasted_character import pasted_character
from keikaku.rules.repeated_text import repeated_text
from keikaku.rules.stale_label import stale_label
from keikaku.rules.stored_number import stored_number
from keikaku.rules.structure_in_text import structure_in_text
from keikaku.rules.typing_slip import typing_slip
from keikaku.rules.unmarked_pending import unmarked_pending
from keikaku.rules.unpaired_bracket import unpaired_bracket
from keikaku.rules.unread_markup import unread_markup
from keikaku.yaml.parse import parse

Rule = Callable[[PlanIndex], Iterator[Diagnostic]]


def told(rule: Rule, tiny: Outline, words: str, owner: str = "measure:tea") -> list[str]:
    """What a rule says of a plan with this one text: the key of its message, with the kind or id it speaks of."""
    at = next(owned.text.at for owned in tiny.index.texts if owned.owner == "measure:tea")
    index = replace(tiny.index, texts=(OwnedText(owner=owner, text=Text(markdown=words, at=at)),))
    plan = replace(index.plan, contacts=(), consultation=None)
    found = list(rule(replace(index, plan=plan, definitions=())))
    said = [(one.message.key.partition(".")[0], dict(one.message.values)) for one in found]
    return [
        ":".join(
            (
                key,
                *(
                    str(values[name])
                    for name in (["kind", "id"] if "kind" in values or "id" in values else ["number"])
                    if name in values
                ),
            )
        )
        for key, values in said
    ]


CASES: dict[Rule, dict[str, str]] = {
    doubtful_date: {
        "平成31年、昭和64年、令和元年": "",
        "昭和65年": "no-such-year",
        "平成32年": "no-such-year",
        "2019年（令和元年）、令和6年度（2024年度）": "",
        "2018年（令和元年）": "era-mismatch",
        "令和6年度（2025年度）": "era-mismatch",
        "1月1日、2月29日、12月31日": "",
        "1月0日": "no-such-day",
        "0月1日": "no-such-day",
        "2月30日": "no-such-day",
        "12月32日": "no-such-day",
        "13月1日": "no-such-day",
        "2024年2月29日、令和6年2月29日、2024/2/29": "",
        "2023年2月29日": "no-such-day",
        "令和5年2月29日": "no-such-day",
        "2023/2/29": "no-such-day",
        "午前12時、24時、25時間": "",
        "午前13時": "no-such-day",
        "25時": "no-such-day",
    },
    unpaired_bracket: {
        "（お茶）と「会（その1)」": "",
        "1）お茶\n\nア) 茶菓子\n\n10）片付け": "",
        "お茶1）": "closed",
        "100）お茶": "closed",
        "イロ）お茶": "closed",
        "）お茶": "closed",
        "1」お茶": "closed",
        "（お茶": "open",
        "（お「茶）": "closed",
        "お「茶」（会": "open",
    },
    typing_slip: {
        "100％の人、120％の増加": "",
        "120％の人": "over",
        "199.9％の増加、１９９．９％の増加": "",
        "200％の増加": "over",
        "1000％の増加": "over",
        "お茶を 飲む会": "",
        "お茶を 飲む 会に 行く": "space",
    },
    stored_number: {
        "第1章のとおり": "chapter:beginning",
        "第2章のとおり": "chapter:doing",
        "第9章のとおり": "chapter:id",
        "第0章のとおり": "chapter:id",
        "「市の計画」第2章": "",
        "前述の5(1)を見る": "section:5(1)",
        "5(1)に示すとおり": "section:5(1)",
        "表3のとおり": "figure:table",
        "課題3のため": "entry:challenge",
        "基本目標2のため": "entry:pillar",
        "施策2のため": "entry:measure",
        "[第2章](chapter:doing)と図": "",
        "**図3**のとおり": "figure:figure",
        "①図3のとおり": "figure:figure",
        "Ⅱ課題3に対応": "entry:challenge",
        "1．お茶": "",
    },
    unmarked_pending: {
        "〇〇回": "unmarked",
        "〇〇回と**〇〇**人": "unmarked",
        "[〇〇](pending:数)回": "",
        "[〇〇](pending:数)回と〇〇人": "unmarked",
        "**〇〇**回": "unmarked",
        "お茶。（案）": "memo",
    },
    stale_label: {
        "[第2章](chapter:doing)": "",
        "[第1章](chapter:doing)": "stale",
        "[第1章](section:counting)": "stale",
        "[第2章](section:counting)": "",
        "[第9章](measure:tea)": "",
        "[お茶](chapter:doing)": "",
    },
    structure_in_text: {
        "# 題": "heading",
        "次です。\n# 題": "heading",
        "題 #": "",
        "| 年 | 数 |\n| 1 | 2 |": "table",
        "| 年 | 数 |": "",
        "お茶を\n- 3 -\n飲みます。": "page-number",
        "・お茶\n・茶菓子": "list",
        "・お茶を\n飲みます。": "",
        "次です。\n・お茶": "list",
        "お茶の会に誘い、\nいっしょに飲みます。": "",
        "お茶を飲みます。\n歩きます。": "",
        "集会所（1階）\n午後": "line-break",
    },
    unread_markup: {
        "[お茶](term:tea-party)と注[^years]": "",
        "[お茶] (term:tea-party)": "link",
        "[3] (pending:数)": "pending",
        "注［^years］": "note",
        "**お茶**": "",
        "**お茶": "bold",
        "お茶](term:tea-party)": "end",
        "「[」と「]」": "",
    },
    repeated_text: {
        "夜に見回りをします。夜に見回りをします。": "sentence",
        "夜に見回りをします。朝に見回りをします。": "",
        "歩きます。歩きます。": "",
    },
}


@pytest.mark.parametrize("rule", CASES, ids=lambda rule: rule.__name__)
def test_an_edge_is_on_its_side(tiny: Outline, rule: Rule) -> None:
    assert {words: " ".join(told(rule, tiny, words)) for words in CASES[rule]} == CASES[rule]


@pytest.mark.parametrize("rule", [unpaired_bracket, stored_number], ids=lambda rule: rule.__name__)
def test_what_an_erratum_quotes_is_as_the_source_had_it(tiny: Outline, rule: Rule) -> None:
    assert told(rule, tiny, "（第2章の図3。", "measure:tea") != []
    assert told(rule, tiny, "（第2章の図3。", "erratum:old") == []


def test_a_number_before_an_action_is_told_of_actions_alone(tiny: Outline) -> None:
    assert told(stored_number, tiny, "(1) お茶", "action:tea.x-1") == ["item:(1)"]
    assert told(stored_number, tiny, "(1) お茶", "measure:tea") == []


@pytest.mark.parametrize(
    ("kind", "value", "keys"),
    [
        ("measure", "お茶", []),
        ("measure", "　お茶", ["edge"]),
        ("measure", "お茶　", ["edge"]),
        ("measure", "お　茶", []),
        ("measure", "ﾃｽﾄ　", ["sign"]),
        ("measure", "⼈", ["look-alike"]),
        ("measure", "か\u3099", ["sign"]),
        ("measure", "お\u3099茶", ["mark"]),
        ("measure", "\t", ["blank"]),
        ("measure", "お\tちゃ", ["blank"]),
        ("errata", "　ﾃｽﾄ", []),
        ("synonyms", "ﾃｽﾄ", []),
    ],
)
def test_what_is_pasted_is_told_of_what_the_editors_wrote(kind: str, value: str, keys: list[str]) -> None:
    """An escape may stand for such a sign, so a file with one is looked at too."""
    for written in (value, "".join(f"\\u{ord(sign):04x}" for sign in value)):
        map = text_map("plan/x.yml", f'a: "{written}"\n')
        parsed = parse(map)
        assert isinstance(parsed.data, dict)
        found = pasted_character(Source(kind, "x", parsed.data, map, parsed.positions))
        assert [one.message.key.partition(".")[0] for one in found] == keys
