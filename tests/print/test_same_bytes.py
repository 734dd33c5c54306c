"""The same plan gives the same file, wherever and whenever it is made."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.specimens import TINY, TOP


def made(plan: Path, output: Path, *, cwd: Path, **environment: str) -> bytes:
    command = [sys.executable, "-m", "keikaku", "print", str(plan), "-o", str(output)]
    env = {**os.environ, "PYTHONPATH": str(TOP), **environment}
    subprocess.run(command, check=True, cwd=cwd, env=env, capture_output=True)
    return output.read_bytes()


@pytest.mark.slow
def test_folder_time_zone_locale_hash_seed_and_date_leave_no_trace(tmp_path: Path) -> None:
    elsewhere = tmp_path / "別の場所"
    shutil.copytree(TINY, elsewhere / "plan")
    one = made(TINY, tmp_path / "one.pdf", cwd=TOP, TZ="UTC", PYTHONHASHSEED="1", LC_ALL="C.UTF-8")
    other = made(
        elsewhere / "plan",
        tmp_path / "other.pdf",
        cwd=elsewhere,
        TZ="Asia/Tokyo",
        PYTHONHASHSEED="2",
        LC_ALL="C",
        SOURCE_DATE_EPOCH="1000000000",
    )
    assert one == other
    assert str(tmp_path).encode() not in one
