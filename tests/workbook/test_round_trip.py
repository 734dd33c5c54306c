"""A workbook goes out, comes back with answers, and the plan says them: those, and nothing else."""

from __future__ import annotations

import re

import pytest
from openpyxl import Workbook, load_workbook

from keikaku.plan.outline import Outline
from tests.specimens import REAL, outline
from tests.workbook.desk import Desk, cell, diff, write

ACTION = write("取組み", "直した文", "拍子木と提灯を貸します。", "拍子木を貸します。")


def test_one_cell_of_the_real_plan_is_one_line_and_keeps_the_comments(real_desk: Desk) -> None:
    path = real_desk.plan / "measures" / "mimamori.yml"
    text = path.read_text("utf-8")
    first = text.index("      text: ", text.index("\n  city:\n"))
    end = text.index("\n", first)
    old = text[first:end].strip().removeprefix("text: ")
    path.write_text(f"{text[:first]}      # 課に照会中\n{text[first:end]}  # 仮の文{text[end:]}", "utf-8")
    before = real_desk.texts()
    assert real_desk.send("--actor", "city") == 0
    back = real_desk.answer("city", write("取組み", "直した文", old, old + "周知も行います。"))
    code, out, err = real_desk.take(back)
    assert (code, err) == (0, "")
    assert diff(before, real_desk.texts()) == [
        f"-      text: {old}  # 仮の文",
        f"+      text: {old}周知も行います。  # 仮の文",
    ]
    assert "変更 1か所\n" in out
    assert f"旧: {old}\n    新: {old}周知も行います。\n" in out


@pytest.mark.slow
def test_every_actor_gets_a_workbook_and_nothing_changed_changes_nothing(real_desk: Desk, real: Outline) -> None:
    before = real_desk.texts()
    assert real_desk.send() == 0
    actors = [actor.id for actor in real.index.plan.actors]
    files = [real_desk.file(actor) for actor in actors]
    assert sorted((real_desk.folder / "sent").iterdir()) == sorted(files)
    assert real_desk.take(*files) == (0, "変更はありません。\n", "")
    assert real_desk.texts() == before


def test_every_action_and_value_can_be_answered_in_just_the_workbook_of_its_actor(real: Outline) -> None:
    from keikaku.messages import load_messages
    from keikaku.outputs.workbook import rows_for
    from keikaku.resources import MESSAGE_FOLDER

    words = load_messages(MESSAGE_FOLDER, "ja", "workbook")
    places = {
        actor.id: {row.at.path[1] for row in rows_for(real, f"actor:{actor.id}", words) if row.sheet == "texts"}
        for actor in real.index.plan.actors
    }
    assert places == {actor: {actor} for actor in places}
    rows = [row for actor in places for row in rows_for(real, f"actor:{actor}", words) if row.key]
    told = {(row.at.source.path, row.at.path) for row in rows}
    lines = [line for line in real.lines if line.role in ("action", "detail") and line.at is not None]
    assert {(line.at.source.path, line.at.path) for line in lines if line.at} <= told
    values = {row.key for row in rows if row.sheet == "values"}
    indicators = [found for group in real.index.plan.indicator_groups for found in group.indicators]
    assert len(values) == sum(2 + (found.actual is not None) for found in indicators)
    texts = [row.key for row in rows if row.sheet == "texts"]
    assert len(texts) == len(set(texts))


def test_a_paragraph_of_a_block_changes_its_own_line(tiny_desk: Desk) -> None:
    path = tiny_desk.plan / "measures" / "tea.yml"
    text = path.read_text("utf-8")
    block = "detail: |  # 財政課と協議中\n        一回につき\n        千円を助成します。\n\n        翌月に払います。"
    path.write_text(text.replace("detail: 一回につき千円を助成します。", block), "utf-8")
    before = tiny_desk.texts()
    tiny_desk.send()
    shown = "一回につき千円を助成します。\n翌月に払います。"
    back = tiny_desk.answer(
        "town-hall", write("取組み", "直した文", shown, shown.replace("翌月", "翌々月") + "\nおわり。")
    )
    assert tiny_desk.take(back)[0] == 0
    assert diff(before, tiny_desk.texts()) == [
        "-        翌月に払います。",
        "+        翌々月に払います。",
        "+        おわり。",
        "+",
    ]


