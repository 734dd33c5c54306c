"""The list of a site's files with their hashes, and what has happened to a published folder since.

The list has the form of ``sha256sum``, so that it can be checked without this program: ``sha256sum -c sha256sums.txt``.
Its name has no dot in front, which hosts and uploads leave out.
"""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Mapping
from pathlib import Path

from keikaku.catalogue import Catalogue
from keikaku.dataclass import dataclass
from keikaku.patterns import regex

_say = Catalogue(__file__)

MANIFEST = "sha256sums.txt"

_LINE = regex(r"([0-9a-f]{64})  (.+)")


class ManifestError(ValueError):
    """The text is no such list; the message says where."""


@dataclass(frozen=True, slots=True, order=True)
class Difference:
    """``name``, a file under the site, is not as the list has it."""

    name: str
    reason: str


def write_manifest(site: Path) -> None:
    """List every file of a finished folder, in the order of their names; the list itself is not in it."""
    lines = (f"{_hash(path)}  {name}\n" for name, path in sorted(_files(site).items()))
    (site / MANIFEST).write_text("".join(lines), "utf-8", newline="\n")


def read_manifest(text: str) -> Mapping[str, str]:
    """Name → SHA-256. Raises ManifestError for a text that is no such list."""
    found: dict[str, str] = {}
    for number, line in enumerate(text.removesuffix("\n").split("\n"), 1):
        match = _LINE.fullmatch(line)
        if match is None or match[2] in found:
            raise ManifestError(str(_say("line", number=number)))
        found[match[2]] = match[1]
    return found


def differences(site: Path, listed: Mapping[str, str]) -> tuple[Difference, ...]:
    """What in the folder ``site`` is not as listed.

    A compressed copy (``NAME.gz``, which servers send instead) is no addition while it holds what ``NAME`` should.
    """
    files = _files(site)
    found = [Difference(name, str(_say("missing"))) for name in listed.keys() - files.keys()]
    found += [Difference(name, str(_say("special"))) for name in _others(site) - listed.keys()]
    for name, path in files.items():
        original = listed.get(name.removesuffix(".gz"))
        if name in listed:
            if _hash(path) != listed[name]:
                found.append(Difference(name, str(_say("changed"))))
        elif name.endswith(".gz") and original is not None:
            if _unpacked_hash(path) != original:
                found.append(Difference(name, str(_say("copy"))))
        else:
            found.append(Difference(name, str(_say("new"))))
    return tuple(sorted(found))


def _others(site: Path) -> set[str]:
    """What a site never has: pipes, devices, links that lead nowhere or would publish a folder from elsewhere."""
    return {
        path.relative_to(site).as_posix()
        for path in site.rglob("*")
        if not path.is_file() and (path.is_symlink() or not path.is_dir())
    }


def _files(site: Path) -> dict[str, Path]:
    paths = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    return {name: path for name, path in paths.items() if name not in (MANIFEST, f"{MANIFEST}.gz")}


def _hash(path: Path) -> str:
    """Read in pieces: the open data of a large plan are tens of megabytes."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _unpacked_hash(path: Path) -> str | None:
    """Read in pieces: who changed the file may have put a thousand times its size into it."""
    try:
        with gzip.open(path) as unpacked:
            return hashlib.file_digest(unpacked, "sha256").hexdigest()
    except (OSError, EOFError, zlib.error):
        return None
