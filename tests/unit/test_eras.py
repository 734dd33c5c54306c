"""Years of eras, at their first and last days."""

from __future__ import annotations

from datetime import date

import pytest

from keikaku.text.eras import era_year


@pytest.mark.parametrize(
    ("day", "era", "year"),
    [
        ("2026-04-01", "令和", "8"),
        ("2019-05-01", "令和", "元"),
        ("2019-04-30", "平成", "31"),
        ("1989-01-08", "平成", "元"),
        ("1989-01-07", "昭和", "64"),
        ("1926-12-25", "昭和", "元"),
        ("1926-12-24", "大正", "15"),
        ("1912-07-30", "大正", "元"),
        ("1912-07-29", "明治", "45"),
        ("1868-10-22", "", "1868"),
    ],
)
def test_a_day_has_the_year_of_its_era(day: str, era: str, year: str) -> None:
    assert era_year(date.fromisoformat(day)) == (era, year)
