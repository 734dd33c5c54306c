"""Write what a command made: whole or not at all, whenever it is killed and whoever writes beside it.

What is new is made in a working folder beside its place (``.NAME.new``), so on the same disk, and put there by one
call of the system. A killed command leaves that folder; the next one that writes the same thing begins by removing it.
What this promises of several files, and why not more: docs/adr/0014.
"""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_REASONS = {
    errno.ENOSPC: "ディスクに空きがありません",
    errno.EDQUOT: "使える容量を超えています",
    errno.EFBIG: "書けるファイルの大きさを超えています",
    errno.EACCES: "書く権限がありません",
    errno.EPERM: "書く権限がありません",
    errno.EROFS: "読むことしかできないディスクです",
    errno.ENOTDIR: "フォルダーのはずの所に、ファイルがあります",
    errno.EEXIST: "同じ名前のものがすでにあります",
    errno.EISDIR: "同じ名前のフォルダーがあります",
    errno.ENOENT: "見つかりません",
    errno.ENAMETOOLONG: "名前が長すぎます",
    errno.ELOOP: "リンクが輪になっています",
    errno.EXDEV: "リンクの先が別のディスクです",
    errno.EBUSY: "ほかのプログラムかシステムが使っています",
    errno.EMFILE: "同時に開けるファイルの数を超えています",
    errno.ENFILE: "同時に開けるファイルの数を超えています",
    errno.ENOMEM: "メモリーが足りません",
    errno.EIO: "ディスクを読み書きできません",
    errno.EADDRINUSE: "ほかのプログラムが使っています",
    errno.EADDRNOTAVAIL: "この機械の番地ではありません",
}


class UnwritableError(Exception):
    """The disk does not allow it. The message is for whoever ran the command, who gets it from ``cli.main``."""

    def __init__(self, path: Path, problem: OSError) -> None:
        super().__init__(f"「{path}」に書き込めません（{reason(problem)}）。")


def reason(problem: OSError) -> str:
    """Why the system refused, in Japanese where it is one of the usual reasons."""
    return _REASONS.get(problem.errno or 0) or problem.strerror or str(problem)


@contextmanager
def working_folder(path: Path) -> Iterator[Path]:
    """An empty folder beside ``path``, this process's alone, gone afterwards; waits for another process that has it.

    Raises UnwritableError for any OSError within it.
    """
    path = path.absolute()
    with _own(path.with_name(f".{path.name}.new"), path) as folder:
        yield folder


def write_whole(path: Path, content: bytes) -> None:
    """Put ``content`` at ``path``, making its folder; what was there stays until the new file is complete.

    Raises UnwritableError where the disk does not allow it.
    """
    path = Path(os.path.realpath(path))  # a link stays one; what it leads to is replaced
    with working_folder(path) as folder:
        new = folder / "file"
        _complete(new, content, path)
        new.replace(path)


def write_together(folder: Path, files: Mapping[Path, bytes]) -> None:
    """Put each content at its place, a path below ``folder``; all of them, or none whatever goes wrong.

    Only a kill that hits between two of the renames at the end, which follow each other at once, leaves some files new
    and others old, each whole. What it left in ``folder`` the next one clears away, even if it has no ``files`` to put.

    Raises UnwritableError where the disk does not allow it.
    """
    folder = folder.absolute()
    if not files and not (folder / _TOGETHER).exists():
        return
    with _own(folder / _TOGETHER, folder) as own:
        staged = []
        for number, (name, content) in enumerate(sorted(files.items())):
            one = _Staged(own / f"{number}", own / f"{number}.before", Path(os.path.realpath(folder / name)))
            one.path.parent.mkdir(parents=True, exist_ok=True)
            _complete(one.new, content, one.path)
            if one.path.exists():
                shutil.copy2(one.path, one.before)
            staged.append(one)
        _put_all(staged)


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


def _complete(new: Path, content: bytes, path: Path) -> None:
    """Write a file that is to take the place of ``path``, with the permissions of what is there."""
    new.write_bytes(content)
    if path.exists():
        new.chmod(path.stat().st_mode & 0o777)


def put_folder(new: Path, path: Path) -> None:
    """Put ``new``, made in the working folder of ``path``, in its place. Raises OSError."""
    if not path.exists():
        new.rename(path)
    elif not _exchange(new, path):
        # A system that cannot exchange two names: for a moment there is nothing at `path`.
        old = new.with_name(_OLD)
        path.rename(old)
        try:
            new.rename(path)
        except OSError:
            old.rename(path)
            raise


def fill_folder(new: Path, path: Path) -> None:
    """Move what is in ``new`` to ``path``, a folder that is empty or not there yet: it may be where somebody stands."""
    path.mkdir(exist_ok=True)
    for entry in sorted(new.iterdir()):
        entry.rename(path / entry.name)


_OLD = "old"
_TOGETHER = ".keikaku.new"
"""The working folder for several files of one folder. Hidden, so that who reads a plan passes it over."""


def _exchange(one: Path, other: Path) -> bool:
    """Let two names change places in one step; False where this system or disk has no such call."""
    import ctypes  # late: other commands need it not

    names = os.fsencode(one), os.fsencode(other)
    library = ctypes.CDLL(None, use_errno=True)
    try:
        if sys.platform == "darwin":
            return bool(library.renamex_np(*names, 2) == 0)  # RENAME_SWAP
        at_working_directory, exchange = -100, 2
        return bool(library.renameat2(at_working_directory, names[0], at_working_directory, names[1], exchange) == 0)
    except AttributeError:
        return False


@contextmanager
def _own(folder: Path, path: Path) -> Iterator[Path]:
    """``folder`` as the working folder for ``path``, which messages name."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        lock = _locked(folder, path)
        try:
            _clear(folder, path)
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            os.close(lock)
    except OSError as problem:
        raise UnwritableError(path, problem) from problem


def _clear(folder: Path, path: Path) -> None:
    """Remove what a killed command left in its working folder; an old folder it had just taken away goes back."""
    for left in sorted(folder.iterdir()):
        if left.name == _OLD and not path.exists():
            left.rename(path)
        elif left.is_dir() and not left.is_symlink():
            shutil.rmtree(left)
        else:
            left.unlink()


def _locked(folder: Path, path: Path) -> int:
    """The folder, made where there is none, opened and locked; the system unlocks it when this process ends."""
    while True:
        folder.mkdir(exist_ok=True)
        try:
            handle = os.open(folder, os.O_RDONLY)
        except FileNotFoundError:
            continue  # whoever had it has just removed it
        try:
            _lock(handle, path)
            if os.path.samestat(os.fstat(handle), folder.stat()):
                return handle
        except FileNotFoundError:
            pass  # removed while we waited
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)


def _lock(handle: int, path: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print(f"keikaku: ほかのコマンドが「{path}」に書いています。終わるのを待ちます。", file=sys.stderr)
        fcntl.flock(handle, fcntl.LOCK_EX)
