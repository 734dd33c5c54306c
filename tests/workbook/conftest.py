"""Desks with the tiny and with the real plan."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.specimens import REAL, TINY
from tests.workbook.desk import Desk, desk


@pytest.fixture
def tiny_desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return desk(tmp_path, TINY, capsys)


@pytest.fixture
def real_desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return desk(tmp_path, REAL, capsys)
