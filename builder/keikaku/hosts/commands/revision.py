"""A plan as it was: the folder of a revision, taken out of git without touching the working tree."""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

_HASH = 10
"""Characters of a commit's number by which people name it."""


class RevisionError(Exception):
    """The revision cannot be had; the message says why, to whoever asked for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A plan to be compared. ``name``: as it was asked for, a commit's number shortened."""

    folder: Path
    name: str
    day: date | None = None
    """When it was committed; None for a folder as it stands."""


@contextmanager
def plan_at(name: str, folder: Path) -> Iterator[Revision]:
    """The plan that ``name`` means: a folder holding a plan, or else a revision of ``folder``.

    Raises RevisionError where it is neither.
    """
    if (Path(name) / "plan.yml").is_file():
        yield Revision(folder=Path(name), name=name)
        return
    with TemporaryDirectory(prefix="keikaku-") as place:
        commit = _commit(name, folder)
        _extract(commit, name, folder, Path(place))
        day = (
            (_git(folder, "-c", "log.showSignature=false", "show", "--no-patch", "--format=%cs", commit) or b"")
            .decode()
            .strip()
        )
        shown = commit[:_HASH] if len(name) > _HASH and commit.startswith(name.lower()) else name
        yield Revision(folder=Path(place), name=shown, day=date.fromisoformat(day))


def _commit(revision: str, folder: Path) -> str:
    """The full number of the commit, so that nothing a user typed is read as an option from here on."""
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
    return commit.decode().strip()


def _extract(commit: str, name: str, folder: Path, place: Path) -> None:
    # Called inside the plan's folder, git gives that folder alone.
    archive = _git(folder, "archive", "--format=tar", commit)
    if archive is None:
        raise RevisionError(f"「{name}」の版には、計画のフォルダー「{folder}」がありません。")
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        for member in files:
            _put(files, member, place)
    if not (place / "plan.yml").is_file():
        raise RevisionError(f"「{name}」の版の「{folder}」には、計画（plan.yml）がありません。")


def _put(files: tarfile.TarFile, member: tarfile.TarInfo, place: Path) -> None:
    """One file of the archive, whose names are git's own and never lead out; a link that does is left out.

    By hand, because the library's ``filter`` came with Python 3.11.4, and refuses the whole for one such link.
    """
    path = place / member.name
    content = files.extractfile(member) if member.isreg() else None
    if content is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.read())
    elif member.issym() and (path.parent / member.linkname).resolve().is_relative_to(place.resolve()):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(member.linkname)


def _git(folder: Path, *words: str) -> bytes | None:
    """What git answers; None where it refuses."""
    try:
        done = subprocess.run(("git", "-C", str(folder), *words), capture_output=True, check=False)
    except FileNotFoundError:
        raise RevisionError(
            "git がないため、版を取り出せません。git を入れるか、2つのフォルダーを指定してください。"
        ) from None
    return done.stdout if done.returncode == 0 else None
