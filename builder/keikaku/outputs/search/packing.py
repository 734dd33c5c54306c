"""The search data as scripts, small. A browser takes them apart (``site_templates/web/search/data.js``)."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterable, Mapping
from typing import Any


def data_script(name: str, part: Mapping[str, Any], *, japanese: bool) -> bytes:
    """Data as a script that hands it on, because a page opened from a folder may load scripts but no data.

    Of a Japanese plan in EUC-JP, which has two bytes for a kanji in the place of three: a twelfth of the packed data.
    What EUC-JP has no place for is escaped. Any other is in UTF-8.
    """
    said = json.dumps(swapped(part) if japanese else part, ensure_ascii=False, separators=(",", ":"))
    script = f"siteSearchData({json.dumps(name)},{said});\n"
    return script.translate(_UNLIKE).encode("euc_jp", "keikaku.json") if japanese else script.encode()


def _escaped(char: str) -> str:
    return json.dumps(char)[1:-1]


def _escape(problem: UnicodeError) -> tuple[str, int]:
    assert isinstance(problem, UnicodeEncodeError)
    return _escaped(problem.object[problem.start : problem.end]), problem.end


codecs.register_error("keikaku.json", _escape)

_UNLIKE = {ord(char): _escaped(char) for char in "¢£¥¬‖‾−〜"}
"""Read otherwise by browsers, which follow Windows."""


def swapped(part: Mapping[str, Any]) -> Mapping[str, Any]:
    """A part of the search data with hiragana and ASCII in each other's place in Japanese texts; twice is once back.

    A hiragana takes one byte in the place of two: a twenty-fifth of the packed data. What the part held is not changed.
    """

    def of(value: Any) -> Any:
        return value.translate(_SWAPPED) if isinstance(value, str) else value

    def held(columns: Mapping[str, Any]) -> dict[str, Any]:
        texts = {key: value for key, value in columns.items() if key in _JAPANESE}
        return {
            **columns,
            **{
                key: [of(one) for one in value] if isinstance(value, list) else of(value)
                for key, value in texts.items()
            },
        }

    return held({**part, **{key: held(part[key]) for key in ("docs", "danger") if key in part}})


_JAPANESE = ("text", "title", "aliases", "reading", "within", "words", "says", "leads", "sounds")
"""Keys of the search data whose texts hold hiragana; addresses, kinds and other languages would only grow."""

_HIRAGANA = [code for code in range(0x3041, 0x3094) if code not in (0x308E, 0x3090, 0x3091)]
_ASCII = [code for code in range(ord("!"), ord("~") + 1) if chr(code) not in '0123456789"\\|']
_SWAPPED = dict([*zip(_HIRAGANA, _ASCII, strict=False), *zip(_ASCII, _HIRAGANA, strict=False)])
"""Figures stay, as they are frequent, and so do three rare hiragana and what would be escaped or divides words."""


def front_coded(rows: Iterable[str]) -> str:
    """Rows, each with a digit in the place of what it shares with the one before: of how many characters that is.

    Sorted rows are a twentieth smaller so when they are packed, as a packer finds nothing shorter than three bytes.
    Figures in a row are written wide, to be no such digits; a browser gives all of them back in the usual width.
    """
    said, before = "", ""
    for row in rows:
        shared = 0
        for one, other in zip(row[:_MOST_SHARED], before, strict=False):
            if one != other or one > "\uffff":  # which a browser counts twice
                break
            shared += 1
        said += f"{shared}{row[shared:].translate(_WIDE)}"
        before = row
    return said


_MOST_SHARED = 9
_WIDE = {ord("0") + figure: ord("０") + figure for figure in range(10)}
