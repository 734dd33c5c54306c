"""Which sheet of a PDF bears which printed page number: the cover has none and the contents have Roman ones."""

from __future__ import annotations

import io
from collections.abc import Mapping


def sheets(pdf: bytes) -> Mapping[str, int]:
    """Printed page number (``iv``, ``17``) → the sheet that viewers count from 1, as in ``plan.pdf#page=21``."""
    import pikepdf  # imported late, as in typeset.py

    with pikepdf.open(io.BytesIO(pdf)) as document:
        return {page.label: number for number, page in enumerate(document.pages, 1)}
