"""Quantities as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keikaku.text.quantities import Quantity, quantity, value_entries


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("50%", ("50", "%", "", "")),
        ("１万２千人以上", ("12000", "人", "以上", "")),
        ("1.2万", ("12000", "", "", "")),
        ("12,000人", ("12000", "人", "", "")),
        ("約50", ("50", "", "", "約")),
        ("▲5", ("-5", "", "", "")),
        ("1,234.50", ("1234.50", "", "", "")),
    ],
)
def test_what_was_meant(text: str, expected: tuple[str, str, str, str]) -> None:
    """Number, unit, bound and the word that says it is not exact, each apart."""
    number, unit, bound, about = expected
    assert quantity(text) == Quantity(number=number, unit=unit, bound=bound, about=about)


@pytest.mark.parametrize("text", ["六十", "42,50", "3千万円", "50～60", "2020年3月", "", "1" * 41])
def test_what_is_not_surely_one_number_is_none(text: str) -> None:
    """A wrong correction is worse than none."""
    assert quantity(text) is None


@given(st.integers(0, 10**12), st.sampled_from(["", "人", "%", "件"]))
def test_a_number_with_its_unit_comes_apart_again(number: int, unit: str) -> None:
    """Grouped or not, and in full width too."""
    expected = Quantity(number=str(number), unit=unit, bound="", about="")
    grouped = f"{number:,}{unit}"
    wide = grouped.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789,"})
    assert quantity(f"{number}{unit}") == quantity(grouped) == quantity(wide) == expected


@given(st.text(max_size=60))
def test_no_text_is_too_much(text: str) -> None:
    """Whatever was typed gives an answer."""
    found = quantity(text)
    assert found is None or float(found.number) is not None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("50%以上", {"value": "50", "unit": "%", "bound": "以上"}),
        ("３５，０００件", {"value": "35000", "unit": "件"}),
        ("50", {"value": "50"}),
        ("20～25%", {"value": "20", "to": "25", "unit": "%"}),
        ("20%から25%まで", {"value": "20", "to": "25", "unit": "%"}),
        ("20-25", {"value": "20", "to": "25"}),
        ("at least 50 homes", {"value": "50", "unit": "homes", "bound": "at least"}),
        ("under £40", {"value": "40", "unit": "£", "bound": "under"}),
        ("増加", {"words": "増加"}),
        ("約50%", {"words": "約50%"}),
        ("3か所以内", {"words": "3か所以内"}),
        ("10人～20件", {"words": "10人～20件"}),
        ("月10回", {"words": "月10回"}),
        ("〇〇%", {"pending": "〇〇%"}),
        ("未定", {"pending": "未定"}),
        ("TBC", {"pending": "TBC"}),
        ("なし", {"absent": "なし"}),
        ("—", {"absent": "—"}),
        ("42,50", {}),
        ("六十", {}),
    ],
)
def test_a_value_as_people_say_it_becomes_entries(text: str, expected: dict[str, str]) -> None:
    """A range, words, or a sign that nothing is decided is no number, and none of its words is lost."""
    assert value_entries(text) == expected


@given(st.text(max_size=60))
def test_any_value_becomes_entries_of_one_form(text: str) -> None:
    forms = ({"value", "to", "unit", "bound"}, {"words"}, {"pending"}, {"absent"})
    assert any(value_entries(text).keys() <= form for form in forms)
