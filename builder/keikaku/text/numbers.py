"""The numbers that a text says, to lay it beside its translation: figures, years of eras, months, telephone numbers.

What one language writes in figures another may say in words (``3つ``, three; ``2月``, February). So a small number of
the original may be a word of the translation, unless it is exact (a percentage, a day, an hour, a sum); a figure of the
translation is always one of the original.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from keikaku.dataclass import dataclass
from keikaku.patterns import regex
from keikaku.text.eras import years_of

_NUMBER = r"\d+(?:\.\d+)?"
_ERA = regex(r"(令和|平成|昭和|大正|明治)(元|\d+)((?:[~〜～・、-]\d+)*)")
_ROMANISED = {"Reiwa": "令和", "Heisei": "平成", "Showa": "昭和", "Shōwa": "昭和"}
_ROMANISED_ERA = regex(rf"\b({'|'.join(_ROMANISED)}) (?=\d)")
_ABROAD = regex(r"\+81[- ]?(?:\(0\))?")
_TELEPHONE = regex(r"\d+(?:[-‐‑–]\d+){2,}")
_THOUSANDS = regex(r"(?<=\d),(?=\d{3}(?!\d))")
_FULL_HOUR = regex(r"(?<=\d)[:：]00\b")
_AFTERNOON = regex(r"午後(\d+)|\b(\d+)(?=(?::\d\d)? ?[Pp]\.?[Mm]\b)")
_EXACT = regex(rf"({_NUMBER})(?:%|時|分|円|号|番)|月({_NUMBER})日")
"""Numbers that a translation says in figures too."""

_POWERS = {"割": 10, "十": 10, "百": 100, "千": 1000, "万": 10**4, "億": 10**8, "亿": 10**8}
_POWERS |= {"thousand": 1000, "million": 10**6, "billion": 10**9}
_POWERS |= {"nghìn": 1000, "ngàn": 1000, "triệu": 10**6, "tỷ": 10**9, "हजार": 1000, "लाख": 10**5, "करोड": 10**7}
_PART = rf"({_NUMBER}) ?([十百千万億亿]+|割|(?:{'|'.join(power for power in _POWERS if len(power) > 1)})\b)"
_TIMES = regex(rf"(?:{_PART})+(\d+)?")
_COMMA_IS_POINT = frozenset({"vi", "de", "fr", "es", "pt", "it", "nl", "id", "ru", "tr"})
"""Languages that write 52,3 and 1.046."""

_SMALL: Mapping[str, str] = {
    "en": "one|first|once two|second|twice three|third four|fourth five|fifth six|sixth seven|seventh eight|eighth "
    "nine|ninth ten|tenth eleven|eleventh twelve|twelfth",
    # Without words that are as often another one: năm (five, year), छ (six, is).
    "vi": "một hai ba bốn|tư - sáu bảy tám chín mười",
    "ne": "एक दुई तीन चार पाँच - सात आठ नौ दश",
}
"""Language → its words for 1, 2, 3 …"""
_WORD = regex(r"[^\W\d_]+(?:[\u0900-\u0963]+[^\W\d_]*)*")
_BESIDE = r"(?:(?<=\d )|(?<=[a-z] ))"
_MONTH = regex(
    rf"\b(?:(Jan)(?:uary)?|(Feb)(?:ruary)?|{_BESIDE}(Mar)(?:ch)?|(Apr)(?:il)?|{_BESIDE}(May)|(June?)|(July?)"
    r"|(Aug)(?:ust)?|(Sept?)(?:ember)?|(Oct)(?:ober)?|(Nov)(?:ember)?|(Dec)(?:ember)?)\b|\b(?:(March)|(May))(?= \d)"
)
"""The nth group is the nth month. March and May are words as well at the head of a sentence."""
_DIGITS = {sign: n for n, sign in enumerate("〇一二三四五六七八九")} | {"两": 2}
_CHARACTERS = "[〇一二三四五六七八九十百千万億两]+"
_COUNTED = regex(rf"第({_CHARACTERS})|({_CHARACTERS})(?=[つ人回か所箇ヶカ年月次期度本名円%个项項])")
"""Numbers in characters: 第三, 二人, 千円; not 一緒 or 十分."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a text, two ways to write one (１２, 12; 令和8年, 2026) as the same."""

    figures: frozenset[str]
    exact: frozenset[str]
    """Those of the figures that no word says."""
    words: frozenset[str]
    """What it says in words."""


