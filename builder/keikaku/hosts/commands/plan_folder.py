"""What commands on a plan share: where the plan is, how its faults are told, and how its files are written."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from keikaku.catalogue import Catalogue, use_language
from keikaku.diagnostics.source import Sources
from keikaku.hosts.commands.destination import plan_place
from keikaku.hosts.commands.output import write_together
from keikaku.hosts.commands.telling import tell
from keikaku.pipeline import Loaded, load, outline_of
from keikaku.plan.outline import Outline

_say = Catalogue(__file__)


def add_plan(parser: argparse.ArgumentParser) -> None:
    """The optional argument PLAN, the folder of the plan."""
    parser.add_argument("plan", nargs="?", default="plan", metavar=str(_say("plan.name")), help=str(_say("plan.help")))


def load_plan(folder: str) -> Loaded | None:
    """The plan in ``folder``; None, and a message, where there is no such folder (wrong use)."""
    if not Path(folder).is_dir():
        print(_say("no-plan", folder=folder), file=sys.stderr)
        return None
    loaded = load(Path(folder), display=folder)
    use_language(loaded.language)
    return loaded


def sound_plan(folder: str, form: str = "text") -> Loaded | int:
    """The checked plan, or the exit code (1 or 2) after its faults have been told, in ``form``."""
    loaded = load_plan(folder)
    if loaded is None:
        return 2
    if loaded.diagnostics:
        tell(loaded.diagnostics, loaded.sources.texts, form)
    return loaded if loaded.sound else 1


def sound_outline(folder: str, form: str = "text") -> Outline | int:
    """The composed plan, or the exit code (1 or 2) after its faults have been told, in ``form``."""
    loaded = sound_plan(folder, form)
    if isinstance(loaded, int):
        return loaded
    assert loaded.index is not None  # a sound plan has one
    return outline_of(loaded.index)


def files_as_read(folder: Path, sources: Sources, paths: Iterable[str]) -> dict[str, bytes] | None:
    """Shown path → the bytes on the disk; None, and a message, where one of them is no longer what was read.

    Between reading and writing an editor may have saved; that would be lost.
    """
    read = {source.path: source.text for source in sources.files}
    now: dict[str, bytes] = {}
    for path in paths:
        try:
            now[path] = (folder / _below(sources, path)).read_bytes()
            same = now[path].decode("utf-8-sig") == read[path]
        except (FileNotFoundError, UnicodeDecodeError):
            same = False
        if not same:
            print(_say("changed", path=path), file=sys.stderr)
            return None
    return now


def write_files(folder: Path, sources: Sources, contents: Mapping[str, bytes]) -> None:
    """Put the contents (by shown paths) in the plan, all of them or none. Raises UnwritableError, RefusedError."""
    files = {_below(sources, path): content for path, content in contents.items()}
    write_together(plan_place(folder), files, surely=True)


def _below(sources: Sources, path: str) -> Path:
    return Path(path).relative_to(sources.root)
