"""What commands on a plan share: where the plan is, how its faults are printed, and how its files are written."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from pathlib import Path

from keikaku.catalogue import Catalogue, use_language
from keikaku.diagnostics.source import Sources
from keikaku.hosts.reporting.printing import print_diagnostics
from keikaku.outcome import FaultyInputError, Outcome, StoppedError
from keikaku.pipeline import Loaded, load, outline_of
from keikaku.plan.index import PlanIndex
from keikaku.plan.outline import Outline
from keikaku.yaml.decode import decode
from keikaku.yaml.entries import FolderEntry, in_memory
from keikaku.yaml.sheet import decode_sheet

_say = Catalogue(__file__)


def add_plan(parser: argparse.ArgumentParser) -> None:
    """The optional argument PLAN, the folder of the plan."""
    parser.add_argument("plan", nargs="?", default="plan", metavar=str(_say("plan.name")), help=str(_say("plan.help")))


def load_plan(folder: str) -> Loaded:
    """The plan in ``folder``, faulty or not. Raises StoppedError where there is no such folder."""
    if not Path(folder).is_dir():
        raise StoppedError(_say("no-plan", folder=folder), Outcome.WRONG_USE)
    loaded = load(Path(folder), display=folder)
    for language in loaded.languages:
        use_language(language)
    return loaded


def sound_plan(folder: str, form: str = "text") -> tuple[Sources, PlanIndex]:
    """The plan in ``folder`` without errors; its warnings are printed in ``form``. Raises FaultyInputError."""
    loaded = load_plan(folder)
    if loaded.index is None or not loaded.sound:
        raise FaultyInputError(loaded.diagnostics, loaded.sources.texts)
    if loaded.diagnostics:
        print_diagnostics(loaded.diagnostics, loaded.sources.texts, form)
    return loaded.sources, loaded.index


def sound_outline(folder: str, form: str = "text") -> Outline:
    """`sound_plan`, composed."""
    return outline_of(sound_plan(folder, form)[1])


def files_as_read(folder: Path, sources: Sources, paths: Iterable[str]) -> dict[str, bytes]:
    """Shown path → the bytes on the disk. Raises StoppedError where one of them is no longer what was read.

    Between reading and writing an editor may have saved; that would be lost.
    """
    read = {source.path: source.text for source in (*sources.files, *sources.locales)}
    now: dict[str, bytes] = {}
    for path in paths:
        file = folder / _below(sources, path)
        now[path] = file.read_bytes() if file.exists() else b""
        decoded, _ = (decode_sheet if path.endswith(".csv") else decode)(path, now[path])
        same = decoded is not None and decoded.text == read[path]
        if not same:
            raise StoppedError(_say("changed", path=path))
    return now


def with_other_texts(sources: Sources, texts: Mapping[str, str]) -> FolderEntry:
    """The plan as it would be with other texts (by shown paths), its pictures among its files; nothing is written."""
    files = {source.path: texts.get(source.path, source.text).encode() for source in sources.files}
    files |= {picture.path: picture.content for picture in sources.pictures.values()}
    return in_memory({_below(sources, path).as_posix(): content for path, content in files.items()})


def write_files(folder: Path, sources: Sources, contents: Mapping[str, bytes]) -> None:
    """Put the contents (by shown paths) in the plan, all of them or none. Raises UnwritableError, RefusedError."""
    # late: most commands write nothing into a plan
    from keikaku.hosts.writing.destination import plan_place
    from keikaku.hosts.writing.output import write_together

    files = {_below(sources, path): content for path, content in contents.items()}
    write_together(plan_place(folder), files, surely=True)


def _below(sources: Sources, path: str) -> Path:
    return Path(path).relative_to(sources.root)
