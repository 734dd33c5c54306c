"""One walk over what the chapters hold, in the order of print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from typing import Any, get_args

from keikaku.plan.declare import declared, parts
from keikaku.plan.model import Block, Division, Include, Picture, Plan, ProgrammesBlock, Signature

_BLOCKS = get_args(Block)


def divisions(above: Iterable[Division]) -> Iterator[Division]:
    """Chapters, or sections, each with all that is below it."""
    for division in above:
        yield division
        yield from divisions(division.below)


def blocks(plan: Plan) -> Iterator[Block]:
    """Every block of every body, those of the chapters first; those inside another follow it."""
    for division in divisions(plan.chapters):
        yield from inside(division.body)
    for holder in (*plan.pillars, *plan.measures):
        yield from _within(holder)


def placed_programmes(plan: Plan) -> Set[str]:
    """The ids of those that a body shows whole."""
    return {id for block in blocks(plan) if isinstance(block, ProgrammesBlock) for id in block.programmes}


def pictures(plan: Plan) -> Iterator[Picture]:
    """Every picture that a plan shows: on its cover, beside signatures, as figures."""
    if plan.cover is not None:
        yield plan.cover
    for block in blocks(plan):
        if isinstance(block, Signature) and block.portrait is not None:
            yield block.portrait
    yield from (figure.image for figure in plan.figures if figure.image is not None)


def includes(plan: Plan, what: str) -> bool:
    """Whether a chapter has ``include: WHAT``."""
    return any(isinstance(block, Include) and block.what == what for block in blocks(plan))


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
