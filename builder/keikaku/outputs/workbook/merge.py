"""The answers of all workbooks → what changes in the plan, and every reason not to change it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from keikaku.dataclass import dataclass
from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue, Related
from keikaku.outputs.workbook.answer import Answer
from keikaku.outputs.workbook.data import answered_datum, shown_datum
from keikaku.outputs.workbook.replies import doubt
from keikaku.outputs.workbook.row import AnswerRow, cell_text, says
from keikaku.outputs.workbook.rows import all_rows
from keikaku.outputs.workbook.values import answered_value, shown_value
from keikaku.plan.outline import Outline
from keikaku.text.writing import Writing

_say = DiagnosticCatalogue(__file__)


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedChange:
    """One datum of the plan gets another value."""

    row: AnswerRow
    """As the plan is now."""
    answer: Answer
    value: Any
    """A text (its paragraphs apart by empty lines), the mapping of a value, or a datum."""
    shown: str
    """As the row will read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What answers change in the plan."""

    changes: tuple[AcceptedChange, ...]
    """In the order of the plan's rows."""
    already: int
    """Answers that the plan has already taken."""


def merge(
    outline: Outline, answers: Iterable[Answer], words: Mapping[str, str]
) -> tuple[Merged, tuple[Diagnostic, ...]]:
    """What the answers mean for this plan, and all reasons against taking them: errors, and as warnings doubts.

    An answer counts where the plan still says what the workbook showed: another text changed meanwhile is no hindrance.
    """
    rows, writing = all_rows(outline, words), outline.index.plan.writing
    faults: list[Diagnostic] = []
    already = 0
    taken: dict[str, AcceptedChange] = {}
    for answer in answers:
        if answer.form == "translations":
            faults.append(_say.error("translation", answer.cell.span, cell=answer.cell.words))
            continue
        row = _meant(answer, rows, answer.was)
        value = _value(answer, row or rows.get(answer.key), words, writing)
        if isinstance(value, Diagnostic):
            faults.append(value)
        elif _already_said(answer, row or _meant(answer, rows, answer.now) or rows.get(answer.key), value):
            already += 1
        elif row is None:
            faults.append(_outdated(answer, rows.get(answer.key)))
        else:
            shown = _shown(row, value, writing)
            first = taken.setdefault(row.key, AcceptedChange(row=row, answer=answer, value=value, shown=shown))
            if first.value != value:
                faults.append(_conflict(first, answer))
    order = {key: n for n, key in enumerate(rows)}
    changes = sorted(taken.values(), key=lambda change: order[change.row.key])
    doubts = [_doubtful(change) for change in changes if change.answer.form == "texts"]
    return Merged(changes=tuple(changes), already=already), (*faults, *filter(None, doubts))


def _meant(answer: Answer, rows: Mapping[str, AnswerRow], fields: tuple[str, ...]) -> AnswerRow | None:
    """The row that says ``fields`` now: the one of this key, or where entries were put in above it, one of its file."""
    row = rows.get(answer.key)
    if row is not None and says(row.fields) == says(fields):
        return row
    file = answer.key.partition("/")[0]
    alike = [other for other in rows.values() if other.key.partition("/")[0] == file and other.fields == fields]
    return alike[0] if len(alike) == 1 and answer.form == alike[0].form == "texts" else None


def _already_said(answer: Answer, row: AnswerRow | None, value: Any) -> bool:
    """Whether the plan says already what was answered."""
    if row is None:
        return False
    match answer.form:
        case "texts":
            return row.fields == answer.now
        case "values":
            return bool(row.at.datum() == value)
        case _:
            return row.fields == (shown_datum(value, row),)


def _shown(row: AnswerRow, value: Any, writing: Writing) -> str:
    match row.form:
        case "texts":
            return cell_text(value)
        case "values":
            return shown_value(value, writing)
        case "data":
            return shown_datum(value, row)


def _outdated(answer: Answer, row: AnswerRow | None) -> Diagnostic:
    cell = answer.cell
    if row is None:
        return _say.error("unknown", cell.span, cell=cell.words, id=answer.key)
    here = (Related(_say("here-now"), row.at.span()),)
    return _say.error("outdated", cell.span, related=here, cell=cell.words, place=row.place, now=row.shown)


def _value(answer: Answer, row: AnswerRow | None, words: Mapping[str, str], writing: Writing) -> Any:
    """The datum, or a fault."""
    if answer.form == "data":
        return answered_datum(answer, row) if row is not None else ""
    if answer.form == "values":
        return answered_value(answer, row.at.datum() if row is not None else {}, words, writing)
    text = answer.now[0].replace("\n", "\n\n")
    if text:
        return text
    here = (Related(_say("here-now"), row.at.span()),) if row is not None else ()
    return _say.error("empty", answer.cell.span, related=here, cell=answer.cell.words)


def _doubtful(change: AcceptedChange) -> Diagnostic | None:
    """An answer that may be no new wording of its text, but something else that was written there."""
    why = doubt(change.answer.was[0], change.answer.now[0])
    if why is None:
        return None
    cell, here = change.answer.cell, (Related(_say("here-now"), change.row.at.span()),)
    if why == "little-left":
        return _say.warning("little-left", cell.span, related=here, cell=cell.words)
    return _say.warning("no-full-stop", cell.span, related=here, cell=cell.words)


def _conflict(first: AcceptedChange, answer: Answer) -> Diagnostic:
    other, cell = first.answer.cell, answer.cell
    related = (
        Related(_say("other-answer", cell=other.words), other.span),
        Related(_say("here"), first.row.at.span()),
    )
    return _say.error("conflict", cell.span, related=related, cell=cell.words, place=first.row.place, file=other.file)
