"""Write what a command made: whole or not at all, whenever it is killed and whoever writes beside it.

What is new is made in a working folder beside its place (``.NAME.new``), so on the same disk, and put there by one
call of the system. A killed command leaves that folder; the next one that writes the same thing begins by clearing it.
What this promises of several files, and why not more: docs/adr/0014. Where may be written: ``destination``.
"""

from __future__ import annotations

import errno
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from keikaku.catalogue import Catalogue, LocalizedText
from keikaku.dataclass import dataclass
from keikaku.disk import LOCK, LinkError, exchange, is_link, keep_names, locked_folder, make_folder, write_surely
from keikaku.hosts.writing.destination import TOGETHER, Destination, working_name
from keikaku.outcome import StoppedError

_say = Catalogue(__file__)
_IN_USE = (32, 33)
"""ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION: Windows refuses to replace a file that Excel, say, shows."""


class UnwritableError(StoppedError):
    """The disk does not allow it."""

    def __init__(self, path: Path, problem: OSError) -> None:
        super().__init__(_say("unwritable", path=path, reason=reason(problem)))


def reason(problem: OSError) -> LocalizedText | str:
    """Why the system refused; in its own words where it is none of the usual reasons."""
    if isinstance(problem, LinkError):
        return _say("link", path=problem.filename)
    if getattr(problem, "winerror", None) in _IN_USE:
        return _say("reason.in-use")
    key = f"reason.{errno.errorcode.get(problem.errno or 0, '').lower()}"
    return _say(key) if _say.has(key) else problem.strerror or str(problem)


@contextmanager
def working_folder(place: Destination) -> Iterator[Path]:
    """An empty folder on the disk of ``place``, this process's alone, gone afterwards; waits for another's.

    Raises UnwritableError for any OSError within it.
    """
    with _own(working_name(place), place) as folder:
        yield folder


def write_whole(place: Destination, content: bytes) -> None:
    """Put ``content`` at ``place``, making its folder; what was there stays until the new file is complete.

    Raises UnwritableError where the disk does not allow it.
    """
    with working_folder(place) as folder:
        new = folder / "file"
        new.write_bytes(content)
        _as_before(new, place)
        new.replace(place)


def write_together(folder: Destination, files: Mapping[Path, bytes], *, surely: bool = False) -> None:
    """Put each content at its place, a path below ``folder``; all of them, or none whatever goes wrong.

    Only a kill that hits between two of the renames at the end, which follow each other at once, leaves some files new
    and others old, each whole. What it left in ``folder`` the next one clears away, even if it has no ``files`` to put.

    ``surely``: a loss of power leaves each file whole too, and all of them new once this has returned. It takes some
    milliseconds a file, so it is for those that cannot be made again.

    Raises UnwritableError where the disk does not allow it.
    """
    if not files and not (folder / TOGETHER).exists():
        return
    with _own(folder / TOGETHER, folder) as own:
        staged = []
        for number, (name, content) in enumerate(sorted(files.items())):
            one = _Staged(own / f"{number}", own / f"{number}.before", folder / name)
            _make_folders(one.path.parent, folder)
            (write_surely if surely else Path.write_bytes)(one.new, content)
            _as_before(one.new, one.path)
            if one.path.exists():
                shutil.copy2(one.path, one.before)
            staged.append(one)
        _put_all(staged)
        if surely:
            for parent in sorted({one.path.parent for one in staged}):
                keep_names(parent)


@dataclass(frozen=True, slots=True)
class _Staged:
    """A file ready to be put at ``path``, and a copy of what is there, if anything is."""

    new: Path
    before: Path
    path: Path


def _put_all(staged: Sequence[_Staged]) -> None:
    begun: list[_Staged] = []
    try:
        for one in staged:
            begun.append(one)
            one.new.replace(one.path)
    except BaseException as problem:  # an interruption by the user, too
        for one in begun:
            if one.new.exists():
                continue  # was not put
            if one.before.exists():
                one.before.replace(one.path)
            else:
                one.path.unlink()
        if isinstance(problem, OSError):
            raise UnwritableError(begun[-1].path, problem) from problem
        raise


def _make_folders(path: Path, top: Path) -> None:
    """The folders from ``top`` down to ``path``, none of them a link. Raises OSError."""
    for folder in (*reversed(path.parents), path):
        if folder.is_relative_to(top):
            make_folder(folder)


def _as_before(new: Path, path: Path) -> None:
    """Give a file that is to take the place of ``path`` the permissions of what is there."""
    if path.exists():
        new.chmod(path.stat().st_mode & 0o777)


def put_folder(new: Path, place: Destination) -> None:
    """Put the working folder ``new`` of ``place`` in its place, and what was there in the other's. Raises OSError."""
    if not place.exists():
        new.rename(place)
    elif not exchange(new, place):
        # A system that cannot exchange two names: for a moment there is nothing at `place`.
        old = new.with_name(_OLD)
        place.rename(old)
        try:
            new.rename(place)
        except OSError:
            old.rename(place)
            raise


def fill_folder(new: Path, place: Destination) -> None:
    """Move what is in the working folder ``new`` to its place: nothing yet, or an empty folder.

    A folder that is there already stays the same one: it may be where somebody stands.
    """
    if not place.exists():
        new.rename(place)
    else:
        for entry in sorted(new.iterdir()):
            entry.rename(place / entry.name)


_NEW, _OLD = "new", "old"
"""What is in a working folder beside its lock: what is being made, and what had to go first for a moment."""


@contextmanager
def _own(working: Path, place: Path) -> Iterator[Path]:
    """An empty folder in ``working``, the working folder for ``place``, which messages name."""

    def waiting() -> None:
        print(_say("waiting", path=place), file=sys.stderr)

    new, old = working / _NEW, working / _OLD
    try:
        working.parent.mkdir(parents=True, exist_ok=True)
        with locked_folder(working, waiting):
            if not place.exists() and old.is_dir() and not is_link(old):
                old.rename(place)  # a killed command had just taken it away
            _clear(working)
            new.mkdir()
            try:
                yield new
            finally:
                _clear(working)
    except OSError as problem:
        raise UnwritableError(place, problem) from problem


def _clear(working: Path) -> None:
    """Remove everything but the lock; links themselves, never what they lead to."""
    for left in sorted(working.iterdir()):
        if left.name == LOCK:
            continue
        if left.is_dir() and not is_link(left):
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink()
