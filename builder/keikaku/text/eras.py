"""Japanese eras (元号): the year of a day as papers write it."""

from __future__ import annotations

import unicodedata
from datetime import date

from keikaku.patterns import regex

_ERAS = (
    (date(2019, 5, 1), "令和"),
    (date(1989, 1, 8), "平成"),
    (date(1926, 12, 25), "昭和"),
    (date(1912, 7, 30), "大正"),
    (date(1868, 10, 23), "明治"),
)
"""First day of each, the latest first; by the cabinet orders that named them."""
BY_LETTER = {"R": "令和", "H": "平成", "S": "昭和"}
"""As forms abbreviate them."""


def era_year(day: date) -> tuple[str, str]:
    """Era and year in it, 元 for the first: ``("令和", "元")``. A day before 明治 has no era: ``("", "1867")``."""
    for first, era in _ERAS:
        if day >= first:
            year = day.year - first.year + 1
            return era, "元" if year == 1 else str(year)
    return "", str(day.year)


def years_of(era: str) -> range:
    """The years of the common era that an era has, both its first and its last; the present one is open."""
    starts = {name: first.year for first, name in _ERAS}
    later = [first.year for first, _ in _ERAS if first.year > starts[era]]
    return range(starts[era], min(later, default=9998) + 1)


_YEAR = regex(r"(?:(明治|大正|昭和|平成|令和|[RHS])\.?)?(元|[0-9]{1,4})\s*(?:年度?)?")


def western_year(text: str) -> str:
    """The year of the common era that a text names (``令和8年度``, ``R8``, ``２０２６``); empty where it names none."""
    found = _YEAR.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        return ""
    year = 1 if found[2] == "元" else int(found[2])
    if not found[1]:
        return str(year) if year >= 1000 else ""
    years = years_of(BY_LETTER.get(found[1], found[1]))
    return str(years[0] + year - 1) if 0 < year <= len(years) else ""
