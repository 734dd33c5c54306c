"""How a language is written: order, letters, quantities; of a plan in English no output speaks Japanese."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from keikaku.plan.compose.figures import years_of
from keikaku.plan.model import Period
from keikaku.text.breaking import kept_together, unbreakable
from keikaku.text.latin import boundaries, initial, sort_key
from keikaku.text.prose import parse, plain
from keikaku.text.writing import writing


@pytest.mark.parametrize(
    ("quantity", "japanese", "english"),
    [
        (("35,000", "件", "以上"), "35,000件以上", "at least 35,000 件"),
        (("400", "homes", "at most"), "400homes以下", "at most 400 homes"),
        (("90", "%", "at least"), "90%以上", "at least 90%"),
        (("1,205", "£", ""), "1,205£", "£1,205"),
        (("12", "", "under"), "12未満", "under 12"),
    ],
)
def test_a_quantity_reads_as_its_language_does(quantity: tuple[str, str, str], japanese: str, english: str) -> None:
    """The word for a bound may be that of any language: what is written in a file does not change with it."""
    assert writing("ja").quantity(*quantity) == japanese
    assert writing("en").quantity(*quantity) == english


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("令和6年度", "令和8年度", "令和6年度～令和8年度"),
        ("令和6年度", "令和6年度", "令和6年度"),
        ("令和6年度", None, "令和6年度～"),
        (None, "令和8年度", "～令和8年度"),
        (None, None, ""),
    ],
)
def test_a_period_goes_from_year_to_year(start: str | None, end: str | None, said: str) -> None:
    assert years_of(Period(start=start, end=end), writing("ja")) == said


def test_a_day_of_a_field_reads_as_its_language_does() -> None:
    assert writing("ja").day("2026-02-02") == "令和8年2月2日"
    assert writing("ja").day("2019-05-01") == "令和元年5月1日"
    assert writing("en").day("2026-02-02") == "2 February 2026"


def test_names_without_readings_are_ordered_as_in_a_dictionary() -> None:
    names = ["Zero carbon", "école", "Eco-home", "retrofit", "Retrofit grant", "20-minute town", "“Asset”"]
    assert sorted(names, key=sort_key) == [
        "20-minute town",
        "“Asset”",
        "Eco-home",
        "école",
        "retrofit",
        "Retrofit grant",
        "Zero carbon",
    ]
    assert [initial(name) for name in sorted(names, key=sort_key)] == ["", "A", "E", "E", "R", "R", "Z"]


def test_words_are_apart_where_letters_end() -> None:
    text = "Homes' net-zero don't."
    borders = sorted(boundaries(text))
    pieces = [text[start:end] for start, end in pairwise(borders)]
    assert [piece for piece in pieces if piece.strip()] == ["Homes", "'", "net-zero", "don't", "."]


def test_a_language_nobody_listed_is_written_as_english_is() -> None:
    assert writing("vi").say("labelled", label="Nhà") == "Nhà: "
    assert writing("en-GB") == writing("en")
    assert writing("ja").readings
    assert not writing("vi").readings


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("warm\nhomes", "warm homes"),
        ("あたたかい\n家", "あたたかい家"),
        ("LED\n照明", "LED照明"),
    ],
)
def test_a_line_break_is_a_space_between_words_of_letters(typed: str, read: str) -> None:
    assert plain(parse(f"{typed}[^n]")[0]) == read


def test_texts_are_put_together_in_the_languages_of_the_interface() -> None:
    assert writing("zh-Hans").quantity("35", "个", "以上") == "至少35个"
    assert writing("vi").quantity("35", "nơi", "at least") == "ít nhất 35 nơi"
    assert writing("ne").quantity("35", "ठाउँ", "未満") == "35 ठाउँ भन्दा कम"
    assert writing("ja-simple") == writing("ja")
    assert writing("fr").numbering == writing("en").numbering != writing("vi").numbering


def test_words_of_devanagari_are_whole_and_those_of_chinese_anywhere() -> None:
    """Its vowels are marks, which are no letters to a regular expression: a name would be found inside a word."""
    assert writing("ne").boundaries("नेपाली भाषा") == {0, 6, 7, 11}
    assert writing("zh-Hans").boundaries("看护协议") == {0, 1, 2, 3, 4}
    assert [writing(tag).phrased for tag in ("ja", "ja-simple", "zh-Hans", "ne")] == [True, True, False, False]
    assert sorted(("किताब", "काम", "कुरा"), key=writing("ne").sort_key) == ["काम", "किताब", "कुरा"]
    assert writing("vi").sort_key("Ấp")[0] == "ap"


def test_a_bound_is_as_wide_as_its_line_and_a_number_begins_at_its_figures() -> None:
    """Print gives a column the width of the widest piece that no line may be broken in."""
    assert "at\u00a0least\u00a03,000" in list(unbreakable("at\u00a0least\u00a03,000 people"))
    assert kept_together("at least 3,000 people") == [(9, 14)]
    assert kept_together("令和 6年度") == [(0, 6)]


@pytest.mark.parametrize(
    "text",
    [
        "[2026年3月11日]までに[令和8年度]の案を公表",
        "[令和元年5月1日]から[30日間]、[9時30分]に始める",
        "[65歳以上]の[第1号]、[第2号]",
        "社会福祉法[第106条]の3[第1項]、[第4条][第2項]",
        "[12か所]、[3,000人]、[1日8時間]まで、[80万9千円]",
    ],
)
def test_a_number_stays_with_what_it_counts_and_a_date_is_one(text: str) -> None:
    plain_text = text.replace("[", "").replace("]", "")
    assert [plain_text[start:end] for start, end in kept_together(plain_text)] == re.findall(r"\[(.*?)\]", text)
