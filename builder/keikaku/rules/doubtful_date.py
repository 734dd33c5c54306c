"""Dates exist, and the year of an era is that of the common era beside it."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.patterns import regex
from keikaku.plan.index import PlanIndex
from keikaku.rules.words import TEXTS_REMEMBERED
from keikaku.text.eras import BY_LETTER, era_year, years_of
from keikaku.text.quantities import ordinal

_say = DiagnosticCatalogue(__file__)
_ERA = regex(
    r"(?:(?P<before>[0-9０-９]{4})(?:年度?)?\s*[（(]\s*)?(?P<era>明治|大正|昭和|平成|令和|(?<![A-Za-zＡ-Ｚ])[RHSＲＨＳ](?=[0-9０-９]{1,2}年))"
    r"\s*(?P<year>元|[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})\s*年度?(?:\s*[（(]\s*(?P<behind>[0-9０-９]{4})(?:年度?)?[)）]?)?"
)
_DAY = regex(
    r"(?:(?P<western>[0-9０-９]{4})年|(?P<era>明治|大正|昭和|平成|令和)(?P<year>元|[0-9０-９]{1,2})年(?:[（(][^）)]{0,8}[）)])?)?"
    r"\s*(?P<month>[0-9０-９]{1,2})月(?:\s*(?P<day>[0-9０-９]{1,2})日)?(?![間0-9０-９])"
    r"(?:\s*[（(](?P<weekday>[日月火水木金土])(?:曜日?)?(?:[・、][祝休]日?)?[）)])?"
    r"|(?<![0-9０-９])(?P<slashed>(?:19|20)[0-9]{2})[/-](?P<m>[0-9]{1,2})[/-](?P<d>[0-9]{1,2})(?![0-9-])"
)
_OTHER = regex(r"(?:午前|午後)(?:1[3-9]|[2-9][0-9])時|(?<![0-9０-９])(?:2[5-9]|[3-9][0-9])時(?!間)")
"""An hour that no day has."""


_WEEKDAYS = ("月", "火", "水", "木", "金", "土", "日")
_MAY_SAY = regex("[年月時]|[0-9]/[0-9]|[0-9]-[0-9]")


def doubtful_date(index: PlanIndex) -> Iterator[Diagnostic]:
    """An era that does not match its year, a year an era never had, a day no month has."""
    for owned in index.texts:
        for key, written, values in _doubtful(owned.text.markdown):
            yield _say.warning(key, owned.text.at.locate(written), written=written, **values)
    yield from _days(index)


def _days(index: PlanIndex) -> Iterator[Diagnostic]:
    """Fields that are a day and nothing else: ``2026-02-30`` is an error, as others reckon with them."""
    asked = index.plan.consultation
    fields = [(contact.at.child("checked"), contact.checked) for contact in index.plan.contacts]
    if asked is not None:
        fields += [(asked.at.child("begins"), asked.begins), (asked.at.child("ends"), asked.ends)]
    for at, written in fields:
        try:
            date.fromisoformat(written)
        except ValueError:
            yield _say.error("no-such-day", at.span(), written=written)


Doubt = tuple[str, str, dict[str, Any]]
"""Key of the message, the words, and what the message says of them."""


@lru_cache(maxsize=TEXTS_REMEMBERED)
def _doubtful(text: str) -> tuple[Doubt, ...]:
    return tuple(_doubts(text)) if _MAY_SAY.search(text) else ()


def _doubts(text: str) -> Iterator[Doubt]:
    for found in _ERA.finditer(text):
        era = BY_LETTER.get(unicodedata.normalize("NFKC", found["era"]), found["era"])
        western, beside = years_of(era), found["before"] or found["behind"]
        year = western.start + _value(found["year"]) - 1
        if year not in western:
            yield "no-such-year", f"{found['era']}{found['year']}年", {"era": era, "year": year}
        elif beside and _value(beside) != year:
            yield "era-mismatch", found[0], {"era": f"{era}{found['year']}年", "year": year}
    for found in _DAY.finditer(text):
        yield from _doubtful_day(found)
    for found in _OTHER.finditer(text):
        yield "no-such-day", found[0], {}


def _doubtful_day(found: re.Match[str]) -> Iterator[Doubt]:
    """A month or day no year has, one its era does not have, one that was another day of the week."""
    month = _value(found["month"] or found["m"])
    day = _value(found["day"] or found["d"] or "1")
    western = found["western"] or found["slashed"]
    year = _value(western) if western else None
    if found["era"]:
        year = years_of(found["era"]).start + _value(found["year"]) - 1
    # Without a year the 29th of February may exist.
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year or 2000, month)[1]:
        written = (found["slashed"] and found[0]) or found["month"] + "月" + (
            f"{found['day']}日" if found["day"] else ""
        )
        yield "no-such-day", written, {}
        return
    if not year:
        return
    if found["era"]:
        last = day if found["day"] else monthrange(year, month)[1]
        eras = [era_year(date(year, month, one)) for one in (day, last)]
        if year in years_of(found["era"]) and found["era"] not in dict(eras):
            yield "other-era", found[0], {"era": "".join(eras[0])}
    if found["weekday"] and found["day"]:
        right = _WEEKDAYS[date(year, month, day).weekday()]
        if right != found["weekday"]:
            yield "other-weekday", found[0], {"weekday": right}


def _value(number: str) -> int:
    return 1 if number == "元" else ordinal(unicodedata.normalize("NFKC", number))
