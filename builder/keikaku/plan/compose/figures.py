"""What a figure holds, for all that show it: its numbers as a table, the words of its diagram in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal

from keikaku.dataclass import dataclass
from keikaku.plan.declare import declared, parts
from keikaku.plan.model import At, Cycle, Diagram, Figure, FigureData, Layers, Period, Relations, Series, Text, Timeline
from keikaku.plan.outline import Tag, number_text
from keikaku.text.writing import Writing

_WIDEST = 8
"""More columns than this are rows, where that makes the table narrower: the ages of a pyramid."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataCell:
    text: str
    at: At
    unit: str = ""
    """Of the numbers beside or below it, where this cell names a series."""
    tags: tuple[Tag, ...] = ()


def data_table(figure: Figure) -> tuple[tuple[DataCell, ...], ...]:
    """Row by row; the first heads the columns, and the first cell of each row heads it. Empty where there are none.

    The corner holds the unit where all numbers have the same; otherwise it is empty, and the names say theirs.
    """
    data = figure.data
    if data is None:
        return ()
    at = figure.at.child("data")
    corner = DataCell(text=data.unit if len(set(data.units)) == 1 else "", at=at.child("unit"))
    rows = [
        (corner, *(DataCell(text=column, at=at.child("columns", n)) for n, column in enumerate(data.columns))),
        *(_row(data, series, at.child("series", n)) for n, series in enumerate(data.series)),
    ]
    turned = len(data.columns) > _WIDEST and len(data.series) < len(data.columns)
    return tuple(zip(*rows, strict=True)) if turned else tuple(rows)


def _row(data: FigureData, series: Series, at: At) -> tuple[DataCell, ...]:
    tags: tuple[Tag, ...] = (series.chart,) if series.chart else ()
    name = DataCell(text=series.name, at=at.child("name"), unit=series.unit or data.unit, tags=tags)
    values = enumerate(series.values)
    return (name, *(DataCell(text=number_text(value or "—"), at=at.child("values", n)) for n, value in values))


Plain = Callable[[Text], str]
"""A text of the plan in plain words."""

Form = Literal["layers", "cycle", "relations", "timeline"]


def form_of(diagram: Diagram | None) -> Form | None:
    """Which of the forms a diagram has."""
    return _FORMS[type(diagram)] if diagram is not None else None


_FORMS: Mapping[type, Form] = {Layers: "layers", Cycle: "cycle", Relations: "relations", Timeline: "timeline"}


def period_text(period: Period, plain: Plain, writing: Writing) -> str:
    """When a period is, and what: ``令和6年度～令和8年度：第9期``, ``令和6年度～`` where it goes on."""
    years = years_of(period, writing)
    return writing.say("labelled", label=years) + plain(period.text) if period.text is not None else years


def years_of(period: Period, writing: Writing) -> str:
    """From when until when a period goes."""
    if period.start == period.end:
        return period.start or ""
    return writing.say("from-to", start=period.start or "", end=period.end or "")


def diagram_words(diagram: Diagram, plain: Plain, writing: Writing) -> Iterator[str]:
    """All that a diagram says, one after the other, as its list has it."""
    if isinstance(diagram, Timeline):
        for row in diagram.timeline:
            yield plain(row.name)
            yield from (period_text(period, plain, writing) for period in row.periods)
    else:
        yield from map(plain, texts_of(diagram))


def texts_of(value: Any) -> Iterator[Text]:
    """The texts of an object of the model that are read, in their order."""
    for field in declared(type(value)):
        inner = getattr(value, field.name)
        if field.role is not None and inner is not None:
            yield inner
        for part in parts(inner) if field.role is None else ():
            yield from texts_of(part)
