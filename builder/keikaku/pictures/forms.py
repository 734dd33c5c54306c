"""The forms of pictures, by the ending of their names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Form = Literal["png", "jpeg", "webp", "svg"]
FORMS: Mapping[str, Form] = {".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg", ".webp": "webp", ".svg": "svg"}
"""Ending → form. Letters are small, as in all names of a plan."""
