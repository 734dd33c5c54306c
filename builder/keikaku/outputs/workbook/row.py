"""One row of a workbook: a text or a value of the plan that an actor may answer with another."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from keikaku.plan.model import At

Form = Literal["texts", "values"]
"""Which columns a row has."""

SheetName = Literal["texts", "open", "values"]
"""Which sheet it stands in: what the actor does; words not settled yet, wherever they stand; indicators."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow:
    """``fields`` is what can be answered: of a text its one cell, of a value a cell for each of its parts."""

    sheet: SheetName
    key: str
    """What the row is called for good; empty where nothing can be answered (a 再掲 without words of its own)."""
    place: str
    """``第5章5(4)``."""
    within: str
    """What it stands in: the title of the measure or section, the name of the table."""
    label: str
    """What it is there: 取組み, 内容; of a value the head of its column."""
    shown: str
    """As it is in the plan now, for reading."""
    fields: tuple[str, ...]
    title: str = ""
    """Of a value: the indicator."""
    at: At

    @property
    def form(self) -> Form:
        return "values" if self.sheet == "values" else "texts"

    @property
    def fingerprint(self) -> str:
        """Told apart from every other state of this row; see ``fingerprint``."""
        return fingerprint(self.key, self.shown, self.fields)


def fingerprint(key: str, shown: str, fields: Iterable[str]) -> str:
    """Of everything locked in a row: who edits the id or the old text is found out, and so is an older text."""
    told = json.dumps([key, shown, *fields], ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def says(fields: tuple[str, ...]) -> tuple[str, ...]:
    """The fields without what is only proposed: the unit of a value that has no number yet."""
    return (fields[0], "", *fields[2:]) if len(fields) > 1 and not fields[0] else fields


def key_of(at: At) -> str:
    """``measure:watch/actions/city/night-watch/detail``: the file, and the way in it.

    An item of a list is called by its own id where it has one: moving it does not change its name.
    """
    steps = [f"{at.source.kind}:{at.source.id}"]
    datum = at.source.data
    for step in at.path:
        datum = datum[step]  # type: ignore[index]
        own = datum.get("id") if isinstance(step, int) and isinstance(datum, dict) else None
        steps.append(str(own or step))
    return "/".join(steps)


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text of the plan, each on one line: breaks within one mean nothing (see ``prose``)."""
    joined = ("".join(line.strip() for line in found.split("\n")) for found in re.split(r"\n\s*\n", text))
    return tuple(filter(None, joined))


def typed_paragraphs(cell: str) -> tuple[str, ...]:
    """The paragraphs of a cell: who presses Alt+Enter means a new one. White space around them cannot be seen."""
    return tuple(filter(None, (line.strip() for line in re.split(r"\r\n?|\n", cell))))


def cell_text(text: str) -> str:
    """A text of the plan as it stands in a cell."""
    return "\n".join(paragraphs(text))