def test_a_line_that_becomes_paragraphs_becomes_a_block_and_keeps_its_comment(tiny_desk: Desk) -> None:
    path = tiny_desk.plan / "measures" / "patrol.yml"
    path.write_text(path.read_text("utf-8").replace("提灯を貸します。", "提灯を貸します。  # 二十組"), "utf-8")
    before = tiny_desk.texts()
    tiny_desk.send()
    back = tiny_desk.answer(
        "town-hall", write("取組み", "直した文", "拍子木と提灯を貸します。", "貸します。\n返してもらいます。")
    )
    assert tiny_desk.take(back)[0] == 0
    assert diff(before, tiny_desk.texts()) == [
        "-        - 拍子木と提灯を貸します。  # 二十組",
        "+        - |  # 二十組",
        "+          貸します。",
        "+",
        "+          返してもらいます。",
    ]


def test_several_departments_answer_in_copies_of_one_workbook(tiny_desk: Desk) -> None:
    before = tiny_desk.texts()
    tiny_desk.send()
    one = tiny_desk.answer("town-hall", ACTION, "town-hall-総務課")
    two = tiny_desk.answer(
        "town-hall", write("取組み", "直した文", "一回につき千円", "一回につき二千円を助成します。"), "town-hall-福祉課"
    )
    again = tiny_desk.answer("town-hall", ACTION, "town-hall-消防課")
    code, out, _ = tiny_desk.take(one, two, again)
    assert code == 0
    assert "変更 2か所" in out
    assert "2個のファイルに書き込みました。" in out
    assert [line for line in diff(before, tiny_desk.texts()) if line[0] == "+"] == [
        "+        - 拍子木を貸します。",
        "+      detail: 一回につき二千円を助成します。",
    ]


def test_the_same_workbook_again_changes_nothing(tiny_desk: Desk) -> None:
    tiny_desk.send()
    back = tiny_desk.answer("town-hall", ACTION)
    tiny_desk.take(back)
    after = tiny_desk.texts()
    assert tiny_desk.take(back) == (0, "変更はありません。\nすでに計画に入っているもの 1か所\n", "")
    assert tiny_desk.texts() == after


def test_check_shows_and_does_not_write(tiny_desk: Desk) -> None:
    before = tiny_desk.texts()
    tiny_desk.send()
    code, out, _ = tiny_desk.take(tiny_desk.answer("town-hall", ACTION), options=("--check",))
    assert code == 0
    assert "旧: 拍子木と提灯を貸します。" in out
    assert out.endswith("確かめただけで、何も書き込んでいません。\n")
    assert tiny_desk.texts() == before


def test_what_is_said_to_the_office_is_printed_and_not_written(tiny_desk: Desk) -> None:
    before = tiny_desk.texts()
    tiny_desk.send()

    def remarks(book: Workbook) -> None:
        cell(book, "取組み", "理由・連絡", "拍子木と提灯").value = "廃止の予定です"
        cell(book, "成果指標", "理由・連絡", "夜の火事の件数").value = "消防課に照会中"

    code, out, _ = tiny_desk.take(tiny_desk.answer("town-hall", remarks))
    assert code == 0
    assert "連絡 2件" in out
    assert "廃止の予定です" in out
    assert "夜の火事の件数 いま" in out
    assert tiny_desk.texts() == before


@pytest.mark.slow
def test_a_listing_again_can_be_remarked_on(real_desk: Desk) -> None:
    real_desk.send("--actor", "council")
    back = real_desk.answer("council", write("取組み", "理由・連絡", "再掲（文は", "ここには要りません"))
    code, out, _ = real_desk.take(back)
    assert code == 0
    assert re.search(r"連絡 1件.*\n  第5章5\(\d+\) 再掲（文は第5章5\(\d+\)で直します） ← .*: ここには要りません\n", out)


def test_other_edits_meanwhile_are_no_hindrance(tiny_desk: Desk) -> None:
    """Even where an action put in above moves the place of the answered one."""
    tiny_desk.send()
    path = tiny_desk.plan / "measures" / "patrol.yml"
    text = path.read_text("utf-8").replace(
        "actions:\n        - 拍子木", "actions:\n        - 太鼓も貸します。\n        - 拍子木"
    )
    path.write_text(text.replace("雨の夜は", "雨と雪の夜は"), "utf-8")
    before = tiny_desk.texts()
    assert tiny_desk.take(tiny_desk.answer("town-hall", ACTION))[0] == 0
    assert diff(before, tiny_desk.texts()) == ["-        - 拍子木と提灯を貸します。", "+        - 拍子木を貸します。"]


@pytest.mark.slow
def test_an_open_word_of_a_chapter_is_settled(real_desk: Desk) -> None:
    """What nobody answers for alone stands in every workbook, with what is missing; settled once, it is settled."""
    before = real_desk.texts()
    real_desk.send()
    back = [
        real_desk.answer(actor, write("未確定の語句", "直した文", "資料編のページ", "詳細は、資料編に掲載しています。"))
        for actor in ("city", "council")
    ]
    code, out, err = real_desk.take(*back)
    assert (code, err) == (0, "")
    assert "変更 1か所\n  第2章2(3) 資料編のページ（plan/chapters/background.yml:" in out
    changed = diff(before, real_desk.texts())
    assert [line.strip("+- ") for line in changed if line[0] == "+"] == ["詳細は、資料編に掲載しています。"]
    assert len(changed) == 2


