"""Comparison tables read back from the files they were written to."""

from __future__ import annotations

import io
from collections.abc import Iterator
from html.parser import HTMLParser

from docx import Document
from docx.table import Table as DocxTable
from docx.text.paragraph import Paragraph
from markdown_it import MarkdownIt
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText

from keikaku.outputs.compare.cell import BETWEEN_CELLS, CellLine, in_lines
from keikaku.outputs.compare.table import Band, ComparisonTable

Run = tuple[str, bool]
"""Some words, and whether they are underlined."""
Cell = list[list[Run]]
"""Lines of runs; a row of a table within it is one line, as where a file can hold no table there."""
Row = list[Cell]
"""One cell: a band."""


def joined(runs: list[Run]) -> list[Run]:
    """Neighbours of one kind as one, nothing empty."""
    found: list[Run] = []
    for text, marked in runs:
        if not text:
            continue
        if found and found[-1][1] == marked:
            found[-1] = (found[-1][0] + text, marked)
        else:
            found.append((text, marked))
    return found


def _line(line: CellLine) -> list[Run]:
    return joined([(piece.text, piece.changed) for piece in line])


def of_table(table: ComparisonTable) -> list[Row]:
    """What is to be read in every file."""
    found: list[Row] = []
    for row in table.rows:
        if isinstance(row, Band):
            found.append([[[(row.text, False)]]])
        else:
            left, right = table.cells(row)
            remark = [[(row.remark, False)]] if row.remark else []
            explanation = [[]] if table.explained else []
            found.append([*([_line(line) for line in in_lines(cell)] for cell in (left, right)), *explanation, remark])
    return found


class _Page(HTMLParser):
    """Rows of the only table. `<p>` and `<br>` begin lines; so does each row of a table inside of it."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self.tags: list[str] = []
        self.inside = False
        self.within = False
        self.marked = False

    def handle_starttag(self, tag: str, attributes: object) -> None:
        self.tags.append(tag)
        if tag == "tbody":
            self.inside = True
        elif self.inside and tag == "table":
            self.within = True
        elif self.within and tag == "tr":
            self.rows[-1][-1].append([])
            self.begun = False
        elif self.within and tag in ("td", "th"):
            line = self.rows[-1][-1][-1]
            line.append((BETWEEN_CELLS.text if self.begun else "", False))
            self.begun = True
        elif self.inside and tag == "tr":
            self.rows.append([])
        elif self.inside and tag in ("td", "th"):
            self.rows[-1].append([])
        elif self.inside and tag in ("p", "br"):
            self.rows[-1][-1].append([])
        elif tag in ("ins", "del"):
            self.marked = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "tbody":
            self.inside = False
        elif tag == "table":
            self.within = False
        elif tag in ("ins", "del"):
            self.marked = False

    def handle_data(self, data: str) -> None:
        data = data.replace("\n", "")  # of the template: no line of a plan holds one
        if self.inside and data and self.rows and self.rows[-1]:
            cell = self.rows[-1][-1]
            if not cell:
                cell.append([])
            cell[-1].append((data, self.marked))


def of_html(text: str) -> tuple[list[Row], set[str]]:
    """The rows, and the names of all elements of the page."""
    page = _Page()
    page.feed(text)
    return [[[joined(line) for line in cell] for cell in row] for row in page.rows], set(page.tags)


def of_markdown(text: str) -> tuple[list[Row], set[str]]:
    """As any reader of Markdown with tables shows it. A band is a row whose other cells are empty."""
    rows, tags = of_html(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text))
    return [[row[0]] if row[1:] == [[], []] else row for row in rows], tags


def of_docx(file: bytes) -> list[Row]:
    document = Document(io.BytesIO(file))
    if not document.tables:
        return []
    found: list[Row] = []
    for row in document.tables[0].rows[1:]:
        cells = list({id(cell._tc): cell for cell in row.cells}.values())
        found.append([[line for part in cell.iter_inner_content() for line in _docx_lines(part)] for cell in cells])
    return found


def _docx_lines(part: Paragraph | DocxTable) -> Iterator[list[Run]]:
    if isinstance(part, Paragraph):
        if part.runs:
            yield _docx_runs(part)
        return
    for row in part.rows:
        cells = list({id(cell._tc): cell for cell in row.cells}.values())
        texts = [[run for paragraph in cell.paragraphs for run in _docx_runs(paragraph)] for cell in cells]
        yield joined(
            [run for n, own in enumerate(texts) for run in ([(BETWEEN_CELLS.text, False), *own] if n else own)]
        )


def _docx_runs(paragraph: Paragraph) -> list[Run]:
    return joined([(run.text.replace("\n", " "), bool(run.underline)) for run in paragraph.runs])


def of_xlsx(file: bytes) -> list[Row]:
    """Rows that only go on from the row before, because Excel's are not high enough, are put together."""
    sheet = load_workbook(io.BytesIO(file), rich_text=True).worksheets[0]
    merged = {area.min_row for area in sheet.merged_cells.ranges}
    found: list[Row] = []
    frozen = sheet.freeze_panes
    if frozen is None:
        return []
    first = int(frozen[1:])
    for number, row in enumerate(sheet.iter_rows(min_row=first), first):
        assert all(cell.data_type in ("s", "n") and (cell.data_type == "s" or cell.value is None) for cell in row)
        cells = [_cell(cell.value) for cell in row]
        found.append(cells[:1] if number in merged else cells)
    return found


def _cell(value: object) -> Cell:
    if value is None:
        return []
    parts = list(value) if isinstance(value, CellRichText) else [value]
    runs = [(str(part), False) if isinstance(part, str) else (part.text, part.font.u == "single") for part in parts]
    lines: Cell = [[]]
    for text, marked in runs:
        first, *more = text.split("\n")
        lines[-1].append((first, marked))
        lines.extend([(piece, marked)] for piece in more)
    return [joined(line) for line in lines]
