"""One walk over what the chapters hold, in the order of print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from typing import TYPE_CHECKING, Any, get_args

from keikaku.plan.declare import declared, parts
from keikaku.plan.model import Block, Division, Include, Picture, Plan, ProgrammesBlock, Signature

if TYPE_CHECKING:
    from keikaku.plan.index import PlanIndex

_BLOCKS = get_args(Block)


def divisions(above: Iterable[Division]) -> Iterator[Division]:
    """Chapters, or sections, each with all that is below it."""
    for division in above:
        yield division
        yield from divisions(division.below)


def blocks(plan: Plan) -> Iterator[Block]:
    """Every block of every body, those of the chapters first; those inside another follow it. `PlanIndex` has them."""
    for division in divisions(plan.chapters):
        yield from inside(division.body)
    for holder in (*plan.pillars, *plan.measures):
        yield from _within(holder)


def placed_programmes(index: PlanIndex) -> Set[str]:
    """The ids of those that a body shows whole."""
    return {id for block in index.blocks if isinstance(block, ProgrammesBlock) for id in block.programmes}


def pictures(index: PlanIndex) -> Iterator[Picture]:
    """Every picture that a plan shows: on its cover, beside signatures, as figures."""
    if index.plan.cover is not None:
        yield index.plan.cover
    for block in index.blocks:
        if isinstance(block, Signature) and block.portrait is not None:
            yield block.portrait
    yield from (figure.image for figure in index.plan.figures if figure.image is not None)


def includes(index: PlanIndex, what: str) -> bool:
    """Whether a chapter has ``include: WHAT``."""
    return any(isinstance(block, Include) and block.what == what for block in index.blocks)


def inside(body: Iterable[Block]) -> Iterator[Block]:
    """The blocks of a body; those that stand inside another, at whatever depth, follow it."""
    for block in body:
        yield block
        yield from _within(block)


def _within(value: Any) -> Iterator[Block]:
    """The blocks anywhere in the fields of an object of the model."""
    for field in declared(type(value)):
        for part in parts(getattr(value, field.name)):
            if isinstance(part, _BLOCKS):
                yield part
            yield from _within(part)
