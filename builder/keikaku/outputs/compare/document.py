"""The 新旧対照表 as a Word document, A4 landscape."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor

from keikaku.outputs.compare.cell import Cell, Rows, in_tables, plain_text
from keikaku.outputs.compare.change import Piece
from keikaku.outputs.compare.table import Band, ComparisonTable
from keikaku.outputs.office import strip_timestamps

_FONT = "BIZ UDゴシック"
_PAPER, _MARGIN = (Mm(297), Mm(210)), Mm(15)
_STYLES = {"Normal": Pt(10), "Heading 1": Pt(14)}
_NUMBER, _WITHIN, _NOTE = Pt(12), Pt(9), Pt(8)
"""Sizes of type: of the number of the paper, of a table of the plan, of what stands below."""
_BETWEEN = Pt(2)
"""Between paragraphs; Word wants an empty one behind a table in a cell, no higher than this."""
_BLACK = RGBColor(0, 0, 0)
_EDGES = Mm(6)
"""Of a column's width, what a table in it does not take."""
_COLUMNS = (Mm(114), Mm(114), Mm(39))
_EXPLAINED = (Mm(97), Mm(97), Mm(38), Mm(35))
"""Widths with and without a column for explanations."""
_GREY = "E7E7E7"
_TALL = 400
"""Characters of a cell from which its row may go on on the next page, rather than leave half a page empty."""


def docx(table: ComparisonTable) -> bytes:
    """The file. The same table gives the same bytes."""
    document = Document()
    _page(document, table)
    if table.number:
        _boxed(document.add_paragraph(), table.number)
    document.add_heading(table.title, level=1)
    if table.department:
        document.add_paragraph(table.department).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_paragraph(table.between)
    document.add_paragraph(table.remark)
    if table.rows:
        _grid(document, table)
    if table.note:
        document.add_paragraph().add_run(table.note).font.size = _NOTE
    out = BytesIO()
    document.save(out)
    return strip_timestamps(out.getvalue())


def _page(document: Any, table: ComparisonTable) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = _PAPER
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    for name, size in _STYLES.items():
        style = document.styles[name]
        style.font.name = _FONT
        style.font.size = size
        # Word takes the font of Japanese characters from here alone.
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)
        style.font.color.rgb = _BLACK
        style.paragraph_format.space_before = style.paragraph_format.space_after = _BETWEEN
    language = OxmlElement("w:lang")
    language.set(qn("w:eastAsia"), table.languages.plan)
    document.styles["Normal"].element.get_or_add_rPr().append(language)
    properties = document.core_properties
    properties.title = table.title
    properties.author = ""
    properties.comments = ""
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text, field in (("", "PAGE"), (" / ", "NUMPAGES")):
        foot.add_run(text)
        foot._p.append(_field(field))


def _boxed(paragraph: Any, text: str) -> None:
    """資料番号, in its box at the upper right."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = paragraph.add_run(f" {text} ")
    run.font.size = _NUMBER
    border = OxmlElement("w:bdr")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
        border.set(qn(f"w:{name}"), value)
    run._r.get_or_add_rPr().append(border)


def _grid(document: Any, table: ComparisonTable) -> None:
    widths = _EXPLAINED if table.explained else _COLUMNS
    grid = document.add_table(rows=1, cols=len(widths), style="Table Grid")
    grid.autofit = False
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    for cell, head in zip(grid.rows[0].cells, table.heads, strict=True):
        cell.paragraphs[0].add_run(head).bold = True
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        _shade(cell)
    _mark(grid.rows[0], "w:tblHeader")
    for row in table.rows:
        added = grid.add_row()
        cells = added.cells
        for cell, width in zip(cells, widths, strict=True):
            cell.width = width
        if isinstance(row, Band):
            _shade(cells[0])
            paragraph = cells[0].merge(cells[-1]).paragraphs[0]
            paragraph.add_run(row.text).bold = True
            paragraph.paragraph_format.keep_with_next = True
            continue
        for cell, width, content in zip(cells, widths, table.cells(row), strict=False):
            _fill(cell, content, width)
        if row.remark:
            cells[-1].paragraphs[0].add_run(row.remark)
        if max(len(plain_text(content)) for content in table.cells(row)) < _TALL:
            _mark(added, "w:cantSplit")


def _mark(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _shade(cell: Any) -> None:
    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", _GREY)):
        shading.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shading)


def _field(name: str) -> Any:
    """A number that Word fills in."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    field.append(OxmlElement("w:r"))
    return field


def _fill(cell: Any, content: Cell, width: Length) -> None:
    begun = False
    for part in in_tables(content):
        if isinstance(part, Rows):
            _table_within(cell, part, width, begun=begun)
        else:
            _pieces(cell.add_paragraph() if begun else cell.paragraphs[0], part)
        begun = True


def _table_within(cell: Any, rows: Rows, width: Length, *, begun: bool) -> None:
    if not begun:  # the empty paragraph every cell begins with
        cell._tc.remove(cell.paragraphs[0]._p)
    within = cell.add_table(rows=len(rows.lines), cols=rows.width)
    cell.paragraphs[-1].paragraph_format.line_spacing = _BETWEEN
    within.autofit = True
    _broken_lines(within)
    for row, line in zip(within.rows, rows.lines, strict=True):
        own = list(row.cells)
        if rows.span(line) > 1:
            own = [own[0].merge(own[-1])]
        for place, pieces in zip(own, line.cells, strict=True):
            paragraph = place.paragraphs[0]
            _pieces(paragraph, pieces)
            if line.head:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            for run in paragraph.runs:
                run.font.size = _WITHIN
    for column in within.columns:
        column.width = Length((width - _EDGES) // rows.width)


def _broken_lines(table: Any) -> None:
    """By which a table of the plan is distinguished from the rows of the comparison."""
    borders = OxmlElement("w:tblBorders")
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{edge}")
        for name, value in (("val", "dashed"), ("sz", "4"), ("space", "0"), ("color", "000000")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)


def _pieces(paragraph: Any, pieces: Iterable[Piece]) -> None:
    for piece in pieces:
        paragraph.add_run(piece.text).underline = piece.changed or None
