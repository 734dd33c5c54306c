"""Order and kinds of diagnostics."""

from __future__ import annotations

from keikaku.diagnostics.diagnostic import error, has_errors, in_order, warning
from keikaku.diagnostics.span import Span


def at(path: str, line: int, column: int = 1) -> Span:
    return Span(path, line, column, line, column + 1)


def test_order_is_by_place_then_code_without_repeats() -> None:
    """The order of printing does not depend on the order of finding."""
    second = error("b-code", "二", at("plan/a.yml", 2))
    first = warning("z-code", "一", at("plan/a.yml", 1))
    third = error("a-code", "三", at("plan/b.yml", 1))
    also = error("a-code", "二", at("plan/a.yml", 2))
    assert in_order([third, second, first, second, also]) == (first, also, second, third)


def test_only_errors_stop_a_build() -> None:
    """A warning is told, no more."""
    doubt = warning("text-cut-by-hash", "…", at("p", 1))
    assert not has_errors([doubt])
    assert has_errors([doubt, error("empty-value", "…", at("p", 1))])
