"""Expressions are compiled late and kept; that each is one, and the same, is found here, not by who needs it first."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest

import keikaku
from keikaku import patterns
from keikaku.patterns import regex
from tests.specimens import TOP


def _expressions(value: Any) -> Iterator[Any]:
    if type(value) is type(regex("")):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _expressions(inner)


@pytest.fixture(scope="module")
def expressions() -> list[Any]:
    """All of the program."""
    names = [module.name for module in pkgutil.walk_packages(keikaku.__path__, "keikaku.")]
    return [
        expression
        for name in names
        if not name.endswith("__main__")
        for value in vars(importlib.import_module(name)).values()
        for expression in _expressions(value)
    ]


def test_every_expression_of_the_program_finds_what_a_compiled_one_finds(expressions: list[Any]) -> None:
    files = (TOP / "tests" / "plans" / "faulty").rglob("*.yml")
    lines = sorted({line for path in files for line in path.read_text("utf-8", "replace").splitlines()})
    texts = ["\n".join(lines[n : n + 30]) for n in range(0, len(lines), 30)]
    assert len(expressions) > 200
    for expression in expressions:
        made = (expression._source, expression._flags)
        late, early = patterns._kept(*made), re.compile(*made)
        for text in texts if isinstance(expression._source, str) else [text.encode() for text in texts]:
            assert _found(late, text) == _found(early, text), expression._source


def _found(expression: re.Pattern[Any], text: Any) -> list[Any]:
    return [(found.span(), found.groups()) for found in expression.finditer(text)]


@pytest.mark.parametrize(
    "source",
    [
        *(r"(?<=a)b|1", r"a?b", r"(a|)b", r"(?:a|b(?=1)){2,}", r"(?<!a)[^b]", r"[^\W\d]1", r"(?:(?=a)|b)1", r"(?i:a)b"),
        *(
            r"(a?)(?:b|1)\1",
            r"a*?1",
            r"\bb|^1",
            r"(?P<n>a)?(?(n)b|1)",
            r"(?:a*|b)+",
            r"[\da]b|\s",
            r".1|b",
            r"(?>a|b)1",
        ),
    ],
)
@pytest.mark.parametrize("flags", [0, re.IGNORECASE, re.MULTILINE])
def test_the_signs_an_expression_begins_with_change_nothing(source: str, flags: int) -> None:
    late, early = patterns._sre.compile(*patterns._code(source, flags)), re.compile(source, flags)
    texts = ["".join(signs) for length in range(5) for signs in product("abA1\n", repeat=length)]
    assert [_found(late, text) for text in texts] == [_found(early, text) for text in texts]


def test_the_engine_is_told_what_most_expressions_begin_with(expressions: list[Any]) -> None:
    codes = [patterns._code(expression._source, expression._flags)[2] for expression in expressions]
    assert sum(code[2] != 0 for code in codes) > len(codes) * 0.7


def test_it_answers_as_a_compiled_one() -> None:
    late, early = regex(r"(?P<n>\d)x", re.IGNORECASE), re.compile(r"(?P<n>\d)x", re.IGNORECASE)
    for text in ("1X", "a2x3X", ""):
        assert [found.span("n") for found in late.finditer(text)] == [found.span("n") for found in early.finditer(text)]
        assert late.sub(r"<\g<n>>", text) == early.sub(r"<\g<n>>", text)
    assert (late.pattern, late.flags, late.groupindex) == (early.pattern, early.flags, early.groupindex)
