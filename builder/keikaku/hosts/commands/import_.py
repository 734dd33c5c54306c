"""``keikaku import xlsx FILE…``: the answers of returned workbooks into the plan, all of them or none."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue, Related, has_errors
from keikaku.diagnostics.source import SHEET, Source
from keikaku.diagnostics.span import text_map
from keikaku.hosts.plan_folder import files_as_read, load_plan, with_other_texts, write_files
from keikaku.hosts.reporting.printing import print_diagnostics
from keikaku.outcome import FaultyInputError, Outcome, StoppedError
from keikaku.outputs.interface import interface_messages
from keikaku.outputs.workbook import AcceptedChange, Merged, Remark, Returned, edited, merge, read_workbook
from keikaku.pipeline import Loaded, forms, load, outline_of
from keikaku.resources import MESSAGE_FOLDER
from keikaku.yaml.format import formatted
from keikaku.yaml.parse import parse
from keikaku.yaml.sheet import encode_sheet

_say = DiagnosticCatalogue(__file__)


def arguments(parser: argparse.ArgumentParser) -> None:
    """``keikaku import xlsx [--plan PLAN] [--check] [--confirmed] FILE…``."""
    parser.add_argument("format", choices=("xlsx",), metavar="xlsx", help=str(_say("format")))
    parser.add_argument("files", nargs="+", metavar=str(_say("files.name")), help=str(_say("files.help")))
    parser.add_argument("--plan", default="plan", metavar=str(_say("plan.name")), help=str(_say("plan.help")))
    parser.add_argument("--check", action="store_true", help=str(_say("check")))
    parser.add_argument(
        "--confirmed",
        action="store_true",
        help=str(_say("confirmed")),
    )


def run(arguments: argparse.Namespace) -> Outcome:
    """Write what was answered, and list it; stops with nothing written where anything stands against it.

    So it is where a file holds anything that is not read, has lost anything, or answers doubtfully, until the user
    says that this is confirmed.
    """
    missing = [name for name in arguments.files if not Path(name).is_file()]
    if missing:
        raise StoppedError(_say("missing", names=tuple(missing)), Outcome.WRONG_USE)
    loaded = load_plan(arguments.plan)
    if not loaded.sound or loaded.index is None:
        raise _refused(loaded.diagnostics, loaded)
    outline = outline_of(loaded.index)
    words = interface_messages(MESSAGE_FOLDER, loaded.index.plan, "workbook")
    read = [read_workbook(name, Path(name).read_bytes(), words, outline) for name in arguments.files]
    returned = [found for found, _ in read]
    merged, conflicts = merge(outline, (answer for found in returned for answer in found.answers), words)
    texts, unwritten = _texts(merged.changes)
    faults = [*(fault for _, found in read for fault in found), *conflicts, *unwritten]
    if has_errors(faults):
        raise _refused(faults, loaded)
    after = _after(loaded, arguments.plan, texts)
    if not after.sound:
        raise _refused(_with_cells(after, merged.changes), after)
    doubtful = [found for found in _with_cells(after, merged.changes) if found not in loaded.diagnostics]
    if doubtful or faults:
        print_diagnostics((*doubtful, *faults), after.sources.texts)
    _print_changes(merged, returned, words)
    if faults and not arguments.confirmed:
        print(words["to-confirm"].format(n=len(faults)), file=sys.stderr)
        raise StoppedError
    if arguments.check:
        if merged.changes:
            print(words["checked"])
        return Outcome.DONE
    return _write(loaded, arguments.plan, texts, words)


def _texts(changes: Sequence[AcceptedChange]) -> tuple[dict[str, str], list[Diagnostic]]:
    """Shown path → new text of every file that changes."""
    by_file: dict[str, list[AcceptedChange]] = {}
    for change in changes:
        by_file.setdefault(change.row.at.source.path, []).append(change)
    texts, faults = {}, []
    for path, found in by_file.items():
        source = found[0].row.at.source
        text = edited(source, {change.row.at.path: change.value for change in found})
        if text is not None:
            texts[path] = _as_canonical(source, text)
            continue
        for change in found:
            if edited(source, {change.row.at.path: change.value}) is None:
                cell = change.answer.cell
                faults.append(
                    _say.error(
                        "write-back",
                        cell.span,
                        cell=cell.words,
                        related=(Related(_say("here"), change.row.at.span()),),
                    )
                )
    return texts, faults


def _as_canonical(source: Source, text: str) -> str:
    """A text that was canonical before is so again: what was put in gets its place and form."""
    if source.kind == SHEET:
        return text
    form = forms()[f"{source.kind}.schema.json"]
    if formatted(source, form) != source.text:
        return text
    map = text_map(source.path, text)
    parsed = parse(map)
    return formatted(Source(source.kind, source.id, parsed.data, map, parsed.positions), form)


def _after(loaded: Loaded, plan: str, texts: Mapping[str, str]) -> Loaded:
    """The plan as it will be; nothing of it is on the disk yet."""
    return load(with_other_texts(loaded.sources, texts), display=plan)


def _with_cells(after: Loaded, changes: Iterable[AcceptedChange]) -> tuple[Diagnostic, ...]:
    """Every fault of the plan as it would be, with the cell whose answer brings it where that is known."""
    sources = {source.path: source for source in after.sources.files}
    lines: dict[tuple[str, int], AcceptedChange] = {}
    for change in changes:
        source = sources.get(change.row.at.source.path)
        if source is not None:
            span = source.span(change.row.at.path)
            lines |= {(span.path, line): change for line in range(span.line, span.end_line + 1)}
    found = []
    for fault in after.diagnostics:
        at = lines.get((fault.span.path, fault.span.line))
        if at is None:
            found.append(fault)
        else:
            cell = at.answer.cell
            here = Related(_say("of-cell", cell=cell.words), cell.span)
            found.append(replace(fault, related=(*fault.related, here)))
    return tuple(found)


def _write(loaded: Loaded, plan: str, texts: Mapping[str, str], words: Mapping[str, str]) -> Outcome:
    """All files, or none; nothing where somebody has changed one of them since it was read."""
    before = files_as_read(Path(plan), loaded.sources, texts)
    write_files(Path(plan), loaded.sources, {path: encode_sheet(text, before[path]) for path, text in texts.items()})
    if texts:
        print(words["written"].format(n=len(texts)))
    return Outcome.DONE


def _refused(faults: Iterable[Diagnostic], loaded: Loaded) -> FaultyInputError:
    return FaultyInputError(faults, loaded.sources.texts, _say("nothing-written"))


def _print_changes(merged: Merged, returned: Sequence[Returned], words: Mapping[str, str]) -> None:
    print(words["changes"].format(n=len(merged.changes)) if merged.changes else words["no-changes"])
    for change in merged.changes:
        row, cell = change.row, change.answer.cell
        at = row.at.span()
        shown = words["cell"].format(file=cell.file, sheet=cell.sheet, ref=cell.ref)
        label = f"{row.title} {row.label}".strip()
        print(words["change-place"].format(place=row.place, label=label, at=f"{at.path}:{at.line}", cell=shown))
        print(words["change-old"].format(text=_indented(row.shown)))
        print(words["change-new"].format(text=_indented(change.shown)))
        if change.answer.remark:
            print(words["change-remark"].format(text=_indented(change.answer.remark)))
    if merged.already:
        print(words["already"].format(n=merged.already))
    _print_remarks("unchanged", [remark for found in returned for remark in found.unchanged], words)
    _print_remarks("remarks", [remark for found in returned for remark in found.remarks], words)


def _print_remarks(title: str, remarks: Sequence[Remark], words: Mapping[str, str]) -> None:
    if remarks:
        print(words[title].format(n=len(remarks)))
    for remark in remarks:
        shown = words["cell"].format(file=remark.cell.file, sheet=remark.cell.sheet, ref=remark.cell.ref)
        label, text = remark.label, _indented(remark.text)
        print(words["remark"].format(place=remark.place, label=label, cell=shown, text=text))


def _indented(text: str) -> str:
    """Further lines below the first."""
    return text.replace("\n", "\n        ")
