"""One cell of a returned workbook as the text that was meant, or what hinders it."""

from __future__ import annotations

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue, error
from keikaku.outputs.workbook.answer import CellPlace
from keikaku.outputs.workbook.xlsx.sheet import SheetCell
from keikaku.patterns import regex
from keikaku.text.signs import UNSEEN
from keikaku.yaml.diagnose.wording import Wording, control_character, text_too_long
from keikaku.yaml.parse import MAX_TEXT

_say = DiagnosticCatalogue(__file__)

_SURROGATE = regex(r"[\ud800-\udfff]")


def cell_words(cell: SheetCell | None, place: CellPlace) -> str | Diagnostic:
    """What a cell says, empty where nothing; a fault where it holds anything but words and plain numbers."""
    if cell is None:
        return ""
    match cell.kind:
        case "formula":
            return _say.error("formula", place.span, cell=place.words)
        case "other":
            return _say.error("unusable", place.span, cell=place.words)
        case "number":
            return cell.text
        case "text":
            text = cell.text
            hidden = UNSEEN.search(text.replace("\r\n", "\n")) or _SURROGATE.search(text)
            if hidden:
                return _fault(control_character(hidden[0], 0), place)
            if len(text) > MAX_TEXT:
                return _fault(text_too_long(len(text), MAX_TEXT), place)
            return text


def seen_words(cell: SheetCell) -> str:
    """What a cell shows, for a message: without what cannot be printed."""
    return _SURROGATE.sub("", UNSEEN.sub("", cell.text.replace("\r\n", "\n"))).strip()


def _fault(wording: Wording, place: CellPlace) -> Diagnostic:
    """What the files of the plan may not hold either, as faults of a cell."""
    return error(wording.code, _say("within", cell=place.words, what=wording.message), place.span, wording.help)
