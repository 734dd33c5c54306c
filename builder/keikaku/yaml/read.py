"""Read the folder of a plan: the only phase that touches the disk.

Nothing here raises for what is on the disk. A file that cannot be used is left out with a diagnostic, and
named in `Sources.unreadable`, so that later phases do not report it missing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import field
from functools import lru_cache
from pathlib import Path

from keikaku.dataclass import dataclass
from keikaku.diagnostics.diagnostic import Diagnostic
from keikaku.diagnostics.source import (
    FILES_REMEMBERED,
    FOLDERS,
    LOCALE,
    LOCALE_FOLDER,
    PICTURE_FOLDER,
    SHEET,
    SINGLE_FILES,
    Locale,
    PictureFile,
    Source,
    Sources,
    ending,
)
from keikaku.diagnostics.span import TextMap, text_map
from keikaku.disk import left_behind
from keikaku.patterns import regex
from keikaku.text.nearest import nearest
from keikaku.yaml import file_faults
from keikaku.yaml.decode import decode
from keikaku.yaml.diagnose import wording
from keikaku.yaml.entries import FolderEntry, on_disk
from keikaku.yaml.parse import NotYamlError, parse
from keikaku.yaml.po import LEFT_BY_TOOLS, read_locale
from keikaku.yaml.sheet import decode_sheet, sheet_of
from keikaku.yaml.syntax import explain

MAX_PLAN_BYTES = 50_000_000
"""In all files together. A hundred times a city's plan is half of this."""

UNUSABLE = 1_000
"""Faults that a file counts for whose structure cannot be relied on."""

_BESIDE = regex(r"\.|(?:README|LICENSE|CHANGELOG)\b")
"""Files that may lie in the folder of a plan without being of it; hidden ones are editors' and git's."""


CountErrors = Callable[[Source], int]
"""A file → how many faults its content has; tells which of several repairs of its writing was meant."""


@dataclass(slots=True)
class _Reading:
    """What has been gathered on the way; lives for one call of `read`."""

    display: str
    count_errors: CountErrors
    files: list[Source] = field(default_factory=list)
    unreadable: set[tuple[str, str]] = field(default_factory=set)
    texts: dict[str, str] = field(default_factory=dict)
    faults: list[Diagnostic] = field(default_factory=list)
    pictures: dict[str, PictureFile] = field(default_factory=dict)
    unread_pictures: set[str] = field(default_factory=set)
    locales: list[Locale] = field(default_factory=list)
    closed: bool = False
    """A folder could not be looked into: what is in it exists, and nobody knows its names."""


def read(
    root: Path | FolderEntry, *, display: str | None = None, count_errors: CountErrors = lambda _: 0
) -> tuple[Sources, tuple[Diagnostic, ...]]:
    """All files of the plan in `root`, and what is wrong with their names, characters and writing.

    `root`: a folder on the disk, or any other `FolderEntry`. `display`: how it is named in messages; as given where not
    said. `count_errors` is asked only of files that
    cannot be read as they are.
    """
    folder = on_disk(root) if isinstance(root, Path) else root
    shown = (root.as_posix() if isinstance(root, Path) else root.name) if display is None else display.rstrip("/")
    reading = _Reading(file_faults.printable(shown), count_errors)
    if folder.kind != "folder":
        reading.faults.append(file_faults.no_plan(reading.display, folder=False))
    else:
        size = _size(folder)
        if size > MAX_PLAN_BYTES:
            return Sources(reading.display, (), frozenset(), {}), (
                file_faults.plan_too_large(reading.display, size, MAX_PLAN_BYTES),
            )
        _read_top(reading, folder)
        if reading.closed:
            # Without plan.yml nothing is put together, so that nothing of the folder is reported as missing.
            reading.files = [source for source in reading.files if source.kind != "plan"]
        elif not any(kind == "plan" for kind, _ in _known(reading)):
            reading.faults.append(file_faults.no_plan(reading.display, folder=True))
    return Sources(
        reading.display,
        tuple(reading.files),
        frozenset(reading.unreadable),
        reading.texts,
        reading.pictures,
        frozenset(reading.unread_pictures),
        tuple(reading.locales),
    ), tuple(reading.faults)


def _size(root: FolderEntry) -> int:
    """The bytes of what would be read; what cannot be looked at is reported later, where it is."""
    return sum(entry.size for folder in (root, *_kind_folders(root)) for entry in _below(folder) if _is_ours(entry))


def _kind_folders(root: FolderEntry) -> list[FolderEntry]:
    return [entry for entry in _below(root) if entry.name in FOLDERS]


def _below(folder: FolderEntry) -> tuple[FolderEntry, ...]:
    with suppress(OSError):
        return folder.below()
    return ()


