"""What is written into the cell for the new text without being one: it never becomes the plan's text unasked."""

from __future__ import annotations

import pytest

from keikaku.outputs.workbook.replies import doubt, reply, reply_to_value
from tests.specimens import REAL, TOP, outline
from tests.workbook.desk import Desk, write
from tests.workbook.test_refused import LENT, number, saved, taken, text

UNCHANGED = [
    "修正なし",
    "同左",
    "〃",
    "OK",
    "異議なし",
    "変更なし",
    "そのまま",
    "意見なし",
    "特になし",
    "なし",
    "修正はありません。",
    "特に修正なし",
    "修正ございません",
    "ＯＫ",
    "ｏｋ",
    "O.K.",
    "（同左）",
    "同上",
    "左に同じ",
    "原案のとおり",
    "現行どおり",
    "現状のまま",
    "変更ありません。",
    "修正不要",
    "確認済み",
    "了承",
    "問題ありません",
    "異議なしです",
    "修正無し！",
    "変更なしでお願いします",
    "″",
    "々",
    "〃〃",
    "修正なし（総務課）",
    "No_change.",
    "As_is",
    "Okay",
    "unchanged",
    "○",
    "レ",
    "このままでよい",
    "前に同じ",
    "現行に同じ。",
    "とくになし",
    "ノーコメント",
]
REQUESTS = [
    "削除",
    "トル",
    "トルツメ",
    "全文削除",
    "削除願います",
    "削除してください",
    "廃止",
    "追加",
    "新規",
    "検討中",
    "調整中",
    "要確認",
    "別紙のとおり",
    "別添参照",
    "未定",
    "×",
    "ー",
    "−",
    "？",
    "１",
    "あ",
    "担当外",
    "「提灯」を削除",
    "この行は削除してください（課長協議済）",
    "「市民」を「住民」に修正してください",
    "提灯→懐中電灯",
    "提灯を削除のこと",
    "修正案：拍子木を貸します。",
    "拍子木と提灯を貸します。（要確認）",
    "拍子木と提灯を貸します。←ここ修正",
    "前の文と統一してください。",
    "提灯の追加をお願いします。",
    "本課に該当なし",
    "「貸します」は「お貸しします」ではないでしょうか",
    "delete",
    "Remove",
    "TBD",
    "修正：拍子木と提灯を貸します。",
    "（案）拍子木と提灯を、町内会に貸します。",
    "【修正】拍子木と提灯を、町内会に貸します。",
    "改：拍子木と提灯を貸します。",
    "拍子木の後に「と提灯」を入れる。",
    "「と提灯」を加える",
    "「貸します」は「お貸しします」に",
    "変更なし。ただし提灯も貸しています。",
    "拍子木と提灯を貸します。残りは後日。後日回答します。",
    "課内で協議中",
    "赤字のとおり",
    "備考欄参照",
    "この文は不要です。",
    "本項目は削除",
    "他課の所管です",
    "空欄",
    "見え消し",
    "修正しました。",
    "検討します。",
]
TEXTS = [
    "拍子木と提灯を、町内会に貸します。",
    "拍子木を貸します。",
    "提灯の貸し出しを続けます。",
    "登録した人に、変更の届けを出してもらいます。",
    "計画を見直します。",
    "地域の行事に参加してください。",
    "不要になった提灯を集めます。",
    "修正液を配ります。",
    "追加の提灯を買います。",
    "防災マップを更新します。",
    "拍子木の見回りに、提灯を加えます。",
    "見回りの後に、提灯の集まりを加えます。",
    "「提灯の会」を立ち上げます。",
    "他課と協力して、提灯を貸します。",
    "（新規）の人にも、提灯を貸します。",
]


@pytest.mark.parametrize(
    ("answers", "meant"),
    [(UNCHANGED, "unchanged"), (REQUESTS, "request"), (TEXTS, None)],
    ids=["reply", "request", "text"],
)
def test_a_reply_and_a_request_are_no_texts(answers: list[str], meant: str | None) -> None:
    found = {typed: reply(LENT, typed.replace("_", " ")) for typed in answers}
    assert {typed: said for typed, said in found.items() if said != meant} == {}


@pytest.mark.parametrize(
    "plan", [REAL, TOP / "tests" / "plans" / "ok" / "shiominami", TOP / "examples" / "aono" / "plan"]
)
def test_no_text_of_a_plan_passes_for_a_reply(plan: object) -> None:
    lines = [line.text for line in outline(plan).lines if line.role in ("action", "detail")]  # type: ignore[arg-type]
    assert lines
    assert [line for line in lines if reply("もとの文です。", line) is not None] == []


