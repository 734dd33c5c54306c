"""Pictures of pixels, through Pillow: measured, and copied at the sizes that screens and paper need.

A copy holds pixels only: place and time of a photograph, its camera and its thumbnail are left behind. The same picture
gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from PIL.Image import Image

RasterForm = Literal["png", "jpeg", "webp"]
MAX_PIXELS = 50_000_000
"""More than any camera of an office makes; a few kilobytes can claim a thousand times as many (a bomb)."""
SCREEN_WIDTHS = (480, 960, 1600)
"""Copies for a phone, for a large screen, and for one with twice the pixels."""
PAPER_WIDTH = 1800
"""300 points to the inch on the width of the text of A4."""
_FEW_COLOURS = 4096
"""A drawing, not a photograph: it is kept to the pixel."""


class UnreadableError(Exception):
    """No picture that could be shown: ``broken``, or ``huge``."""

    def __init__(self, fault: Literal["broken", "huge"]) -> None:
        super().__init__(fault)
        self.fault: Literal["broken", "huge"] = fault


def form_of(content: bytes) -> RasterForm | None:
    """What a picture is by its first bytes, whatever its name says."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    return "webp" if content[:4] == b"RIFF" and content[8:12] == b"WEBP" else None


def measured(content: bytes) -> tuple[RasterForm, int, int]:
    """Form, width and height as it is to be shown; every pixel has been read. Raises ``UnreadableError``."""
    form = form_of(content)
    if form is None:
        raise UnreadableError("broken")
    width, height = _read(form, content).size
    return form, width, height


@lru_cache(maxsize=2)
def _read(form: RasterForm, content: bytes) -> Image:
    """The pixels, upright and in colours of the screen."""
    from PIL import Image, ImageOps  # late: a plan without pictures need not pay for it

    try:
        with Image.open(io.BytesIO(content), formats=[form.upper()]) as image:
            if image.width * image.height > MAX_PIXELS:
                raise UnreadableError("huge")
            image.load()
            upright = ImageOps.exif_transpose(image)
            clear = "A" in upright.getbands() or "transparency" in upright.info
            return upright.convert("RGBA" if clear else "RGB")
    except UnreadableError:
        raise
    except Image.DecompressionBombError as problem:
        raise UnreadableError("huge") from problem
    except Exception as problem:  # a damaged file makes Pillow raise whatever its reader stumbles over
        raise UnreadableError("broken") from problem


@lru_cache(maxsize=512)
def screen_copies(form: RasterForm, content: bytes) -> tuple[tuple[int, int, bytes], ...]:
    """Width, height and WebP of each copy, the smallest first.

    None is larger than the picture is, and none takes more bytes than a larger one, as drawings may.
    """
    image = _read(form, content)
    widths = sorted({min(width, image.width) for width in SCREEN_WIDTHS})
    lossless = image.getcolors(_FEW_COLOURS) is not None

    def webp(copy: Image) -> bytes:
        return _saved(copy, format="WEBP", lossless=lossless, quality=80 if not lossless else 60, method=4)

    found: list[tuple[int, int, bytes]] = []
    for copy in (_narrowed(image, width) for width in reversed(widths)):
        content = webp(copy)
        if not found or len(content) < len(found[0][2]):
            found.insert(0, (copy.width, copy.height, content))
    return tuple(found)


@lru_cache(maxsize=128)
def paper_copy(form: RasterForm, content: bytes) -> tuple[str, bytes]:
    """For print: ``png`` of a drawing or of what is clear in places, ``jpeg`` of a photograph."""
    image = _narrowed(_read(form, content), PAPER_WIDTH)
    if image.mode == "RGBA" or image.getcolors(_FEW_COLOURS) is not None:
        return "png", _saved(image, format="PNG", optimize=True)
    return "jpeg", _saved(image, format="JPEG", quality=85, optimize=True)


def _narrowed(image: Image, width: int) -> Image:
    if image.width <= width:
        return image
    return image.resize((width, max(1, round(image.height * width / image.width))))


def _saved(image: Image, **form: object) -> bytes:
    out = io.BytesIO()
    save: Callable[..., None] = image.save
    save(out, **form)
    return out.getvalue()
