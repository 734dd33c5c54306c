"""One cell of a returned workbook as the text that was meant, or what hinders it."""

from __future__ import annotations

import re
from decimal import Decimal

from openpyxl.cell import Cell

from keikaku.catalogue import LocalizedText
from keikaku.diagnostics.diagnostic import Diagnostic, error
from keikaku.outputs.workbook.answer import CellPlace
from keikaku.yaml.diagnose.wording import UNPRINTABLE, control_character, text_too_long
from keikaku.yaml.parse import MAX_TEXT

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_PLAIN_FORMAT = re.compile(r"(?:General|@|#?[#,]*0(?:\.(?P<decimals>0+))?(?:_.)?)(?P<percent>%?)")
"""Number formats that show a number as it is; of one with several parts (for negatives) the first counts."""
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def cell_words(cell: Cell, place: CellPlace) -> str | Diagnostic:
    """What a cell says, empty where nothing; a fault where it holds anything but words and plain numbers."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        return _fault(
            "formula-in-cell",
            place,
            "計算式が入っています。",
            "計算の結果を、値として貼り付け直してください（「形式を選択して貼り付け」の「値」）。",
        )
    if isinstance(value, str) and cell.data_type != "e":
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
        hidden = UNPRINTABLE.search(text.replace("\r\n", "\n")) or _SURROGATE.search(text)
        if hidden:
            told = control_character(hidden[0], 0)
            return _fault(told.code, place, told.message, told.help)
        if len(text) > MAX_TEXT:
            told = text_too_long(len(text), MAX_TEXT)
            return _fault(told.code, place, told.message, told.help)
        return text
    number = None if isinstance(value, bool) else _number(value, cell.number_format)
    if number is not None:
        return number
    return _fault(
        "unusable-cell",
        place,
        "文でも数でもないもの（日付・論理値・エラーなど）が入っています。",
        "セルの表示形式を「文字列」にしてから、計画に載せるとおりに打ち直してください。",
    )


def _number(value: object, number_format: str) -> str | None:
    """A number as it is seen, with all of its digits: Excel makes one of ``30``, and ``0.3`` of ``30%``."""
    shown = _PLAIN_FORMAT.fullmatch(number_format.partition(";")[0])
    if not isinstance(value, int | float) or shown is None:
        return None
    number = Decimal(repr(value)) * (100 if shown["percent"] else 1)
    if not number.is_finite():
        return None
    digits = f"{number.normalize():f}"
    missing = len(shown["decimals"] or "") - len(digits.partition(".")[2])
    if missing > 0 and not shown["percent"]:
        digits = f"{digits}{'' if '.' in digits else '.'}{'0' * missing}"
    return digits + shown["percent"]


def _fault(code: str, place: CellPlace, what: str | LocalizedText, help: str | LocalizedText) -> Diagnostic:
    return error(code, f"{place.words} に、{what}", place.span, help)
