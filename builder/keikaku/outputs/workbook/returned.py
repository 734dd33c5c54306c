"""A returned workbook → its answers, and an account of everything else that is in it.

The file is laid beside what it was when it was sent (``contents``): what stands in the cells for answers is read, what
stands in those for remarks is passed on, and whatever else has come or gone is reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace

from keikaku.dataclass import dataclass
from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.outputs.workbook import unread
from keikaku.outputs.workbook.answer import Answer, CellPlace, Remark, Returned
from keikaku.outputs.workbook.cells import cell_words, seen_words
from keikaku.outputs.workbook.columns import FORMS, Column, kept
from keikaku.outputs.workbook.contents import SentSheet
from keikaku.outputs.workbook.opened import OpenedWorkbook, foreign, open_workbook
from keikaku.outputs.workbook.replies import Reply, reply, reply_to_value
from keikaku.outputs.workbook.row import fingerprint, typed_paragraphs
from keikaku.outputs.workbook.sent import as_sent, heads_in, loose, pairs, printed_words
from keikaku.outputs.workbook.xlsx.beside import Beside
from keikaku.outputs.workbook.xlsx.sheet import Range, Sheet, SheetCell, reference, rows_of
from keikaku.plan.outline import Outline

_say = DiagnosticCatalogue(__file__)

_MAX_MERGED = 10
"""Of merged ranges that are reported one by one."""
_NOTHING = Returned(answers=(), remarks=(), unchanged=())


def read_workbook(
    file: str, content: bytes, words: Mapping[str, str], outline: Outline
) -> tuple[Returned, tuple[Diagnostic, ...]]:
    """The answers in a file; faults (errors) of its cells; and, as warnings, what is not read and what is missing.

    ``file``: as shown to people. ``words``: the messages of the group ``workbook``, the same that it was made with.
    ``outline``: the plan as it is now, for a file that does not know any more what it said when it was sent.
    """
    book = open_workbook(file, content)
    if isinstance(book, Diagnostic):
        return _NOTHING, (book,)
    sent, sheets = as_sent(book, outline, words)
    found = pairs(sheets, sent, words)
    if not any(one.form for one in found.values()):
        return _NOTHING, (foreign(file),)
    tables = [_Table(file, sheets[at], one, words) for at, one in found.items() if one.form is not None]
    faults = list(_of_the_file(file, book))
    everything = {loose(text) for one in sent for text in (*one.lines, *(cell for row in one.rows for cell in row))}
    for at, sheet in enumerate(sheets):
        if at not in found:  # a copy of one of ours says nothing new but what was changed in it
            faults += _words_but(file, sheet, everything)
        elif found[at].form is None:
            faults += _words_but(file, sheet, {loose(line.removeprefix("# ")) for line in found[at].lines})
        if at not in found or found[at].form is None:
            faults += _beside(file, sheet, book, found.get(at))
    for table in tables:
        table.read(book)
    faults += [unread.sheet_gone(file, one.title) for one in sent if one not in found.values()]
    twice = _twice(tables)
    returned = Returned(
        answers=tuple(answer for table in tables for answer in table.answers if answer.key not in twice),
        remarks=tuple(remark for table in tables for remark in table.remarks),
        unchanged=tuple(remark for table in tables for remark in table.unchanged),
    )
    return returned, (*faults, *(one for table in tables for one in table.faults), *twice.values())


@dataclass(slots=True)
class _Table:
    """One sheet with rows to answer, while it is read."""

    file: str
    sheet: Sheet
    sent: SentSheet
    words: Mapping[str, str]
    at: dict[str, int] = field(default_factory=dict)
    """Head → number of its column: columns may have been moved or put between."""
    comments: dict[int, list[Beside]] = field(default_factory=dict)
    """On each row; those that are passed on as remarks are taken out."""
    rows: list[tuple[str, tuple[str, ...], CellPlace]] = field(default_factory=list)
    """Key and answer of every row that was read."""
    answers: list[Answer] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    unchanged: list[Remark] = field(default_factory=list)
    faults: list[Diagnostic] = field(default_factory=list)

    @property
    def columns(self) -> tuple[Column, ...]:
        assert self.sent.form is not None
        return FORMS[self.sent.form]

    def place(self, row: int, head: str) -> CellPlace:
        return _place(self.file, self.sheet, row, self.at[head])

    def read(self, book: OpenedWorkbook) -> None:
        found = heads_in(self.sheet, self.columns, self.words)
        needed = [column for column in self.columns if column.kind != "fixed" or column.field is not None]
        missing = [column for column in self.columns if found is None or column.head not in found[1]]
        if found is None or any(column in needed for column in missing):
            self.faults.append(_other_heads(self.file, self.sheet, [self._head(column) for column in missing]))
            return
        head, self.at = found
        if missing:
            heads = [self._head(column) for column in missing]
            self.faults.append(unread.columns_gone(self.file, self.sheet.title, heads))
        merged = [one for one in self.sheet.merged if self._hides(one, head)]
        if merged:
            self.faults += [_merged(self.file, self.sheet, one) for one in merged[:_MAX_MERGED]]
            return
        known = {loose(text) for text in (*self.sent.lines, *map(self._head, self.columns))}
        above = replace(self.sheet, cells={n: row for n, row in self.sheet.cells.items() if n <= head})
        self.faults += _words_but(self.file, above, known)
        on_rows = [one for one in _of_sheet(book, self.sheet) if one.kind == "comment" and one.row > head]
        for one in on_rows:
            self.comments.setdefault(one.row, []).append(one)
        self._rows(head)
        left = [one for ones in self.comments.values() for one in ones]
        passed_on = [one for one in on_rows if one not in left]
        self.faults += _beside(self.file, self.sheet, book, self.sent, but=passed_on)

    def _head(self, column: Column) -> str:
        return self.words[f"head-{column.head}"]

    def _hides(self, merged: Range, head: int) -> bool:
        """Whether of the cells merged into one, others than the first would belong to the table."""
        last = max(self.sheet.cells)
        columns = sum(merged.first_column <= column <= merged.last_column for column in self.at.values())
        rows = min(merged.last_row, last) - max(merged.first_row, head) + 1
        one = (merged.last_row, merged.last_column) == (merged.first_row, merged.first_column)
        return columns > 0 and rows > 0 and not one

    def _rows(self, head: int) -> None:
        by_key = {self.sent.cell(row, "key"): row for row in self.sent.rows if self.sent.cell(row, "key")}
        keyless = [row for row in self.sent.rows if not self.sent.cell(row, "key")]
        seen: set[str] = set()
        for number, cells in rows_of(self.sheet):
            if number <= head:
                continue
            key = seen_words(cells[self.at["key"]]) if self.at["key"] in cells else ""
            proof = cells.get(self.at["fingerprint"])
            if key:
                seen.add(key)
                self._row(number, cells, key, by_key.get(key))
                continue
            if proof is not None:
                self.faults.append(_edited(self.place(number, "key"), [(self.words["head-key"], "")]))
                continue
            row = next((row for row in keyless if self._is(row, cells)), None)
            if row is None:
                shown = [seen_words(cell) for _, cell in sorted(cells.items())]
                self.faults.append(unread.new_row(self.file, self.sheet.title, number, list(filter(None, shown))))
                continue
            keyless.remove(row)
            self._row_again(number, cells, row)
        gone = [row for key, row in by_key.items() if key not in seen] + keyless
        if gone and not any(fault.code == "edited-row" for fault in self.faults):  # such a row may be the missing one
            shown_head = next(column.head for column in self.columns if column.head.startswith("shown-"))
            lost = [(self.sent.cell(row, "number"), self.sent.cell(row, shown_head)) for row in gone]
            ordered = sorted(lost, key=lambda one: (len(one[0]), one[0]))
            self.faults.append(unread.rows_gone(self.file, self.sheet.title, ordered))

    def _is(self, row: tuple[str, ...], cells: Mapping[int, SheetCell]) -> bool:
        """Whether these cells are a row without a key, as it was sent."""
        for column, words in zip(self.columns, row, strict=True):
            at = self.at.get(column.head)
            if column.kind not in ("answer", "remark") and column.head != "number" and at is not None:
                cell = cells.get(at)
                if loose(seen_words(cell) if cell else "") != loose(words):
                    return False
        return True

    def _row_again(self, number: int, cells: Mapping[int, SheetCell], row: tuple[str, ...]) -> None:
        """A row that cannot be answered: a 再掲 without words of its own."""
        for column in self.columns:
            cell = cells.get(self.at[column.head]) if column.kind == "answer" else None
            if cell is not None and seen_words(cell):
                self.faults.append(unread.answered_again(self.place(number, column.head), seen_words(cell)))
        shown = {column.head: words for column, words in zip(self.columns, row, strict=True)}
        remark = self._remark(number, cells)
        if isinstance(remark, Diagnostic):
            self.faults.append(remark)
        elif remark:
            self.remarks.append(self._as_remark(number, shown, remark))
        self._account(number, cells, row)

    def _row(self, number: int, cells: Mapping[int, SheetCell], key: str, sent: tuple[str, ...] | None) -> None:
        contents: dict[str, str] = {}
        for column in self.columns:
            content = self._content(number, cells, column)
            if isinstance(content, Diagnostic):
                self.faults.append(content)
                return
            contents[column.head] = content
        remark = self._remark(number, cells)
        if isinstance(remark, Diagnostic):
            self.faults.append(remark)
            return
        was = tuple(loose(contents[column.head]) for column in self.columns if kept(column))
        shown = next(contents[column.head] for column in self.columns if column.head.startswith("shown-"))
        if fingerprint(key, "\n".join(typed_paragraphs(shown)), was) != contents["fingerprint"].strip():
            edited = [
                (self._head(column), contents[column.head])
                for column, words in zip(self.columns, sent or (), strict=False)
                if self._is_proved(column.head) and loose(contents[column.head]) != loose(words)
            ]
            self.faults.append(_edited(self.place(number, "key"), edited or [(self.words["head-key"], key)]))
            return
        self._account(number, cells, sent)
        answer = [column.head for column in self.columns if column.kind == "answer"]
        typed = tuple(loose(contents[head]) for head in answer)
        now = tuple(
            self._but_replies(number, head, contents, old, new)
            for head, old, new in zip(answer, was, typed, strict=True)
        )
        self.rows.append((key, typed, self.place(number, answer[0])))
        changed = [head for head, old, new in zip(answer, was, now, strict=True) if old != new]
        if changed:
            assert self.sent.form is not None
            cell = self.place(number, changed[0])
            self.answers.append(Answer(form=self.sent.form, key=key, was=was, now=now, remark=remark, cell=cell))
        elif remark:
            self.remarks.append(self._as_remark(number, contents, remark))

    def _but_replies(self, number: int, head: str, contents: Mapping[str, str], was: str, now: str) -> str:
        """An answer as it is; of one that only says what to do with the text, the text as it was."""
        if now in (was, ""):
            return now
        if self.sent.form == "translations":
            return now  # in whatever language: ok may be a translation
        said: Reply | None = reply(was, now) if self.sent.form == "texts" else reply_to_value(now)
        if said is None:
            return now
        if said == "unchanged":
            self.unchanged.append(replace(self._as_remark(number, contents, now), cell=self.place(number, head)))
        else:
            self.faults.append(unread.not_a_text(self.place(number, head), now))
        return was

    def _content(self, number: int, cells: Mapping[int, SheetCell], column: Column) -> str | Diagnostic:
        at = self.at.get(column.head)
        cell = cells.get(at) if at is not None else None
        if cell is None:
            return ""
        if (column.kind == "fixed" and column.field is None and not column.head.startswith("shown-")) or (
            column.kind == "remark"
        ):
            return seen_words(cell)
        place = self.place(number, column.head)
        if column.kind == "answer" and cell.struck:
            return _say.error("struck", place.span, cell=place.words)
        return cell_words(cell, place)

    def _remark(self, number: int, cells: Mapping[int, SheetCell]) -> str | Diagnostic:
        """What was written beside a row, and in the comments on its cells."""
        cell = cells.get(self.at["remark"])
        if cell is not None and cell.kind == "formula":
            fault = cell_words(cell, self.place(number, "remark"))
            assert isinstance(fault, Diagnostic)
            return fault
        notes = [one.words for one in self.comments.pop(number, ())]
        return "\n".join(filter(None, (seen_words(cell) if cell is not None else "", *notes)))

    def _as_remark(self, number: int, contents: Mapping[str, str], text: str) -> Remark:
        match self.sent.form:
            case "values":
                label = f"{contents['indicator']} {contents['column']}"
            case "data":
                label = f"{contents['within']} {contents['datum']}"
            case "translations":
                label = contents["shown-original"]
            case _:
                label = contents["kind"]
        return Remark(place=contents["place"], label=label, text=text, cell=self.place(number, "remark"))

    def _account(self, number: int, cells: Mapping[int, SheetCell], sent: tuple[str, ...] | None) -> None:
        """Tell what a row holds beside its answer and its remark, and what it has lost."""
        was = {column.head: words for column, words in zip(self.columns, sent or (), strict=False)}
        at_column = {at: head for head, at in self.at.items()}
        open_to_all = {column.head for column in self.columns if column.kind in ("answer", "remark")}
        moved = {loose(words) for head, words in was.items() if head not in self.at}
        outside: list[tuple[CellPlace, str]] = []
        for at, cell in sorted(cells.items()):
            head, words = at_column.get(at), seen_words(cell)
            if head in open_to_all or (head is None and loose(words) in moved):
                continue
            place = _place(self.file, self.sheet, number, at)
            if head is None or (sent is None and not self._is_proved(head)):
                outside.append((place, words))
            elif sent is not None and loose(was[head]) != loose(words):
                self.faults.append(unread.changed(place, was[head], words))
            elif cell.struck:
                self.faults.append(unread.struck(place))
        if outside:
            self.faults.append(unread.outside(outside))
        for head, at in self.at.items():
            if was.get(head) and head not in open_to_all and at not in cells:
                self.faults.append(unread.changed(self.place(number, head), was[head], ""))

    def _is_proved(self, head: str) -> bool:
        """Whether the fingerprint of a row covers its cell under this head."""
        return any(
            column.head == head and (kept(column) or column.kind in ("key", "hidden") or head.startswith("shown-"))
            for column in self.columns
        )


def _place(file: str, sheet: Sheet, row: int, column: int) -> CellPlace:
    return CellPlace(file=file, sheet=sheet.title, ref=reference(row, column), row=row, column=column)


def _words_but(file: str, sheet: Sheet, known: set[str]) -> Iterator[Diagnostic]:
    """Every cell that says something else than is known, or has a line through it."""
    for row, cells in rows_of(sheet):
        others = []
        for column, cell in sorted(cells.items()):
            words = seen_words(cell)
            if words and loose(words) not in known:
                others.append((_place(file, sheet, row, column), words))
            elif cell.struck:
                yield unread.struck(_place(file, sheet, row, column))
        if others:
            yield unread.outside(others)


def _of_sheet(book: OpenedWorkbook, sheet: Sheet) -> tuple[Beside, ...]:
    return next(beside for found, beside in book.sheets if found is sheet)


def _beside(
    file: str, sheet: Sheet, book: OpenedWorkbook, sent: SentSheet | None, but: list[Beside] | None = None
) -> Iterator[Diagnostic]:
    for found in _of_sheet(book, sheet):
        if found not in (but or ()):
            yield unread.beside(file, sheet.title, found)
    known = printed_words(sent.lines[-1]) if sent is not None and sent.lines else set()
    for text in sheet.around:
        for words in sorted(printed_words(text) - known):
            yield unread.around(file, sheet.title, words)


def _of_the_file(file: str, book: OpenedWorkbook) -> Iterator[Diagnostic]:
    for title in book.others:
        yield unread.sheet_without_cells(file, title)
    for found in book.beside:
        yield unread.beside(file, "", found)


def _twice(tables: list[_Table]) -> dict[str, Diagnostic]:
    """By key, rows that stand in one file twice with different answers: which is meant, or is one a new row?"""
    first: dict[str, tuple[tuple[str, ...], CellPlace]] = {}
    found: dict[str, Diagnostic] = {}
    for key, typed, cell in (row for table in tables for row in table.rows):
        other, at = first.setdefault(key, (typed, cell))
        if other != typed:
            words, other_words = (unread.quoted(" ".join(filter(None, one))) for one in (typed, other))
            found[key] = _say.error(
                "twice", cell.span, cell=cell.words, other=at.words, words=words, other_words=other_words
            )
    return found


def _other_heads(file: str, sheet: Sheet, heads: list[str]) -> Diagnostic:
    return _say.error("other-heads", _place(file, sheet, 1, 1).span, sheet=sheet.title, heads=unread.quoted_all(heads))


def _merged(file: str, sheet: Sheet, merged: Range) -> Diagnostic:
    place = _place(file, sheet, merged.first_row, merged.first_column)
    return _say.error("merged", place.span, sheet=sheet.title, range=merged.ref)


def _edited(cell: CellPlace, edited: list[tuple[str, str]]) -> Diagnostic:
    now = tuple(
        _say("edited-cell", head=head, words=unread.quoted(words) if words else _say("empty")) for head, words in edited
    )
    return _say.error("edited", cell.span, cell=cell.words, now=now)