def test_a_number_given_elsewhere_meanwhile_is_no_hindrance(tiny_desk: Desk) -> None:
    """The unit that was proposed for an open value came from its neighbour, which has changed."""
    tiny_desk.send()
    path = tiny_desk.plan / "indicators" / "near.yml"
    path.write_text(path.read_text("utf-8").replace("value: 0\n      unit: 件", "value: 0\n      unit: 回"), "utf-8")
    before = tiny_desk.texts()
    back = tiny_desk.answer("town-hall", write("成果指標", "数値", "調査中", 3))
    assert tiny_desk.take(back)[0] == 0
    assert diff(before, tiny_desk.texts()) == [
        "-      pending: 調査中",
        "-      note: いまの件数",
        "+      value: 3",
        "+      unit: 件",
    ]


@pytest.mark.parametrize("signature", ["", "\ufeff"], ids=["plain", "bom"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_line_ends_and_signature_of_the_file_stay(tiny_desk: Desk, end: str, signature: str) -> None:
    path = tiny_desk.plan / "measures" / "patrol.yml"
    content = signature + path.read_text("utf-8").replace("\n", end)
    path.write_bytes(content.encode())
    tiny_desk.send()
    back = tiny_desk.answer(
        "town-hall", write("取組み", "直した文", "拍子木と提灯を貸します。", "貸します。\n返します。")
    )
    assert tiny_desk.take(back)[0] == 0
    new = f"- |{end}          貸します。{end}{end}          返します。{end}"
    assert path.read_bytes().decode() == content.replace(f"- 拍子木と提灯を貸します。{end}", new)


def test_exporting_again_never_overwrites_answers(tiny_desk: Desk) -> None:
    tiny_desk.send()
    first = tiny_desk.file("town-hall").read_bytes()
    assert tiny_desk.send() == 0
    assert tiny_desk.file("town-hall").read_bytes() == first
    back = tiny_desk.answer("town-hall", ACTION)
    answered = back.read_bytes()
    assert tiny_desk.send() == 1
    assert "まだ取り込んでいない回答がある" in tiny_desk.capsys.readouterr().err
    assert back.read_bytes() == answered
    tiny_desk.take(back)
    assert tiny_desk.send() == 0
    assert back.read_bytes() != answered


def test_the_workbook_of_the_changed_plan_shows_what_was_answered(tiny_desk: Desk) -> None:
    tiny_desk.send()
    back = tiny_desk.answer(
        "town-hall", write("取組み", "直した文", "一回につき", "二回まで助成します。\n翌月に払います。")
    )
    tiny_desk.take(back)
    tiny_desk.send()
    book = load_workbook(tiny_desk.file("town-hall"))
    assert cell(book, "取組み", "直した文", "二回まで").value == "二回まで助成します。\n翌月に払います。"


@pytest.mark.slow
def test_the_real_plan_stays_sound(real_desk: Desk) -> None:
    """Every answerable text of one actor changed at once: the plan has them all, in as many lines."""
    before = real_desk.texts()
    real_desk.send("--actor", "residents")

    def all_of_them(book: Workbook) -> None:
        for row in book["取組み"].iter_rows(min_row=4):
            if row[5].value:
                row[5].value = f"確かに{row[5].value}"

    back = real_desk.answer("residents", all_of_them)
    code, out, err = real_desk.take(back)
    assert (code, err) == (0, ""), err
    changed = diff(before, real_desk.texts())
    assert all("確かに" in line for line in changed if line[0] == "+")
    assert len(changed) == 2 * int(out.partition("変更 ")[2].partition("か所")[0])


@pytest.mark.slow
def test_the_rows_are_the_lines_of_the_plan_in_its_order(real_desk: Desk) -> None:
    real_desk.send("--actor", "council")
    rows = load_workbook(real_desk.file("council"))["取組み"].iter_rows(min_row=4, values_only=True)
    shown = [line for row in rows for line in str(row[4]).split("\n")]
    plan = outline(REAL)
    told = [
        line.text
        for line in plan.lines
        if line.role in ("action", "detail") and plan.index.actions[line.entry].actor == "council"
    ]
    assert len(shown) == len(told)
    assert [one for one, other in zip(shown, told, strict=True) if one != other and "[" not in one] == []
