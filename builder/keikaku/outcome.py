"""How a command ends: with an `Outcome`, which it returns, or by `StoppedError` from wherever it cannot go on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from keikaku.diagnostics.diagnostic import Diagnostic


class Outcome(IntEnum):
    """The exit code of the process."""

    DONE = 0
    FAULTS = 1
    """In what the command was given: a plan, a file that came back, the machine it runs on."""
    WRONG_USE = 2


class StoppedError(Exception):
    """A command cannot go on. ``cli.main`` alone catches it, says why and ends with its outcome.

    ``words``: what to say, without the name of the program; None where everything has been said.
    """

    def __init__(self, words: object = None, outcome: Outcome = Outcome.FAULTS) -> None:
        super().__init__("" if words is None else words)
        self.outcome = outcome


class FaultyInputError(StoppedError):
    """What a command was given has faults, each with its place.

    ``texts``: shown path → text of the file, to quote its lines; ``words``: what to say after the faults.
    """

    def __init__(self, faults: Iterable[Diagnostic], texts: Mapping[str, str], words: object = None) -> None:
        super().__init__(words)
        self.faults = tuple(faults)
        self.texts = texts
