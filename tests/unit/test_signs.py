"""Signs are known by their Unicode properties: what nobody sees, and what stands for another sign."""

from __future__ import annotations

import sys
import unicodedata
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keikaku.text import signs
from keikaku.text.signs import UNSEEN, VARIANT, is_clear, stand_ins, unified

PREPENDED = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD, *range(0x13430, 0x13440)}
"""Format characters that are seen: Prepended_Concatenation_Mark, and the joiners of hieroglyphs."""
OTHER_IGNORABLE = {0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2065, 0x3164, 0xFFA0, *range(0xFFF0, 0xFFF9)}
"""Other_Default_Ignorable_Code_Point outside of plane 14; Python's data does not have it."""
SELECTORS = {*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)}
NO_CHARACTER = {*range(0xFDD0, 0xFDF0), *(plane << 16 | end for plane in range(17) for end in (0xFFFE, 0xFFFF))}


@cache
def every_sign() -> list[str]:
    return [chr(point) for point in range(sys.maxunicode + 1) if not 0xD800 <= point <= 0xDFFF]


@cache
def unseen() -> set[str]:
    control = {sign for sign in every_sign() if unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp")} - set("\t\n\r")
    others = OTHER_IGNORABLE | SELECTORS | {*range(0xE0000, 0xE1000)} | NO_CHARACTER
    return (control - set(map(chr, PREPENDED))) | set(map(chr, others))


def test_what_is_unseen_is_reported_by_its_properties() -> None:
    """Each sign on a line of its own, for what stands before it may count."""
    assert set(UNSEEN.findall("\n".join(every_sign()))) ^ unseen() == set()


def test_whatever_may_be_said_of_a_sign_it_is_looked_at() -> None:
    told = {sign for sign in every_sign() if signs._STAND_IN.match(sign) or VARIANT.match(f"葛{sign}")} | unseen()
    of_no_use = {sign for sign in every_sign() if unicodedata.category(sign) in ("Mn", "Mc", "Me", "Co", "Cn")}
    assert not [sign for sign in told if is_clear(f"見{sign}守り")]
    assert not [sign for sign in of_no_use if signs._is_clear.__wrapped__(sign)]  # a million: none is remembered
    assert is_clear("葛城市の見守り、ＡＢＣ①〇々ヶ　100%\n")


@pytest.mark.parametrize("name", ["葛\U000e0100城", "辻\U000e0101", "塚\ufe00", "𠮷\U000e0100"])
def test_the_shape_of_a_name_may_be_chosen(name: str) -> None:
    assert UNSEEN.search(name) is None
    assert VARIANT.search(name)
    assert list(stand_ins(name)) == []
    assert UNSEEN.search(f"{name[:-1]}あ\U000e0100")
    assert UNSEEN.search("葛\U000e0100\U000e0100"), "one selector, not two"
    assert UNSEEN.search("葛\ufe0f"), "a selector of emoji"


def test_every_radical_and_compatibility_ideograph_has_the_sign_it_stands_for() -> None:
    ideographs = [sign for sign in every_sign() if "\uf900" <= sign <= "\ufaff" or "\U0002f800" <= sign <= "\U0002fa1f"]
    radicals = [sign for sign in every_sign() if "\u2e80" <= sign <= "\u2fd5" and unicodedata.category(sign) == "So"]
    assert len(radicals) == 329
    for sign in (*radicals, *ideographs):
        right = dict(stand_ins(sign)).get(sign)
        if unicodedata.category(sign) == "Cn" or (sign in ideographs and not unicodedata.decomposition(sign)):
            assert right in (None, ""), hex(ord(sign))  # the twelve that are ideographs like any other: 﨑
        elif sign != "\u2e80":
            assert right, hex(ord(sign))
            assert unicodedata.name(right).startswith("CJK UNIFIED IDEOGRAPH"), hex(ord(sign))
    assert dict(stand_ins("市⺠や⾼齢者、\ufa1b祉")) == {"⺠": "民", "⾼": "高", "\ufa1b": "福"}
    assert list(stand_ins("山﨑・髙橋・𠮷野")) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ｻﾛﾝを", {"ｻﾛﾝ": "サロン"}),
        ("㍻30年㌔", {"㍻": "平成", "㌔": "キロ"}),
        ("か\u3099ん", {"か\u3099": "が"}),
        ("け\u309aんか\u3099", {"け\u309a": "け", "か\u3099": "が"}),
        ("cafe\u0301", {"e\u0301": "é"}),
        ("市\u0301", {"市\u0301": "市"}),
        ("\u0301", {"\u0301": ""}),
        ("1\u20e3", {"1\u20e3": "1"}),
        ("m\u0302", {}),
        ("ﬁn", {"ﬁ": "fi"}),
        ("a\u202fb", {"\u202f": ""}),
        ("ｱﾞ", {"ｱﾞ": "ア"}),
    ],
)
def test_what_is_reported_instead(text: str, expected: dict[str, str]) -> None:
    assert dict(stand_ins(text)) == expected


SIGNS = st.sampled_from("けかはウe1 。ｶﾞﾟ\u3099\u309a\u0301⺠⾼\ufa10\ufa1b㍻ﬁ\t") | st.characters(
    exclude_categories=["Cs"]
)


@given(st.text(SIGNS, max_size=12))
def test_a_hint_never_proposes_what_was_typed_and_leads_to_an_end(text: str) -> None:
    for _ in range(len(text) + 1):
        told = list(stand_ins(text))
        if not told:
            break
        for written, right in told:
            assert written != right
            assert written in text
            text = text.replace(written, right)
    assert list(stand_ins(text)) == []
    assert unified(unified(text)) == unified(text)
