"""Fixtures for what compares revisions."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.compare.revisions import git
from tests.specimens import TINY


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with the tiny plan in `plan`, committed; the working folder of the test."""
    folder = tmp_path / "repository"
    shutil.copytree(TINY, folder / "plan")
    git(folder.parent, "init", "-q", "-b", "main", str(folder))
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "はじめ")
    git(folder, "tag", "v1")
    monkeypatch.chdir(folder)
    return folder
