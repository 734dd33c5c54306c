"""Desks with the tiny, the real and an example plan."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.specimens import REAL, TINY, TOP
from tests.workbook.desk import Desk, desk


@pytest.fixture
def tiny_desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return desk(tmp_path, TINY, capsys)


@pytest.fixture
def real_desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return desk(tmp_path, REAL, capsys)


@pytest.fixture
def kaigo_desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return desk(tmp_path, TOP / "examples" / "kaigo" / "plan", capsys)
