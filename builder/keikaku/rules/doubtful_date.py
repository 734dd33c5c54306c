"""Dates exist, and the year of an era is that of the common era beside it."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import Any

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.plan.index import PlanIndex
from keikaku.text.eras import BY_LETTER, years_of
from keikaku.text.quantities import ordinal

_say = DiagnosticCatalogue(__file__)
_ERA = re.compile(
    r"(?:(?P<before>[0-9０-９]{4})(?:年度?)?\s*[（(]\s*)?(?P<era>明治|大正|昭和|平成|令和|(?<![A-Za-zＡ-Ｚ])[RHSＲＨＳ](?=[0-9０-９]{1,2}年))"
    r"\s*(?P<year>元|[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})\s*年度?(?:\s*[（(]\s*(?P<behind>[0-9０-９]{4})(?:年度?)?[)）]?)?"
)
_DAY = re.compile(
    r"(?:(?P<western>[0-9０-９]{4})年|(?P<era>明治|大正|昭和|平成|令和)(?P<year>元|[0-9０-９]{1,2})年(?:[（(][^）)]{0,8}[）)])?)?"
    r"\s*(?P<month>[0-9０-９]{1,2})月\s*(?P<day>[0-9０-９]{1,2})日"
    r"|(?<![0-9０-９])(?P<slashed>(?:19|20)[0-9]{2})[/-](?P<m>[0-9]{1,2})[/-](?P<d>[0-9]{1,2})(?![0-9-])"
)
_OTHER = re.compile(
    r"(?<![0-9０-９])(?:0|1[3-9]|[2-9][0-9])月(?![間0-9])|(?:午前|午後)(?:1[3-9]|[2-9][0-9])時|(?<![0-9０-９])(?:2[5-9]|[3-9][0-9])時(?!間)"
)
"""A month that no year has, an hour that no day has."""


_MAY_SAY = re.compile("[年月時]|[0-9]/[0-9]|[0-9]-[0-9]")


def doubtful_date(index: PlanIndex) -> Iterator[Diagnostic]:
    """An era that does not match its year, a year an era never had, a day no month has."""
    for owned in index.texts:
        text = owned.text.markdown
        if not _MAY_SAY.search(text):
            continue
        for key, written, values in _doubtful(text):
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


def _doubtful(text: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Key of the message, the words, and what the message says of them."""
    for found in _ERA.finditer(text):
        era = BY_LETTER.get(unicodedata.normalize("NFKC", found["era"]), found["era"])
        western, beside = years_of(era), found["before"] or found["behind"]
        year = western.start + _value(found["year"]) - 1
        if year not in western:
            yield "no-such-year", f"{found['era']}{found['year']}年", {"era": era, "year": year}
        elif beside and _value(beside) != year:
            yield "era-mismatch", found[0], {"era": f"{era}{found['year']}年", "year": year}
    for found in _DAY.finditer(text):
        month, day = _value(found["month"] or found["m"]), _value(found["day"] or found["d"])
        known = _value(found["western"] or found["slashed"]) if found["western"] or found["slashed"] else None
        if found["era"]:
            known = years_of(found["era"]).start + _value(found["year"]) - 1
        # Without a year the 29th of February may exist.
        if not 1 <= month <= 12 or not 1 <= day <= monthrange(known or 2000, month)[1]:
            yield "no-such-day", (found["slashed"] and found[0]) or f"{found['month']}月{found['day']}日", {}
    for found in _OTHER.finditer(text):
        yield "no-such-day", found[0], {}


def _value(number: str) -> int:
    return 1 if number == "元" else ordinal(unicodedata.normalize("NFKC", number))
