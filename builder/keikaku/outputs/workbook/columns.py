"""The columns of each form of sheet: written by ``write``, found again by their heads in ``returned``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from keikaku.dataclass import dataclass
from keikaku.outputs.workbook.row import SheetForm

HEAD_ROW = 3
"""Above it a title and a hint."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a sheet."""

    head: str
    """Key of its words."""
    width: float
    kind: Literal["fixed", "answer", "remark", "key", "hidden"] = "fixed"
    """``answer`` and ``remark`` are open to the reader; of the rest the sheet is locked."""
    field: int | None = None
    """The place in ``Row.fields`` of what stands here."""
    numeric: bool = False


FORMS: Mapping[SheetForm, tuple[Column, ...]] = {
    "texts": (
        Column(head="number", width=5),
        Column(head="place", width=13),
        Column(head="within", width=22),
        Column(head="kind", width=11),
        Column(head="shown-text", width=52, field=0),
        Column(head="answer-text", width=52, kind="answer", field=0),
        Column(head="remark", width=22, kind="remark"),
        Column(head="key", width=16, kind="key"),
        Column(head="fingerprint", width=18, kind="hidden"),
    ),
    "data": (
        Column(head="number", width=5),
        Column(head="place", width=13),
        Column(head="within", width=34),
        Column(head="datum", width=34),
        Column(head="shown-datum", width=22, field=0),
        Column(head="answer-datum", width=22, kind="answer", field=0),
        Column(head="takes", width=30),
        Column(head="remark", width=22, kind="remark"),
        Column(head="key", width=16, kind="key"),
        Column(head="fingerprint", width=18, kind="hidden"),
    ),
    "translations": (
        Column(head="number", width=5),
        Column(head="place", width=26),
        Column(head="state", width=12),
        Column(head="shown-original", width=48),
        Column(head="shown-translation", width=32),
        Column(head="answer-translation", width=48, kind="answer", field=0),
        Column(head="remark", width=22, kind="remark"),
        Column(head="key", width=16, kind="key"),
        Column(head="kept-translation", width=8, kind="hidden", field=0),
        Column(head="fingerprint", width=18, kind="hidden"),
    ),
    "values": (
        Column(head="number", width=5),
        Column(head="place", width=13),
        Column(head="group", width=24),
        Column(head="indicator", width=34),
        Column(head="column", width=14),
        Column(head="shown-value", width=14),
        Column(head="answer-number", width=12, kind="answer", field=0, numeric=True),
        Column(head="answer-unit", width=8, kind="answer", field=1),
        Column(head="answer-bound", width=8, kind="answer", field=2),
        Column(head="answer-state", width=14, kind="answer", field=3),
        Column(head="answer-words", width=18, kind="answer", field=4),
        Column(head="remark", width=22, kind="remark"),
        Column(head="key", width=16, kind="key"),
        Column(head="kept-number", width=8, kind="hidden", field=0, numeric=True),
        Column(head="kept-unit", width=8, kind="hidden", field=1),
        Column(head="kept-bound", width=8, kind="hidden", field=2),
        Column(head="kept-state", width=8, kind="hidden", field=3),
        Column(head="kept-words", width=8, kind="hidden", field=4),
        Column(head="fingerprint", width=18, kind="hidden"),
    ),
}


def kept(column: Column) -> bool:
    """Whether it holds a field as it was when the workbook was made."""
    return column.field is not None and column.kind != "answer"
