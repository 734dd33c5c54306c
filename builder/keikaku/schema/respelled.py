"""How a value that is written in another way than its schema asks would have to be written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from keikaku.patterns import regex
from keikaku.schema.violation import Violation
from keikaku.text.eras import western_year
from keikaku.text.letters import hiragana


def respelled(violation: Violation) -> tuple[str, ...]:
    """What the schema takes of what the text can mean: one where it is plain, several refs where ids are alike.

    Full-width signs, what copying brings along (`mailto:`), days as they are spoken of, a number with words beside it,
    a reading in katakana, and an entry named by its id or name alone where a ref (`measure:watching`) belongs.
    """
    text = violation.raw.strip("\"' ") if not isinstance(violation.value, str) else violation.value.strip()
    pattern = violation.schema.get("pattern", "")
    fitting = (form for form in _forms(text) if form and re.search(pattern, form))
    if (form := next(fitting, None)) is not None:
        return (form,)
    return tuple(ref for ref in _refs(violation, text) if re.search(pattern, ref))


def _refs(violation: Violation, words: str) -> tuple[str, ...]:
    """``kind:id`` of what is named by its id or name; of what is gone, as it was published."""
    match [part for part in violation.path if isinstance(part, str)]:
        case [*_, "former"]:
            return ()
        case ["removed"]:
            lines = violation.source.data.get("published", ())
            published = (line.split()[1] for line in lines if isinstance(line, str) and len(line.split()) > 1)
            return tuple(dict.fromkeys(ref for ref in published if ref.partition(":")[2] == words))
    return violation.names().refs(words)


def _forms(text: str) -> Iterator[str]:
    half = unicodedata.normalize("NFKC", text).strip()
    yield from (text, half, hiragana(half), half.replace(": ", ":"))
    yield f"https://{half}" if _SITE.match(half) else ""
    yield re.sub(r"\A(?:mailto|tel):", "", half)
    yield _day(half)
    yield _number(half)


_SITE = regex(r"(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}(?:[/?#:]|\Z)")
"""The name of a machine at the head: 未定 is no address that only lacks its beginning."""
_DAY = regex(
    r"(?P<year>[0-9]{4}|(?:明治|大正|昭和|平成|令和|[RHS])\.?(?:元|[0-9]{1,2}))(?:年|[/.-])"
    r"(?P<month>[0-9]{1,2})(?:月|[/.-])(?P<day>[0-9]{1,2})日?(?:[(（].[)）])?"
)


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH = regex(
    rf"(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)? (?P<month>(?:{'|'.join(_MONTHS)})[a-z]*),? (?P<year>[0-9]{{4}})"
)


def _day(text: str) -> str:
    """`2026/2/1`, `令和8年2月1日`, `R8.2.1`, `1 February 2026` as `2026-02-01`; empty where it is no day."""
    if (said := _ENGLISH.fullmatch(text.lower())) is not None:
        return f"{said['year']}-{_MONTHS.index(said['month'][:3]) + 1:02}-{int(said['day']):02}"
    found = _DAY.fullmatch(text.replace(" ", ""))
    if found is None:
        return ""
    return f"{western_year(found['year'])}-{int(found['month']):02}-{int(found['day']):02}"


_NUMBER = regex(r"\+?[0-9(][0-9() -]{5,}[0-9]")
_HYPHENS = regex(r"[‐‑‒–—―−ー]")


def _number(text: str) -> str:
    """The one telephone number in a text; empty where there are other digits in it."""
    plain = _HYPHENS.sub("-", text)
    found = _NUMBER.findall(plain)
    if len(found) != 1 or re.search(r"[0-9]", plain.replace(found[0], "")):
        return ""  # an extension, or a second one, would be lost
    return re.sub(r"[()-]+", "-", found[0]).strip("-")
