"""Expressions are compiled late and kept; that each is one, and the same, is found here, not by who needs it first."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from typing import Any

import keikaku
from keikaku import patterns
from keikaku.patterns import regex


def _expressions(value: Any) -> Iterator[Any]:
    if type(value) is type(regex("")):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _expressions(inner)


def test_every_expression_of_the_program_can_be_compiled() -> None:
    names = [module.name for module in pkgutil.walk_packages(keikaku.__path__, "keikaku.")]
    found = [
        expression
        for name in names
        if not name.endswith("__main__")
        for value in vars(importlib.import_module(name)).values()
        for expression in _expressions(value)
    ]
    assert len(found) > 200
    for expression in found:
        made = (expression._source, expression._flags)
        assert patterns._kept(*made) == re.compile(*made), expression._source


def test_it_answers_as_a_compiled_one() -> None:
    late, early = regex(r"(?P<n>\d)x", re.IGNORECASE), re.compile(r"(?P<n>\d)x", re.IGNORECASE)
    for text in ("1X", "a2x3X", ""):
        assert [found.span("n") for found in late.finditer(text)] == [found.span("n") for found in early.finditer(text)]
        assert late.sub(r"<\g<n>>", text) == early.sub(r"<\g<n>>", text)
    assert (late.pattern, late.flags, late.groupindex) == (early.pattern, early.flags, early.groupindex)
