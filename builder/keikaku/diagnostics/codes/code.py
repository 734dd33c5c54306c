"""What is known of a code."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of message."""

    code: str
    title: str
    """What is wrong, in a few words."""
    meaning: str
    """What it says, and what to do."""
    why: str
    """Why it matters."""
    wrong: str = ""
    """As it may stand in a plan; empty where it is not about text."""
    right: str = ""
    """The same, put right."""
