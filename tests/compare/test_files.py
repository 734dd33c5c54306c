"""The 新旧対照表 in all its files: what is read back from each is the table, and no word of a plan acts in any."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from keikaku.messages import load_messages
from keikaku.outputs.compare import compare
from keikaku.outputs.compare.cell import BETWEEN_CELLS, Rows, TableLine, in_tables, plain_text
from keikaku.outputs.compare.change import Piece
from keikaku.outputs.compare.document import docx
from keikaku.outputs.compare.markdown import markdown
from keikaku.outputs.compare.paper import paper_data
from keikaku.outputs.compare.sheet import _lines, xlsx
from keikaku.outputs.compare.table import Band, Change, ComparisonTable, ComparisonView, table
from keikaku.outputs.compare.web import html
from keikaku.outputs.print.typeset import typeset
from keikaku.plan.outline import Outline
from keikaku.resources import MESSAGE_FOLDER, TEMPLATE_FOLDER
from keikaku.text.fonts import find_fonts, font_folders
from keikaku.text.tokens import boundaries
from tests.compare import reading
from tests.print.extract import Tagged, tag_tree
from tests.specimens import TINY, ChangedPlan, outline

WORDS = load_messages(MESSAGE_FOLDER, "ja", "compare")
VIEW = ComparisonView(messages=WORDS, old_name="旧の版", new_name="新の版")
ACTING = "=+-@|<>&\"'`*_#[](){}\\!~$:/　 .1年度を%;,?^あ漢"
HOSTILE = st.one_of(
    st.text(ACTING, min_size=1, max_size=12).map(str.strip).filter(bool),
    st.sampled_from(
        ("=1+1", "+1", "-1", "@sum", "|a|", "- 並び", "1. 並び", "# 見出し", "#let x = 1", "{{ x }}", "{=x}")
    ),
    st.sampled_from(("<b>太</b>", "<script>x</script>", "&lt;", "<!-- x -->", "`a`", "a\\|b", "~~x~~", "![](x)")),
    st.sampled_from(("[x](javascript:x)", "https://example.jp", "www.example.jp", "<https://example.jp>")),
)
OF_TABLE = {"p", "table", "thead", "tbody", "tr", "th", "td", "ins"}
OF_PAGE = OF_TABLE | {"html", "head", "meta", "title", "style", "body", "main", "h1", "del"}
OF_COMMENT = OF_TABLE | {"h3", "br", "strong"}
PIECES = st.lists(st.builds(Piece, HOSTILE, st.booleans()), min_size=1, max_size=3).map(tuple)
CELLS = st.lists(PIECES, min_size=1, max_size=3).map(tuple)
ROWS = st.lists(st.one_of(st.builds(Band, HOSTILE), st.builds(Change, CELLS, CELLS, HOSTILE)), min_size=1, max_size=4)


def any_table(rows: list[Band | Change], new_first: bool = True) -> ComparisonTable:
    empty = table(compare(TINY_OUTLINE, TINY_OUTLINE, boundaries), VIEW)
    return replace(empty, rows=tuple(rows), new_first=new_first)


TINY_OUTLINE = outline(TINY)


@pytest.fixture
def real_table(changed_plan: ChangedPlan) -> ComparisonTable:
    """Of edits of every kind: words, a number, a cell, an order, an action, a measure, a heading."""
    return table(compare(TINY_OUTLINE, edited(changed_plan), boundaries), VIEW)


def edited(changed_plan: ChangedPlan) -> Outline:
    def text(name: str, *changes: tuple[str, str]) -> str:
        found = (TINY / name).read_text("utf-8")
        for old, new in changes:
            assert old in found
            found = found.replace(old, new)
        return found

    files = {
        "measures/tea.yml": text(
            "measures/tea.yml",
            ("月に一度、", "月に十二度、"),
            ("    - text: 漁師は", '    - "=1+1 は式ではなく、| も * も文字です。"\n    - text: 漁師は'),
            ("千円を助成します。", "2,000円を助成します。"),
        ),
        "measures/boats.yml": "id: boats\ntitle: 舟を出す\nreading: ふねをだす\npillar: near\npurpose: 舟を出します。\n"
        "actions:\n  neighbours:\n    - 櫂を持ち寄ります。\n",
        "plan.yml": text("plan.yml", ("    - tea\n    - patrol\n", "    - patrol\n    - boats\n    - tea\n")),
        "indicators/near.yml": text("indicators/near.yml", ("value: 60", "value: 65")),
        "chapters/doing.yml": text("chapters/doing.yml", ("- 見回り", "- 夜の見回り"), ("数えること", "数えるもの")),
        "terms/tea-party.yml": text("terms/tea-party.yml", ("話す集まり", "語り合う集まり")),
    }
    return outline(changed_plan(files))


def test_an_edit_of_every_kind_is_in_the_table(real_table: ComparisonTable) -> None:
    shown = {
        (plain_text(row.new), plain_text(row.old), row.remark) for row in real_table.rows if isinstance(row, Change)
    }
    known = "となりの人の名を知る人の割合\nいま | 3年後\n42.50% | "
    assert (f"{known}65%以上", f"{known}60%以上", "字句の修正") in shown
    year = "表2 一年の予定\n季節 | すること\n（略）\n秋 | "
    assert (f"{year}夜の見回り", f"{year}見回り", "字句の修正") in shown
    assert ("=1+1 は式ではなく、| も * も文字です。", "（新設）", "新設") in shown
    [boats] = [new for new, _, _ in shown if new.startswith("B 舟を出す")]
    assert re.fullmatch("B 舟を出す\n舟を出します。\n.*\n櫂を持ち寄ります。", boats)
    assert any("移動" in remark for _, _, remark in shown)


@given(ROWS, st.booleans())
def test_html_shows_the_table_and_no_word_is_markup(rows: list[Band | Change], new_first: bool) -> None:
    made = any_table(rows, new_first)
    read, tags = reading.of_html(html(made, TEMPLATE_FOLDER))
    assert read == reading.of_table(made)
    assert tags <= OF_PAGE


@given(ROWS)
def test_markdown_shows_the_table_and_no_word_is_markup(rows: list[Band | Change]) -> None:
    made = any_table(rows)
    read, tags = reading.of_markdown(markdown(made))
    assert read == reading.of_table(made)
    assert tags <= OF_COMMENT


@pytest.mark.slow
@given(ROWS, st.booleans())
@settings(max_examples=25)
def test_word_shows_the_table(rows: list[Band | Change], new_first: bool) -> None:
    made = any_table(rows, new_first)
    assert reading.of_docx(docx(made)) == reading.of_table(made)


@given(ROWS, st.booleans())
@settings(max_examples=25)
def test_excel_shows_the_table_and_no_word_is_a_formula(rows: list[Band | Change], new_first: bool) -> None:
    made = any_table(rows, new_first)
    file = xlsx(made)
    assert reading.of_xlsx(file) == reading.of_table(made)
    with ZipFile(io.BytesIO(file)) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")


def test_every_file_holds_the_real_table(real_table: ComparisonTable) -> None:
    expected = reading.of_table(real_table)
    page = html(real_table, TEMPLATE_FOLDER)
    assert reading.of_html(page)[0] == expected
    assert page.count("""content="default-src 'none'; style-src 'sha256-""") == 1
    assert reading.of_markdown(markdown(real_table))[0] == expected
    assert reading.of_docx(docx(real_table)) == expected
    assert reading.of_xlsx(xlsx(real_table)) == expected


