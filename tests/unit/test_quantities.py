"""Quantities as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keikaku.text.quantities import Quantity, quantity


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
