"""A returned workbook → its answers. What it was made from is in the file itself; the plan is not asked here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from openpyxl.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from keikaku.diagnostics.diagnostic import Diagnostic, error
from keikaku.outputs.workbook.answer import Answer, CellPlace, Remark, Returned
from keikaku.outputs.workbook.cells import cell_words
from keikaku.outputs.workbook.columns import FORMS, Column, kept
from keikaku.outputs.workbook.package import Package, foreign, is_struck, open_package
from keikaku.outputs.workbook.row import Form, fingerprint, typed_paragraphs
from keikaku.yaml.diagnose.wording import UNPRINTABLE

_MAX_HEAD_ROW = 40
"""Somebody may put lines above the heads; nobody puts this many."""
_MAX_ROWS = 20_000


@dataclass(slots=True)
class _Sheet:
    """One sheet while it is read."""

    file: str
    form: Form
    sheet: Worksheet
    at: Mapping[str, int]
    """Head → number of its column: columns may have been moved or put between."""
    looks: Worksheet | None
    """The same sheet with the looks of its words, where they matter."""
    answers: list[Answer] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    faults: list[Diagnostic] = field(default_factory=list)

    def place(self, row: int, head: str) -> CellPlace:
        cell = self.sheet.cell(row, self.at[head])
        return CellPlace(file=self.file, sheet=self.sheet.title, ref=cell.coordinate, row=row, column=self.at[head])


def read_workbook(file: str, content: bytes, words: Mapping[str, str]) -> tuple[Returned, tuple[Diagnostic, ...]]:
    """The answers in a file, and everything that is wrong with its cells.

    ``file``: as shown to people. ``words``: the messages of the group ``workbook``, the same that it was made with.
    """
    package = open_package(file, content)
    if isinstance(package, Diagnostic):
        return Returned(answers=(), remarks=()), (package,)
    read = [_sheet(found) for found in _sheets(file, package, words)]
    if not read:
        return Returned(answers=(), remarks=()), (foreign(file),)
    answers = tuple(answer for sheet in read for answer in sheet.answers)
    remarks = tuple(remark for sheet in read for remark in sheet.remarks)
    return Returned(answers=answers, remarks=remarks), tuple(fault for sheet in read for fault in sheet.faults)


def _sheets(file: str, package: Package, words: Mapping[str, str]) -> Iterator[tuple[_Sheet, int]]:
    """The sheets that have the heads of one of ours, each with the number of the row they stand in."""
    for position, sheet in enumerate(package.book.worksheets):
        looks = package.looks.worksheets[position] if package.looks is not None else None
        for number, row in enumerate(sheet.iter_rows(max_row=_MAX_HEAD_ROW, values_only=True), 1):
            heads = {str(value).strip(): at for at, value in enumerate(row, 1) if value is not None}
            for form, columns in FORMS.items():
                if all(words[f"head-{column.head}"] in heads for column in columns):
                    at = {column.head: heads[words[f"head-{column.head}"]] for column in columns}
                    yield _Sheet(file, form, sheet, at, looks), number


def _sheet(found: tuple[_Sheet, int]) -> _Sheet:
    sheet, head = found
    if sheet.sheet.max_row > _MAX_ROWS:
        sheet.faults.append(_too_many(sheet))
        return sheet
    for row in range(head + 1, sheet.sheet.max_row + 1):
        _row(sheet, row)
    return sheet


def _row(sheet: _Sheet, row: int) -> None:
    columns = FORMS[sheet.form]
    contents: dict[str, str] = {}
    for column in columns:
        content = _content(sheet, row, column)
        if isinstance(content, Diagnostic):
            sheet.faults.append(content)
            return
        contents[column.head] = content
    answer = [column for column in columns if column.kind == "answer"]
    now = tuple(_meant(sheet.form, contents[column.head]) for column in answer)
    key, remark = contents["key"].strip(), _remarks(sheet, row, contents["remark"])
    if not key:
        if any(now) or contents["fingerprint"]:
            sheet.faults.append(_no_key(sheet.place(row, answer[0].head)))
        elif remark:
            sheet.remarks.append(_remark(sheet, row, contents, remark))
        return
    was = tuple(_meant(sheet.form, contents[column.head]) for column in columns if kept(column))
    shown = next(contents[column.head] for column in columns if column.head.startswith("shown-"))
    if fingerprint(key, "\n".join(typed_paragraphs(shown)), was) != contents["fingerprint"].strip():
        sheet.faults.append(_edited(sheet.place(row, "key")))
        return
    changed = [column.head for column, old, new in zip(answer, was, now, strict=True) if old != new]
    if changed:
        cell = sheet.place(row, changed[0])
        sheet.answers.append(Answer(form=sheet.form, key=key, was=was, now=now, remark=remark, cell=cell))
    elif remark:
        sheet.remarks.append(_remark(sheet, row, contents, remark))


def _content(sheet: _Sheet, row: int, column: Column) -> str | Diagnostic:
    cell = sheet.sheet.cell(row, sheet.at[column.head])
    if isinstance(cell, MergedCell):
        return ""
    assert isinstance(cell, Cell)
    if column.kind == "told" and column.field is None and not column.head.startswith("shown-"):
        return UNPRINTABLE.sub("", str(cell.value or ""))  # only ever shown
    place = sheet.place(row, column.head)
    if column.kind == "answer" and sheet.looks is not None and is_struck(sheet.looks[place.ref]):
        return error(
            "struck-words",
            f"{place.words} に、取り消し線の付いた文字があります。",
            place.span,
            "計画に取り消し線は載りません。消したい言葉は、線を引かずに消してください。",
        )
    return cell_words(cell, place)


def _meant(form: Form, content: str) -> str:
    """A cell without what cannot be seen in it."""
    return "\n".join(typed_paragraphs(content)) if form == "texts" else content.strip()


def _remarks(sheet: _Sheet, row: int, written: str) -> str:
    """What was written beside a row, and in the comments on its cells."""
    cells = (sheet.sheet.cell(row, column) for column in sheet.at.values())
    notes = [cell.comment.text for cell in cells if cell.comment is not None]
    seen = (UNPRINTABLE.sub("", text.replace("\r\n", "\n")).strip() for text in (written, *notes))
    return "\n".join(filter(None, seen))


def _remark(sheet: _Sheet, row: int, contents: Mapping[str, str], text: str) -> Remark:
    label = contents["kind"] if sheet.form == "texts" else f"{contents['indicator']} {contents['column']}"
    cell = sheet.place(row, "remark")
    return Remark(place=contents["place"], label=label, text=text, cell=cell)


def _too_many(sheet: _Sheet) -> Diagnostic:
    return error(
        "foreign-workbook",
        f"シート「{sheet.sheet.title}」の行が多すぎます（{sheet.sheet.max_row:,}行）。",
        CellPlace(file=sheet.file, sheet=sheet.sheet.title, ref="A1", row=1, column=1).span,
        "表の下の、使っていない行を削除して、保存し直してください。",
    )


def _no_key(cell: CellPlace) -> Diagnostic:
    return error(
        "unknown-row",
        f"{cell.words} に文がありますが、この行には ID がありません。",
        cell.span,
        "行を加えても、再掲の行に書いても、計画には入りません。取組みを加えるときは、計画のファイルに書いてください。",
    )


def _edited(cell: CellPlace) -> Diagnostic:
    return error(
        "edited-row",
        f"{cell.words} の行で、書き換えてはいけない欄（ID・いまの文や値・控え）が変わっています。",
        cell.span,
        "直すのは黄色の欄だけです。送る前の元のファイルに、直した文だけを書き写してください。",
    )
