"""What people come with is met within two steps from home, and is seen there: on a desktop, and on a small phone, dark,
with text of twice the size."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Served
from tests.browser.looks import LARGER, STICKS_OUT

NEEDS = {
    "a neighbour no longer opens the door": (
        ("見守り活動の推進",),
        ("異変に気づいたら、適切な相談先へ連絡します。", "くるめ見守りネットワーク"),
    ),
    "a neighbour no longer opens the door, by subject": (
        ("見守り・声かけ", "あいさつや声かけを行います。"),
        ("異変に気づいたら、適切な相談先へ連絡します。",),
    ),
    "ひきこもり in the family and nobody to talk to": (
        ("ひきこもり・生活困窮",),
        ("ひきこもりや身寄りがいない人などの制度の狭間の課題をもつ人・世帯への支援体制", "相談窓口設置"),
    ),
    "nobody to talk to, by challenge": (
        ("相談しづらいことへの対応が必要",),
        ("分かったこと", "困ったときに相談できる相手がない人がいる"),
    ),
    "a company asked to help in disasters": (
        ("事業所等",),
        (
            "災害時に支援が必要な人への支援",
            "自主防災活動の推進に努めるとともに積極的な人的・物的・経済的支援に努めます。",
        ),
    ),
    "what the city promised": (
        ("久留米市が取り組むこと",),
        ("災害の防止対策に取り組みます。", "くるめ見守りネットワークを推進します。"),
    ),
    "whether the last plan's promises were kept": (("成果指標",), ("前の計画", "目標", "実績")),
    "what is done for what is measured": (
        ("成果指標", "「関係を豊かにする」の施策・取組みを見る"),
        ("見守り活動の推進",),
    ),
    "falling, and nobody at hand in a flood": (("災害・防災",), ("避難行動要支援者名簿に登録します",)),
    "a child with a disability": (("障害",), ("高齢者や障害者、子どもに対する虐待", "障害の有無や国籍")),
    "the data behind it": (("印刷版とデータ",), ("印刷版（PDF）", "取組みの一覧")),
}


@pytest.mark.parametrize("small", [False, True], ids=["desktop", "phone"])
@pytest.mark.parametrize(("steps", "met"), NEEDS.values(), ids=NEEDS)
def test_within_two_steps(
    page: Page, real_site: Served, steps: tuple[str, ...], met: tuple[str, ...], small: bool
) -> None:
    if small:
        page.set_viewport_size({"width": 360, "height": 640})
        page.emulate_media(color_scheme="dark")
    page.goto(real_site.origin + "/")
    assert len(steps) <= 2
    for words in steps:
        if not page.locator("a:visible").filter(has_text=words).count():
            page.locator("details.menu > summary").click()
        link = page.locator("a:visible").filter(has_text=words).first
        if small:
            page.evaluate(LARGER)
            box = link.bounding_box()
            assert box is not None
            assert min(box["width"], box["height"]) >= 24, "large enough for a finger"
        link.click()
        page.wait_for_load_state()
    if small:
        page.evaluate(LARGER)
        assert page.evaluate(STICKS_OUT) == []
    for words in met:
        expect(page.locator("main").get_by_text(words).first).to_be_visible()
