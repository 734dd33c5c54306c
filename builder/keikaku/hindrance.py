"""What keeps a command from being done and is no fault of the plan: the place, the machine, a template."""

from __future__ import annotations


class HindranceError(Exception):
    """Raised wherever it is met; its message is for whoever ran the command, and ``cli.main`` says it."""

    code = 1
    """Of the process that ends with it."""