def pdf(made: ComparisonTable) -> bytes:
    template = TEMPLATE_FOLDER / "compare" / "table.typ"
    return typeset(template, paper_data(made), find_fonts(font_folders())).pdf


def rows_of_pdf(file: bytes) -> list[list[str]]:
    """As a screen reader gets them; the head that comes again on every page is there once."""
    outer = next(element for element in tag_tree(file).all() if element.role == "/Table")
    return [[cell.text for cell in row.below] for row in _rows_of(outer)]


def _rows_of(table: Tagged) -> Iterator[Tagged]:
    for element in table.below:
        if element.role == "/TR":
            yield element
        else:  # of the head, of the body
            yield from _rows_of(element)


def rows_in_plain_text(made: ComparisonTable) -> list[list[str]]:
    """Cells of a table within a cell stand apart as such, without the sign between them."""
    rows = [
        ["".join("".join(text for text, _ in line) for line in cell).replace(BETWEEN_CELLS.text, "") for cell in row]
        for row in reading.of_table(made)
    ]
    return [list(made.heads), *rows]


def test_the_pdf_holds_the_table_and_lies_on_its_side(real_table: ComparisonTable) -> None:
    made = pdf(real_table)
    assert rows_of_pdf(made) == rows_in_plain_text(real_table)
    with pikepdf.open(io.BytesIO(made)) as document:
        for page in document.pages:
            assert [round(float(edge)) for edge in page.mediabox] == [0, 0, 842, 595]


