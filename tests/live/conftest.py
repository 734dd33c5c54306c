"""Tests of this folder are about ``plan/`` as it is today, and must hold of any sound plan that may stand there."""

from __future__ import annotations

from pathlib import Path

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.live_plan)
