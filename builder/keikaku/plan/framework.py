"""The framework of a plan (施策体系) as data: vision → pillars → measures, each with the challenges it answers.

One value for every output: the web draws it as nested lists and a table, the print draft as a diagram.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from keikaku.dataclass import dataclass
from keikaku.plan.model import Measure
from keikaku.plan.outline import Entry, Outline

_COLUMNS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class ChallengeAnswer:
    """A measure answers a challenge. ``inferred``: the editors' reading; every output has to say so."""

    challenge: Entry
    inferred: bool
    weight: Literal["main", "secondary"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureBranch:
    """A measure with the challenges it answers."""

    entry: Entry
    answers: tuple[ChallengeAnswer, ...]
    """Main ones first, each kind in the order of the challenges."""
    below: tuple[MeasureBranch, ...] = ()
    """The measures below this one, where the plan has two levels."""
    again: bool = False
    """Of another pillar, listed again in the text of this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PillarBranch:
    """A pillar with its topmost measures."""

    entry: Entry
    measures: tuple[MeasureBranch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """Which challenges a measure answers."""

    measure: Entry
    cells: tuple[ChallengeAnswer | None, ...]
    """One per challenge, in the order of ``Framework.challenges``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework:
    """The framework of the plan, as a tree and as a table of measures by challenges."""

    vision: str
    """The words of the vision, paragraphs joined; empty where the plan has none."""
    pillars: tuple[PillarBranch, ...]
    challenges: tuple[Entry, ...]
    rows: tuple[MatrixRow, ...]
    """Measure by measure in the order of print."""

    @property
    def inferred(self) -> bool:
        """At least one link is the editors' reading and not the document's word."""
        return any(answer.inferred for answer in self.answers)

    @property
    def answers(self) -> tuple[ChallengeAnswer, ...]:
        """Every answer there is."""
        return tuple(answer for row in self.rows for answer in row.cells if answer is not None)

    @property
    def too_wide(self) -> bool:
        """There are more challenges than a reader can follow as the columns of a table; the branches say the same."""
        return len(self.challenges) > _COLUMNS


def framework(outline: Outline) -> Framework:
    """The framework of a sound plan."""
    plan = outline.index.plan
    challenges = tuple(outline.entries[f"challenge:{challenge.id}"] for challenge in plan.challenges)
    return Framework(
        vision=_vision(outline),
        pillars=tuple(
            PillarBranch(
                entry=outline.entries[f"pillar:{pillar.id}"],
                measures=tuple(
                    _branch(outline, measure)
                    for measure in outline.index.by_pillar[pillar.id]
                    if measure.parent is None
                )
                + tuple(_listed_again(outline, f"pillar:{pillar.id}")),
            )
            for pillar in plan.pillars
        ),
        challenges=challenges,
        rows=tuple(_row(outline, entry, challenges) for entry in outline.by_kind.get("measure", ())),
    )


def _vision(outline: Outline) -> str:
    vision = outline.index.plan.vision
    return vision.statement.text.plain if vision is not None else ""


def _branch(outline: Outline, measure: Measure) -> MeasureBranch:
    return MeasureBranch(
        entry=outline.entries[f"measure:{measure.id}"],
        answers=_answers(outline, measure),
        below=tuple(_branch(outline, below) for below in outline.index.below.get(measure.id, ())),
    )


def _listed_again(outline: Outline, pillar: str) -> Iterator[MeasureBranch]:
    """The measures that a pillar lists again; the challenges they answer are shown at their own place."""
    for ref, references in outline.index.listed_again.items():
        if outline.entries[ref].kind == "measure" and any(found.owner == pillar for found in references):
            yield MeasureBranch(entry=outline.entries[ref], answers=(), again=True)


def _answers(outline: Outline, measure: Measure) -> tuple[ChallengeAnswer, ...]:
    order = outline.order
    links = sorted(measure.challenges, key=lambda link: (link.weight != "main", order[f"challenge:{link.id}"]))
    return tuple(
        ChallengeAnswer(
            challenge=outline.entries[f"challenge:{link.id}"],
            inferred=link.basis == "inferred",
            weight=link.weight,
        )
        for link in links
    )


def _row(outline: Outline, entry: Entry, challenges: tuple[Entry, ...]) -> MatrixRow:
    answers = {answer.challenge.ref: answer for answer in _answers(outline, outline.index.entities[entry.ref].value)}
    return MatrixRow(measure=entry, cells=tuple(answers.get(challenge.ref) for challenge in challenges))
