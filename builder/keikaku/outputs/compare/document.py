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
from docx.shared import Mm, Pt, RGBColor

from keikaku.outputs.compare.table import Band, CellLine, Table, plain_text
from keikaku.outputs.office import steady

_FONT = "BIZ UDゴシック"
_COLUMNS = (Mm(114), Mm(114), Mm(39))
_GREY = "E7E7E7"
_TALL = 400
"""Characters of a cell from which its row may go on on the next page, rather than leave half a page empty."""


def docx(table: Table) -> bytes:
    """The file. The same table gives the same bytes."""
    document = Document()
    _page(document, table)
    document.add_heading(table.title, level=1)
    document.add_paragraph(table.between)
    document.add_paragraph(table.remark)
    if table.rows:
        _grid(document, table)
    out = BytesIO()
    document.save(out)
    return steady(out.getvalue())


def _page(document: Any, table: Table) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(15)
    section.top_margin = section.bottom_margin = Mm(15)
    for name in ("Normal", "Heading 1"):
        style = document.styles[name]
        style.font.name = _FONT
        style.font.size = Pt(10 if name == "Normal" else 14)
        # Word takes the font of Japanese characters from here alone.
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(2)
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


def _grid(document: Any, table: Table) -> None:
    grid = document.add_table(rows=1, cols=3, style="Table Grid")
    grid.autofit = False
    for column, width in zip(grid.columns, _COLUMNS, strict=True):
        column.width = width
    for cell, head in zip(grid.rows[0].cells, table.heads, strict=True):
        cell.paragraphs[0].add_run(head).bold = True
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        _shade(cell)
    _mark(grid.rows[0], "w:tblHeader")
    for row in table.rows:
        added = grid.add_row()
        cells = added.cells
        if isinstance(row, Band):
            _shade(cells[0])
            paragraph = cells[0].merge(cells[2]).paragraphs[0]
            paragraph.add_run(row.text).bold = True
            paragraph.paragraph_format.keep_with_next = True
            continue
        for cell, lines in zip(cells, table.cells(row), strict=False):
            _fill(cell, lines)
        if row.remark:
            cells[2].paragraphs[0].add_run(row.remark)
        if max(len(plain_text(lines)) for lines in table.cells(row)) < _TALL:
            _mark(added, "w:cantSplit")
    for row in grid.rows:
        for cell, width in zip(row.cells, _COLUMNS, strict=True):
            if len({id(part._tc) for part in row.cells}) == len(_COLUMNS):
                cell.width = width


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


def _fill(cell: Any, lines: Iterable[CellLine]) -> None:
    for n, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if n == 0 else cell.add_paragraph()
        for piece in line:
            paragraph.add_run(piece.text).underline = piece.changed or None
