"""The 新旧対照表 as an Excel workbook."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.cell.cell import MergedCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from keikaku.outputs.compare.cell import CellLine, in_lines, plain_text
from keikaku.outputs.compare.change import Piece
from keikaku.outputs.compare.table import Band, Change, ComparisonTable
from keikaku.outputs.office import escaped
from keikaku.outputs.spreadsheet import xlsx_bytes

_FONT = "BIZ UDゴシック"
_SIZE = 10
_VERSION, _EXPLANATION, _REMARK = 58, 30, 22
"""Widths of the columns."""
_PER_WIDTH = 30 / 58
"""Japanese characters to a unit of width; Excel does not grow rows by itself when a file is opened."""
_LINE_HEIGHT = 14
_MOST_LINES = 28
"""Excel makes no row higher than 409 points and shows nothing of what does not fit: more goes into a further row."""

_A4, _ANY_NUMBER = 9, 0
"""Of Excel: a size of paper, and how many pages in height a sheet may have."""

_LINE = Side(style="thin")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_CENTRED = Alignment(horizontal="center")
_RIGHT = Alignment(horizontal="right")
_GREY = PatternFill("solid", fgColor="FFE7E7E7")
_PLAIN, _BOLD, _TITLE = Font(name=_FONT, size=_SIZE), Font(name=_FONT, size=_SIZE, bold=True), Font(name=_FONT, size=14)
_SMALL = Font(name=_FONT, size=8)


def xlsx(table: ComparisonTable) -> bytes:
    """The file. The same table gives the same bytes."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = table.name
    book.properties.title, book.properties.creator = table.title, None
    widths = [_VERSION, _VERSION, *([_EXPLANATION] if table.explained else []), _REMARK]
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for text in (table.number, table.department):
        if text:
            _line(sheet, text, len(widths), _PLAIN).alignment = _RIGHT
    for text, font in ((table.title, _TITLE), (table.between, _PLAIN), (table.remark, _PLAIN)):
        _line(sheet, text, 1, font)
    if table.rows:
        _grid(sheet, table)
    if table.note:
        _line(sheet, table.note, 1, _SMALL)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToHeight = _ANY_NUMBER
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = sheet.page_margins.top = 0.5
    if (foot := sheet.oddFooter) is not None:
        foot.center.text = "&P / &N"
    return xlsx_bytes(book)


def _line(sheet: Worksheet, text: str, column: int, font: Font) -> SheetCell | MergedCell:
    """A line above or below the table."""
    sheet.append([*[None] * (column - 1), text])
    cell = sheet.cell(sheet.max_row, column)
    cell.font = font
    _as_text(sheet, sheet.max_row)
    return cell


def _grid(sheet: Worksheet, table: ComparisonTable) -> None:
    sheet.append(list(table.heads))
    head = sheet.max_row
    for cell in sheet[head]:
        cell.font, cell.fill, cell.border, cell.alignment = _BOLD, _GREY, _BORDER, _CENTRED
    sheet.print_title_rows = f"{head}:{head}"
    sheet.freeze_panes = f"A{head + 1}"
    for row in table.rows:
        if isinstance(row, Band):
            at = sheet.max_row + 1
            cell = sheet.cell(at, 1, row.text)
            cell.font, cell.fill, cell.border = _BOLD, _GREY, _BORDER
            sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=len(table.heads))
            _as_text(sheet, at)
        else:
            for left, right, remark in _fitting(table, row):
                _row(sheet, left, right, remark, len(table.heads))


def _row(sheet: Worksheet, left: Sequence[CellLine], right: Sequence[CellLine], remark: str, columns: int) -> None:
    at = sheet.max_row + 1
    for column, lines in ((1, left), (2, right)):
        sheet.cell(at, column).value = _rich(lines) if lines else None
    sheet.cell(at, columns).value = remark or None
    for column in range(1, columns + 1):
        cell = sheet.cell(at, column)
        cell.font, cell.alignment, cell.border = _PLAIN, _WRAPPED, _BORDER
    _as_text(sheet, at)
    tallest = max(*(_lines(plain_text(lines), _VERSION) for lines in (left, right)), _lines(remark, _REMARK))
    sheet.row_dimensions[at].height = min(_LINE_HEIGHT * tallest + 4, 409)


def _fitting(table: ComparisonTable, change: Change) -> Iterator[tuple[Sequence[CellLine], Sequence[CellLine], str]]:
    """The change as one row, or as several where it is too tall for one."""
    left, right = ([*_filled(in_lines(cell))] for cell in table.cells(change))
    for n, (here, there) in enumerate(zip_longest(left, right, fillvalue=())):
        yield here, there, "" if n else change.remark


def _filled(lines: Iterable[CellLine]) -> Iterator[list[CellLine]]:
    own: list[CellLine] = []
    for line in lines:
        if own and _lines(plain_text((*own, line)), _VERSION) > _MOST_LINES:
            yield own
            own = []
        own.append(line)
    yield own


def _as_text(sheet: Worksheet, row: int) -> None:
    """A text that begins with ``=`` is a text: a formula from somebody's words must never run."""
    for cell in sheet[row]:
        if isinstance(cell.value, str):
            cell.value = escaped(cell.value)
        if cell.value is not None:
            cell.data_type = "s"
            cell.quotePrefix = True


def _lines(text: str, width: int) -> int:
    """Lines that a text takes in a column of this width."""
    per_line = int(width * _PER_WIDTH)
    return sum(1 + int(max(_width(line) - 0.5, 0) // per_line) for line in text.split("\n"))


def _width(text: str) -> float:
    return sum(1 if unicodedata.east_asian_width(character) in "WFA" else 0.5 for character in text)


def _rich(lines: Iterable[CellLine]) -> CellRichText:
    text = CellRichText()
    for n, line in enumerate(lines):
        for piece in (Piece("\n"), *line) if n else line:
            font = InlineFont(rFont=_FONT, sz=_SIZE, u="single" if piece.changed else None)
            text.append(TextBlock(font, escaped(piece.text)))
    return text
