"""One thing that is wrong in the plan, as a value.

Phases return diagnostics; only the hosts print them (through `report`). An exception means a bug of ours.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from keikaku.diagnostics.span import Span

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that belongs to the same fault: the first of two equal ids, the original of a 再掲."""

    message: str
    span: Span


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """What is wrong, where, and what to do about it; the words are for an officer, not a programmer."""

    code: str
    """Kebab-case and permanent; explained in `keikaku.diagnostics.codes`."""
    severity: Severity
    message: str
    """What is wrong, in one sentence of plain Japanese."""
    span: Span
    """The smallest place that shows it."""
    help: str | None = None
    """What to do."""
    related: tuple[Related, ...] = ()
    correction: str | None = None
    """The line as it should read, only where that is certain."""


def error(
    code: str,
    message: str,
    span: Span,
    help: str | None = None,
    *,
    related: tuple[Related, ...] = (),
    correction: str | None = None,
) -> Diagnostic:
    """A fault that stops the build."""
    return Diagnostic(code, "error", message, span, help, related, correction)


def warning(
    code: str,
    message: str,
    span: Span,
    help: str | None = None,
    *,
    related: tuple[Related, ...] = (),
    correction: str | None = None,
) -> Diagnostic:
    """Something doubtful that does not stop the build."""
    return Diagnostic(code, "warning", message, span, help, related, correction)


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether anything in the run stops the build."""
    return any(found.severity == "error" for found in diagnostics)


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """By place, then code: the order in which they are printed. Exact repeats are dropped."""
    unique = dict.fromkeys(diagnostics)
    return tuple(sorted(unique, key=lambda found: (found.span, found.code, found.message)))
