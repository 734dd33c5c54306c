"""Dates exist, and the year of an era is that of the common era beside it."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator
from typing import Any

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.plan.index import PlanIndex
from keikaku.text.eras import years_of

_say = DiagnosticCatalogue(__file__)
_ERA = re.compile(
    r"(明治|大正|昭和|平成|令和)\s*(元|[0-9０-９]{1,2})\s*年(?:度)?(?:\s*[（(]\s*([0-9０-９]{4})(?:年度?)?[)）]?)?"
)
_DAY = re.compile(
    r"(?:(?P<western>[0-9０-９]{4})年|(?P<era>明治|大正|昭和|平成|令和)(?P<year>元|[0-9０-９]{1,2})年(?:[（(][^）)]{0,8}[）)])?)?"
    r"\s*(?P<month>[0-9０-９]{1,2})月\s*(?P<day>[0-9０-９]{1,2})日"
)


def doubtful_date(index: PlanIndex) -> Iterator[Diagnostic]:
    """An era that does not match its year, a year an era never had, a day no month has."""
    for owned in index.texts:
        text = owned.text.markdown
        if "月" not in text and "年" not in text:
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
        year, month, day = (int(part) for part in written.split("-"))
        if day > monthrange(max(year, 1), month)[1]:
            yield _say.error("no-such-day", at.span(), written=written)


def _doubtful(text: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Key of the message, the words, and what the message says of them."""
    for found in _ERA.finditer(text):
        era, western = found[1], years_of(found[1])
        year = western.start + _value(found[2]) - 1
        if year not in western:
            yield "no-such-year", f"{era}{found[2]}年", {"era": era, "year": year}
        elif found[3] and _value(found[3]) != year:
            yield "era-mismatch", found[0], {"era": f"{era}{found[2]}年", "year": year}
    for found in _DAY.finditer(text):
        month, day = _value(found["month"]), _value(found["day"])
        known = _value(found["western"]) if found["western"] else None
        if found["era"]:
            known = years_of(found["era"]).start + _value(found["year"]) - 1
        # Without a year the 29th of February may exist.
        if not 1 <= month <= 12 or not 1 <= day <= monthrange(known or 2000, month)[1]:
            yield "no-such-day", f"{found['month']}月{found['day']}日", {}


def _value(number: str) -> int:
    return 1 if number == "元" else int(unicodedata.normalize("NFKC", number))