def _is_ours(entry: FolderEntry) -> bool:
    return entry.kind == "file" and entry.name.endswith((".yml", ending(SHEET)))


def _known(reading: _Reading) -> Iterator[tuple[str, str]]:
    yield from reading.unreadable
    yield from ((source.kind, source.id) for source in reading.files)


def _read_top(reading: _Reading, root: FolderEntry) -> None:
    for entry in _entries(reading, root, reading.display):
        if entry.kind == "link":
            _pass_over_link(reading, reading.display, entry, SINGLE_FILES.get(entry.name, ""))
            reading.closed = reading.closed or entry.name in FOLDERS
        elif entry.name in FOLDERS:
            if entry.kind == "folder":
                _read_folder(reading, entry, FOLDERS[entry.name])
            else:
                reading.faults.append(file_faults.not_a_folder(file_faults.shown(reading.display, entry)))
                reading.closed = True
        elif entry.name == PICTURE_FOLDER and entry.kind == "folder":
            _read_pictures(reading, entry)
        elif entry.name == LOCALE_FOLDER and entry.kind == "folder":
            _read_locales(reading, entry)
        elif entry.name in SINGLE_FILES:
            _read_file(reading, reading.display, entry, SINGLE_FILES[entry.name])
        elif _is_beside(entry):
            _seek_links(reading, reading.display, entry)
        else:
            reading.faults.append(
                file_faults.misplaced(file_faults.shown(reading.display, entry), entry, file_faults.declared(entry))
            )
            reading.unreadable.update((kind, file_faults.ENDINGS.sub("", entry.name)) for kind in FOLDERS.values())
            if entry.kind == "folder" and (meant := nearest(entry.name, FOLDERS, 1)):
                _pass_over(reading, entry, FOLDERS[meant[0]])


def _read_folder(reading: _Reading, folder: FolderEntry, kind: str) -> None:
    display = file_faults.shown(reading.display, folder)
    for entry in _entries(reading, folder, display):
        if entry.kind == "link":
            _pass_over_link(reading, display, entry, kind)
        elif _is_beside(entry):
            _seek_links(reading, display, entry)
        elif entry.name != file_faults.printable(entry.name):
            reading.faults.append(file_faults.unnamed(file_faults.shown(display, entry)))
        elif entry.name.endswith(ending(kind)):
            _read_file(reading, display, entry, kind)
        elif entry.kind == "folder":
            reading.faults.append(file_faults.nested(file_faults.shown(display, entry)))
            _pass_over(reading, entry, kind)
        else:
            reading.faults.append(file_faults.extension(file_faults.shown(display, entry), entry.name, ending(kind)))
            reading.unreadable.add((kind, entry.name.partition(".")[0]))


def _entries_of_files(reading: _Reading, folder: FolderEntry) -> Iterator[tuple[FolderEntry, str]]:
    """What lies in a folder that has no folders, with its path in messages; a link or a folder among it is reported."""
    display = file_faults.shown(reading.display, folder)
    for entry in _entries(reading, folder, display):
        path = file_faults.shown(display, entry)
        if entry.kind == "link":
            reading.faults.append(file_faults.linked(path))
        elif _is_beside(entry):
            _seek_links(reading, display, entry)
            continue
        elif entry.kind == "folder":
            reading.faults.append(file_faults.nested(path))
        yield entry, path


def _read_pictures(reading: _Reading, folder: FolderEntry) -> None:
    for entry, path in _entries_of_files(reading, folder):
        if entry.kind in ("link", "folder"):
            pass  # has been reported
        elif fault := file_faults.picture(path, entry):
            reading.faults.append(fault)
        else:
            content = _bytes(reading, entry, path, file_faults.MAX_PICTURE_BYTES)
            if content is not None:
                reading.pictures[entry.name] = PictureFile(path, content)
                continue
        reading.unread_pictures.add(file_faults.printable(entry.name))


def _read_locales(reading: _Reading, folder: FolderEntry) -> None:
    for entry, path in _entries_of_files(reading, folder):
        if entry.kind in ("link", "folder") or entry.name.endswith(LEFT_BY_TOOLS):
            continue
        if not entry.name.endswith(ending(LOCALE)):
            reading.faults.append(file_faults.extension(path, file_faults.printable(entry.name), ending(LOCALE)))
        elif (raw := _bytes(reading, entry, path)) is not None:
            map, faults = decode(path, raw)
            if map is not None:
                reading.texts[path] = map.text
                if not faults:
                    locale, faults = read_locale(map, entry.name.removesuffix(ending(LOCALE)))
                    reading.locales += [locale] if locale is not None else []
            reading.faults.extend(faults)


