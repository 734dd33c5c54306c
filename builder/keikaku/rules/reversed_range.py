"""A range goes from its lower end to its upper one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.patterns import regex
from keikaku.plan.index import PlanIndex
from keikaku.plan.model import Reading
from keikaku.rules.words import Patterns
from keikaku.text.eras import years_of

_say = DiagnosticCatalogue(__file__)
_RANGE = regex(
    r"(?P<since_era>昭和|平成|令和)?(?P<since>元|[0-9０-９]{1,4})年度?(?:[（(][^）)]{1,8}[）)])?\s*(?:[～〜~]|(?P<from>から))\s*"
    r"(?P<until_era>昭和|平成|令和)?(?P<until>元|[0-9０-９]{1,4})年度?(?:[（(][^）)]{1,8}[）)])?(?![間度])"
    # Hours, days and months begin anew; from 10 to 5 may be a decrease.
    r"|(?P<low>[0-9０-９](?<![0-9０-９.．,，].)[0-9０-９,，]*(?:[.．][0-9０-９]+)?)(?P<unit>人|件|回|歳|か所|円|世帯|団体|[%％])?"
    r"\s*[～〜~]\s*(?P<high>[0-9０-９][0-9０-９,，]*(?:[.．][0-9０-９]+)?)(?(unit)(?P=unit)|(?:人|件|回|歳|か所|円|世帯|団体|[%％]))"
)
_RANGES = Patterns({"in-text": _RANGE})


def reversed_range(index: PlanIndex) -> Iterator[Diagnostic]:
    """25～20% is a typo, and 20～20% no range; so is 令和7年度から令和5年度 in a text."""
    for group in index.plan.indicator_groups:
        for indicator in group.indicators:
            for column in ("baseline", "target", "actual"):
                value = getattr(indicator, column)
                if isinstance(value, Reading) and value.to is not None and Decimal(value.to) <= Decimal(value.value):
                    yield _say.error("reversed", indicator.at.span(column, "to"), value=value.value, to=value.to)
    for owned, ranges in _RANGES.occurrences(index):
        written = next((found[0] for _, found in ranges if _is_reversed(found)), None)
        if written is not None:
            yield _say.warning("in-text", owned.text.at.locate(written), written=written)


def _is_reversed(found: re.Match[str]) -> bool:
    if found["until"]:
        # 令和8年から3年 is a length of time; so may 5年から3年 be, a decrease of one.
        era = found["until_era"] or (None if found["from"] else found["since_era"])
        return _year(found["since"], found["since_era"]) > _year(found["until"], era) > 1000
    return _number(found["low"]) > _number(found["high"])


def _year(written: str, era: str | None) -> int:
    year = 1 if written == "元" else int(_number(written))
    return years_of(era).start + year - 1 if era and year < 100 else year


def _number(written: str) -> Decimal:
    return Decimal(unicodedata.normalize("NFKC", written).replace(",", ""))
