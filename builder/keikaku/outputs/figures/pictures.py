"""Pictures for pages and for paper: copies without what the file tells besides, at the sizes that are needed."""

from __future__ import annotations

import base64
from collections.abc import Mapping

from keikaku.dataclass import dataclass
from keikaku.pictures.examine import Examined, examined
from keikaku.pictures.raster import paper_copy, screen_copies
from keikaku.plan.index import PlanIndex
from keikaku.plan.model import Picture
from keikaku.plan.walk import pictures

_FOLDER = "images/"
_WIDEST, _HIGHEST = 140, 110
"""Of a picture on paper, in millimetres."""
_COARSEST = 6
"""Points to the millimetre on paper: a small picture stays small, where its points would be seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureCopy:
    """A file of the site."""

    address: str
    width: int
    height: int
    content: bytes


def site_pictures(index: PlanIndex) -> Mapping[str, tuple[PictureCopy, ...]]:
    """Name of the file in the plan → its copies for screens, the smallest first."""
    return {picture.file: _copies(picture.file, _examined(index, picture)) for picture in pictures(index)}


def _copies(name: str, found: Examined) -> tuple[PictureCopy, ...]:
    stem = name.rpartition(".")[0]
    if found.form == "svg":
        address = f"{_FOLDER}{name}"
        return (PictureCopy(address=address, width=found.width, height=found.height, content=found.content),)
    ending = name.rpartition(".")[2]
    return tuple(
        PictureCopy(address=f"{_FOLDER}{stem}-{ending}-{width}.webp", width=width, height=height, content=content)
        for width, height, content in screen_copies(found.form, found.content)
    )


def paper_picture(
    index: PlanIndex, picture: Picture, *, widest: float = _WIDEST, highest: float = _HIGHEST
) -> tuple[str, float]:
    """A picture as SVG, whatever it was, and how wide it is on paper, in millimetres.

    The print template takes drawings as text; pixels stand in one.
    """
    found = _examined(index, picture)
    width = min(widest, highest * found.width / found.height)
    if found.form == "svg":
        return found.content.decode(), width
    width = min(width, found.width / _COARSEST)
    form, content = paper_copy(found.form, found.content)
    data = f"data:image/{form};base64,{base64.b64encode(content).decode()}"
    size = f'width="{found.width}" height="{found.height}"'
    box = f'viewBox="0 0 {found.width} {found.height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {box}><image {size} href="{data}"/></svg>', width


def _examined(index: PlanIndex, picture: Picture) -> Examined:
    return examined(picture.file, index.pictures[picture.file].content)
