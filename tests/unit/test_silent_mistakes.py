"""What officers, input methods and other tools leave in a sentence is told; what only looks like it is not."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

from keikaku.pipeline import load
from tests.specimens import TINY, ChangedPlan

SAID = "月に一度、となりの人をお茶に誘います。"
TOLD = {
    "stored-number": [
        "お茶に誘います※再掲",
        "お茶に誘います（注2）。",
        "お茶¹に誘います。",
        "お茶[1]に誘います。",
        "グラフ2の人を誘います。",
        "次ページの人を誘います。",
        "右の表の人を誘います。",
        "(ア) お茶に誘います。",
        "図表3の人を誘います。",
        "表－2の人を誘います。",
        "上記(2)の会に誘います。",
        "資料3のとおり誘います。",
        "注１を参照し、誘います。",
        "3ページを見て誘います。",
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
        "お茶に誘います.。",
        "人を誘いますす。",
        "町民町民を誘います。",
        "サービスサービスをします。",
        "1回回誘います。",
        "人を誘ｉます。",
        "Ｔownで誘います。",
        "二ーズを聞きます。",
        "サ一ビスをします。",
        "見守リを始めます。",
        "1O人を誘います。",
        "l0人を誘います。",
        "10,00人を誘います。",
        "1,0000人を誘います。",
        "人を誘います、",
        "人を誘います.",
        "人を 誘います。",
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
        "令和　年度に誘います。",
        "お茶に誘います（図を挿入）。",
        "【ここに写真】",
        "お茶にnn回誘います。",
        "お茶に誘います（数は後日）。",
        "お茶に誘います（担当課確認）。",
        "お茶に誘います【P】。",
        "お茶に誘います（精査中）。",
        "後日記載",
        "作成中です。",
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
        "令和2年4月1日（日）に誘います。",
        "平成31年6月に誘います。",
        "昭和64年2月1日に誘います。",
        "11月31日に誘います。",
        *("2024年（令和5年）に誘います。", "R6年度（2023年度）に誘います。", "令和七年（2024年）に誘います。"),
        *("2023/02/29に誘います。", "13月に誘います。", "午後25時に誘います。"),
        *("1月32日に誘います。", "1月0日に誘います。"),
    ],
    "reversed-range": [
        "令和7年度から令和5年度まで誘います。",
        "平成30年度～平成28年度に誘います。",
        "2025年から2023年まで誘います。",
        "令和2年度（2020年度）から平成30年度まで誘います。",
        "65歳～40歳の人を誘います。",
        "1,200～900人を誘います。",
    ],
    "repeated-text": ["声をかけます。声をかけます。"],
    "foreign-markup": [
        "エラー! 参照元が見つかりません。と誘います。",
        "#REF!人を誘います。",
        "«氏名»を誘います。",
        "{{ name }}を誘います。",
        "お茶==に==誘います。",
        "お茶^2^に誘います。",
        "[[お茶]]に誘います。",
        "https：//example.jpを見ます。",
    ],
    "structure-in-text": [
        "・お茶に誘います。",
        "■ お茶に誘います。",
        "→ お茶に誘います。",
        *("次です。\n○お茶\n○茶菓子", "次です。\nア　お茶\nイ　茶菓子", "次です。\n→ お茶", "次です。\n> お茶"),
        *("お茶を\nP.12\n飲みます。", "次です。\n第1 お茶\n第2 茶菓子"),
    ],
}


FINE = [
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
    *(
        "月曜日までです。",
        "始めたため、誘います。",
        "毎日毎日、誘います。",
        "一人一人を誘います。",
        "数kmの道を歩きます。",
    ),
    *(
        "約ｍの単位で示します。",
        "eスポーツの会に誘います。",
        "10,000人、1,234,567円です。",
        "スポーツ一カ所で誘います。",
    ),
    *(
        "ますますの発展を願います。",
        "すすめることとします。",
        "O157の予防を伝えます。",
        "「支え合い つながる」会に誘います。",
    ),
    *("ＮＰＯ法人を誘います。", "LINEやｅメールで誘います。", "人権・人権擁護の会に誘います。", "10円ずつ集めます。"),
    *("令和2年4月1日（水）に誘います。", "平成31年4月30日（火・祝）に誘います。", "令和元年5月に誘います。"),
    *("令和6(2024)年1月1日に誘います。", "毎月1日（日曜を除く）に誘います。", "平成31年度に誘います。"),
    *("平成30年度から令和2年度まで誘います。", "10人から5人に減らします。", "10月～3月に誘います。"),
    *("22時～5時に誘います。", "令和8年から3年間誘います。", "検討中の事業を伝えます。", "後日の会に誘います。"),
    *(
        "資料3部を配ります。",
        "注意して誘います。",
        "10㎡、5m²の部屋に誘います。",
        "左右の図を見ます。",
        "口コミで誘います。",
        "→お茶→茶菓子と進みます。",
    ),
]


def told(changed_plan: ChangedPlan, texts: Sequence[str]) -> list[set[str]]:
    """The codes of what is said of each text, where all are actions of one measure."""
    measure = (TINY / "measures/tea.yml").read_text("utf-8")
    before, said, after = measure.partition(f"    - {SAID}\n")
    assert said
    actions = "".join(f"    - {json.dumps(text, ensure_ascii=False)}\n" for text in texts)
    codes: list[set[str]] = [set() for _ in texts]
    for found in load(changed_plan({"measures/tea.yml": before + actions + after}), display="plan").diagnostics:
        codes[found.span.line - before.count("\n") - 1].add(found.code)
    return codes


@pytest.mark.parametrize("code", TOLD)
def test_it_is_reported(code: str, changed_plan: ChangedPlan) -> None:
    codes = told(changed_plan, TOLD[code])
    assert [text for text, said in zip(TOLD[code], codes, strict=True) if code not in said] == []


def test_what_only_looks_like_it_is_not(changed_plan: ChangedPlan) -> None:
    assert {text: codes for text, codes in zip(FINE, told(changed_plan, FINE), strict=True) if codes} == {}


@pytest.mark.parametrize(
    ("words", "link"), [("図3の人を誘います。", "[](figure:id)"), ("別表3の人を誘います。", "[](table:id)")]
)
def test_a_typed_number_is_answered_with_the_link_to_its_kind(words: str, link: str, changed_plan: ChangedPlan) -> None:
    text = (TINY / "measures/tea.yml").read_text("utf-8")
    (found,) = load(changed_plan({"measures/tea.yml": text.replace(SAID, words)})).diagnostics
    assert link in str(found.help)
