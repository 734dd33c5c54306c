"""What people do to a workbook before they send it back: every kind of thing, in every place where it can be put.

Each entry of `KINDS` changes the workbook of the tiny plan's town hall and says, with a mark of its own, something that
somebody would miss if it were lost.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from tests.workbook.test_refused import opened, packed

Parts = dict[str, bytes]
OnBook = Callable[[Workbook, str], None]
OnParts = Callable[[Parts, str], None]

SHEETS = ("使い方", "取組み", "未確定の語句", "成果指標")
TABLES = SHEETS[1:]


def heads(sheet: Worksheet) -> dict[str, int]:
    """Of the row of heads, wherever it stands."""
    row = next(row for row in sheet.iter_rows() if any(found.value == "ID" for found in row))
    return {str(found.value): found.column for found in row if found.value is not None}


# ------------------------------------------------------------------------------- in cells and rows (by openpyxl)


def in_cell(sheet: str, ref: str) -> OnBook:
    def change(book: Workbook, mark: str) -> None:
        book[sheet][ref].value = mark

    return change


def in_column(sheet: str, head: str) -> OnBook:
    """In the first row with an ID, over what stands there."""

    def change(book: Workbook, mark: str) -> None:
        found = book[sheet]
        book[sheet].cell(first_row(found), heads(found)[head]).value = mark

    return change


def first_row(sheet: Worksheet) -> int:
    column = heads(sheet)["ID"]
    return next(n for n in range(4, sheet.max_row + 1) if sheet.cell(n, column).value)


def beside(sheet: str, value: Callable[[str], object] = str) -> OnBook:
    """Right of the table, in the line of a row."""

    def change(book: Workbook, mark: str) -> None:
        found = book[sheet]
        found.cell(first_row(found), found.max_column + 2).value = value(mark)  # type: ignore[assignment]

    return change


def new_row(sheet: str, head: str, *, between: bool) -> OnBook:
    def change(book: Workbook, mark: str) -> None:
        found = book[sheet]
        column = heads(found)[head]
        at = first_row(found) + 1 if between else found.max_row + 1
        if between:
            found.insert_rows(at)
        found.cell(at, column).value = mark

    return change


def copied_row(sheet: str, head: str) -> OnBook:
    """A row put in as a copy of another, then written over: how people add one."""

    def change(book: Workbook, mark: str) -> None:
        found = book[sheet]
        row = [one.value for one in found[first_row(found)]]
        found.append(row)
        found.cell(found.max_row, heads(found)[head]).value = mark

    return change


def row_above(sheet: str) -> OnBook:
    def change(book: Workbook, mark: str) -> None:
        book[sheet].insert_rows(1)
        book[sheet]["B1"].value = mark

    return change


def new_sheet(*, copy_of: str | None = None) -> OnBook:
    def change(book: Workbook, mark: str) -> None:
        found = book.create_sheet("追加") if copy_of is None else book.copy_worksheet(book[copy_of])
        found.cell(9, 2).value = mark

    return change


def comment(sheet: str, ref: str) -> OnBook:
    def change(book: Workbook, mark: str) -> None:
        book[sheet][ref].comment = Comment(mark, "総務課")

    return change


def page(sheet: str, edge: str) -> OnBook:
    def change(book: Workbook, mark: str) -> None:
        getattr(book[sheet], edge).left.text = mark

    return change


ON_BOOK: dict[str, OnBook] = {
    **{f"word above the heads, {sheet}": in_cell(sheet, "D1") for sheet in TABLES},
    **{f"word beside the heads, {sheet}": in_cell(sheet, "Z3") for sheet in TABLES},
    **{f"word right of a row, {sheet}": beside(sheet) for sheet in TABLES},
    **{f"formula right of a row, {sheet}": beside(sheet, lambda mark: f'="{mark}"') for sheet in TABLES},
    **{f"word far below, {sheet}": in_cell(sheet, "C900") for sheet in SHEETS},
    **{f"word far away, {sheet}": in_cell(sheet, "XA5") for sheet in SHEETS},
    **{f"row above all, {sheet}": row_above(sheet) for sheet in SHEETS},
    "over the title": in_cell("取組み", "A1"),
    "over the hint": in_cell("取組み", "A2"),
    "over a line of the guide": in_cell("使い方", "A4"),
    "beside the guide": in_cell("使い方", "B4"),
    **{
        f"in {head}": in_column("取組み", head)
        for head in ("番号", "場所", "施策など", "種類", "いまの文", "ID", "照合")
    },
    **{
        f"in {head} of a value": in_column("成果指標", head)
        for head in ("表", "指標", "列", "いまの値", "控え（単位）")
    },
    "in 施策など of an open word": in_column("未確定の語句", "施策など"),
    **{
        f"new row {where}, {head}": new_row("取組み", head, between=between)
        for where, between in (("below", False), ("between", True))
        for head in ("施策など", "いまの文", "直した文", "理由・連絡", "ID")
    },
    "new row of a value": new_row("成果指標", "指標", between=True),
    "new row of an open word": new_row("未確定の語句", "直した文", between=False),
    "copied row": copied_row("取組み", "直した文"),
    "copied row, in another column": copied_row("取組み", "施策など"),
    "new sheet": new_sheet(),
    "copied sheet": new_sheet(copy_of="取組み"),
    **{f"comment on {sheet} {ref}": comment(sheet, ref) for sheet in SHEETS for ref in ("A1", "F3", "F5", "T60")},
    "header": page("取組み", "oddHeader"),
    "footer": page("成果指標", "oddFooter"),
    "remark": in_column("取組み", "理由・連絡"),
    "remark on a value": in_column("成果指標", "理由・連絡"),
    "request": lambda book, mark: in_column("取組み", "直した文")(book, f"「{mark}」に修正してください"),
    "reply": lambda book, mark: in_column("取組み", "直した文")(book, f"修正なし（{mark}）"),
    "words for a number": in_column("成果指標", "数値"),
    "another text": in_column("取組み", "直した文"),
}

# ------------------------------------------------------------------------------- beside the cells (in the package)

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"


def related(parts: Parts, sheet: int, kind: str, target: str, part: str = "xl/worksheets") -> str:
    """Put a relation to a sheet; gives its id."""
    name = f"{part}/_rels/sheet{sheet}.xml.rels"
    old = parts.get(
        name, b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    )
    id = f"rNew{old.count(b'<Relationship ')}"
    new = f'<Relationship Id="{id}" Type="{RELATIONS}/{kind}" Target="{target}"/></Relationships>'.encode()
    parts[name] = old.replace(b"</Relationships>", new)
    return id


def typed(parts: Parts, name: str, content_type: str) -> None:
    entry = (
        f'<Override PartName="/{name}" ContentType="application/vnd.openxmlformats-officedocument.{content_type}+xml"/>'
    )
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", entry.encode() + b"</Types>")


def drawn(sheet: int, inside: str) -> OnParts:
    """A drawing on a sheet: ``inside`` stands in an anchor at F11, with {} for the mark."""

    def change(parts: Parts, mark: str) -> None:
        id = related(parts, sheet, "drawing", f"../drawings/drawing9{sheet}.xml")
        typed(parts, f"xl/drawings/drawing9{sheet}.xml", "drawing")
        name = f"xl/worksheets/sheet{sheet}.xml"
        use = f'<drawing xmlns:r="{RELATIONS}" r:id="{id}"/></worksheet>'.encode()
        parts[name] = parts[name].replace(b"</worksheet>", use)
        at = (
            "<xdr:{0}><xdr:col>{1}</xdr:col><xdr:colOff>0</xdr:colOff>"
            "<xdr:row>{2}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:{0}>"
        )
        parts[f"xl/drawings/drawing9{sheet}.xml"] = (
            f'<xdr:wsDr xmlns:xdr="{DRAWING}/spreadsheetDrawing" xmlns:a="{DRAWING}/main" xmlns:r="{RELATIONS}">'
            f"<xdr:twoCellAnchor>{at.format('from', 5, 10)}{at.format('to', 6, 12)}{inside.replace('{}', mark)}"
            "<xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>"
        ).encode()

    return change


SHAPE = (
    '<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="2" name="TextBox 1"/><xdr:cNvSpPr txBox="1"/></xdr:nvSpPr>'
    '<xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr>'
    "<xdr:txBody><a:bodyPr/><a:p><a:r><a:t>{}</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
)
GROUP = (
    '<xdr:grpSp><xdr:nvGrpSpPr><xdr:cNvPr id="7" name="G"/><xdr:cNvGrpSpPr/></xdr:nvGrpSpPr>'
    f"<xdr:grpSpPr/>{SHAPE}</xdr:grpSp>"
)
PICTURE = (
    '<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="3" name="p" descr="{}"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill><a:blip/>'
    '</xdr:blipFill><xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic>'
)
CHOICE = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    f'<mc:Choice xmlns:a14="urn:x" Requires="a14">{SHAPE}</mc:Choice></mc:AlternateContent>'
)
BOILERPLATE = (
    "[スレッド化されたコメント]\n\n使用している Excel のバージョンでは、"
    "このスレッド化されたコメントを読み取ることができますが、"
    "新しいバージョンの Excel でファイルを開くと、編集内容がすべて削除されます。"
    "詳細: https://go.microsoft.com/fwlink/?linkid=870924\n\nコメント:\n    "
)


def threaded(parts: Parts, mark: str) -> None:
    """As Excel of today writes a comment: once for itself, once with an explanation for older programs."""
    for kind, folder, content in (
        (
            "comments",
            "../comments9.xml",
            '<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            "<authors><author>tc={1}</author></authors>"
            f'<commentList><comment ref="F5" authorId="0"><text><t>{BOILERPLATE}{mark}</t></text></comment>'
            "</commentList></comments>",
        ),
        (
            "threadedComment",
            "../threadedComments/threadedComment9.xml",
            '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
            f'<threadedComment ref="F5" id="{{1}}" personId="{{2}}"><text>{mark}</text></threadedComment>'
            '<threadedComment ref="F5" id="{3}" parentId="{1}" personId="{2}"><text>承知しました</text>'
            "</threadedComment></ThreadedComments>",
        ),
    ):
        related(parts, 2, kind, folder)
        parts["xl/" + folder[3:]] = content.encode()
    typed(parts, "xl/comments9.xml", "spreadsheetml.comments")


def control(parts: Parts, mark: str) -> None:
    related(parts, 2, "vmlDrawing", "../drawings/vmlDrawing9.vml")
    parts["xl/drawings/vmlDrawing9.vml"] = (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel">'
        f'<v:shape id="b1"><v:textbox><div>{mark}</div></v:textbox><x:ClientData ObjectType="Checkbox"/>'
        "</v:shape></xml>"
    ).encode()


def unknown(parts: Parts, mark: str) -> None:
    """A part of a kind that is not of today."""
    related(parts, 3, "novelty", "../novelties/novelty1.xml")
    parts["xl/novelties/novelty1.xml"] = f"<n><t>{mark}</t></n>".encode()


def hint(parts: Parts, mark: str) -> None:
    """Words shown when a cell is chosen."""
    name = "xl/worksheets/sheet4.xml"
    parts[name] = re.sub(b"<dataValidation ", f'<dataValidation promptTitle="{mark}" '.encode(), parts[name], count=1)


ON_PARTS: dict[str, OnParts] = {
    **{f"text box on sheet {n}": drawn(n, SHAPE) for n in (1, 2, 3, 4)},
    "text boxes in a group": drawn(2, GROUP),
    "text box of a newer kind": drawn(2, CHOICE),
    "picture": drawn(2, PICTURE),
    "threaded comment": threaded,
    "box of a form": control,
    "part of an unknown kind": unknown,
    "hint beside a choice": hint,
}

KINDS = (*ON_BOOK, *ON_PARTS)


def with_kinds(kinds: Mapping[str, str], *changes: Callable[[Workbook], None]) -> bytes:
    """The workbook with these kinds, each with its mark; ``changes`` come first."""
    book = opened()
    for change in changes:
        change(book)
    for kind, mark in kinds.items():
        if kind in ON_BOOK:
            ON_BOOK[kind](book, mark)
    out = io.BytesIO()
    book.save(out)
    with zipfile.ZipFile(out) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for kind, mark in kinds.items():
        if kind in ON_PARTS:
            ON_PARTS[kind](parts, mark)
    return packed(parts)


# ------------------------------------------------------------------------------- what is taken away


def without_rows(sheet: str) -> Callable[[Workbook], None]:
    return lambda book: book[sheet].delete_rows(first_row(book[sheet]))


def without_column(sheet: str, head: str) -> Callable[[Workbook], None]:
    return lambda book: book[sheet].delete_cols(heads(book[sheet])[head])


def renamed(sheet: str, head: str) -> Callable[[Workbook], None]:
    def change(book: Workbook) -> None:
        book[sheet].cell(3, heads(book[sheet])[head]).value = f"{head}（案）"

    return change


def emptied(sheet: str, head: str) -> Callable[[Workbook], None]:
    def change(book: Workbook) -> None:
        book[sheet].cell(first_row(book[sheet]), heads(book[sheet])[head]).value = None

    return change


def crossed_out(sheet: str, head: str) -> Callable[[Workbook], None]:
    def change(book: Workbook) -> None:
        book[sheet].cell(first_row(book[sheet]), heads(book[sheet])[head]).font = Font(strike=True)

    return change


def _all_heads(*, filled: bool = False) -> Iterator[tuple[str, str]]:
    """``filled``: those of cells that say something in the first row."""
    book = opened()
    for name in TABLES:
        for head, at in heads(book[name]).items():
            if not filled or book[name].cell(first_row(book[name]), at).value is not None:
                yield name, head


LOSSES: dict[str, Callable[[Workbook], None]] = {
    **{f"row of {sheet}": without_rows(sheet) for sheet in TABLES},
    **{f"sheet {sheet}": lambda book, sheet=sheet: book.remove(book[sheet]) for sheet in SHEETS},  # type: ignore[misc]
    **{f"heads of {sheet}": lambda book, sheet=sheet: book[sheet].delete_rows(3) for sheet in TABLES},  # type: ignore[misc]
    **{f"column {head} of {sheet}": without_column(sheet, head) for sheet, head in _all_heads()},
    **{f"name of {head} of {sheet}": renamed(sheet, head) for sheet, head in _all_heads()},
    **{f"cell of {head} of {sheet}": emptied(sheet, head) for sheet, head in _all_heads(filled=True)},
    **{f"line through {head} of {sheet}": crossed_out(sheet, head) for sheet, head in _all_heads(filled=True)},
}
"""Taken away: nothing of this may be passed over, either."""
