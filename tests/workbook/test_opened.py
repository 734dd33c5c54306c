"""What an .xlsx says, part by part (ECMA-376 part 1, 18): packages of a few lines, each with one thing in it."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from keikaku.diagnostics.diagnostic import Diagnostic
from keikaku.outputs.workbook import opened
from keikaku.outputs.workbook.opened import OpenedWorkbook, open_workbook
from keikaku.outputs.workbook.xlsx import package, sheet
from keikaku.outputs.workbook.xlsx.beside import Beside
from keikaku.outputs.workbook.xlsx.package import DamagedError, TooLargeError
from keikaku.outputs.workbook.xlsx.sheet import Range, SheetCell, position, reference
from tests.workbook.returned_files import BOILERPLATE, with_kinds
from tests.workbook.test_accounted import MARK, answer, said
from tests.workbook.test_refused import packed

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def relations(*found: tuple[str, str], more: str = "") -> str:
    """``found``: kind and target of each; their ids are r1, r2 …"""
    one = '<Relationship Id="r{}" Type="{}/{}" Target="{}"{}/>'
    every = (one.format(n, OFFICE, kind, target, more) for n, (kind, target) in enumerate(found, 1))
    return f"<Relationships>{''.join(every)}</Relationships>"


def xlsx(
    content: str = "", *, strings: str = "", styles: str = "", beside: dict[str, str] | None = None, **parts: str
) -> bytes:
    """A package with one sheet: ``content`` stands in it; ``beside``: kind → what the part of that kind says."""
    others = {f"part{n}.xml": kind for n, kind in enumerate(beside or {})}
    files = {
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": '<workbook xmlns:r="r"><sheets><sheet name="表" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "strings.xml"), ("styles", "styles.xml")
        ),
        "xl/worksheets/sheet1.xml": f"<worksheet>{content}</worksheet>",
        "xl/worksheets/_rels/sheet1.xml.rels": relations(*((kind, name) for name, kind in others.items())),
        "xl/strings.xml": f"<sst>{strings}</sst>",
        "xl/styles.xml": f"<styleSheet>{styles}</styleSheet>",
        **{f"xl/worksheets/{name}": (beside or {})[kind] for name, kind in others.items()},
        **parts,
    }
    return packed({name: text.encode() for name, text in files.items()})


def book(content: bytes) -> OpenedWorkbook:
    found = open_workbook("1.xlsx", content)
    assert isinstance(found, OpenedWorkbook), found
    return found


def cells(rows: str, **parts: str) -> dict[tuple[int, int], SheetCell]:
    [(found, _)] = book(xlsx(f"<sheetData>{rows}</sheetData>", **parts)).sheets
    return {(row, column): cell for row, in_row in found.cells.items() for column, cell in in_row.items()}


def refused(content: bytes) -> str:
    found = open_workbook("1.xlsx", content)
    assert isinstance(found, Diagnostic)
    return str(found.message)


def test_a_cell_and_a_row_without_a_name_follow_those_before_them() -> None:
    rows = "<row><c><v>1</v></c><c r='D1'><v>2</v></c><c><v>3</v></c></row><row r='7'><c><v>4</v></c></row>"
    rows += "<row><c r='B8'><v>5</v></c></row>"
    places = {(1, 1): "1", (1, 4): "2", (1, 5): "3", (7, 1): "4", (8, 2): "5"}
    assert {at: cell.text for at, cell in cells(rows).items()} == places


def test_a_cell_stands_in_its_row() -> None:
    assert "壊れて" in refused(xlsx("<sheetData><row r='2'><c r='A3'><v>1</v></c></row></sheetData>"))


KINDS = [
    ("<c><v>7</v></c>", "number", "7"),
    ("<c t='n'><v>7.50</v></c>", "number", "7.5"),
    ("<c t='n'><v>many</v></c>", "other", "many"),
    ("<c t='str'><v>文_x0041_</v></c>", "text", "文A"),
    ("<c t='b'><v>1</v></c>", "other", "1"),
    ("<c t='e'><v>#N/A</v></c>", "other", "#N/A"),
    ("<c t='d'><v>2026-04-01</v></c>", "other", "2026-04-01"),
    ("<c t='s'><v>1</v></c>", "text", "二"),
    ("<c t='inlineStr'><is><r><t>文</t></r><r><t>字</t></r></is></c>", "text", "文字"),
    ("<c><f>1+1</f></c>", "formula", "=1+1"),
    ("<c><f>1+1</f><v>2</v></c>", "formula", "2"),
    ("<c t='str'><f>A1</f><v>文</v></c>", "formula", "文"),
]


@pytest.mark.parametrize(("written", "kind", "text"), KINDS)
def test_a_cell_is_of_its_kind(written: str, kind: str, text: str) -> None:
    """Nothing of it is left for the cell behind it."""
    found = cells(f"<row>{written}<c/><c><v>5</v></c></row>", strings="<si><t>一</t></si><si><t>二</t></si>")
    five = SheetCell("number", "5", struck=False)
    assert found == {(1, 1): SheetCell(kind, text, struck=False), (1, 3): five}  # type: ignore[arg-type]


@pytest.mark.parametrize("written", ["<c/>", "<c s='0'/>", "<c><v></v></c>", "<c t='inlineStr'><is><t/></is></c>"])
def test_a_cell_that_says_nothing_is_none(written: str) -> None:
    assert cells(f"<row>{written}</row>") == {}


@pytest.mark.parametrize("index", ["2", "x", ""])
def test_a_shared_text_that_is_not_there_is_damage(index: str) -> None:
    assert "壊れて" in refused(xlsx(f"<row><c t='s'><v>{index}</v><f>1</f></c></row>", strings="<si/><si/>"))


STRUCK = "<fonts><font/><font><strike/></font><font><strike val='0'/></font></fonts>"
STYLES = "".join(f"<xf numFmtId='0' fontId='{n}'/>" for n in (0, 1, 2, 3, "x"))
LOOKS = f"<dxfs><dxf><font><strike/></font></dxf></dxfs>{STRUCK}<cellXfs>{STYLES}</cellXfs><cellStyleXfs/>"


@pytest.mark.parametrize(
    ("style", "words", "struck"),
    [
        ("0", "<t>文</t>", False),
        ("1", "<t>文</t>", True),
        ("2", "<t>文</t>", False),
        ("3", "<t>文</t>", False),  # a font that is not there
        ("4", "<t>文</t>", False),
        ("9", "<t>文</t>", False),  # a style that is not there
        ("x", "<t>文</t>", False),
        ("0", "<r><t>文</t></r><r><rPr><strike/></rPr><t>字</t></r>", True),
        ("0", "<r><rPr><strike val='0'/></rPr><t>文</t></r>", False),
        ("0", "<r><rPr><strike val='false'/></rPr><t>文</t></r>", False),
        ("1", "<r><rPr><b/></rPr><t>文</t></r>", False),  # all its runs say for themselves how they look
        ("1", "<r><rPr><b/></rPr><t>文</t></r><r><t>字</t></r>", True),
        ("1", "<t>文</t><rPh sb='0' eb='1'><t>ぶん</t></rPh>", True),
    ],
)
@pytest.mark.parametrize("inline", [True, False])
def test_a_line_goes_through_a_cell_or_some_of_its_words(style: str, words: str, struck: bool, inline: bool) -> None:
    cell = f"<c s='{style}' t='inlineStr'><is>{words}</is></c>" if inline else f"<c s='{style}' t='s'><v>0</v></c>"
    [found] = cells(f"<row>{cell}</row>", strings=f"<si>{words}</si>", styles=LOOKS).values()
    assert found == SheetCell("text", "文字" if "字" in words else "文", struck)


def test_a_number_is_shown_by_the_format_of_its_style() -> None:
    """One that the file has itself, before one that has its number by itself; without any as General shows it."""
    codes = "<numFmts><numFmt numFmtId='2' formatCode='0&quot;人&quot;'/></numFmts>"
    styles = "".join(f"<xf {name}/>" for name in ("", "numFmtId='2'", "numFmtId='4'", "numFmtId='14'", "numFmtId='x'"))
    row = "".join(f"<c s='{n}'><v>1234.5</v></c>" for n in (0, 1, 2, 3, 4, 9))
    found = cells(f"<row>{row}</row>", styles=f"{codes}<cellXfs>{styles}</cellXfs>")
    shown = [(found[1, n].kind, found[1, n].text) for n in range(1, 7)]
    assert shown == [
        ("number", "1234.5"),
        ("number", "1235人"),
        ("number", "1,234.50"),
        ("other", "1234.5"),
        ("other", "1234.5"),
        ("number", "1234.5"),
    ]


# ---------------------------------------------------------------------------------------------- places


@pytest.mark.parametrize(
    ("ref", "row", "column"),
    [("A1", 1, 1), ("Z9", 9, 26), ("AA10", 10, 27), ("ZZ1", 1, 702), ("XFD1048576", 1_048_576, 16_384)],
)
def test_a_place_is_named_by_letters_and_a_number(ref: str, row: int, column: int) -> None:
    assert position(ref) == position(f"${ref[: -len(str(row))]}${row}") == (row, column)
    assert reference(row, column) == ref


@pytest.mark.parametrize("ref", ["", "A", "1", "A0", "A01", "a1", "XFE1", "A1048577", "AAAA1", "A1:B2"])
def test_what_is_no_place_of_a_sheet_is_damage(ref: str) -> None:
    with pytest.raises(DamagedError):
        position(ref)


def test_what_is_merged_and_what_stands_around_the_cells() -> None:
    edges = [f"{which}{edge}" for which in ("odd", "even", "first") for edge in ("Header", "Footer")]
    hints = ("promptTitle", "prompt", "errorTitle", "error")
    content = "<mergeCells><mergeCell ref='B2:C5'/><mergeCell ref='D9'/></mergeCells><dataValidations>"
    told = "".join(f' {hint}="{hint}_x0041_"' for hint in hints)
    content += f"<dataValidation{told}/></dataValidations>"
    content += f"<headerFooter>{''.join(f'<{edge}>{edge} &amp;P</{edge}>' for edge in edges)}</headerFooter>"
    [(found, _)] = book(xlsx(f"<sheetData/>{content}")).sheets
    assert found.merged == [Range("B2:C5", 2, 2, 5, 3), Range("D9", 9, 4, 9, 4)]
    assert found.around == [*(f"{hint}A" for hint in hints), *(f"{edge} &P" for edge in edges)]
    assert found.cells == {}


# ---------------------------------------------------------------------------------------------- the package


def test_sheets_stand_in_the_order_of_the_workbook_and_others_are_told_apart() -> None:
    ids = (("一", "r3"), ("図", "r2"), ("二", "r1"), ("無", "r9"))
    names = "".join(f'<sheet name="{name}" r:id="{id}"/>' for name, id in ids)
    content = xlsx(
        **{
            "xl/workbook.xml": f'<workbook xmlns:r="r"><sheets>{names}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relations(
                ("worksheet", "worksheets/sheet1.xml"),
                ("chartsheet", "chartsheets/sheet1.xml"),
                ("worksheet", "/xl/worksheets/../worksheets/sheet2.xml"),
            ),
            "xl/worksheets/sheet2.xml": "<worksheet><row><c><v>2</v></c></row></worksheet>",
        }
    )
    found = book(content)
    assert [(one.title, one.part) for one, _ in found.sheets] == [
        ("一", "xl/worksheets/sheet2.xml"),
        ("二", "xl/worksheets/sheet1.xml"),
    ]
    assert found.others == ("図", "無")
    assert found.beside == ()


def test_what_belongs_to_the_whole_file_is_told_and_what_programs_leave_is_not() -> None:
    content = xlsx(
        **{
            "_rels/.rels": relations(
                ("officeDocument", "xl/workbook.xml"), ("extended-properties", "docProps/app.xml"), ("novelty", "n.xml")
            ),
            "n.xml": "<n>外<t>あ</t>外<t>い</t>外</n>",
            "xl/_rels/workbook.xml.rels": relations(
                ("worksheet", "worksheets/sheet1.xml"), ("theme", "theme.xml"), ("externalLink", "link.bin")
            ),
        }
    )
    assert book(content).beside == (Beside("part", "あい"), Beside("part", "xl/link.bin"))


def test_an_address_outside_is_named_and_not_followed() -> None:
    outside = relations(("externalLinkPath", "https://example.jp/x.xml"), more=' TargetMode="External"').replace(
        "r1", "r7"
    )
    content = xlsx(
        **{
            "xl/worksheets/_rels/sheet1.xml.rels": outside,
            "xl/_rels/workbook.xml.rels": relations(("worksheet", "worksheets/sheet1.xml")).replace(
                "</Relationships>", outside.removeprefix("<Relationships>")
            ),
        }
    )
    found = book(content)
    assert found.beside == (Beside("part", "https://example.jp/x.xml"),)
    assert [beside for _, beside in found.sheets] == [()], "links of cells are addresses too"


# ---------------------------------------------------------------------------------------------- limits


def test_a_file_may_be_as_large_as_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opened, "MAX_BYTES", len(xlsx()))
    book(xlsx())
    monkeypatch.setattr(opened, "MAX_BYTES", len(xlsx()) - 1)
    assert "大きすぎ" in refused(xlsx())


def test_rows_and_styles_may_be_as_many_as_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "MAX_ROWS", 3)
    monkeypatch.setattr(sheet, "_MAX_STYLES", 3)
    row, style = "<row><c><v>1</v></c></row>", "<xf/>"
    book(
        xlsx(row * 3 + "<row><c/></row>", styles=f"<cellXfs>{style * 3}</cellXfs><cellStyleXfs>{style}</cellStyleXfs>")
    )
    assert "行" in refused(xlsx(row * 4))
    assert "書式" in refused(xlsx(styles=f"<cellXfs>{style * 4}</cellXfs>"))


def read(*contents: bytes) -> str:
    """The parts of one package read one after the other: what there is too much of, or nothing."""
    found = package.Package(packed({str(n): content for n, content in enumerate(contents)}))
    try:
        for n in range(len(contents)):
            found.parse(str(n), lambda tag, _: None)
    except TooLargeError as much:
        return much.what
    return ""


def test_all_that_is_read_of_a_file_counts_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_XML", 20)
    assert [read(b"<x></x>", b" " * n + b"<y></y>") for n in (6, 7)] == ["", "letters"]
    monkeypatch.setattr(package, "MAX_XML", 20_000)
    monkeypatch.setattr(package, "MAX_ELEMENTS", 4)
    assert [read(b"<x/>", b"<y>" + b"<z/>" * n + b"</y>") for n in (2, 3)] == ["", "cells"]


def test_no_tag_is_endless(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many chunks long, each of them would be read again with all before it; a text may be as long."""
    monkeypatch.setattr(package, "_CHUNK", 10)
    monkeypatch.setattr(package, "_LONGEST_TAG", 30)
    assert [read(b'<x a="%s"></x>' % (b"a" * n)) for n in (15, 90)] == ["", "letters"]
    assert read(b"<x>%s</x>" % (b"a" * 90)) == ""


