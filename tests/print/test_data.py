"""What the template reads: order of an index, widths of columns, and text that the engine must not read as code."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from keikaku.outputs.print import print_draft_data
from keikaku.outputs.print.nodes import ParagraphNode
from keikaku.outputs.print.tables import column_widths
from keikaku.outputs.print.typeset import as_json, typeset
from keikaku.plan.outline import Outline
from keikaku.resources import TEMPLATE_FOLDER
from keikaku.text.fonts import FontSet
from keikaku.text.kana import row, sort_key
from tests.print.extract import squeezed, tag_tree
from tests.specimens import TOP, outline

KANA = st.from_regex(r"[ぁ-ゖ][ぁ-ゖー]{0,7}", fullmatch=True)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("あき", "いえ"),
        ("かき", "がき"),  # voiced after plain …
        ("がき", "かく"),  # … but before the next letter
        ("きゃく", "きやく"),  # small before large
        ("さーびす", "さい"),  # ー is its vowel
        ("さあ", "さーびす"),
        ("ゔぃじょん", "え"),  # though it is the last letter but two in Unicode
    ],
)
def test_the_index_is_in_the_order_of_the_syllabary(first: str, second: str) -> None:
    assert sort_key(first) < sort_key(second)


@pytest.mark.parametrize(
    ("reading", "letter"), [("ごみ", "か"), ("ぱん", "は"), ("ゔぁん", "あ"), ("をり", "わ"), ("ゖ", "か"), ("ー", "")]
)
def test_a_reading_stands_in_the_row_of_its_first_letter(reading: str, letter: str) -> None:
    assert row(reading) == letter


@given(st.lists(KANA, min_size=2))
def test_rows_stay_together_when_readings_are_sorted(readings: list[str]) -> None:
    rows = [row(reading) for reading in sorted(readings, key=sort_key)]
    assert sum(one != other for one, other in pairwise(rows)) == len(set(rows)) - 1


@given(st.lists(st.lists(st.text(max_size=40), min_size=3, max_size=3), min_size=1, max_size=6))
def test_every_column_has_some_width_and_none_takes_all(rows: list[list[str]]) -> None:
    widths = column_widths([[""], [""], [""]], [[[cell] for cell in row] for row in rows])
    assert all(width > 0 for width in widths)
    assert max(widths) < sum(widths) * 0.9


def test_a_column_of_long_sentences_leaves_room_for_figures() -> None:
    narrow, wide = column_widths([["年"], ["内容"]], [[["平成30年度"], ["文" * 200]]])
    assert narrow > 5
    assert wide > narrow


CODE = st.text(st.sampled_from("#$*_`@<>\\[]{}()/=-~\"'.;:&%^|あ漢A1 "), min_size=1, max_size=30)


Setter = Callable[[list[str]], list[str]]


@pytest.fixture(scope="module")
def set_paragraphs(tiny: Outline, fonts: FontSet) -> Setter:
    """Puts texts as paragraphs into a book, and reads the last ones back."""
    data = print_draft_data(tiny, TEMPLATE_FOLDER, appendix=False)
    data = replace(data, contents=data.contents[:1], figures=[], tables=[], glossary=[], index=[])

    def through(texts: list[str]) -> list[str]:
        body = [data.body[0], *(ParagraphNode([text]) for text in texts)]
        book = TEMPLATE_FOLDER / "print" / "print_draft.typ"
        found = tag_tree(typeset(book, replace(data, body=body), fonts).pdf)
        return [squeezed(element.text) for element in found.all() if element.role == "/P"][-len(texts) :]

    return through


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(CODE.filter(str.strip), min_size=5, max_size=20))
def test_no_text_is_read_as_code_of_the_engine(set_paragraphs: Setter, texts: list[str]) -> None:
    assert set_paragraphs(texts) == [squeezed(text) for text in texts]


def _data(example: str) -> str:
    return as_json(print_draft_data(outline(TOP / "examples" / example / "plan"), TEMPLATE_FOLDER, appendix=False))


def test_a_value_in_few_words_is_in_one_piece() -> None:
    """In Japanese there is no space in it; in English a line would end there."""
    data = _data("council")
    assert "at least\N{NO-BREAK SPACE}120\N{NO-BREAK SPACE}homes".replace(" ", "\N{NO-BREAK SPACE}") in data
    assert re.search(r"[0-9] (?:homes|trees|visits|employers)\"", data) is None
