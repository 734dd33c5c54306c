"""A plan as it was: a revision, taken out of git into memory and composed; neither disk nor working tree change."""

from __future__ import annotations

import io
import os
import posixpath
import re
import subprocess
import tarfile
from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from keikaku.catalogue import Catalogue, shortened
from keikaku.dataclass import dataclass
from keikaku.outcome import FaultyInputError, Outcome, StoppedError
from keikaku.pipeline import Loaded, load, outline_of
from keikaku.plan.outline import Outline
from keikaku.yaml.entries import FolderEntry, in_memory, on_disk

_say = Catalogue(__file__)
_JAPAN = timezone(timedelta(hours=9))
"""The days of a plan's papers are Japan's, wherever a commit was made (at 20:00 UTC it is the next day there)."""

_HASH = 10
"""Characters of a commit's number by which people name it."""
_LINKS = 40
"""Links that lead to one another in a row; as many as systems follow."""


class RevisionError(StoppedError):
    """The revision cannot be had: wrong use."""

    def __init__(self, words: object) -> None:
        super().__init__(words, Outcome.WRONG_USE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A plan to be compared. ``name``: as it was asked for, a commit's number shortened."""

    folder: FolderEntry
    name: str
    day: date | None = None
    """When it was committed, in Japan; None for a folder as it stands."""
    commit: str = ""
    """Its number, as short as people write it; empty for a folder."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A revision whose plan is sound."""

    revision: Revision
    outline: Outline


def editions_at(names: Sequence[str], folder: Path, display: str) -> list[Edition]:
    """The composed plans that ``names`` mean, as `plan_at` says; ``display``: how ``folder`` is named in messages.

    Raises RevisionError where one cannot be had, FaultyInputError with the errors of all.
    """
    found: list[Edition] = []
    faulty: dict[str, Loaded] = {}
    for name in names:
        revision = plan_at(name, folder)
        # An old revision's files are not there to be looked at, so it is named beside each of them.
        loaded = load(revision.folder, display=name if revision.day is None else f"{revision.name}:{display}")
        if loaded.index is None or not loaded.sound:
            faulty[revision.name] = loaded
        else:
            found.append(Edition(revision, outline_of(loaded.index)))
    if faulty:
        faults = [fault for loaded in faulty.values() for fault in loaded.diagnostics]
        texts = {path: text for loaded in faulty.values() for path, text in loaded.sources.texts.items()}
        raise FaultyInputError(faults, texts, _say("faulty", names=tuple(faulty)))
    return found


def last_changed(folder: Path) -> date | None:
    """The day of the newest commit that changed the plan in ``folder``, in Japan; None without git."""
    try:
        seconds = _git(folder, "-c", "log.showSignature=false", "log", "-1", "--format=%ct", "--", ".").answer
    except RevisionError:
        return None
    return _day(seconds) if seconds.strip() else None


def plan_at(name: str, folder: Path) -> Revision:
    """The plan that ``name`` means: a folder holding a plan, or else a revision of ``folder``.

    Raises RevisionError where it is neither.
    """
    if _is_plan(Path(name)):
        return Revision(folder=on_disk(Path(name)), name=name)
    commit = _commit(name, folder)
    found = _files(commit, name, folder)
    seconds = _git(folder, "-c", "log.showSignature=false", "show", "--no-patch", "--format=%ct", commit).answer
    shown = commit[:_HASH] if len(name) > _HASH and commit.startswith(name.lower()) else name
    return Revision(folder=in_memory(found), name=shown, day=_day(seconds), commit=commit[:_HASH])


def _day(seconds: bytes) -> date:
    return datetime.fromtimestamp(int(seconds), _JAPAN).date()


def _is_plan(folder: Path) -> bool:
    try:
        return (folder / "plan.yml").is_file()
    except OSError:  # a name that is too long for one
        return False


def _commit(revision: str, folder: Path) -> str:
    """The full number of the commit, so that nothing a user typed is read as an option from here on."""
    if not folder.is_dir():
        raise RevisionError(_say("no-folder", folder=shortened(folder)))
    inside = _git(folder, "rev-parse", "--is-inside-work-tree")
    if not inside.done:
        if "not a git repository" in inside.refusal:
            raise RevisionError(_say("no-git", revision=shortened(revision), folder=folder))
        raise RevisionError(_why(inside, folder))
    found = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if not found.done:
        shallow = _git(folder, "rev-parse", "--is-shallow-repository").answer.strip() == b"true"
        raise RevisionError(_say("no-revision-shallow" if shallow else "no-revision", revision=shortened(revision)))
    return found.answer.decode().strip()


def _files(commit: str, name: str, folder: Path) -> dict[str, bytes]:
    """Way to the file → its content. A link is the file within the plan that it leads to, or else left out."""
    # Called inside the plan's folder, git gives that folder alone.
    archive = _git(folder, "archive", "--format=tar", commit)
    if not archive.done:
        if "current working directory is untracked" in archive.refusal:
            raise RevisionError(_say("no-folder-then", revision=name, folder=folder))
        raise RevisionError(_why(archive, folder))
    found, links = {}, {}
    with tarfile.open(fileobj=io.BytesIO(archive.answer)) as files:
        for member in files:
            content = files.extractfile(member) if member.isreg() else None
            if content is not None:
                found[member.name] = content.read()
            elif member.issym():
                links[member.name] = posixpath.normpath(posixpath.join(posixpath.dirname(member.name), member.linkname))
    for link, target in links.items():
        for _ in range(_LINKS):
            target = links.get(target, target)  # noqa: PLW2901 - one step further
        if target in found:
            found[link] = found[target]
    if "plan.yml" not in found:
        raise RevisionError(_say("no-plan-then", revision=name, folder=folder))
    return found


@dataclass(frozen=True, slots=True)
class _Answer:
    """What git said: ``answer`` where it did what it was asked, else ``refusal``, in English."""

    done: bool
    answer: bytes
    refusal: str


def _git(folder: Path, *words: str) -> _Answer:
    environment = {**os.environ, "LC_ALL": "C"}  # so that its messages can be recognised
    try:
        done = subprocess.run(("git", "-C", str(folder), *words), capture_output=True, check=False, env=environment)
    except FileNotFoundError:
        raise RevisionError(_say("git-missing")) from None
    except OSError as problem:  # the name is longer than the system hands on to a program
        raise RevisionError(_say("too-long")) from problem
    refusal = done.stderr.decode("utf-8", "replace")
    return _Answer(done.returncode == 0, done.stdout if done.returncode == 0 else b"", refusal)


def _why(refused: _Answer, folder: Path) -> object:
    """Why git refused: in our words where they help, and always in git's own."""
    own = " ".join(line.removeprefix("fatal: ").strip() for line in refused.refusal.splitlines()[:1])
    if "dubious ownership" in refused.refusal:
        named = re.search(r"safe\.directory (.+)", refused.refusal)
        return _say("not-owner", folder=folder, path=named[1].strip() if named else folder.absolute(), own=own)
    return _say("refused", folder=folder, own=own or "?")
