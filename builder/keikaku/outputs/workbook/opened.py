"""The bytes of a returned file → what is in it, or why it is no workbook that can be taken in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from keikaku.diagnostics.diagnostic import Diagnostic, error
from keikaku.diagnostics.span import Span
from keikaku.outputs.workbook.xlsx.beside import Beside, beside_book, beside_sheet
from keikaku.outputs.workbook.xlsx.package import DamagedError, Package, TooLargeError
from keikaku.outputs.workbook.xlsx.sheet import Sheet, read_sheets

MAX_BYTES = 20_000_000
"""Of the file as it is: pictures may be large, and are not unpacked."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Begins Excel's files of before 2007, and all that have a password."""
_SAVE_AS = "Excel で開き、「名前を付けて保存」で「Excel ブック (*.xlsx)」を選んで保存し直してください。"
_MADE_HERE = "取り込めるのは、「keikaku export xlsx」で作ったファイルだけです。"
_COPY = "「keikaku export xlsx」でもう一度ファイルを作り、回答だけを書き写してください。"


@dataclass(frozen=True, slots=True)
class Book:
    """All that is in a file."""

    sheets: tuple[tuple[Sheet, tuple[Beside, ...]], ...]
    """Each worksheet with what it holds beside its cells."""
    others: tuple[str, ...]
    """Titles of sheets that have no cells."""
    beside: tuple[Beside, ...]
    """What belongs to the file as a whole."""


def open_book(file: str, content: bytes) -> Book | Diagnostic:
    """What is in ``content``; ``file``: its name as shown. Never runs anything, nor follows an address."""
    if len(content) > MAX_BYTES:
        return _refused(file, "ファイルが大きすぎます。", f"貼り付けた写真などを除いてください。{_MADE_HERE}")
    if PurePath(file).name.startswith("~$"):
        return _refused(
            file,
            "Excel が作業中に置くファイルで、回答のファイルではありません。",
            "Excel を閉じ、「~$」の付かない名前のファイルを指定してください。",
        )
    if content.startswith(_OLE):
        return _refused(file, "古い形式（.xls）か、パスワードの付いたファイルです。", f"パスワードを外し、{_SAVE_AS}")
    try:
        package = Package(content)
        if any(name.startswith("xl/") and name.endswith("vbaProject.bin") for name in package.names):
            return error(
                "workbook-with-macros",
                "マクロの入ったファイルは取り込めません。",
                _whole(file),
                f"マクロを除くには、{_SAVE_AS}",
            )
        if "xl/workbook.xml" not in package.names:
            return _refused(file, "Excel のファイル（.xlsx）ではありません。", _SAVE_AS)
        sheets, others = read_sheets(package)
        beside = tuple((sheet, beside_sheet(package, sheet)) for sheet in sheets)
        return Book(beside, tuple(others), beside_book(package))
    except TooLargeError as found:
        help = f"使っていない行・列・シートを削除して保存し直すか、{_COPY}"
        return _refused(file, f"{found}が多すぎます。", help)
    except DamagedError:
        return _refused(file, "Excel のファイルとして読めません。壊れているかもしれません。", f"もう一度 {_SAVE_AS}")


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