# ---------------------------------------------------------------------------------------------- beside the cells


def beside(**parts: str) -> tuple[Beside, ...]:
    """``parts``: kind → what the part of that kind says."""
    [(_, found)] = book(xlsx(beside=parts)).sheets
    return found


def test_a_comment_is_all_its_runs_and_no_other_words() -> None:
    one = "<comment ref='F5'><text>外<r><rPr>外</rPr><t>来年</t></r>外<r><t>度_x0041_</t></r></text></comment>"
    two = "<comment ref='A1'><text><t>次</t></text></comment>"
    parts = f"<comments><authors><author>総務課</author></authors><commentList>{one}外{two}</commentList></comments>"
    assert beside(comments=parts) == (Beside("comment", "来年度A", 5, 6), Beside("comment", "次", 1, 1))


def test_a_thread_is_its_comments_one_below_the_other() -> None:
    texts = (("F5", "一"), ("A1", "別"), ("F5", ""), ("F5", "二"))
    said = "".join(f"<threadedComment ref='{ref}'>外<text> {text} </text>外</threadedComment>" for ref, text in texts)
    found = beside(
        threadedComment=f"<ThreadedComments>外{said}外</ThreadedComments>",
        comments="".join(
            (
                "<comments>",
                *(f"<comment ref='{ref}'><text><t>{BOILERPLATE}写し</t></text></comment>" for ref in ("F5", "B2")),
                "<comment ref='A1'><text><t>自分の言葉</t></text></comment></comments>",
            )
        ),
    )
    assert found == (
        Beside("comment", "一\n二", 5, 6),
        Beside("comment", "別", 1, 1),
        Beside("comment", "写し", 2, 2),  # of a thread that has been lost
        Beside("comment", "自分の言葉", 1, 1),
    )


