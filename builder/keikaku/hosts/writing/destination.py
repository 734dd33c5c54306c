"""Where a command may write: through no link, over no source, and over nothing that is not of the kind to be written.

Every command asks here before it begins its work, for the place a user named and for its default alike: what writes
(``output``) takes a ``Destination`` and nothing else. A branch somebody checks out to try it can bring a link under
any name, and a typing mistake can name any file.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from pathlib import Path
from typing import NewType

from keikaku.catalogue import Catalogue, shortened
from keikaku.disk import is_empty, is_link, left_behind
from keikaku.outcome import Outcome, StoppedError
from keikaku.resources import OWN_PLACES

Destination = NewType("Destination", Path)
"""A path that may be written to, absolute."""

TOGETHER = ".keikaku.new"
"""The working folder for several files of one folder. Hidden, so that who reads a plan passes it over."""

_KINDS = {
    ".pdf": ("PDF", b"%PDF-"),
    ".html": ("HTML", b"<!doctype html"),
    ".md": ("Markdown", b"### "),
    ".docx": ("Word", b"PK\x03\x04"),
    ".xlsx": ("Excel", b"PK\x03\x04"),
    ".csv": ("CSV", b"\xef\xbb\xbf"),
    ".json": ("JSON", b"{"),
}
"""Ending → the kind, and what each file of it that we write begins with (letters in any case)."""

_COMPRESSED = (".gz", ".br")
_say = Catalogue(__file__)
_NAMED = 3
"""Files named in a message; of more only the number."""
_HEAD = 200
"""Bytes of a file that are looked at: blank lines may come first."""


class RefusedError(StoppedError):
    """The place is not one to write to: wrong use."""

    def __init__(self, key: str, path: Path, **values: object) -> None:
        super().__init__(_say(key, path=shortened(path), **values), Outcome.WRONG_USE)


def working_name(place: Destination) -> Path:
    """The folder in which what is to stand at ``place`` is made, beside it and so on the same disk."""
    return place.parent / f".{place.name}.new"


def file_place(path: Path, kind: str) -> Destination:
    """Where a file of ``kind`` (an ending, ``.pdf``) goes. Raises RefusedError."""
    name, _ = _KINDS[kind]
    if path.suffix.lower() != kind:
        raise RefusedError("ending", path, kind=name, ending=kind)
    place = _guarded(path)
    _of_kind(place, path, kind)
    return place


def files_place(folder: Path, names: Iterable[str]) -> Destination:
    """The folder that files of these names (with ``/``), of kinds known by their endings, go to; others in it stay.

    Raises RefusedError.
    """
    place = _guarded(folder)
    if _exists(place, folder) and not place.is_dir():
        raise RefusedError("not-a-folder", folder)
    for name in names:
        path = folder / name
        _of_kind(_guarded(path), path, path.suffix)
    return place


def site_place(folder: Path) -> Destination:
    """Where a site goes: nothing is there, or a folder of nothing but a former site. Raises RefusedError."""
    place = _guarded(folder)
    if _exists(place, folder):
        others = _not_of_a_site(place)
        if others is None:
            raise RefusedError("not-a-site", folder)
        if others:
            raise RefusedError("files-of-others", folder, files=tuple(others[:_NAMED]), n=len(others))
    return place


def new_folder(folder: Path) -> Destination:
    """A folder that is not there yet, or empty. Raises RefusedError."""
    place = _guarded(folder)
    if _exists(place, folder) and not (place.is_dir() and is_empty(place)):
        raise RefusedError("not-empty", folder)
    return place


def finished_site(folder: Path) -> Destination:
    """A site that another generator made, to be completed where it is. Raises RefusedError."""
    place = _guarded(folder)
    for path in place.rglob("*"):
        if is_link(path):
            raise RefusedError("link", folder / path.relative_to(place))
    return place


def plan_place(folder: Path) -> Destination:
    """The folder of a plan whose own files are to be written anew. Raises RefusedError."""
    return _unlinked(folder)


def _guarded(path: Path) -> Destination:
    place = _unlinked(path)
    source = _source(place)
    if source:
        raise RefusedError(f"source-{source}", path)
    for working in (working_name(place), place / TOGETHER):
        _exists(working, path)  # its name is longer by some letters
        if is_link(working):
            raise RefusedError("link", working)
    return place


def _unlinked(path: Path) -> Destination:
    """``path``, with no link at its end nor on the way from the current folder.

    What lies above it is no part of what somebody was given to try: a system has links of its own there.
    """
    here = Path.cwd()
    place = here / path
    for step in (place, *place.parents) if place.is_relative_to(here) else (place,):
        if step == here:
            break
        if is_link(step):
            raise RefusedError("link", step.relative_to(here) if place.is_relative_to(here) else path)
    return Destination(Path(os.path.realpath(place)))


def _source(real: Path) -> str:
    """Of what a path is a part that no output may take the place of; empty where of nothing."""
    own = {_identity(path) for path in OWN_PLACES} - {None}
    for folder in (real, *real.parents):
        if folder.name.casefold() == ".git":
            return "git"
        if _identity(folder) in own:
            return "program"
        if _identity(folder / "plan.yml") is not None:
            return "plan"
    return ""


def _identity(path: Path) -> tuple[int, int] | None:
    """The same for every way of writing a path (letters in capitals, a disk mounted twice); None for nothing."""
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino)


def _exists(place: Path, shown: Path) -> bool:
    try:
        place.lstat()
    except OSError as problem:
        if problem.errno == errno.ENAMETOOLONG:
            raise RefusedError("too-long", shown) from problem
        return False
    return True


def _of_kind(place: Path, shown: Path, kind: str) -> None:
    """Refuse where another file would be lost: one that does not begin as those of this kind do, or a folder."""
    if not _exists(place, shown):
        return
    if not place.is_file():
        raise RefusedError("not-a-file", shown)
    name, begins = _KINDS[kind]
    with place.open("rb") as file:
        start = file.read(_HEAD).lstrip()
    if start and not start.lower().startswith(begins.lower()):
        raise RefusedError("other-kind", shown, kind=name)


def _not_of_a_site(place: Path) -> list[str] | None:
    """The files in a folder that its list of files does not know; None where it is no folder with such a list."""
    from keikaku.outputs.site.manifest import MANIFEST, ManifestError, read_manifest  # late: it brings all of a site

    if not place.is_dir():
        return None
    if is_empty(place):
        return []
    try:
        listed = read_manifest((place / MANIFEST).read_text("utf-8"))
    except (OSError, ManifestError, UnicodeDecodeError):
        return None
    known = {MANIFEST, *listed}
    known |= {f"{name}{ending}" for name in known for ending in _COMPRESSED}
    return sorted(
        name
        for path in place.rglob("*")
        if (is_link(path) or not path.is_dir()) and not left_behind(path.name)
        if (name := path.relative_to(place).as_posix()) not in known
    )
