"""A quantity as people write it (`１万２千人以上`, `約50%`, `▲5`) → the number, and what stands around it."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from keikaku.dataclass import dataclass
from keikaku.patterns import regex

MULTIPLES = {"千": 1_000, "万": 10_000, "億": 100_000_000}
"""Sign → number: large numbers are written with these."""
_QUANTITY = regex(
    r"""(?P<about>約|およそ|おおむね|概ね)?\s*
        (?P<minus>[-−▲△])?\s*
        (?P<amount>[0-9][0-9,]*(?:\.[0-9]+)?(?:[千万億][0-9]+)*[千万億]?)\s*
        (?P<unit>[^\s0-9.,千万億][^\s0-9]{0,11}?)??\s*
        (?P<bound>以上|以下|未満|超)?""",
    re.VERBOSE,
)
_GROUPED = regex(r"[0-9]+(?![0-9,])|[0-9]{1,3}(?:,[0-9]{3})+(?![0-9,])")
"""How the comma that parts thousands may stand; `42,50` is a fraction."""
_LONGEST = 40
_PART = regex(r"([0-9]+(?:\.[0-9]+)?)([千万億]?)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """What a person wrote; empty texts for what is not there."""

    number: str
    unit: str
    bound: str
    about: str


def quantity(text: str) -> Quantity | None:
    """The quantity that a whole text is; None where it is none, or more than one."""
    found = _QUANTITY.fullmatch(unicodedata.normalize("NFKC", text[:_LONGEST]).strip())
    if found is None or len(text) > _LONGEST or not _GROUPED.match(found["amount"]):
        return None
    amount = found["amount"].replace(",", "")
    parts = _PART.findall(amount)
    if any(scale for _, scale in parts):
        amount = f"{sum((Decimal(part) * MULTIPLES.get(scale, 1) for part, scale in parts), Decimal()).normalize():f}"
    return Quantity(
        number=("-" if found["minus"] else "") + amount,
        unit=found["unit"] or "",
        bound=found["bound"] or "",
        about=found["about"] or "",
    )


_BETWEEN = regex(r"[、，\t\s]+|,\s+")


def said_numbers(text: str) -> tuple[Quantity, ...]:
    """The quantities of which a whole text consists, one or several; none where there is anything else in it."""
    if (whole := quantity(text)) is not None:
        return (whole,)
    found = tuple(quantity(part) for part in _BETWEEN.split(text.strip()))
    return tuple(one for one in found if one is not None) if None not in found else ()


_RANGE = regex(r"(.*[^\s～〜~–—-])\s*(?:[～〜~–—-]|から)\s*([0-9].*?)(?:まで)?")
_LOOSE = ("以内", "程度", "前後", "ほど", "くらい", "ぐらい", "弱", "強")
_BEFORE = regex(r"(?:(at least|at most|under|over)\s+)?([£$€¥]?)\s*(.*)", re.IGNORECASE | re.DOTALL)
_UNDECIDED = regex(
    r"[〇○◯●△▲□■_?]{2,}\S{0,8}|[×XxNn*]{2,}\S{0,8}|未(?:定|設定|確定|集計|公表)|(?:検討|調査|集計|調整|協議|精査|作成|確認|算出)中"
    r"|(?:to be (?:confirmed|decided|set)|TB[CD])",
    re.IGNORECASE,
)
_NONE = regex(r"[-ー―—–−]+|(?:該当)?(?:なし|無し)|n/a|none", re.IGNORECASE)

_MISWRITTEN = regex(r"[-0-9,.\s〇一二三四五六七八九十百千万億]+%?")


def value_entries(text: str) -> dict[str, str]:
    """Key → value: how a value that is written as one text is written in entries.

    ``50%以上`` → value, unit and bound; ``20～25%`` → value, to and unit; ``未定`` → pending; ``なし`` → absent;
    ``増加`` and whatever else → words. Empty where it is a number that cannot be read (``42,50``, ``六十``).
    """
    said = unicodedata.normalize("NFKC", text).strip()
    if _UNDECIDED.fullmatch(said):
        return {"pending": text}
    if _NONE.fullmatch(said):
        return {"absent": text}
    return _amount(said) or ({} if _MISWRITTEN.fullmatch(said) else {"words": text})


def _amount(said: str) -> dict[str, str] | None:
    bound, currency, rest = _BEFORE.fullmatch(said).groups()  # type: ignore[union-attr]  # matches any text
    between = _RANGE.fullmatch(rest)
    parts = [quantity(part) for part in (between.groups() if between else (rest,))]
    last = parts[-1]
    if last is None or last.about or last.unit.endswith(_LOOSE) or (currency and last.unit):
        return None
    entries = {"value": last.number}
    if between:
        first = parts[0]
        if first is None or first.unit not in ("", last.unit) or first.bound or first.about or last.bound or bound:
            return None
        entries = {"value": first.number, "to": last.number}
    if unit := currency or last.unit:
        entries["unit"] = unit
    if bound := (bound or last.bound):
        entries["bound"] = bound.lower()
    return entries


def ordinal(number: str) -> int:
    """The number in 第5章, 第５章 and 第十二章 (up to 99); 0 where the kanji are no number."""
    if number[0] in "0123456789０１２３４５６７８９":
        return int(unicodedata.normalize("NFKC", number)) if number.isdigit() else 0
    tens, ten, ones = number.rpartition("十")
    digits = {sign: n for n, sign in enumerate("一二三四五六七八九", 1)}
    return (digits.get(tens, 1) * 10 if ten else 0) + digits.get(ones, 0)


_KANJI = "〇一二三四五六七八九"


def kanji_number(n: int) -> str:
    """十二; from a hundred on digit by digit: 一〇二."""
    if n >= 100:
        return "".join(_KANJI[int(digit)] for digit in str(n))
    tens, ones = divmod(n, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{_KANJI[tens]}十") + (_KANJI[ones] if ones else "")
