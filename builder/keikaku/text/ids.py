"""What may be an id: words in small Latin letters with hyphens between them."""

from __future__ import annotations

from keikaku.patterns import regex

ID = regex(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


def is_id(value: object) -> bool:
    """Whether a value may stand as an id."""
    return isinstance(value, str) and ID.fullmatch(value) is not None
