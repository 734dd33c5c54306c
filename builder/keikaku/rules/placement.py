"""Where the chapters show what has a file of its own."""

from __future__ import annotations

from collections.abc import Iterator

from keikaku.plan import model
from keikaku.plan.index import PlanIndex
from keikaku.plan.model import At


def shown(index: PlanIndex) -> Iterator[tuple[str, At, str | int]]:
    """Ref, place and key (or position) of all that the chapters show from other files, in the order of print."""
    for block in index.blocks:
        match block:
            case model.FigureBlock(figure=id):
                yield f"figure:{id}", block.at, "figure"
            case model.IndicatorsBlock(group=id):
                yield f"indicator-group:{id}", block.at, "indicators"
            case model.Include() if block.at.source.kind != "chapter":
                pass  # misplaced_include
            case model.Include(what="measures", pillars=pillars) if pillars:
                for n, id in enumerate(pillars):
                    yield f"pillar:{id}", block.at.child("pillars"), n
            case model.Include(what="challenges" | "measures" | "glossary" as what):
                yield f"include:{what}", block.at, "include"
            case model.Topics(topics=topics):
                for topic in topics:
                    if topic.figure is not None:
                        yield f"figure:{topic.figure}", topic.at, "figure"
