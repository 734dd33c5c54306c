"""The file of a workbook, made in memory.

openpyxl itself writes every sheet to the folder for temporary files first; a command that is killed would leave the
plan's words there.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

from keikaku.outputs.office import strip_timestamps


class _InMemory(ExcelWriter):
    _archive: ZipFile

    def write_worksheet(self, ws: Any) -> None:
        """As the library has it, but for where the sheet is written to."""
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images
        out = BytesIO()
        writer: Any = WorksheetWriter(ws, out)
        writer.write()
        ws._rels = writer._rels
        self._archive.writestr(ws.path[1:], out.getvalue())
        self.manifest.append(ws)


def xlsx_bytes(book: Workbook) -> bytes:
    """The .xlsx of a workbook (none that is write-only); the same workbook gives the same bytes."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        _InMemory(book, archive).save()
    return strip_timestamps(out.getvalue())