ANCHOR = (
    "<twoCellAnchor><from><col> 5 </col><colOff>9</colOff><row>10</row></from><to><col>7</col><row>12</row></to>{}"
    "</twoCellAnchor>"
)


@pytest.mark.parametrize(
    ("inside", "kind", "words"),
    [
        ("外<sp><p>外<r><t>一</t></r><r><t>二</t></r></p><p><r><t>三</t></r></p></sp>外", "shape", "一二\n三"),
        ("<pic><cNvPr descr='地図'/></pic>", "picture", "地図"),
        ("<pic><cNvPr/></pic>", "picture", ""),
        ("<graphicFrame><cNvPr descr=''/></graphicFrame>", "chart", ""),
        ("<Choice><sp><p><t>新</t></p></sp></Choice><Fallback><sp><p><t>旧</t></p></sp></Fallback>", "shape", "新"),
    ],
)
def test_what_is_drawn_stands_where_it_begins(inside: str, kind: str, words: str) -> None:
    one = Beside(kind, words, 11, 6)  # type: ignore[arg-type]
    free = "<absoluteAnchor><sp><p><t>動かない</t></p></sp></absoluteAnchor>"
    drawing = f"<wsDr>外{ANCHOR.format(inside)}{free}外</wsDr>"
    assert beside(drawing=drawing) == (one, Beside("shape", "動かない", 0, 0)), "nothing of one is left for the next"


