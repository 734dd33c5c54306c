"""A plan kept in git, to be edited and asked for its revisions."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


def git(folder: Path, *words: str, at: str = "2026-04-01T09:00:00+09:00") -> str:
    identity = ["-c", "user.name=編集者", "-c", "user.email=editor@example.jp"]
    dates = {"GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at}
    done = subprocess.run(
        ["git", "-C", str(folder), *identity, *words],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, **dates},
    )
    return done.stdout.strip()


def edit(folder: Path, old: str = "月に一度、", new: str = "週に一度、", name: str = "measures/tea.yml") -> None:
    file = folder / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
