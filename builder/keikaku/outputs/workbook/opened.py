"""The bytes of a returned file → what is in it, or why it is no workbook that can be taken in."""

from __future__ import annotations

from pathlib import PurePath

from keikaku.catalogue import LocalizedText
from keikaku.dataclass import dataclass
from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.diagnostics.span import Span
from keikaku.outputs.workbook.xlsx.beside import Beside, beside_book, beside_sheet
from keikaku.outputs.workbook.xlsx.package import DamagedError, Package, TooLargeError
from keikaku.outputs.workbook.xlsx.sheet import Sheet, read_sheets

MAX_BYTES = 20_000_000
"""Of the file as it is: pictures may be large, and are not unpacked."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Begins Excel's files of before 2007, and all that have a password."""

_say = DiagnosticCatalogue(__file__)


@dataclass(frozen=True, slots=True)
class OpenedWorkbook:
    """All that is in a file."""

    sheets: tuple[tuple[Sheet, tuple[Beside, ...]], ...]
    """Each worksheet with what it holds beside its cells."""
    others: tuple[str, ...]
    """Titles of sheets that have no cells."""
    beside: tuple[Beside, ...]
    """What belongs to the file as a whole."""


def open_workbook(file: str, content: bytes) -> OpenedWorkbook | Diagnostic:
    """What is in ``content``; ``file``: its name as shown. Never runs anything, nor follows an address."""
    if len(content) > MAX_BYTES:
        return _refused("too-large", file)
    if PurePath(file).name.startswith("~$"):
        return _refused("open-file", file)
    if content.startswith(_OLE):
        return _refused("old-or-locked", file)
    try:
        package = Package(content)
        if any(name.startswith("xl/") and name.endswith("vbaProject.bin") for name in package.names):
            return _refused("macros", file)
        if "xl/workbook.xml" not in package.names:
            return _refused("no-excel", file)
        sheets, others = read_sheets(package)
        beside = tuple((sheet, beside_sheet(package, sheet)) for sheet in sheets)
        return OpenedWorkbook(beside, tuple(others), beside_book(package))
    except TooLargeError as found:
        return _refused("too-much", file, what=_say(f"much.{found.what}"))
    except DamagedError:
        return _refused("damaged", file)


def foreign(file: str) -> Diagnostic:
    """The fault of a workbook without any sheet that was made here."""
    return _refused("foreign", file)


def _refused(key: str, file: str, what: LocalizedText | None = None) -> Diagnostic:
    here, save = _say("made-here"), _say("save-as")
    return _say.error(key, Span(file, 1, 1, 1, 1), made_here=here, save_as=save, what=what)