def test_a_chart_is_told_with_its_words() -> None:
    drawing = f"<wsDr>{ANCHOR.format('<graphicFrame/>')}</wsDr>"
    charts = relations(("chart", "chart1.xml"), ("image", "image1.xml"), ("diagramData", "lost.xml"))
    found = book(
        xlsx(
            beside={"drawing": drawing},
            **{
                "xl/worksheets/_rels/part0.xml.rels": charts,
                "xl/worksheets/chart1.xml": "<chart>外<t>利用者</t>外<t>の数</t></chart>",
                "xl/worksheets/image1.xml": "<svg><t>絵の中</t></svg>",
            },
        )
    )
    assert found.sheets[0][1] == (Beside("chart", "", 11, 6), Beside("chart", "利用者の数"))


def test_a_part_of_a_kind_that_nobody_reads_is_told_with_its_words_or_its_name() -> None:
    assert beside(novelty="<n><t>来年度</t></n>") == (Beside("part", "来年度"),)
    assert beside(novelty="<n>来年度</n>") == (Beside("part", "xl/worksheets/part0.xml"),)
    assert beside(novelty="<n><t>こわれ") == (Beside("part", "xl/worksheets/part0.xml"),)
    assert beside(control="<n/>") == (Beside("control", "xl/worksheets/part0.xml"),)
    assert beside(image="<svg/>") == (Beside("picture", ""),)
    assert beside(hyperlink="<n><t>言葉</t></n>", printerSettings="x") == ()


