"""One walk over what the chapters hold, in the order of print."""

from __future__ import annotations

from collections.abc import Iterator

from keikaku.plan.model import Block, Plan, Topics


def bodies(plan: Plan) -> Iterator[tuple[Block, ...]]:
    """The body of every chapter, section and subsection."""
    for chapter in plan.chapters:
        yield chapter.body
        for section in chapter.sections:
            yield section.body
            for subsection in section.subsections:
                yield subsection.body


def blocks(plan: Plan) -> Iterator[Block]:
    """Every block of every body; those of a topic follow the block of topics they stand in."""
    for body in bodies(plan):
        yield from _inside(body)


def _inside(body: tuple[Block, ...]) -> Iterator[Block]:
    for block in body:
        yield block
        if isinstance(block, Topics):
            for topic in block.topics:
                yield from _inside(topic.body)