def _is_beside(entry: FolderEntry) -> bool:
    """Whether it may lie in the folder of a plan without being of it."""
    return _BESIDE.match(entry.name) is not None or left_behind(entry.name)


def _pass_over(reading: _Reading, folder: FolderEntry, kind: str) -> None:
    """What lies in a folder at the wrong place exists: that it is not found is no second fault."""
    reading.unreadable.update(
        (kind, entry.name.removesuffix(ending(kind))) for entry in _below(folder) if _is_ours(entry)
    )


def _pass_over_link(reading: _Reading, folder: str, entry: FolderEntry, kind: str) -> None:
    """Tell of a link; what it is named after exists, though it is not read."""
    reading.faults.append(file_faults.linked(file_faults.shown(folder, entry)))
    reading.unreadable.add((kind, file_faults.ENDINGS.sub("", entry.name)))


def _seek_links(reading: _Reading, folder: str, entry: FolderEntry) -> None:
    """Tell of links in what is not read: a command that writes there would write elsewhere.

    Not in git's own folder, which no revision can bring and which holds thousands of files.
    """
    display = file_faults.shown(folder, entry)
    for below in () if entry.name == ".git" else _below(entry):
        if below.kind == "link":
            reading.faults.append(file_faults.linked(file_faults.shown(display, below)))
        else:
            _seek_links(reading, display, below)


def _entries(reading: _Reading, folder: FolderEntry, display: str) -> tuple[FolderEntry, ...]:
    try:
        return folder.below()
    except OSError as fault:
        reading.faults.append(file_faults.unopened(display, fault))
        reading.closed = True
        return ()


def _read_file(reading: _Reading, folder: str, entry: FolderEntry, kind: str) -> None:
    path = file_faults.shown(folder, entry)
    name = entry.name.removesuffix(ending(kind))
    raw = _bytes(reading, entry, path)
    if raw is None:
        reading.unreadable.add((kind, name))
        return
    text, source, faults = _content(path, raw, kind, name, reading.count_errors)
    if text is not None:
        reading.texts[path] = text
    reading.faults.extend(faults)
    if source is None:
        reading.unreadable.add((kind, name))
    else:
        reading.files.append(source)


@lru_cache(maxsize=FILES_REMEMBERED)
def _content(
    path: str, raw: bytes, kind: str, name: str, count_errors: CountErrors
) -> tuple[str | None, Source | None, tuple[Diagnostic, ...]]:
    """The text of a file and what it holds, as far as it can be read."""
    map, faults = (decode_sheet if kind == SHEET else decode)(path, raw)
    if map is None:
        return None, None, faults
    source = None
    if not faults:
        source, faults = sheet_of(map, name) if kind == SHEET else source_of(map, kind, name, count_errors)
    return map.text, source, faults


def source_of(
    map: TextMap, kind: str, name: str, count_errors: CountErrors = lambda _: 0
) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """A text as a file of the plan; None where its structure cannot be relied on."""

    def left(text: str) -> int:
        repaired = text_map(map.path, text)
        parsed = parse(repaired)
        if not isinstance(parsed.data, dict):
            return UNUSABLE
        return len(parsed.faults) + count_errors(Source(kind, name, parsed.data, repaired, parsed.positions))

    if not re.sub(r"(?m)^\s*(?:#.*|---|\.\.\.)?$", "", map.text).strip():
        return None, (file_faults.empty(map),)
    conflict = file_faults.conflict(map)
    if conflict:
        return None, (conflict,)
    try:
        parsed = parse(map)
    except NotYamlError:
        return None, explain(map, left)
    if isinstance(parsed.data, dict):
        return Source(kind, name, parsed.data, map, parsed.positions), parsed.faults
    if parsed.faults:
        return None, parsed.faults
    if isinstance(parsed.data, list):
        at = parsed.positions[()].value_start
        return None, (wording.NOT_A_MAPPING.at(map.span(at, at + 1)),)
    return None, explain(map, left)


def _bytes(reading: _Reading, entry: FolderEntry, path: str, limit: int = file_faults.MAX_BYTES) -> bytes | None:
    """The content of a file, or None with a fault. Never opens what is no plain file: that may wait for ever."""
    if entry.kind == "folder":
        reading.faults.append(file_faults.folder_for_file(path))
    elif entry.kind != "file":
        reading.faults.append(file_faults.unopened(path, None))
    elif entry.size > limit:
        reading.faults.append(file_faults.too_large(path, entry.size, limit))
    else:
        try:
            return entry.content()
        except OSError as fault:
            reading.faults.append(file_faults.unopened(path, fault))
    return None
