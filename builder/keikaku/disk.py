"""What systems do differently with files and folders: links, locks, exchanging two names, making sure of bytes.

Everything here works on Linux, macOS and Windows. What only some of them have is imported where it is used, so that no
command fails at its start on the others.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from keikaku.patterns import regex

_LEFT_BEHIND = regex(r"\.DS_Store|\._.*|Icon\r|(?:ehthumbs|Thumbs)(?:_vista)?\.db|desktop\.ini|~\$.*", re.IGNORECASE)
"""Names of what Windows, macOS and Office leave in any folder they show: nobody put it there, nobody misses it."""

_JUNCTION = 0xA0000003
"""IO_REPARSE_TAG_MOUNT_POINT, which Python names on Windows alone."""


def left_behind(name: str) -> bool:
    """Whether a file of this name is a system's own, in whatever folder it lies."""
    return _LEFT_BEHIND.fullmatch(name) is not None


def is_empty(folder: Path) -> bool:
    """Whether nobody has put anything into ``folder``. Raises OSError where it cannot be looked into."""
    return all(left_behind(path.name) for path in folder.iterdir())


def is_link(path: Path) -> bool:
    """Whether ``path`` itself leads elsewhere: a symbolic link, or a junction of Windows. Nothing there is no link."""
    try:
        return leads_elsewhere(path.lstat())
    except (OSError, ValueError):
        return False


def leads_elsewhere(found: os.stat_result) -> bool:
    """Whether this is said of a link, as ``is_link`` has it."""
    return stat.S_ISLNK(found.st_mode) or getattr(found, "st_reparse_tag", 0) == _JUNCTION


def is_own_folder(path: Path) -> bool:
    """Whether ``path`` is a folder, no link, and belongs to whoever runs this."""
    try:
        found = path.lstat()
    except OSError:
        return False
    mine = getattr(os, "getuid", lambda: found.st_uid)()  # Windows keeps temporary files apart by itself
    return stat.S_ISDIR(found.st_mode) and not is_link(path) and found.st_uid == mine


class LinkError(OSError):
    """A link stands where a folder of ours should: what is done in it would be done elsewhere."""


def make_folder(folder: Path) -> None:
    """A folder that may be there already, but not as a link. Raises OSError."""
    while True:
        try:
            folder.mkdir()
        except FileExistsError:
            if is_link(folder):
                raise LinkError(errno.ELOOP, os.strerror(errno.ELOOP), str(folder)) from None
            with suppress(FileNotFoundError):  # whoever had it has just removed it
                if not stat.S_ISDIR(folder.lstat().st_mode):
                    raise
                return
        else:
            return


LOCK = "lock"
"""The file within a locked folder that is the lock."""


@contextmanager
def locked_folder(folder: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Have ``folder``, made where there is none, for this process alone; afterwards it is removed where it is empty.

    ``waiting`` is called before a wait for another process. The system lets go of the lock when this process ends,
    however it ends. Raises OSError.
    """
    lock = folder / LOCK
    handle = _lock(folder, waiting)
    try:
        yield
    finally:
        # Removed while it is held, so that who waits for it sees that it is gone. Windows refuses that as long as
        # anybody has it open; there it is removed afterwards, unless another has it by then.
        if sys.platform != "win32":
            lock.unlink(missing_ok=True)
        os.close(handle)
        with suppress(OSError):
            if sys.platform == "win32":
                lock.unlink()
            folder.rmdir()


def _lock(folder: Path, waiting: Callable[[], None]) -> int:
    from filelock import lock_descriptor  # late: 35 ms that commands which only look need not pay

    while True:
        make_folder(folder)
        try:
            handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
        except FileNotFoundError:
            continue  # whoever had it has just removed it
        try:
            if not lock_descriptor(handle, blocking=False):
                waiting()
                lock_descriptor(handle)
            if os.path.samestat(os.fstat(handle), (folder / LOCK).lstat()):
                return handle
        except FileNotFoundError:
            pass  # removed while we waited
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)


def exchange(one: Path, other: Path) -> bool:
    """Let two names change places in one step; False where this system or disk has no such call."""
    if sys.platform == "win32":
        return False
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


def write_surely(path: Path, content: bytes) -> None:
    """Write a file whose content outlives a loss of power; its name does after ``keep_names``. Raises OSError."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        _flush(file.fileno())


def keep_names(folder: Path) -> None:
    """Make what was renamed in ``folder`` outlive a loss of power. Raises OSError."""
    if sys.platform == "win32":
        return  # a folder cannot be opened there, and NTFS keeps a journal of its names
    handle = os.open(folder, os.O_RDONLY)
    try:
        _flush(handle)
    except OSError as problem:
        if problem.errno not in (errno.EINVAL, errno.ENOTSUP):  # disks of the network, which keep no order to promise
            raise
    finally:
        os.close(handle)


def _flush(handle: int) -> None:
    if sys.platform == "darwin":  # there fsync leaves the bytes in the memory of the drive
        import fcntl

        with suppress(OSError):  # a disk of the network, which knows fsync alone
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
            return
    os.fsync(handle)
