"""A plan as it was: the folder of a revision, taken out of git without touching the working tree."""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory


class RevisionError(Exception):
    """The revision cannot be had; the message says why, to whoever asked for it."""


@contextmanager
def plan_at(name: str, folder: Path) -> Iterator[Path]:
    """The folder of the plan that ``name`` means: a folder holding a plan, or else a revision of ``folder``.

    Raises RevisionError where it is neither.
    """
    if (Path(name) / "plan.yml").is_file():
        yield Path(name)
        return
    with TemporaryDirectory(prefix="keikaku-") as place:
        _extract(name, folder, Path(place))
        yield Path(place)


def _extract(revision: str, folder: Path, place: Path) -> None:
    if not folder.is_dir():
        raise RevisionError(f"計画のフォルダー「{folder}」がありません。")
    if _git(folder, "rev-parse", "--is-inside-work-tree") is None:
        raise RevisionError(
            f"「{revision}」というフォルダーに計画がなく、「{folder}」も git で管理されていないため、比べられません。"
        )
    commit = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if commit is None:
        raise RevisionError(
            f"「{revision}」という版がありません。コミットの番号、タグ、ブランチの名前か、フォルダーを指定してください。"
        )
    # The commit is a hash by now, so nothing a user typed is read as an option. Called inside the plan's folder, git
    # gives that folder alone.
    archive = _git(folder, "archive", "--format=tar", commit.decode().strip())
    if archive is None:
        raise RevisionError(f"「{revision}」の版には、計画のフォルダー「{folder}」がありません。")
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        files.extractall(place, filter="data")
    if not (place / "plan.yml").is_file():
        raise RevisionError(f"「{revision}」の版の「{folder}」には、計画（plan.yml）がありません。")


def _git(folder: Path, *words: str) -> bytes | None:
    """What git answers; None where it refuses."""
    try:
        done = subprocess.run(("git", "-C", str(folder), *words), capture_output=True, check=False)
    except FileNotFoundError:
        raise RevisionError(
            "git がないため、版を取り出せません。git を入れるか、2つのフォルダーを指定してください。"
        ) from None
    return done.stdout if done.returncode == 0 else None
