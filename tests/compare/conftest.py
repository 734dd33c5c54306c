"""Fixtures for what compares revisions."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.compare.revisions import git
from tests.specimens import TINY, copied


@pytest.fixture(scope="session")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the tiny plan in `plan`, committed."""
    folder = tmp_path_factory.mktemp("committed") / "repository"
    copied(TINY, folder / "plan")
    git(folder.parent, "init", "-q", "-b", "main", str(folder))
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "はじめ")
    git(folder, "tag", "v1")
    return folder


@pytest.fixture
def repository(committed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it; the working folder of the test."""
    folder = Path(shutil.copytree(committed, tmp_path / "repository"))
    monkeypatch.chdir(folder)
    return folder
