"""The bytes of a returned file → its sheets, or why it is no workbook that can be taken in."""

from __future__ import annotations

import warnings
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.cell.rich_text import CellRichText, TextBlock

from keikaku.diagnostics.diagnostic import Diagnostic, error
from keikaku.diagnostics.span import Span

MAX_BYTES = 20_000_000
"""A hundred times a workbook of a large plan."""
_MAX_UNPACKED = 200_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Begins Excel's files of before 2007, and all that have a password."""
_SAVE_AS = "Excel で開き、「名前を付けて保存」で「Excel ブック (*.xlsx)」を選んで保存し直してください。"


@dataclass(frozen=True, slots=True)
class Package:
    """A workbook, read for its words and for how they look: with looks, openpyxl reads escapes otherwise."""

    book: Workbook
    looks: Workbook | None
    """None where nothing is struck through, and nobody need look."""


def open_package(file: str, content: bytes) -> Package | Diagnostic:
    """The workbook in ``content``; ``file``: its name as shown. Never runs anything that is in it."""
    if len(content) > MAX_BYTES:
        return _refused(file, "ファイルが大きすぎます。", _MADE_HERE)
    if PurePath(file).name.startswith("~$"):
        return _refused(
            file,
            "Excel が作業中に置くファイルで、回答のファイルではありません。",
            "Excel を閉じ、「~$」の付かない名前のファイルを指定してください。",
        )
    if content.startswith(_OLE):
        return _refused(file, "古い形式（.xls）か、パスワードの付いたファイルです。", f"パスワードを外し、{_SAVE_AS}")
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            names = set(package.namelist())
            if sum(part.file_size for part in package.infolist()) > _MAX_UNPACKED:
                return _refused(file, "広げると大きすぎるファイルです。", _MADE_HERE)
        if any(name.startswith("xl/") and name.endswith("vbaProject.bin") for name in names):
            return error(
                "workbook-with-macros",
                "マクロの入ったファイルは取り込めません。",
                _whole(file),
                f"マクロを除くには、{_SAVE_AS}",
            )
        if "xl/workbook.xml" not in names:
            return _refused(file, "Excel のファイル（.xlsx）ではありません。", _SAVE_AS)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about parts that are not read here
            return Package(load_workbook(BytesIO(content)), _looks(content))
    except Exception:  # A damaged file may fail anywhere in openpyxl, with whatever exception.
        return _refused(file, "Excel のファイルとして読めません。壊れているかもしれません。", f"もう一度 {_SAVE_AS}")


def _looks(content: bytes) -> Workbook | None:
    with zipfile.ZipFile(BytesIO(content)) as package:
        if not any(b"strike" in package.read(name) for name in package.namelist() if name.endswith(".xml")):
            return None
    return load_workbook(BytesIO(content), rich_text=True)


def is_struck(cell: Cell | MergedCell) -> bool:
    """Whether words in a cell (of ``Package.looks``) are struck through."""
    if cell.value is None:
        return False
    if isinstance(cell.value, CellRichText):
        return any(isinstance(block, TextBlock) and block.font.strike for block in cell.value)
    return bool(cell.font.strike)


_MADE_HERE = "取り込めるのは、「keikaku export xlsx」で作ったファイルだけです。"


def foreign(file: str) -> Diagnostic:
    """The fault of a workbook without any sheet that was made here."""
    return error(
        "foreign-workbook",
        "「keikaku export xlsx」で作ったファイルではありません。見出しの行が見つかりません。",
        _whole(file),
        f"{_MADE_HERE}見出しの行を消したり書き換えたりしたときは、元に戻してください。",
    )


def _refused(file: str, message: str, help: str) -> Diagnostic:
    return error("not-a-workbook", message, _whole(file), help)


def _whole(file: str) -> Span:
    return Span(file, 1, 1, 1, 1)
