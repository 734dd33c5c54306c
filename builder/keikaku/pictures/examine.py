"""What a picture is: its form, its size, and whether it can be used. Its name and its content have to agree."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from keikaku.dataclass import dataclass
from keikaku.pictures import raster, vector
from keikaku.pictures.forms import FORMS, Form

Fault = Literal["broken", "no-size", "huge", "too-deep", "unsafe", "other-form"]


class UnusablePictureError(Exception):
    """``fault`` tells why a picture cannot be used; ``form`` what it is instead, of ``other-form``."""

    def __init__(self, fault: Fault, form: str = "") -> None:
        super().__init__(fault)
        self.fault, self.form = fault, form


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """A picture that can be used."""

    form: Form
    width: int
    height: int
    """In pixels, upright; of a drawing in its own units."""
    content: bytes
    """As it was read; of a drawing what is left when it is harmless."""
    removed: tuple[str, ...] = ()
    """What was taken out of a drawing: names of elements and attributes."""


def examined(name: str, content: bytes) -> Examined:
    """The picture in the file of this name; raises ``UnusablePictureError``."""
    return _examined(FORMS[name[name.rindex(".") :]], content)


@lru_cache(maxsize=256)
def _examined(form: Form, content: bytes) -> Examined:
    try:
        if form == "svg":
            drawing = vector.cleaned(content)
            return Examined(
                form=form,
                width=drawing.width,
                height=drawing.height,
                content=drawing.content,
                removed=drawing.removed,
            )
        found, width, height = raster.measured(content)
    except raster.UnreadableError as problem:
        if form != "svg" and vector.looks_like(content):
            raise UnusablePictureError("other-form", "svg") from problem
        raise UnusablePictureError(problem.fault) from problem
    except vector.UnreadableDrawingError as problem:
        if problem.fault == "broken" and (other := raster.form_of(content)):
            raise UnusablePictureError("other-form", other) from problem
        raise UnusablePictureError(problem.fault) from problem
    if found != form:
        raise UnusablePictureError("other-form", found)
    return Examined(form=form, width=width, height=height, content=content)
