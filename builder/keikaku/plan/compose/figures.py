"""The numbers of a figure as a table, the one that pages and print show beside the chart and lines are read from."""

from __future__ import annotations

from dataclasses import dataclass

from keikaku.plan.model import At, Figure, FigureData, Series
from keikaku.plan.outline import Tag, number_text

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
