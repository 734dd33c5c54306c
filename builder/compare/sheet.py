"""The 新旧対照表 as an Excel workbook."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from builder.compare.change import Piece
from builder.compare.table import Band, CellLine, Table, plain_text

_FONT = "BIZ UDゴシック"
_WIDTHS = {"A": 58, "B": 58, "C": 22}
_PER_LINE = 27
"""Japanese characters to a line of the wide columns; Excel does not grow rows by itself when a file is opened."""

_LINE = Side(style="thin")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_GREY = PatternFill("solid", fgColor="FFE7E7E7")


def xlsx(table: Table) -> bytes:
    """The file."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = table.name
    book.properties.title = table.title
    for text in (table.title, table.between, table.remark):
        sheet.append([text])
        _as_text(sheet, sheet.max_row)
    sheet["A1"].font = Font(name=_FONT, size=14, bold=True)
    if table.rows:
        _grid(sheet, table)
    for column, width in _WIDTHS.items():
        sheet.column_dimensions[column].width = width
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _grid(sheet: Worksheet, table: Table) -> None:
    sheet.append(list(table.heads))
    head = sheet.max_row
    for cell in sheet[head]:
        cell.font, cell.fill, cell.border = Font(name=_FONT, bold=True), _GREY, _BORDER
        cell.alignment = Alignment(horizontal="center")
    sheet.print_title_rows = f"{head}:{head}"
    sheet.freeze_panes = f"A{head + 1}"
    for row in table.rows:
        at = sheet.max_row + 1
        if isinstance(row, Band):
            sheet.cell(at, 1, row.text).font = Font(name=_FONT, bold=True)
            for column in (1, 2, 3):
                sheet.cell(at, column).fill = _GREY
                sheet.cell(at, column).border = _BORDER
            sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=3)
        else:
            left, right = table.cells(row)
            sheet.cell(at, 1).value = _rich(left)
            sheet.cell(at, 2).value = _rich(right)
            sheet.cell(at, 3).value = row.remark
            for cell in sheet[at]:
                cell.font, cell.alignment, cell.border = Font(name=_FONT), _WRAPPED, _BORDER
            sheet.row_dimensions[at].height = 15 * max(_lines(left), _lines(right), 1 + len(row.remark) // 10)
        _as_text(sheet, at)


def _as_text(sheet: Worksheet, row: int) -> None:
    """A text that begins with ``=`` is a text: a formula from somebody's words must never run."""
    for cell in sheet[row]:
        if cell.value is not None:
            cell.data_type = "s"
            cell.quotePrefix = True


def _lines(lines: Iterable[CellLine]) -> int:
    return sum(1 + len(line) // _PER_LINE for line in plain_text(lines).split("\n"))


def _rich(lines: Iterable[CellLine]) -> CellRichText:
    text = CellRichText()
    for n, line in enumerate(lines):
        pieces = [line.number, Piece(" "), *line.pieces] if line.number else list(line.pieces)
        if n:
            pieces.insert(0, Piece("\n"))
        for piece in pieces:
            font = InlineFont(rFont=_FONT, u="single" if piece.changed else None)
            text.append(TextBlock(font, piece.text))
    return text
