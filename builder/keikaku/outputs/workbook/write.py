"""The workbook of an actor or department as an Excel file; the same plan gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from keikaku.outputs.office import escaped
from keikaku.outputs.spreadsheet import xlsx_bytes
from keikaku.outputs.workbook.columns import FORMS, HEAD_ROW, Column, kept
from keikaku.outputs.workbook.contents import SentSheet, contents, record_of
from keikaku.patterns import regex
from keikaku.plan.outline import Outline
from keikaku.text.writing import Writing

_FONT = "BIZ UDゴシック"
_GREY = "FF6B6B6B"
_PLAIN, _BOLD, _TITLE = Font(name=_FONT), Font(name=_FONT, bold=True), Font(name=_FONT, size=13, bold=True)
_QUIET, _SMALL = Font(name=_FONT, color=_GREY), Font(name=_FONT, size=8, color=_GREY)
_LINE = Side(style="thin", color="FFB0B0B0")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
_HEAD = PatternFill("solid", fgColor="FFDCE6F1")
_OPEN = PatternFill("solid", fgColor="FFFFFBE0")
_CHANGED = PatternFill("solid", bgColor="FFFFC57A")
_UNLOCKED = Protection(locked=False)

_LINE_HEIGHT = 14.5
_HEADS_HEIGHT = 2 * _LINE_HEIGHT + 2
_ROW_SPACE, _GUIDE_SPACE = 4, 3
"""Above and below the lines of a row."""
_HIGHEST = 409.5
"""Excel makes no row higher."""
_EDGES = 2
"""Of a column's width, what no letter stands in."""

_GUIDE_TITLE, _GUIDE_HEADING, _GUIDE_LINE = (
    Font(name=_FONT, size=14, bold=True),
    Font(name=_FONT, size=12, bold=True),
    Font(name=_FONT, size=11),
)
_LOW, _INDENTED = Alignment(wrap_text=True, vertical="bottom"), Alignment(wrap_text=True, vertical="top", indent=1)
_HEADING_HEIGHT, _GUIDE_WIDTH, _GUIDE_LINE_WIDTH = 26, 112, 110

_A4, _ANY_NUMBER = 9, 0
"""Of Excel: a size of paper, and how many pages in height a sheet may have."""
_BESIDE, _ABOVE, _TO_FOOTER = 0.4, 0.7, 0.3
"""Margins in inches."""
_PLAIN_NUMBER = regex(r"-?[0-9]+(?:\.([0-9]+))?")


class _Height(RowDimension):
    """A height that Excel takes as its own: one that openpyxl writes as fixed would not grow with what is typed."""

    @property
    def customHeight(self) -> bool:  # noqa: N802 - openpyxl's name
        return False


def workbook(outline: Outline, whom: str, words: Mapping[str, str]) -> bytes:
    """The file for an actor or department (by ref); ``words``: the messages of the group ``workbook``."""
    return workbook_of(contents(outline, whom, words), words, outline.index.plan.writing)


def workbook_of(sheets: Sequence[SentSheet], words: Mapping[str, str], writing: Writing) -> bytes:
    """The file of these sheets, the first of which tells how to answer."""
    book = Workbook()
    guide = book.active
    assert isinstance(guide, Worksheet)
    _guide(guide, sheets[0])
    for sheet in sheets[1:]:
        _sheet(book.create_sheet(sheet.title), sheet, words, writing)
    _record(book.create_sheet(words["sheet-record"]), sheets)
    book.properties.title = sheets[0].lines[0]
    book.security.lockStructure = True
    return xlsx_bytes(book)


def _guide(sheet: Worksheet, sent: SentSheet) -> None:
    title, *lines, footer = sent.lines
    sheet.title = sent.title
    sheet.sheet_view.showGridLines = False
    _text(_cell(sheet, 1, 1), title).font = _GUIDE_TITLE
    for n, line in enumerate(lines, 3):
        cell = _text(_cell(sheet, n, 1), line.removeprefix("# "))
        if line.startswith("# "):
            cell.font, cell.alignment = _GUIDE_HEADING, _LOW
            _set_height(sheet, n, _HEADING_HEIGHT)
        else:
            cell.font, cell.alignment = _GUIDE_LINE, _INDENTED
            _set_height(sheet, n, _LINE_HEIGHT * _lines(line, _GUIDE_LINE_WIDTH) + _GUIDE_SPACE)
    sheet.column_dimensions["A"].width = _GUIDE_WIDTH
    _page(sheet, footer, pages_high=1)


def _record(sheet: Worksheet, sheets: Iterable[SentSheet]) -> None:
    """What all the others say, where nobody sees it: see ``contents``."""
    for n, row in enumerate(record_of(sheets), 1):
        for at, words in enumerate(row, 1):
            _text(_cell(sheet, n, at), words)
    sheet.sheet_state = "veryHidden"
    sheet.protection.sheet = True


