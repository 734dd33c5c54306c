"""One row of a workbook: a text or a value of the plan that an actor may answer with another."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from typing import Any, Literal

from keikaku.dataclass import dataclass
from keikaku.plan.model import At

Form = Literal["texts", "values", "data"]
"""Which columns a row of the plan has."""

SheetForm = Form | Literal["translations"]
"""Which columns a sheet has: one for translators too."""

SheetName = Literal["texts", "open", "values", "data"]
"""Which sheet it stands in: what the actor does; words not settled yet, wherever they stand; indicators; and
attributes, values by year, numbers of figures, cells of tables in files of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Takes:
    """What a row of data may be answered with."""

    kind: Literal["words", "number", "choices", "year", "cell"]
    """``year``: a number or words; ``cell``: whatever a table holds, also nothing."""
    unit: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    """Name and id of each."""
    between: str = ""
    """What stands between several choices."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who answers for a row; everybody where ``actors`` is None."""

    actors: frozenset[str] | None = None
    departments: frozenset[str] = frozenset()

    def of(self, whom: str) -> bool:
        """``whom``: the ref of an actor, or of a department (``choice:…``)."""
        kind, _, id = whom.partition(":")
        return (self.actors is None or id in self.actors) if kind == "actor" else id in self.departments


EVERYBODY = Asked()


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
    asked: Asked = EVERYBODY
    takes: Takes = Takes(kind="words")
    at: At
    """Of data that is not there yet, where it will be."""

    @property
    def form(self) -> Form:
        """Which columns its sheet has."""
        return "texts" if self.sheet == "open" else self.sheet

    @property
    def fingerprint(self) -> str:
        """Told apart from every other state of this row; see ``fingerprint``."""
        return fingerprint(self.key, self.shown, self.fields)


def fingerprint(key: str, shown: str, fields: Iterable[str]) -> str:
    """Of everything locked in a row: who edits the id or the old text is found out, and so is an older text."""
    content = json.dumps([key, shown, *fields], ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()[:16]


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
        datum = _inside(datum, step)
        own = datum.get("id") if isinstance(step, int) and isinstance(datum, dict) else None
        steps.append(str(own or step))
    return "/".join(steps)


def _inside(datum: Any, step: str | int) -> Any:
    if isinstance(datum, dict):
        return datum.get(step)
    return datum[step] if isinstance(datum, list) and isinstance(step, int) else None


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
