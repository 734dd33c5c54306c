"""``keikaku export``: the plan as open data, or as workbooks for those who answer in Excel."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from keikaku.catalogue import Catalogue
from keikaku.hosts.plan_folder import add_plan, sound_outline
from keikaku.hosts.writing.destination import files_place
from keikaku.hosts.writing.output import write_together
from keikaku.outcome import Outcome, StoppedError
from keikaku.outputs.interface import interface_messages
from keikaku.pipeline import schemas
from keikaku.plan.outline import Outline
from keikaku.resources import MESSAGE_FOLDER
from keikaku.text.nearest import nearest

_say = Catalogue(__file__)

_FOLDERS = {"data": "build/data", "xlsx": "build/xlsx"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """``keikaku export [data|xlsx] [PLAN] [--actor ID] [--department ID] [--output DIR]``."""
    parser.add_argument(
        "format",
        nargs="?",
        choices=tuple(_FOLDERS),
        default="data",
        metavar=str(_say("format.name")),
        help=str(_say("format.help")),
    )
    add_plan(parser)
    parser.add_argument("--actor", metavar="ID", help=str(_say("actor")))
    parser.add_argument("--department", metavar="ID", help=str(_say("department")))
    parser.add_argument(
        "--output",
        metavar=str(_say("output.name")),
        help=str(_say("output.help", data=_FOLDERS["data"], xlsx=_FOLDERS["xlsx"])),
    )


def run(arguments: argparse.Namespace) -> Outcome:
    """Write every file; those of the same names are replaced, others stay."""
    if (arguments.actor or arguments.department) and arguments.format != "xlsx":
        raise StoppedError(_say("one-without-xlsx"), Outcome.WRONG_USE)
    outline = sound_outline(arguments.plan)
    folder = Path(arguments.output or _FOLDERS[arguments.format])
    if arguments.format == "xlsx":
        return _workbooks(outline, arguments.actor, arguments.department, folder)
    return _open_data(outline, folder)


def _open_data(outline: Outline, folder: Path) -> Outcome:
    from keikaku.outputs.export import export

    files = export(outline, _words(outline, "export"), schemas(outline.index.plan.interface))
    write_together(files_place(folder, files), {Path(name): content for name, content in files.items()})
    print(_say("done", folder=folder, n=len(files)))
    return Outcome.DONE


def _workbooks(outline: Outline, actor: str | None, department: str | None, folder: Path) -> Outcome:
    from keikaku.outputs.workbook import recipients, rows_for, workbook

    everybody = recipients(outline.index.plan)
    chosen = [ref for ref, given in ((f"actor:{actor}", actor), (f"choice:{department}", department)) if given]
    for ref in chosen:
        if ref not in everybody:
            kind, _, id = ref.partition(":")
            known = [one.partition(":")[2] for one in everybody if one.startswith(f"{kind}:")]
            near = tuple(nearest(id, known) or known)
            raise StoppedError(_say(f"unknown-{kind}", id=id, near=near), Outcome.WRONG_USE)
    words = _words(outline, "workbook")
    names = {ref: _file_name(ref) for ref in chosen or everybody}
    place = files_place(folder, names.values())
    waiting = [path for name in names.values() if _unread(path := folder / name, outline, words)]
    if waiting:
        raise StoppedError(_say("waiting", names=tuple(map(str, waiting))))
    write_together(place, {Path(name): workbook(outline, ref, words) for ref, name in names.items()})
    print(words["files-made"].format(n=len(names), folder=folder))
    for ref, name in names.items():
        rows = [row for row in rows_for(outline, ref, words) if row.key]
        texts = sum(row.form == "texts" for row in rows)
        title = outline.entries[ref].title
        print(words["file-made"].format(file=name, actor=title, texts=texts, values=len(rows) - texts))
    return Outcome.DONE


def _file_name(ref: str) -> str:
    """``city.xlsx``; of a department, whose id an actor may have too, ``department_elderly.xlsx``."""
    kind, _, id = ref.partition(":")
    return f"{id}.xlsx" if kind == "actor" else f"department_{id}.xlsx"


def _unread(path: Path, outline: Outline, words: Mapping[str, str]) -> bool:
    """Whether a file holds answers that the plan has not taken: somebody's work, never to be written over."""
    from keikaku.outputs.workbook import merge, read_workbook

    if not path.exists():
        return False
    returned, faults = read_workbook(str(path), path.read_bytes(), words, outline)
    merged, conflicts = merge(outline, returned.answers, words)
    return bool(faults or conflicts or merged.changes or returned.remarks or returned.unchanged)


def _words(outline: Outline, group: str) -> Mapping[str, str]:
    return interface_messages(MESSAGE_FOLDER, outline.index.plan, group)
