"""One cell of a returned workbook as the text that was meant, or what hinders it."""

from __future__ import annotations

import re

from keikaku.catalogue import LocalizedText
from keikaku.diagnostics.diagnostic import Diagnostic, error
from keikaku.outputs.workbook.answer import CellPlace
from keikaku.outputs.workbook.xlsx.sheet import Cell
from keikaku.text.signs import UNSEEN
from keikaku.yaml.diagnose.wording import control_character, text_too_long
from keikaku.yaml.parse import MAX_TEXT

_SURROGATE = re.compile(r"[\ud800-\udfff]")


def cell_words(cell: Cell | None, place: CellPlace) -> str | Diagnostic:
    """What a cell says, empty where nothing; a fault where it holds anything but words and plain numbers."""
    if cell is None:
        return ""
    match cell.kind:
        case "formula":
            return _fault(
                "formula-in-cell",
                place,
                "計算式が入っています。",
                "計算の結果を、値として貼り付け直してください（「形式を選択して貼り付け」の「値」）。",
            )
        case "other":
            return _fault(
                "unusable-cell",
                place,
                "文でも数でもないもの（日付・論理値・エラーなど）か、読み取れない表示形式の数が入っています。",
                "セルの表示形式を「文字列」にしてから、計画に載せるとおりに打ち直してください。",
            )
        case "number":
            return cell.text
        case "text":
            text = cell.text
            hidden = UNSEEN.search(text.replace("\r\n", "\n")) or _SURROGATE.search(text)
            if hidden:
                told = control_character(hidden[0], 0)
                return _fault(told.code, place, told.message, told.help)
            if len(text) > MAX_TEXT:
                told = text_too_long(len(text), MAX_TEXT)
                return _fault(told.code, place, told.message, told.help)
            return text


def seen_words(cell: Cell) -> str:
    """What a cell shows, for a message: without what cannot be printed."""
    return _SURROGATE.sub("", UNSEEN.sub("", cell.text.replace("\r\n", "\n"))).strip()


def _fault(code: str, place: CellPlace, what: str | LocalizedText, help: str | LocalizedText) -> Diagnostic:
    return error(code, f"{place.words} に、{what}", place.span, help)