def numbers(text: str, language: str) -> Numbers:
    """The numbers of a text in the language of a tag."""
    main = language.partition("-")[0]
    plain = unicodedata.normalize("NFKC", text)
    figures: set[str] = set()

    def take(found: re.Match[str]) -> str:
        figures.add(re.sub(r"\D", "-", found[0]))
        return " "

    plain = _TELEPHONE.sub(take, _ABROAD.sub("0", plain))
    if main in _COMMA_IS_POINT:
        plain = re.sub(r"(?<=\d)\.(?=\d{3}(?!\d))", "", plain)
        plain = re.sub(r"(?<=\d),(?=\d)", ".", plain)
    for pattern, change in _WRITTEN_OTHERWISE:
        plain = pattern.sub(change, plain)
    figures |= {_same(found) for found in re.findall(_NUMBER, plain)}
    exact = {_same(found[1] or found[2]) for found in _EXACT.finditer(plain)}
    return Numbers(frozenset(figures), frozenset(exact), frozenset(map(str, _said(plain, main))))


def missing_and_new(original: Numbers, translation: Numbers) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The figures of the original that a translation does not say, and those of the translation that it made up."""
    missing = original.figures - translation.figures - (translation.words - original.exact)
    new = translation.figures - original.figures - original.words
    return tuple(sorted(missing)), tuple(sorted(new))


def _said(plain: str, language: str) -> Iterator[int]:
    """The numbers that stand there in words."""
    if language in ("ja", "zh"):
        yield from (_in_characters(found[1] or found[2]) for found in _COUNTED.finditer(plain))
        return
    words = {word.casefold() for word in _WORD.findall(plain)}
    for n, forms in enumerate(_SMALL.get(language, "").split(), 1):
        if words.intersection(forms.split("|")):
            yield n
    if language == "en":
        yield from ({13: 3, 14: 5}.get(found.lastindex or 0, found.lastindex or 0) for found in _MONTH.finditer(plain))


def _in_characters(said: str) -> int:
    """二十三 → 23, 千 → 1000, 二万五千 → 25000, 二〇二六 → 2026."""
    whole = part = last = 0
    for sign in said:
        if sign in _DIGITS:
            last = last * 10 + _DIGITS[sign]
        elif _POWERS[sign] < 10**4:
            part, last = part + (last or 1) * _POWERS[sign], 0
        else:
            whole, part, last = whole + (part + last or 1) * _POWERS[sign], 0, 0
    return whole + part + last


def _western(found: re.Match[str]) -> str:
    """An era's year as one of the common era, and those listed behind it: 令和6～8."""
    first = years_of(found[1]).start - 1
    years = ["1" if found[2] == "元" else found[2], *re.findall(r"\d+", found[3])]
    return " ".join(["", *(str(first + int(year)) for year in years), ""])


def _of_day(found: re.Match[str]) -> str:
    """An hour behind noon as one of 24."""
    hour = int(found[1] or found[2])
    return str(hour + 12 if hour < 12 else hour)


def _multiplied(found: re.Match[str]) -> str:
    """3万5千 → 35000."""
    whole = Decimal(found[3] or 0)
    for number, powers in re.findall(_PART, found[0]):
        value = Decimal(number)
        for power in [powers] if powers in _POWERS else powers:
            value *= _POWERS[power]
        whole += value
    return f" {whole:f} "


_WRITTEN_OTHERWISE: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (_THOUSANDS, ""),
    (_AFTERNOON, _of_day),
    (_FULL_HOUR, ""),
    (_ROMANISED_ERA, lambda found: _ROMANISED[found[1]]),
    (_ERA, _western),
    (_TIMES, _multiplied),
)


def _same(figure: str) -> str:
    """In the digits of any script, without zeros that say nothing."""
    return f"{Decimal(figure).normalize():f}"
