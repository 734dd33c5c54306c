"""One thing that is wrong in the plan, as a value.

Phases return diagnostics; only the hosts print them (through `reporting`). An exception means a bug of ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from keikaku.catalogue import Catalogue, LocalizedText
from keikaku.dataclass import dataclass
from keikaku.diagnostics.span import Span

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that belongs to the same fault: the first of two equal ids, the original of a 再掲."""

    message: str | LocalizedText
    span: Span


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """What is wrong, where, and what to do about it; the words are for an officer, not a programmer."""

    code: str
    """Kebab-case and permanent; explained beside the rule, or in the ``codes.yml`` of the room that finds it."""
    severity: Severity
    message: str | LocalizedText
    """What is wrong, in one plain sentence."""
    span: Span
    """The smallest place that shows it."""
    help: str | LocalizedText | None = None
    """What to do."""
    related: tuple[Related, ...] = ()
    correction: str | None = None
    """The line as it should read, and new ones to follow it, only where that is certain."""


def error(
    code: str,
    message: str | LocalizedText,
    span: Span,
    help: str | LocalizedText | None = None,
    *,
    related: tuple[Related, ...] = (),
    correction: str | None = None,
) -> Diagnostic:
    """A fault that stops the build."""
    return Diagnostic(code, "error", message, span, help, related, correction)


def warning(
    code: str,
    message: str | LocalizedText,
    span: Span,
    help: str | LocalizedText | None = None,
    *,
    related: tuple[Related, ...] = (),
    correction: str | None = None,
) -> Diagnostic:
    """Something doubtful that does not stop the build."""
    return Diagnostic(code, "warning", message, span, help, related, correction)


class DiagnosticCatalogue(Catalogue):
    """The diagnostics a module can report, as data beside it.

    An entry has a ``message``, usually a ``help``, and a ``code`` where it is not that of the whole file::

        code: raw-html
        tag:
          message: {ja: …, en: …}
          help: {ja: …, en: …}
    """

    def error(
        self,
        key: str,
        span: Span,
        /,
        *,
        help: LocalizedText | None = None,
        related: tuple[Related, ...] = (),
        correction: str | None = None,
        **values: object,
    ) -> Diagnostic:
        """The entry ``key`` as a fault that stops the build. ``help`` takes the place of the entry's own."""
        return self._diagnostic("error", key, span, help, related, correction, values)

    def warning(
        self,
        key: str,
        span: Span,
        /,
        *,
        help: LocalizedText | None = None,
        related: tuple[Related, ...] = (),
        correction: str | None = None,
        **values: object,
    ) -> Diagnostic:
        """The entry ``key`` as something doubtful that does not stop the build."""
        return self._diagnostic("warning", key, span, help, related, correction, values)

    def _diagnostic(
        self,
        severity: Severity,
        key: str,
        span: Span,
        help: LocalizedText | None,
        related: tuple[Related, ...],
        correction: str | None,
        values: Mapping[str, object],
    ) -> Diagnostic:
        if help is None and self.has(f"{key}.help"):
            help = self(f"{key}.help", **values)
        message = self(f"{key}.message", **values)
        return Diagnostic(self.code(key), severity, message, span, help, related, correction)

    def code(self, key: str) -> str:
        """The code of the entry ``key``."""
        return str(self.data[key].get("code") or self.data["code"])


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether anything in the run stops the build."""
    return any(found.severity == "error" for found in diagnostics)


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """By place, then code: the order in which they are printed. Exact repeats are dropped."""
    unique = dict.fromkeys(diagnostics)
    return tuple(sorted(unique, key=lambda found: (found.span, found.code, str(found.message))))
