"""Where the chapters show what has a file of its own."""

from __future__ import annotations

from collections.abc import Iterator

from keikaku.plan import model
from keikaku.plan.model import At, Block


def shown(plan: model.Plan) -> Iterator[tuple[str, At, str]]:
    """Ref, place and key of everything that the chapters show from other files, in the order of print."""
    for chapter in plan.chapters:
        yield from _blocks(chapter.body)
        for section in chapter.sections:
            yield from _blocks(section.body)
            for below in section.subsections:
                yield from _blocks(below.body)


def _blocks(body: tuple[Block, ...]) -> Iterator[tuple[str, At, str]]:
    for block in body:
        match block:
            case model.FigureBlock(figure=id):
                yield f"figure:{id}", block.at, "figure"
            case model.IndicatorsBlock(group=id):
                yield f"indicator-group:{id}", block.at, "indicators"
            case model.Include(what="challenges" | "measures" as what):
                yield f"include:{what}", block.at, "include"
            case model.Topics(topics=topics):
                for topic in topics:
                    if topic.figure is not None:
                        yield f"figure:{topic.figure}", topic.at, "figure"
                    yield from _blocks(topic.body)