def test_the_old_way_of_drawing_tells_buttons_and_pictures() -> None:
    box = "<shape>外<textbox>{}</textbox>外<ClientData ObjectType='{}'/></shape>"
    shapes = (box.format("押す", "Button"), "<shape><imagedata/></shape>", box.format("覚え", "Note"), "<shape/>")
    told = (Beside("control", "押す"), Beside("picture", ""), Beside("control", ""))
    assert beside(vmlDrawing=f"<xml>外{'外'.join(shapes)}</xml>") == told
    assert beside(vmlDrawing=f"<xml>{box.format('一', 'Note')}<shape><textbox>二<br>") == (Beside("control", "二"),)


# ---------------------------------------------------------------------------------------------- how it is written


def test_a_file_whose_xml_is_indented_says_the_same() -> None:
    kinds = (
        "text box on sheet 2",
        "threaded comment",
        "box of a form",
        "part of an unknown kind",
        "comment on 取組み F3",
    )
    content = with_kinds(dict.fromkeys((*kinds, "header", "formula right of a row, 成果指標"), MARK), answer)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        indented = {name: re.sub(rb"(<[^<>]*>)(?=<(/?))", _indented, parts.read(name)) for name in parts.namelist()}
    assert said(packed(indented)) == said(content)
    assert said(content)[0].count(MARK) > 5


def _indented(tag: re.Match[bytes]) -> bytes:
    """A new line behind a tag, but not between the two of an element without words."""
    empty = tag[2] and not tag[1].startswith(b"</") and not tag[1].endswith(b"/>")
    return tag[1] if empty else tag[1] + b"\n    "
