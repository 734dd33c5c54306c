"""A picture that is no figure, as data for the print template."""

from __future__ import annotations

from keikaku.outputs.figures.pictures import paper_picture
from keikaku.outputs.print.inlines import Prose
from keikaku.outputs.print.nodes import PictureNode
from keikaku.plan.index import PlanIndex
from keikaku.plan.model import Picture

COVER, PORTRAIT = (150, 105), (34, 46)
"""How wide and high they are at most, in millimetres."""


def picture_node(index: PlanIndex, prose: Prose, picture: Picture, most: tuple[float, float]) -> PictureNode:
    """``most``: its width and height in millimetres."""
    svg, width = paper_picture(index, picture, widest=most[0], highest=most[1])
    alt = picture_words(prose, picture)
    return PictureNode(svg=svg, alt=alt, width=width, credit=prose.paragraphs(picture.credit))


def picture_words(prose: Prose, picture: Picture) -> str:
    """What a picture shows, for whoever does not see it."""
    described = (text for text in (picture.alternative, picture.description) if text is not None)
    return "\n".join(map(prose.plain, described))
