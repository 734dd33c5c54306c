"""What can be wrong with a file or folder of a plan as such, before anything in it is read."""

from __future__ import annotations

import os
import re
from contextlib import suppress

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue, Related
from keikaku.diagnostics.source import FOLDERS, SINGLE_FILES
from keikaku.diagnostics.span import Span, TextMap
from keikaku.patterns import regex
from keikaku.pictures.forms import FORMS as ENDINGS_OF_PICTURES
from keikaku.text.nearest import nearest
from keikaku.yaml.entries import FolderEntry

_say = DiagnosticCatalogue(__file__)

MAX_BYTES = 2_000_000
"""A plan of a whole city is a tenth of this in all its files together."""

MAX_PICTURE_BYTES = 15_000_000
"""A photograph as a camera makes it is half of this."""

_PICTURE_NAME = regex(r"[a-z0-9]+(?:-[a-z0-9]+)*\.[a-z]+")

ENDINGS = regex(r"(?:\.(?:yml|yaml|txt|csv))+\Z", re.IGNORECASE)
"""What word processors and simple editors make of the end of a file's name."""

_MERGE = regex(r"^(?:<{7} |={7}\s*$|>{7} |\|{7} )[^\r\n]*", re.MULTILINE)


def printable(name: str) -> str:
    """A file name as text: names on disk are bytes and need not be UTF-8."""
    return os.fsencode(name).decode("utf-8", "replace")


def shown(folder: str, entry: FolderEntry) -> str:
    """The path of an entry as messages show it."""
    return f"{folder}/{printable(entry.name)}"


def _whole(path: str) -> Span:
    """The place of a fault that concerns a file or folder as such."""
    return Span(path, 1, 1, 1, 1)


def empty(map: TextMap) -> Diagnostic:
    """A file without a word."""
    return _say.error("empty", map.span(0, 0))


def conflict(map: TextMap) -> Diagnostic | None:
    """Both sides of a merge still in the file; one fault, whatever else the markers upset."""
    found = list(_MERGE.finditer(map.text))
    if not found or all(marker.group().startswith("|") for marker in found):
        return None
    first, *rest = (map.span(marker.start(), marker.end()) for marker in found)
    return _say.error("conflict", first, related=tuple(Related(_say("also"), span) for span in rest))


def no_plan(path: str, *, folder: bool) -> Diagnostic:
    """Nothing to read; ``folder``: whether the folder is there, without a plan.yml."""
    return _say.error("no-file" if folder else "no-folder", _whole(path))


def declared(entry: FolderEntry) -> str | None:
    """The folder that the first line of a file names by its schema, as editors' tools have it."""
    if entry.kind != "file" or entry.size > MAX_BYTES:
        return None
    with suppress(OSError):
        found = re.search(rb"\$schema=\S*?([a-z-]+)\.schema\.json", entry.content().partition(b"\n")[0][:500])
        kind = found[1].decode("ascii") if found else None
        return next((folder for folder, known in FOLDERS.items() if known == kind), None)
    return None


def misplaced(path: str, entry: FolderEntry, folder: str | None) -> Diagnostic:
    """Something at the top of the plan that is none of its files; ``folder``: where it says that it belongs."""
    name, is_folder = entry.name, entry.kind == "folder"
    known = FOLDERS if is_folder else SINGLE_FILES
    stems = {known_name.removesuffix(".yml"): known_name for known_name in known}
    near = [stems[stem] for stem in nearest(name.partition(".")[0], stems, 1)]
    kind = "folder" if is_folder else "file"
    if folder is not None and not is_folder:
        help = _say("misplaced.move", folder=folder)
    elif near:
        help = _say("misplaced.near", name=near[0])
    elif is_folder:
        help = _say("misplaced.folders", folders=tuple(FOLDERS))
    elif name.endswith((".yml", ".yaml")):
        help = _say("misplaced.kinds", folders=tuple(FOLDERS))
    else:
        help = _say("misplaced.away")
    return _say.error(f"misplaced-{kind}", _whole(path), name=printable(name), help=help)


def nested(path: str) -> Diagnostic:
    """A folder in the folder of a kind."""
    return _say.error("nested", _whole(path))


def unnamed(path: str) -> Diagnostic:
    """A name in another encoding, as old archives bring it: no message could name it, so nothing could write it."""
    return _say.error("unnamed", _whole(path))


def extension(path: str, name: str, ending: str) -> Diagnostic:
    """A file whose name does not end as its kind's do."""
    stem = ENDINGS.sub("", printable(name))
    if ending != ".yml":
        help = _say("extension.sheet")
    elif stem != printable(name) or "." not in name:
        help = _say("extension.rename", stem=stem, ending=ending)
    else:
        help = _say("extension.away")
    return _say.error("extension", _whole(path), help=help, ending=ending)


def folder_for_file(path: str) -> Diagnostic:
    """A folder with the name of a file."""
    return _say.error("folder-for-file", _whole(path))


def not_a_folder(path: str) -> Diagnostic:
    """A file with the name of a folder."""
    return _say.error("not-a-folder", _whole(path))


def unopened(path: str, fault: OSError | None) -> Diagnostic:
    """A file that the system does not let us read."""
    return _say.error("denied" if isinstance(fault, PermissionError) else "unopened", _whole(path))


def linked(path: str) -> Diagnostic:
    """A link, wherever it leads."""
    return _say.error("linked", _whole(path))


def too_large(path: str, size: int, limit: int) -> Diagnostic:
    """A file of ``size`` bytes; ``limit`` in bytes."""
    key = "too-large" if limit == MAX_BYTES else "picture-too-large"
    return _say.error(key, _whole(path), size=size, limit=limit)


def picture(path: str, entry: FolderEntry) -> Diagnostic | None:
    """What is wrong with the name of a file in the folder of pictures; it becomes an address of the site."""
    name = printable(entry.name)
    stem, dot, ending = name.rpartition(".")
    if f".{ending.lower()}" not in ENDINGS_OF_PICTURES or not dot:
        return _say.error("picture-form", _whole(path), known=tuple(ENDINGS_OF_PICTURES))
    if _PICTURE_NAME.fullmatch(name):
        return None
    better = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-") or "picture"
    return _say.error("picture-name", _whole(path), better=f"{better}.{ending.lower()}")


def plan_too_large(path: str, size: int, limit: int) -> Diagnostic:
    """Files of ``size`` bytes together; ``limit`` in bytes."""
    return _say.error("plan-too-large", _whole(path), size=size, limit=limit)