def test_no_word_is_code_of_the_paper() -> None:
    hostile = "#let x = 1 $ a $ *太* _x_ <a> @b `c` \\ ~ [ ] // /* */"
    made = any_table([Band(hostile), Change(((Piece(hostile, True),),), ((Piece(hostile),),), hostile)])
    assert rows_of_pdf(pdf(made)) == rows_in_plain_text(made)


@pytest.mark.slow
@pytest.mark.parametrize(("write", "name"), [(docx, "table.docx"), (xlsx, "table.xlsx")])
def test_office_programs_open_the_files(real_table: ComparisonTable, write: object, name: str, tmp_path: Path) -> None:
    """A second reader than the library that wrote them: LibreOffice, which shows every row."""
    if (office := shutil.which("soffice")) is None:
        pytest.skip(
            "LibreOffice（soffice）が入っていないため、Word と Excel のファイルを開いて確かめることができません"
        )
    assert callable(write)
    (tmp_path / name).write_bytes(write(real_table))
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = [office, home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / name)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    read = subprocess.run(["pdftotext", tmp_path / "table.pdf", "-"], check=True, capture_output=True, text=True).stdout
    words = re.sub(r"\s", "", read)
    for row in real_table.rows:
        texts = [row.text] if isinstance(row, Band) else [row.remark]
        assert all(re.sub(r"\s", "", text) in words for text in texts)
    assert words.count("65%以上") == 1


@pytest.mark.parametrize("write", [docx, xlsx, pdf])
def test_the_same_table_gives_the_same_bytes(
    real_table: ComparisonTable, write: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert callable(write)
    first = write(real_table)
    import time

    moved = time.time() + 90_000_000
    monkeypatch.setattr(time, "time", lambda: moved)
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(moved))
    assert write(real_table) == first


def test_the_order_of_the_columns_is_a_choice(changed_plan: ChangedPlan) -> None:
    made = table(compare(TINY_OUTLINE, edited(changed_plan), boundaries), replace(VIEW, new_first=False))
    assert made.heads == ("旧", "新", "備考")
    [change] = [row for row in made.rows if isinstance(row, Change) and "65%" in plain_text(row.new)]
    left, right = made.cells(change)
    assert "60%" in plain_text(left)
    assert "65%" in plain_text(right)


def test_excel_rows_are_never_higher_than_excel_shows() -> None:
    long = tuple((Piece("あ" * 50, True),) for _ in range(60))
    made = any_table([Change(long, ((Piece("（新設）"),),), "新設")])
    from openpyxl import load_workbook

    sheet = load_workbook(io.BytesIO(xlsx(made))).worksheets[0]
    heights = [sheet.row_dimensions[n].height for n in range(5, sheet.max_row + 1)]
    assert len(heights) > 3
    assert max(heights) <= 409
    words = "".join(str(sheet.cell(n, 1).value).replace("\n", "") for n in range(5, sheet.max_row + 1))
    assert words == "あ" * 3000
    for lines, rows in ((28, 1), (29, 2)):
        one = any_table([Change(((Piece("あ" * 30),),) * lines, ((Piece("あ"),),), "")])
        assert load_workbook(io.BytesIO(xlsx(one))).worksheets[0].max_row == 4 + rows, "as many lines as one row shows"


def test_a_table_of_word_bears_its_heads_on_every_page_and_a_place_stays_with_what_is_below_it() -> None:
    """A row is not torn at the end of a page, unless it is so long that half a page would be left empty."""
    new, tall, taller = (((Piece("あ" * length),),) for length in (1, 399, 400))
    [grid] = Document(
        io.BytesIO(docx(any_table([Band("第1章"), *(Change(text, new, "修正") for text in (tall, taller))])))
    ).tables
    head, band, *changes = grid.rows
    assert [one.paragraphs[0].runs[0].bold for one in (*head.cells, *band.cells)] == [True] * 6
    assert [one.paragraphs[0].alignment for one in head.cells] == [WD_ALIGN_PARAGRAPH.CENTER] * 3
    assert [len(row._tr.xpath("./w:trPr/w:tblHeader")) for row in grid.rows] == [1, 0, 0, 0]
    assert band.cells[0].paragraphs[0].paragraph_format.keep_with_next
    assert len(band._tr.tc_lst) == 1
    assert [len(row._tr.xpath("./w:trPr/w:cantSplit")) for row in changes] == [1, 0]
    assert not grid.autofit
    widths = [[one.width for one in row.cells] for row in changes]
    assert widths == [[column.width for column in grid.columns]] * 2


