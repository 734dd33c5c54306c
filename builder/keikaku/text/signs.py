"""Characters by what Unicode says of them: those nobody can see, and those that stand for another one.

By property, not by list of what has been met: a test derives the classes below from Python's Unicode data.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from keikaku.patterns import regex

_IDEOGRAPH = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_SELECTORS = "\ufe00-\ufe02\U000e0100-\U000e01ef"
"""Behind an ideograph they choose one of its shapes, as names need it: 葛 with U+E0100."""
_IGNORABLE = (
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Default_Ignorable_Code_Point: fonts show nothing for them."""
_NO_CHARACTER = "\ufdd0-\ufdef" + "".join(
    chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF)
)
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufff9-\ufffb"
"""What YAML refuses, line ends that editors do not show as such, and marks of interlinear notes."""

UNSEEN = regex(rf"(?:(?<![{_IDEOGRAPH}])[{_SELECTORS}])|(?![{_SELECTORS}])[{_CONTROL}{_IGNORABLE}{_NO_CHARACTER}]")
"""One character nobody can see; a variation selector only where there is no ideograph whose shape it chooses."""

VARIANT = regex(rf"[{_IDEOGRAPH}][{_SELECTORS}]")
"""An ideograph with the selector of one of its shapes."""

_UNIFIED = {
    **dict(zip(range(0x2E81, 0x2E9A), "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵", strict=True)),
    **dict(
        zip(
            range(0x2E9B, 0x2EF4),
            "旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车"
            "辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
            strict=True,
        )
    ),
}
"""Radicals that have no compatibility mapping → their Equivalent_Unified_Ideograph (Unicode, which keeps it stable)."""

_LOOK_ALIKE = "\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f"
LOOK_ALIKE = regex(f"[{_LOOK_ALIKE}]")
"""Radicals, and ideographs that Unicode keeps for the sake of other character sets."""
_HALF_WIDTH_KANA = "\uff61-\uff9f"
_SQUEEZED = "\u3300-\u3357\u337b-\u337f\u32ff"
"""Words and eras in one sign."""
_JOINED = "\ufb00-\ufb06"
"""Letters joined by a typesetter."""
_SPACES = "\t\xa0\u1680\u2000-\u200a\u202f\u205f"
"""Other than the two that are typed."""
_STAND_IN = regex(f"[{_HALF_WIDTH_KANA}]+|[{_SQUEEZED}{_JOINED}{_LOOK_ALIKE}{_SPACES}]")
_KANA_MARKS = regex("[\u3099\u309a]")
"""Left where half-width marks stand behind a kana that cannot have them."""
_MARKED_SCRIPTS = regex(rf"[^\W\d_\u3041-\u30ff\uff66-\uff9f{_IDEOGRAPH}]")
"""Letters of scripts that put marks on letters: all but kana and kanji."""
_TO_LOOK_AT = regex(
    f"[{_SELECTORS}{_CONTROL}{_IGNORABLE}{_NO_CHARACTER}{_LOOK_ALIKE}{_HALF_WIDTH_KANA}{_SQUEEZED}{_JOINED}{_SPACES}]"
)


@lru_cache(maxsize=4096)
def is_clear(text: str) -> bool:
    """Whether each of its characters is seen, has a meaning on every machine, and stands for itself.

    Nearly every text is so, and each of a plan's few characters is looked up but once, so the patterns above need not
    be asked of all texts.
    """
    return all(map(_is_clear, set(text)))


@cache
def _is_clear(sign: str) -> bool:
    return unicodedata.category(sign) not in _OF_NO_USE and not _TO_LOOK_AT.match(sign)


_OF_NO_USE = frozenset(("Mn", "Mc", "Me", "Cf", "Co", "Cs", "Cn"))
"""Categories: marks, which need a letter before them; what is private, or nothing at all."""


def stand_ins(text: str) -> Iterator[tuple[str, str]]:
    """Each sign that stands for another one, as it is written, and the right sign; empty where there is none.

    In the order of the text, each once; what is right is never what was written.
    """
    if is_clear(text):
        return
    found = {match[0]: unified(match[0]) for match in _STAND_IN.finditer(text)}
    found |= dict(_marks(text))
    yield from ((written, right) for written, right in found.items() if right != written)


def unified(text: str) -> str:
    """The text with what is written in it for something else replaced by that."""
    text = text.translate(_UNIFIED)
    return unicodedata.normalize("NFC", _STAND_IN.sub(lambda found: _plain(found[0]), text))


def _plain(sign: str) -> str:
    right = unicodedata.normalize("NFKC", sign)
    if right == sign and sign < "\u2fe0":  # a radical that is no ideograph, a tab
        return ""
    return _KANA_MARKS.sub("", right).strip()


def _marks(text: str) -> Iterator[tuple[str, str]]:
    """Marks that stand apart from the letter they belong to, or on nothing that can carry them."""
    marks = {sign for sign in set(text) if sign >= "\u0300" and unicodedata.category(sign).startswith("M")}
    for n, sign in enumerate(text) if marks else ():
        if sign not in marks or VARIANT.match(text, n - 1 if n else 0):
            continue
        base = text[n - 1] if n else ""
        joined = unicodedata.normalize("NFC", base + sign)
        if base and len(joined) == 1:
            yield base + sign, joined
        elif not _MARKED_SCRIPTS.match(base) and not unicodedata.category(base or " ").startswith("M"):
            yield base + sign if base.strip() else sign, base.strip()
