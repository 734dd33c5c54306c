"""The proof of the transcription can fail: each kind of difference is found and named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from keikaku.hosts.cli import main
from keikaku.outputs.verify import Verification, verify
from keikaku.plan.outline import Outline
from tests.specimens import SOURCE, TINY


def texts(result: Verification) -> tuple[list[str], list[str], list[str]]:
    return tuple([piece.text for piece in pieces] for pieces in (result.missing, result.added, result.reordered))  # type: ignore[return-value]


def as_source(outline: Outline) -> str:
    """A text such as a conversion would give for this plan."""
    return "\n".join(
        f"- {line.number} {line.text} P"
        if line.role == "contents"
        else f"{line.number}\t{line.text}"
        if line.entry.startswith("challenge:")
        else line.text
        if line.role == "caption"
        else f"{line.number} {line.text}"
        for line in outline.lines
    ).replace("- 一 はじめに", "目次\n- 一 はじめに", 1)


def test_the_plan_s_own_words_verify(tiny: Outline) -> None:
    result = verify(tiny, as_source(tiny))
    assert result.complete, texts(result)
    assert result.pieces > 40


def test_white_space_bullets_widths_and_computed_numbers_make_no_difference(tiny: Outline) -> None:
    source = as_source(tiny).replace(" お茶を 飲む", "お茶を飲む").replace("※1", "※₇").replace(" 夜の", "- ・ 夜の")
    assert verify(tiny, source).complete


def test_a_sentence_of_the_source_that_the_plan_lacks_is_missing(tiny: Outline) -> None:
    result = verify(tiny, as_source(tiny) + "\n書き写していない文です。")
    assert texts(result) == (["書き写していない文です。"], [], [])


def test_a_sentence_that_only_the_plan_has_is_added(tiny: Outline) -> None:
    result = verify(tiny, as_source(tiny).replace("雨の夜は休みます。", ""))
    assert texts(result) == ([], ["雨の夜は休みます。"], [])


def test_one_changed_character_is_both(tiny: Outline) -> None:
    result = verify(tiny, as_source(tiny).replace("雨の夜は休みます。", "雨の夜も休みます。"))
    assert texts(result) == (["雨の夜も休みます。"], ["雨の夜は休みます。"], [])


def test_a_sentence_in_another_place_is_reordered(tiny: Outline) -> None:
    source = as_source(tiny).replace("雨の夜は休みます。", "") + "\n雨の夜は休みます。"
    assert texts(verify(tiny, source)) == ([], [], ["雨の夜は休みます。"])


def test_the_command_tells_each_difference_with_its_place(
    tiny: Outline, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "source.txt"
    source.write_text("\ufeff" + as_source(tiny), "utf-8")  # as an editor of Windows saves it
    assert main(["verify", str(source), str(TINY)]) == 0
    assert "すべて順番どおり計画にあります（正誤の適用 0件）" in capsys.readouterr().out
    source.write_text(as_source(tiny).replace("雨の夜は休みます。", "雨の夜も休みます。"), "utf-8")
    assert main(["verify", str(source), str(TINY)]) == 1
    told = capsys.readouterr().out
    assert re.search(r"計画にない文章（1件）\n  \d+行目: 雨の夜も休みます。\n", told)
    assert "もとの文書にない文章（1件）\n  measure:patrol: 雨の夜は休みます。\n" in told


def test_a_source_that_cannot_be_read_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "source.txt"
    assert main(["verify", str(source), str(TINY)]) == 2
    assert "がありません。" in capsys.readouterr().err
    source.write_bytes("見守り".encode("cp932"))
    assert main(["verify", str(source), str(TINY)]) == 2
    assert "UTF-8 ではありません" in capsys.readouterr().err


def test_a_long_line_of_spaces_or_open_brackets_takes_no_longer_than_other_text(tiny: Outline) -> None:
    """Patterns that begin anew at each of these would take minutes; the limit of the whole run would tell."""
    for signs in (" ", "<ul ", "【再掲 ", "※", "・ "):
        assert not verify(tiny, f"字{signs * (200_000 // len(signs))}字").complete


def test_the_real_plan_holds_the_whole_source_and_nothing_else(real: Outline) -> None:
    result = verify(real, SOURCE.read_text("utf-8"))
    assert texts(result) == ([], [], [])
    assert result.unapplied == ()
    assert result.pieces > 600


def test_a_word_of_the_source_cannot_be_lost_unnoticed(real: Outline) -> None:
    source = SOURCE.read_text("utf-8")
    changed = source.replace("自殺対策の視点を含む、", "自殺対策の視点を含み、")
    assert changed != source
    assert not verify(real, changed).complete


def test_the_source_is_kept_in_the_repository() -> None:
    assert Path(SOURCE).is_file()