def test_places_are_named_with_their_pages_in_both_revisions(changed_plan: ChangedPlan) -> None:
    new = edited(changed_plan)
    view = replace(
        VIEW,
        old_pages={"measure:tea": "4", "section:counting": "6"},
        new_pages={"measure:tea": "5", "measure:boats": "4"},
    )
    bands = [row.text for row in table(compare(TINY_OUTLINE, new, boundaries), view).rows if isinstance(row, Band)]
    assert any(re.fullmatch(r"\S+ お茶を飲む（新 5ページ・旧 4ページ）", band) for band in bands), bands
    assert any(re.fullmatch(r"\S+ 舟を出す（新 4ページ）", band) for band in bands), bands
    assert any(re.fullmatch(r"\S+ 数えるもの（旧 6ページ）", band) for band in bands), bands


def test_an_excel_sheet_rules_every_cell_and_shades_the_place_over_all_columns() -> None:
    piece = (Piece("海辺の町"),)
    rows: list[Band | Change] = [Band("第1章"), Change((piece,), (piece, piece), "修正")]
    made = replace(any_table(rows), number="資料1", heads=("新", "旧", "説明", "備考"))
    sheet = load_workbook(io.BytesIO(xlsx(made))).active
    assert isinstance(sheet, Worksheet)
    assert sheet.oddFooter is not None
    assert sheet.oddFooter.center.text == "&P / &N"
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    said = {cell.value: cell.coordinate for row in sheet for cell in row if cell.value}
    assert (said["資料1"], said[made.title], said["第1章"], said["修正"]) == ("D1", "A2", "A6", "D7")
    assert [str(one) for one in sheet.merged_cells.ranges] == ["A6:D6"]
    for number, grey in ((5, "solid"), (7, None)):
        assert [cell.fill.fill_type for cell in sheet[number]] == [grey] * 4
        assert [cell.border.left.style for cell in sheet[number]] == ["thin"] * 4
    assert (sheet["A6"].fill.fill_type, sheet["A6"].border.left.style, sheet["D6"].border.right.style) == (
        "solid",
        "thin",
        "thin",
    )
    assert sheet.row_dimensions[7].height == 2 * 14 + 4


@pytest.mark.parametrize(
    ("text", "lines"),
    [("", 1), ("あ" * 30, 1), ("あ" * 30 + "a", 2), ("a" * 60, 1), ("a" * 61, 2), ("あ\n\nい", 3)],
)
def test_excel_is_told_how_many_lines_a_text_takes(text: str, lines: int) -> None:
    """A column of 58 holds 30 characters, or twice as many letters."""
    assert _lines(text, 58) == lines


def test_a_table_stands_in_a_cell_of_word_with_no_empty_line_above() -> None:
    rows = (TableLine(((Piece("年"),), (Piece("数"),)), head=True), TableLine(((Piece("（略）"),),)))
    words = (Piece("お茶"),)
    made = any_table([Change(rows, (words, *rows), "修正")])
    [grid] = Document(io.BytesIO(docx(made))).tables
    assert len(grid.rows) == 2
    for cell, above in zip(grid.rows[1].cells, ([], ["お茶"]), strict=False):
        [within] = cell.tables
        assert [paragraph.text for paragraph in cell.paragraphs] == [*above, ""]
        assert cell.paragraphs[-1].paragraph_format.line_spacing == Pt(2)
        assert [one.text for one in within.rows[0].cells] == ["年", "数"]
        assert within.rows[1].cells[0]._tc is within.rows[1].cells[1]._tc, "one cell over all columns"
        alignments = [row.cells[0].paragraphs[0].alignment for row in within.rows]
        assert alignments == [WD_ALIGN_PARAGRAPH.CENTER, None]


def test_tables_in_a_cell_stand_apart_where_heads_begin() -> None:
    head, row, words = (TableLine((), head=True), TableLine((), head=False), (Piece("お茶"),))
    found = [
        len(part.lines) if isinstance(part, Rows) else "" for part in in_tables((row, head, row, row, head, words, row))
    ]
    assert found == [1, 3, 1, "", 1]
