"""The folder of a plan as something to be read: on the disk, or in memory as a revision or as it is about to be."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Literal

from keikaku.dataclass import dataclass
from keikaku.disk import leads_elsewhere

Kind = Literal["file", "folder", "link", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderEntry:
    """A file or folder. ``content`` and ``below`` raise OSError; the one that its kind has not is never called."""

    name: str
    """As the system gives it: bytes that are no UTF-8 are surrogates."""
    kind: Kind
    """Of the entry itself: a link is not followed. ``other``: a pipe, a device, or nothing that can be looked at."""
    size: int = 0
    content: Callable[[], bytes] = bytes
    below: Callable[[], tuple[FolderEntry, ...]] = tuple


def on_disk(folder: Path) -> FolderEntry:
    """A folder on the disk, whose own name may be a link; what is in it is looked at once, when it is asked for."""
    try:
        kind: Kind = "folder" if folder.is_dir() else "other"
    except OSError:
        kind = "other"
    return FolderEntry(name=folder.name, kind=kind, below=cache(lambda: _below(folder)))


def _below(folder: Path) -> tuple[FolderEntry, ...]:
    with os.scandir(folder) as found:
        return tuple(_entry(one) for one in sorted(found, key=lambda one: one.name))


def _entry(found: os.DirEntry[str]) -> FolderEntry:
    try:
        told = found.stat(follow_symlinks=False)
    except OSError:
        return FolderEntry(name=found.name, kind="other")
    if leads_elsewhere(told):
        return FolderEntry(name=found.name, kind="link")
    if stat.S_ISDIR(told.st_mode):
        return FolderEntry(name=found.name, kind="folder", below=cache(lambda: _below(Path(found.path))))
    if stat.S_ISREG(told.st_mode):
        content = partial(_content, found.path)
        return FolderEntry(name=found.name, kind="file", size=told.st_size, content=content)
    return FolderEntry(name=found.name, kind="other")


def _content(path: str) -> bytes:
    with open(path, "rb") as file:  # noqa: PTH123 - a path for each file of a plan takes longer than to read it
        return file.read()


def in_memory(files: Mapping[str, bytes]) -> FolderEntry:
    """A folder of these files, each named by the way to it with ``/``."""
    return _folder("", sorted((tuple(name.split("/")), content) for name, content in files.items()))


def _folder(name: str, files: Iterable[tuple[tuple[str, ...], bytes]]) -> FolderEntry:
    below: dict[str, list[tuple[tuple[str, ...], bytes]]] = {}
    entries = []
    for (first, *rest), content in files:
        if rest:
            below.setdefault(first, []).append((tuple(rest), content))
        else:
            entries.append(_file(first, content))
    entries.extend(_folder(first, found) for first, found in below.items())
    found = tuple(sorted(entries, key=lambda entry: entry.name))
    return FolderEntry(name=name, kind="folder", below=lambda: found)


def _file(name: str, content: bytes) -> FolderEntry:
    return FolderEntry(name=name, kind="file", size=len(content), content=lambda: content)
