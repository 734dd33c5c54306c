"""A number as its cell shows it: ``#,##0"人"`` makes 33000.6 「33,001人」 (ECMA-376 part 1, 18.8.31)."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from keikaku.dataclass import dataclass
from keikaku.patterns import regex

BUILT_IN: dict[int, str] = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    # Money, as Excel has it in Japanese.
    5: '"¥"#,##0;"¥"-#,##0',
    6: '"¥"#,##0;[Red]"¥"-#,##0',
    7: '"¥"#,##0.00;"¥"-#,##0.00',
    8: '"¥"#,##0.00;[Red]"¥"-#,##0.00',
    37: "#,##0;-#,##0",
    38: "#,##0;[Red]-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;[Red]-#,##0.00",
    41: "#,##0;-#,##0",
    42: '"¥"#,##0;"¥"-#,##0',
    43: "#,##0.00;-#,##0.00",
    44: '"¥"#,##0.00;"¥"-#,##0.00',
    49: "@",
}
"""Formats that a file names by number alone. Those left out show dates, times, powers of ten and fractions."""

_TOKEN = regex(
    r"""
    (?P<quoted>"[^"]*")
    |\\(?P<escaped>.)
    |_(?P<gap>.)                              # as wide as that character
    |\*(?P<fill>.)                            # repeated as often as there is room
    |\[\$(?P<currency>[^\]\-]*)(?:-[^\]]*)?\]
    |(?P<colour>\[(?:Black|Blue|Cyan|Green|Magenta|Red|White|Yellow|Color\s?\d+|黒|青|水|緑|紫|赤|白|黄|色\s?\d+)\])
    |(?P<general>General|G/標準)
    |(?P<digits>[0#?][0#?,]*(?:\.[0#?]*)?|\.[0#?]+)(?P<scale>,*)
    |(?P<percent>%)
    |(?P<text>@)
    |(?P<literal>[-+()\s:$¥￥'^&~{}<>=]|[^\x00-\x7f])
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_SECTION = regex(r'(?:"[^"]*"|\\.|\[[^\]]*\]|[^;"\\\[])*', re.DOTALL)
_GENERAL_DIGITS = 11
"""Characters that General shows at most, the point among them."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One of the parts between ``;``."""

    before: str
    after: str
    digits: str | None
    """None: as General shows it."""
    scale: int
    """How many thousands it is divided by."""
    percent: int


def shown_number(value: str, code: str) -> str | None:
    """The number of a cell (as the file has it) in this format, or None where that is no plain number.

    None, too, for dates, times, fractions, powers of ten, conditions, and a format that shows nothing.
    """
    try:
        number = Decimal(f"{float(value):.15g}")  # Excel keeps 15 digits; more are of the binary fraction
    except (ValueError, InvalidOperation, OverflowError):
        return None
    if not number.is_finite():
        return None
    codes = _sections(code)
    at = 0
    if number < 0 and len(codes) > 1:
        at = 1
    elif number == 0 and len(codes) > 2:
        at = 2
    part = _part(codes[at])
    if part is None:
        return None
    digits = _digits(abs(number) * 100**part.percent / Decimal(1000) ** part.scale, part.digits)
    if not digits:
        return None
    sign = "-" if number < 0 and at == 0 and digits.strip("0.,") else ""
    return f"{sign}{part.before}{digits}{part.after}".strip()


def _sections(code: str) -> list[str]:
    """The parts for more than nothing, less than nothing, nothing; a fourth is for texts."""
    found, at = [], 0
    while at <= len(code):
        part = _SECTION.match(code, at)
        assert part is not None  # it matches the empty text
        found.append(part[0])
        at = part.end() + 1
    return found[:3]


def _part(code: str) -> _Part | None:
    before = after = ""
    digits: str | None = None
    seen = False
    scale = percent = at = 0
    while at < len(code):
        token = _TOKEN.match(code, at)
        if token is None:
            return None
        at = token.end()
        words = ""
        match token.lastgroup:
            case "quoted":
                words = token[0][1:-1]
            case "escaped" | "currency" | "literal":
                words = token[token.lastgroup]
            case "percent":
                words, percent = "%", percent + 1
            case "scale" | "general" | "text":  # of digits, ``scale`` is the last group, be it empty
                if seen:
                    return None  # digits in several places: a telephone number
                seen = True
                if token.lastgroup == "scale":
                    whole, point, behind = token["digits"].partition(".")
                    stripped = whole if point else whole.rstrip(",")
                    scale = len(token["scale"]) + len(whole) - len(stripped)
                    if point and whole != whole.rstrip(","):
                        return None
                    digits = stripped + point + behind
        before, after = (before, after + words) if seen else (before + words, after)
    return _Part(before, after, digits, scale, percent) if seen else None


def _digits(number: Decimal, pattern: str | None) -> str:
    if pattern is None:
        return _general(number)
    whole, _, behind = pattern.partition(".")
    rounded = number.quantize(Decimal(1).scaleb(-len(behind)), rounding=ROUND_HALF_UP)
    left, _, right = f"{rounded:f}".partition(".")
    least = len(behind.rstrip("#?"))
    right = right[:least] + right[least:].rstrip("0")
    left = left.lstrip("0").rjust(sum(sign == "0" for sign in whole), "0")
    if "," in whole:
        left = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", left)
    point = "." if right or (not behind and "." in pattern) else ""
    return left + point + right


def _general(number: Decimal) -> str:
    """All digits of a whole number; of others as many as fit."""
    whole = f"{number.to_integral_value():f}"
    room = max(_GENERAL_DIGITS - 1 - len(whole), 0)
    rounded = number.quantize(Decimal(1).scaleb(-room), rounding=ROUND_HALF_UP)
    return f"{rounded:f}".rstrip("0").rstrip(".") if room else f"{rounded:f}"
