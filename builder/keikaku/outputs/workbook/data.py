"""Rows of data: attributes, values by year, numbers of figures, cells of tables; and what was answered to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from keikaku.catalogue import LocalizedText
from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.outputs.workbook.answer import Answer
from keikaku.outputs.workbook.asked import asked_of
from keikaku.outputs.workbook.row import AnswerRow, Takes, cell_text, key_of
from keikaku.outputs.workbook.values import typed_number
from keikaku.patterns import regex
from keikaku.plan import model
from keikaku.plan.compose.given import attributes_of
from keikaku.plan.model import At
from keikaku.plan.outline import Entry, Outline
from keikaku.plan.table import TableCell, grid

_say = DiagnosticCatalogue(__file__)

_BETWEEN = regex(r"[、,，;；\n]")
"""Between several choices."""

Datum = str | int | Decimal | list[str]


def data_rows(outline: Outline, words: Mapping[str, str]) -> Iterator[AnswerRow]:
    """In the order of the plan, entry by entry."""
    for entry in outline.entries.values():
        found = outline.index.entities.get(entry.ref)
        if found is None:
            continue
        match found.value:
            case model.Attributed() as value:
                yield from _attributes(outline, entry, value)
                yield from _years(outline, entry, value, words)
            case model.Figure(data=data) as value if data is not None:
                yield from _figure(outline, entry, value, data)
            case model.Table(csv=csv) as value if csv is not None:
                yield from _table(outline, entry, value)
            case _:
                pass


def takes_words(takes: Takes, words: Mapping[str, str]) -> str:
    """How a row is to be answered, for whoever answers it."""
    if takes.kind == "choices":
        names = takes.between.join(name for name, _ in takes.choices)
        return words["takes-choices"].format(names=names)
    return words[f"takes-{takes.kind}"].format(unit=takes.unit)


def _row(outline: Outline, entry: Entry, at: At, label: str, shown: str, takes: Takes) -> AnswerRow:
    return AnswerRow(
        sheet="data",
        key=key_of(at),
        place=outline.place(entry.ref),
        within=entry.title,
        label=label,
        shown=cell_text(shown),
        fields=(cell_text(shown),),
        asked=asked_of(outline, entry.ref),
        takes=takes,
        at=at,
    )


def _attributes(outline: Outline, entry: Entry, value: model.Attributed) -> Iterator[AnswerRow]:
    """Those it has; and where somebody answers for it, those it may have."""
    at: At = value.at  # type: ignore[attr-defined]
    owned = asked_of(outline, entry.ref).departments and isinstance(at.datum(), dict)
    between = outline.index.plan.writing.say("between-choices")
    given = {one.attribute.id: one for one in attributes_of(outline.index.plan, value)}
    for attribute in outline.index.plan.attributes:
        if entry.kind not in attribute.on or not (attribute.id in given or owned):
            continue
        choices = tuple((choice.name, choice.id) for choice in attribute.choices)
        kind = {"number": "number", "choice": "choices", "department": "choices"}.get(attribute.type, "words")
        takes = Takes(kind=kind, unit=attribute.unit, choices=choices, between=between)  # type: ignore[arg-type]
        here = value.attributes.get(attribute.id)
        raw = [one.markdown for one in here.values] if here else []
        shown = _shown(raw if choices else "".join(raw), takes)
        yield _row(outline, entry, at.child("attributes", attribute.id), attribute.name, shown, takes)


def _years(outline: Outline, entry: Entry, value: model.Attributed, words: Mapping[str, str]) -> Iterator[AnswerRow]:
    """Planned and actual values; of each year that has one of them, the other may be filled in."""
    writing = outline.index.plan.writing
    for one in value.years:
        years = sorted({*one.planned, *one.actual})
        of = writing.say("labelled", label=one.name) if one.name else ""
        for part, key in ((one.planned, "planned"), (one.actual, "actual"), (one.grades, "grade")):
            takes = Takes(kind="words") if key == "grade" else Takes(kind="year", unit=one.unit)
            for year in years if key != "grade" else sorted(part):
                label = words["datum-year"].format(year=writing.fiscal_year(year), value=writing.say(key))  # type: ignore[arg-type]
                at = one.at.child("grades" if key == "grade" else key, year)
                yield _row(outline, entry, at, f"{of}{label}", part.get(year, ""), takes)


def _figure(outline: Outline, entry: Entry, figure: model.Figure, data: model.FigureData) -> Iterator[AnswerRow]:
    for n, series in enumerate(data.series):
        takes = Takes(kind="number", unit=series.unit or data.unit)
        for place, value in enumerate(series.values):
            at = figure.at.child("data", "series", n, "values", place)
            label = outline.index.plan.writing.say("labelled", label=series.name) + data.columns[place]
            yield _row(outline, entry, at, label, value or "", takes)


def _table(outline: Outline, entry: Entry, table: model.Table) -> Iterator[AnswerRow]:
    """The cells of its body, but for those that head their rows."""
    shown = grid(table, outline.index)
    over: dict[int, list[str]] = {}
    for cell in (cell for row in shown.heads for cell in row):
        for column in range(cell.column, cell.column + cell.columns):
            over.setdefault(column, []).append(cell.text.plain)
    beside: dict[int, TableCell] = {}
    for row in shown.rows:
        for cell in row:
            if cell.column < shown.row_heads:
                beside[cell.column] = cell
                continue
            heads = [head.text.plain for _, head in sorted(beside.items()) if cell.row < head.row + head.rows]
            label = " ".join(filter(None, (*heads, *over.get(cell.column, ()))))
            raw = str(cell.text.at.datum())
            yield _row(outline, entry, cell.text.at, label, raw, Takes(kind="cell"))


# ---------------------------------------------------------------------------------------------- answers


def answered_datum(answer: Answer, row: AnswerRow) -> Datum | Diagnostic:
    """What is to stand in the plan."""
    typed, takes = answer.now[0], row.takes
    if takes.kind == "cell":
        return typed.replace("\n", "\n\n")
    if not typed:
        return _fault(answer, "empty", row, typed)
    match takes.kind:
        case "choices":
            known = dict(takes.choices) | {id: id for _, id in takes.choices}
            names = [name.strip() for name in _BETWEEN.split(typed) if name.strip()]
            wrong = [name for name in names if name not in known]
            if wrong or not names:
                return _fault(answer, "choice", row, takes.between.join(wrong))
            ids = [known[name] for name in names]
            return ids[0] if len(ids) == 1 else ids
        case "number" | "year":
            number = typed_number(typed, takes.unit)
            if number is None and takes.kind == "number":
                return _fault(answer, "number", row, typed)
            return typed.replace("\n", " ") if number is None else number
        case _:
            return typed.replace("\n", "\n\n")


def shown_datum(value: Datum, row: AnswerRow) -> str:
    """As its row will show it."""
    return cell_text(_shown(value, row.takes))


def _shown(value: Datum, takes: Takes) -> str:
    if takes.kind == "choices":
        names = {id: name for name, id in takes.choices}
        return takes.between.join(names[id] for id in (value if isinstance(value, list) else [str(value)]))
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _fault(answer: Answer, key: str, row: AnswerRow, typed: str) -> Diagnostic:
    names: tuple[str | LocalizedText, ...] = tuple(name for name, _ in row.takes.choices)
    cell = answer.cell
    return _say.error(key, cell.span, cell=cell.words, label=f"{row.within} {row.label}", typed=typed, names=names)