def test_words_that_the_old_text_has_as_well_are_its_own() -> None:
    was = "気づいたことは、窓口に訂正をお願いしてください。"
    assert reply(was, "気づいたことは、係に訂正をお願いしてください。") is None
    assert reply("気づいたことを話します。", "気づいたことは、係に訂正をお願いしてください。") == "request"


def test_of_a_value_the_words_in_the_place_of_a_number_are_good_answers() -> None:
    assert [reply_to_value(typed) for typed in ("検討中", "調査中", "なし", "—", "未定", "50", "〇〇%")] == [None] * 7
    assert [reply_to_value(typed) for typed in ("修正なし", "同左", "〃", "OK", "変更なし")] == ["unchanged"] * 5
    assert [reply_to_value(typed) for typed in ("削除", "トル", "修正", "別紙のとおり")] == ["request"] * 4


@pytest.mark.parametrize("head", ["数値", "単位", "範囲", "数値がないとき", "数値の代わりの言葉"])
def test_a_reply_in_any_cell_of_a_value_changes_nothing(head: str) -> None:
    for typed, codes in (("同左", []), ("削除", ["reply-not-text"])):
        merged, faults = taken(saved(number(head, typed)))
        assert merged.changes == ()
        assert [found.code for found in faults] == codes


@pytest.mark.parametrize(
    ("was", "now", "asked"),
    [
        (LENT, "拍子木と提灯を町内会に貸します。", False),
        (LENT, "拍子木と提灯を貸します。毎年、油も配ります。", False),
        (LENT, "茶話会の費用を助けます。", True),
        (LENT, "拍子木と提灯を貸します", True),
        (LENT, "拍子木と提灯を貸します。\n油も配ります", True),
        (LENT, "拍子木と提灯を貸します。[^oil]", False),
        ("拍子木の貸し出し", "拍子木と提灯の貸し出し", False),
        ("拍子木の貸し出し", "拍子木を貸し出します。", False),
        ("月に一度", "年に二回", False),  # so short a text may change as a whole
        ("拍子木を[町内会](term:x)に貸します。", "拍子木を町内会に貸します。", False),
    ],
)
def test_an_answer_unlike_its_text_or_without_its_full_stop_is_asked_about(was: str, now: str, asked: bool) -> None:
    assert (doubt(was, now) is not None) == asked


def test_three_tenths_of_a_text_must_be_there() -> None:
    """Counted by pairs of neighbouring letters: 12 letters are 11 pairs."""
    old = "あいうえおかきくけこさし"
    assert doubt(old, "あいうえお") is None  # 4 of 11
    assert doubt(old, "あいうえ") == "little-left"  # 3 of 11


def test_of_a_text_of_seven_letters_all_may_change() -> None:
    assert doubt("あいうえおかき", "さしすせそ") is None
    assert doubt("あいうえおかきく", "さしすせそ") == "little-left"


def test_just_three_tenths_are_enough() -> None:
    assert doubt("あいうえおかきくけこさ", "あいうえ") is None  # 3 of 10


def test_unasked_nothing_doubtful_is_written(tiny_desk: Desk) -> None:
    tiny_desk.send()
    back = tiny_desk.answer("town-hall", text("茶話会の費用を助けます。"))
    before = tiny_desk.texts()
    code, out, err = tiny_desk.take(back)
    assert code == 1
    assert "注意[unlike-text]" in err
    assert "新: 茶話会の費用を助けます。" in out
    assert tiny_desk.texts() == before
    assert tiny_desk.take(back, options=("--confirmed",))[0] == 0
    assert any("- 茶話会の費用を助けます。" in one for one in tiny_desk.texts().values())
    assert tiny_desk.take(back) == (0, "変更はありません。\nすでに計画に入っているもの 1か所\n", "")


def test_a_request_is_not_written_even_when_it_is_confirmed(tiny_desk: Desk) -> None:
    tiny_desk.send()
    back = tiny_desk.answer("town-hall", text("削除"))
    before = tiny_desk.texts()
    for options, expected in (((), 1), (("--confirmed",), 0)):
        code, _, err = tiny_desk.take(back, options=options)
        assert code == expected
        assert "の「削除」は、計画に載せる文ではないため、取り込みません。" in err
        assert tiny_desk.texts() == before


def test_a_reply_that_nothing_changes_is_listed(tiny_desk: Desk) -> None:
    tiny_desk.send()
    back = tiny_desk.answer("town-hall", write("取組み", "直した文", LENT, "修正なし"))
    code, out, err = tiny_desk.take(back)
    assert (code, err) == (0, "")
    assert "変更はありません。" in out
    assert "「修正なし」などの回答 1件（文は変えません）" in out
    assert "「取組み」F" in out
