"""The rows of all workbooks, and who is asked which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from keikaku.diagnostics.source import SHEET
from keikaku.outputs.workbook.asked import asked_of, departments
from keikaku.outputs.workbook.data import data_rows
from keikaku.outputs.workbook.row import AnswerRow, cell_text, key_of
from keikaku.patterns import regex
from keikaku.plan import model
from keikaku.plan.index import ActionPlace
from keikaku.plan.model import IndicatorValue, Text
from keikaku.plan.outline import Outline, value_text
from keikaku.plan.pending import PendingItem, pending_items

_OPEN_NUMBER = regex(r"[〇○◯]+(.+)")
"""A number not known yet, with its unit: 〇〇%."""

COLUMNS = ("baseline", "target", "actual")


def recipients(plan: model.Plan) -> tuple[str, ...]:
    """Refs of all who get a workbook: the actors, and the departments that the plan declares."""
    return (*(f"actor:{actor.id}" for actor in plan.actors), *(f"choice:{one.id}" for one in departments(plan)))


def rows_for(outline: Outline, whom: str, words: Mapping[str, str]) -> tuple[AnswerRow, ...]:
    """All that can be answered by an actor or a department (by ref).

    An actor: its own actions, and whatever is not another's alone; a department: what it answers for.
    """
    return tuple(row for row in _rows(outline, words) if row.asked.of(whom))


def all_rows(outline: Outline, words: Mapping[str, str]) -> dict[str, AnswerRow]:
    """By key, the rows of everybody together that can be answered."""
    return {row.key: row for row in _rows(outline, words) if row.key}


def _rows(outline: Outline, words: Mapping[str, str]) -> Iterator[AnswerRow]:
    yield from _texts(outline, words)
    yield from _open(outline, words)
    yield from _values(outline, words)
    yield from data_rows(outline, words)


def _texts(outline: Outline, words: Mapping[str, str]) -> Iterator[AnswerRow]:
    for entry in outline.entries.values():
        if entry.kind == "measure":
            for places in outline.index.by_measure[entry.id].values():
                for place in places:
                    yield from _action(outline, place, words)


def _action(outline: Outline, place: ActionPlace, words: Mapping[str, str]) -> Iterator[AnswerRow]:
    item = place.item
    listed_again = isinstance(item, model.CrossListing)
    if item.text is None:
        original = outline.index.action(place.ref)
        label = words["cross-listing-of"].format(place=outline.place(place.original or place.ref))
        yield _text_row(outline, place, original.text, label, key="")
    else:
        yield _text_row(outline, place, item.text, words["own-words" if listed_again else "action"])
    if item.detail is not None:
        yield _text_row(outline, place, item.detail, words["detail"])


def _text_row(outline: Outline, place: ActionPlace, text: Text, label: str, key: str | None = None) -> AnswerRow:
    within = outline.entries[f"measure:{place.measure}"].title
    if place.group is not None:
        within = f"{within}\n{outline.index.plan.writing.say('group', name=place.group.group.plain)}"
    shown = cell_text(text.markdown)
    return AnswerRow(
        sheet="texts",
        key=key_of(text.at) if key is None else key,
        place=outline.place(place.ref),
        within=within,
        label=label,
        shown=shown,
        fields=(shown,),
        asked=asked_of(outline, place.ref),
        at=text.at,
    )


def _open(outline: Outline, words: Mapping[str, str]) -> Iterator[AnswerRow]:
    """Texts with unsettled spots, but for those of actions, which stand among the actions of their actor.

    What is unsettled in a sheet is filled in there: it is a table of a spreadsheet already.
    """
    notes: dict[str, list[PendingItem]] = {}
    for item in pending_items(outline):
        if item.kind == "text" and outline.entries[item.ref].kind != "action" and item.at.source.kind != SHEET:
            notes.setdefault(key_of(item.at), []).append(item)
    for key, items in notes.items():
        item = items[0]
        shown = cell_text(item.at.datum())
        yield AnswerRow(
            sheet="open",
            key=key,
            place=item.place,
            within=outline.entries[item.ref].title,
            label="、".join(item.note for item in items if item.note) or words["state-pending"],
            shown=shown,
            fields=(shown,),
            asked=asked_of(outline, item.ref),
            at=item.at,
        )


def _values(outline: Outline, words: Mapping[str, str]) -> Iterator[AnswerRow]:
    groups = sorted(
        outline.index.plan.indicator_groups,
        # What is to be decided comes before the record of the plan before.
        key=lambda group: (group.scope != "current", outline.order[f"indicator-group:{group.id}"]),
    )
    for group in groups:
        for indicator in group.indicators:
            asked = asked_of(outline, f"indicator:{indicator.id}")
            for column in COLUMNS:
                value: IndicatorValue | None = getattr(indicator, column)
                if value is not None:
                    yield AnswerRow(
                        sheet="values",
                        key=key_of(indicator.at.child(column)),
                        place=outline.place(f"indicator:{indicator.id}"),
                        within=outline.entries[f"indicator-group:{group.id}"].title,
                        title=indicator.title.plain,
                        label=getattr(group.columns, column),
                        shown=value_text(value, outline.index.plan.writing),
                        fields=_fields(value, indicator, words),
                        asked=asked,
                        at=indicator.at.child(column),
                    )


def _fields(value: IndicatorValue, indicator: model.Indicator, words: Mapping[str, str]) -> tuple[str, ...]:
    """Number, unit, bound; and where there is no number: why not, and the words in its place."""
    match value:
        case model.Reading():
            number = f"{Decimal(value.value):f}"
            if value.to is not None:
                number = f"{number}～{Decimal(value.to):f}"
            return (number, value.unit, value.bound or "", "", "")
        case model.Pending():
            return ("", _unit(value.pending, indicator), "", words["state-pending"], value.pending)
        case model.Absent():
            return ("", _unit(value.absent, indicator), "", words["state-absent"], value.absent)
        case model.Worded():
            return ("", _unit(value.words, indicator), "", words["state-words"], value.words)


def _unit(mark: str, indicator: model.Indicator) -> str:
    """What the unit will be, so that a number is all that has to be typed: from 〇〇%, or from the other columns."""
    found = _OPEN_NUMBER.fullmatch(mark)
    if found:
        return found[1]
    others = (getattr(indicator, column) for column in COLUMNS)
    return next((other.unit for other in others if isinstance(other, model.Reading)), "")
