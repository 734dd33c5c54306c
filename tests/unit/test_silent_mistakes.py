"""What officers, input methods and other tools leave in a sentence is told; what only looks like it is not."""

from __future__ import annotations

import json

import pytest

from keikaku.pipeline import load
from tests.specimens import TINY, ChangedPlan

SAID = "月に一度、となりの人をお茶に誘います。"
TOLD = {
    "stored-number": [
        *(
            "（１）お茶に誘います。",
            "Ⅰ お茶に誘います。",
            "a) お茶に誘います。",
            "ア．お茶に誘います。",
            "1-2 お茶に誘います。",
        ),
        *("（再掲）お茶に誘います。", "お茶に誘います（p.12再掲）。", "15頁のとおり、お茶に誘います。"),
        *(
            "資料編12ページの会に誘います。",
            "表３の人を誘います。",
            "施策(2)のとおり誘います。",
            "課題③のため、誘います。",
        ),
        *("別表１のとおり誘います。", "前述の5(1)のとおり誘います。", "5（1）に示すとおり誘います。"),
    ],
    "typing-slip": [
        *("お茶に誘いmasu。", "お茶に声kakeをします。", "お茶にｋ誘います。", "となりのの人を誘います。", "お茶ーー。"),
        *(
            "誘うことにすることにすることにします。",
            "120％の人を誘います。",
            "お茶を 飲む 会に 誘います。",
            "お茶　　会に誘います。",
        ),
        *("12３人を誘います。", "サ−ビスをします。", "口ーカルな会です。", "町ヘ行って誘います。", "А市で誘います。"),
        *("夕二力イを開きます。", "力フェを開きます。", "サービス工リアに誘います。"),
    ],
    "unmarked-pending": [
        *("お茶に誘います。<要修正>", "お茶に誘います。※後で直す", "お茶に誘います。★", "お茶に（　）回誘います。"),
        *("お茶に？？回誘います。", "お茶に誘います。【課長確認】", "お茶に誘います。（案）", "お茶を■で誘います。"),
        *(
            "お茶に誘います。→削除",
            "お茶に…回誘います。",
            "お茶にN回誘います。",
            "お茶に誘います。//修正",
            "お茶に誘います。[要出典]",
        ),
    ],
    "doubtful-date": [
        *("2024年（令和5年）に誘います。", "R6年度（2023年度）に誘います。", "令和七年（2024年）に誘います。"),
        *("2023/02/29に誘います。", "13月に誘います。", "午後25時に誘います。"),
        *("1月32日に誘います。", "1月0日に誘います。"),
    ],
    "foreign-markup": [
        "お茶==に==誘います。",
        "お茶^2^に誘います。",
        "[[お茶]]に誘います。",
        "https：//example.jpを見ます。",
    ],
    "structure-in-text": [
        *("次です。\n○お茶\n○茶菓子", "次です。\nア　お茶\nイ　茶菓子", "次です。\n→ お茶", "次です。\n> お茶"),
        *("お茶を\nP.12\n飲みます。", "次です。\n第1 お茶\n第2 茶菓子"),
    ],
}


def codes(changed_plan: ChangedPlan, words: str) -> list[str]:
    text = (TINY / "measures/tea.yml").read_text("utf-8")
    assert SAID in text
    plan = changed_plan({"measures/tea.yml": text.replace(SAID, json.dumps(words, ensure_ascii=False))})
    return [found.code for found in load(plan, display="plan").diagnostics]


@pytest.mark.parametrize(
    ("code", "words"), [pytest.param(code, words, id=words) for code, texts in TOLD.items() for words in texts]
)
def test_it_is_reported(code: str, words: str, changed_plan: ChangedPlan) -> None:
    assert code in codes(changed_plan, words)


@pytest.mark.parametrize(
    "words",
    [
        *(
            "達成率120％をめざします。",
            "前年の150%になりました。",
            "とはいうものの、お茶に誘います。",
            "コミュニティ力を高めます。",
        ),
        *("重点施策3つを進めます。", "課題3点をまとめます。", "Wi-Fiの使い方を伝えます。", "X線の検診に誘います。"),
        *("5時間かけて誘います。", "24時間、電話を受けます。", "2025年（令和7年）に誘います。", "12か月続けます。"),
        *(
            "電話は0942-30-9000です。",
            "計画（案）について話します。",
            "https://example.jp/を見ます。",
            "つくる→ためす→なおす",
        ),
        *("窓口サービスを広げます。", "人口ビジョンを見ます。", "二カ所で誘います。", "力アップ体操に誘います。"),
        *("条例の別表1のとおり誘います。", "前述の3点で誘います。", "令和5(2023)年に示す数です。"),
        *("1月1日から12月31日まで誘います。", "達成率は120.5％です。"),
    ],
)
def test_what_only_looks_like_it_is_not(words: str, changed_plan: ChangedPlan) -> None:
    assert codes(changed_plan, words) == []


@pytest.mark.parametrize(
    ("words", "link"), [("図3の人を誘います。", "[](figure:id)"), ("別表3の人を誘います。", "[](table:id)")]
)
def test_a_typed_number_is_answered_with_the_link_to_its_kind(words: str, link: str, changed_plan: ChangedPlan) -> None:
    text = (TINY / "measures/tea.yml").read_text("utf-8")
    (found,) = load(changed_plan({"measures/tea.yml": text.replace(SAID, words)})).diagnostics
    assert link in str(found.help)