def _sheet(sheet: Worksheet, sent: SentSheet, words: Mapping[str, str], writing: Writing) -> None:
    assert sent.form is not None
    columns = FORMS[sent.form]
    title, hint, footer = sent.lines
    _text(_cell(sheet, 1, 1), title).font = _TITLE
    _text(_cell(sheet, 2, 1), hint).font = _PLAIN
    for at, (letter, column) in enumerate(_lettered(columns), 1):
        cell = _text(_cell(sheet, HEAD_ROW, at), words[f"head-{column.head}"])
        cell.font, cell.fill, cell.border, cell.alignment = _BOLD, _HEAD, _BORDER, _CENTRED
        width = sheet.column_dimensions[letter]
        width.width, width.hidden = column.width, column.kind == "hidden"
    _set_height(sheet, HEAD_ROW, _HEADS_HEIGHT)
    for n, row in enumerate(sent.rows, 1):
        _row(sheet, HEAD_ROW + n, columns, row, answerable=bool(sent.cell(row, "key")))
    last = HEAD_ROW + len(sent.rows)
    _mark_changes(sheet, columns, last)
    _choices(sheet, columns, last, words, writing.bounds)
    sheet.freeze_panes = f"C{HEAD_ROW + 1}"
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    printed = sum(column.kind not in ("key", "hidden") for column in columns)  # the others stand behind them
    sheet.print_area = f"A1:{get_column_letter(printed)}{last}"
    sheet.auto_filter.ref = f"A{HEAD_ROW}:{get_column_letter(len(columns))}{last}"
    sheet.protection.sheet = True
    # False: not locked. Readers may fit rows and columns to their screens and look for their own rows.
    sheet.protection.formatColumns = sheet.protection.formatRows = sheet.protection.autoFilter = False
    _page(sheet, footer)


def _row(
    sheet: Worksheet, at: int, columns: tuple[Column, ...], contents: tuple[str, ...], *, answerable: bool
) -> None:
    height = 1
    for n, (column, content) in enumerate(zip(columns, contents, strict=True), 1):
        cell = _cell(sheet, at, n)
        if column.numeric:
            _number(cell, content)
        else:
            _text(cell, content)
        cell.font, cell.border, cell.alignment = _PLAIN if answerable else _QUIET, _BORDER, _WRAPPED
        if column.kind == "key":
            cell.font = _SMALL
        if column.kind == "remark" or (column.kind == "answer" and answerable):
            cell.fill, cell.protection = _OPEN, _UNLOCKED
            if not column.numeric:
                cell.number_format = "@"  # what is typed here is not made a number or a date
        if column.kind not in ("key", "hidden"):
            height = max(height, _lines(content, column.width))
    _set_height(sheet, at, _LINE_HEIGHT * height + _ROW_SPACE)


def _cell(sheet: Worksheet, row: int, column: int) -> Cell:
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)  # nothing here is merged
    return cell


def _text(cell: Cell, text: str) -> Cell:
    """A text stays one: what begins with ``=`` must never run."""
    if text:
        cell.value = escaped(text)
        cell.data_type = "s"
    cell.quotePrefix = text.startswith(("=", "+", "-", "@", "'"))
    return cell


def _number(cell: Cell, digits: str) -> None:
    """A number with as many decimals as the plan writes."""
    number = _PLAIN_NUMBER.fullmatch(digits)
    if number is None:  # a range, or none yet
        _text(cell, digits)
    elif number[1]:
        cell.value, cell.number_format = float(digits), f"0.{'0' * len(number[1])}"
    else:
        cell.value = int(digits)


def _mark_changes(sheet: Worksheet, columns: tuple[Column, ...], last: int) -> None:
    first = HEAD_ROW + 1
    [key] = [letter for letter, column in _lettered(columns) if column.kind == "key"]
    old = {column.field: letter for letter, column in _lettered(columns) if kept(column)}
    for here, column in _lettered(columns):
        if column.kind == "answer":
            there = old[column.field]
            differs = f'AND(${key}{first}<>"",NOT(EXACT({here}{first},${there}{first})))'
            rule = Rule(type="expression", formula=[differs], dxf=DifferentialStyle(fill=_CHANGED))
            sheet.conditional_formatting.add(f"{here}{first}:{here}{last}", rule)


def _choices(
    sheet: Worksheet, columns: tuple[Column, ...], last: int, words: Mapping[str, str], bounds: tuple[str, ...]
) -> None:
    lists = {
        "answer-bound": bounds,
        "answer-state": (words["state-pending"], words["state-absent"], words["state-words"]),
    }
    for letter, column in _lettered(columns):
        if column.head in lists:
            choice = DataValidation(type="list", formula1=f'"{",".join(lists[column.head])}"', allow_blank=True)
            sheet.add_data_validation(choice)
            choice.add(f"{letter}{HEAD_ROW + 1}:{letter}{last}")


def _lettered(columns: Iterable[Column]) -> Iterator[tuple[str, Column]]:
    return ((get_column_letter(n), column) for n, column in enumerate(columns, 1))


def _page(sheet: Worksheet, footer: str, *, pages_high: int = _ANY_NUMBER) -> None:
    """A4 landscape, as wide as the paper."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToHeight = pages_high
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = _BESIDE
    sheet.page_margins.top = sheet.page_margins.bottom = _ABOVE
    sheet.page_margins.header = sheet.page_margins.footer = _TO_FOOTER
    assert sheet.oddFooter is not None
    sheet.oddFooter.center.text = footer


def _set_height(sheet: Worksheet, row: int, height: float) -> None:
    sheet.row_dimensions[row] = _Height(sheet, index=row, ht=min(height, _HIGHEST))


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column; Japanese characters are two wide."""
    wide = (sum(1 if letter.isascii() else 2 for letter in line) for line in text.split("\n"))
    return sum(1 + int(letters / (width - _EDGES)) for letters in wide)
