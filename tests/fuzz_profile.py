"""Loaded by `make fuzz`: the property tests once more, with a hundred times the examples each of them asks for."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import settings

TIMES = 100
_KEPT = "_hypothesis_internal_use_settings"
"""Where Hypothesis keeps what `@settings` said; a profile alone would not move a number that a test names."""

settings.register_profile("fuzz", deadline=None, print_blob=True)
settings.load_profile("fuzz")


def pytest_collection_modifyitems(items: Iterable[pytest.Item]) -> None:
    for test in {id(test): test for item in items if (test := getattr(item, "function", None))}.values():
        asked = getattr(test, _KEPT, None) or settings()
        if getattr(test, "is_hypothesis_test", False):
            setattr(test, _KEPT, settings(asked, max_examples=TIMES * asked.max_examples, deadline=None))
