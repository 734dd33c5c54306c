"""``keikaku fmt``: the canonical writing of the plan's files."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

from keikaku.catalogue import Catalogue
from keikaku.diagnostics.source import SHEET
from keikaku.diagnostics.span import Span, split_lines
from keikaku.hosts.plan_folder import files_as_read, write_files
from keikaku.hosts.reporting.formats import format_notices, format_text
from keikaku.outcome import Outcome, StoppedError
from keikaku.pipeline import forms
from keikaku.yaml.format import formatted
from keikaku.yaml.read import read

_say = Catalogue(__file__)


def arguments(parser: argparse.ArgumentParser) -> None:
    """``keikaku fmt [--check [--format FORMAT]] [PLAN]``."""
    parser.add_argument("plan", nargs="?", default="plan", metavar=str(_say("plan.name")), help=str(_say("plan.help")))
    parser.add_argument("--check", action="store_true", help=str(_say("check")))
    parser.add_argument(
        "--format",
        choices=("text", "github"),
        default="text",
        metavar=str(_say("format.name")),
        help=str(_say("format.help")),
    )


def run(arguments: argparse.Namespace) -> Outcome:
    """Rewrite all that is not canonical, or name it; faults where something is to do, or a file could not be read."""
    root = Path(arguments.plan)
    if not root.is_dir():
        raise StoppedError(_say("no-plan", folder=arguments.plan), Outcome.WRONG_USE)
    sources, faults = read(root, display=arguments.plan)
    if faults:
        print(format_text(faults, sources.texts), file=sys.stderr)
    faulty = {found.span.path for found in faults}
    canonical = {
        source.path: formatted(source, forms()[f"{source.kind}.schema.json"]).encode()
        for source in sources.files
        if source.path not in faulty and source.kind != SHEET
    }
    now = files_as_read(root, sources, canonical)
    changed = {path: content for path, content in canonical.items() if content != now[path]}
    if not arguments.check:
        write_files(root, sources, changed)
    if arguments.check and arguments.format == "github":
        texts = {source.path: source.text for source in sources.files}
        print(format_notices([one for path, new in changed.items() for one in _notices(path, texts[path], new)]))
        return Outcome.FAULTS if faults or changed else Outcome.DONE
    for path in changed:
        print(path)
    if changed and arguments.check:
        print(_say("unformatted", n=len(changed)), file=sys.stderr)
    elif changed:
        print(_say("formatted", n=len(changed)))
    return Outcome.FAULTS if faults or (changed and arguments.check) else Outcome.DONE


def _notices(path: str, old: str, new: bytes) -> Iterator[tuple[Span, str, str]]:
    """Each group of lines that would change, with what it would become: place, title, message."""
    before, after = split_lines(old.rstrip("\r\n")), split_lines(new.decode().rstrip("\n"))
    matched = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    changes = [(first, end, after[begins:ends]) for tag, first, end, begins, ends in matched if tag != "equal"]
    title = str(_say("title"))
    for first, end, lines in changes:
        line = min(first + 1, len(before))  # what comes behind the last line is reported there
        last = max(end, line)
        message = _say("becomes", lines="\n".join(lines)) if any(lines) else _say("goes")
        yield Span(path, line, 1, last, len(before[last - 1]) + 1), title, str(message)
    if not changes:
        yield Span(path, len(before), 1, len(before), len(before[-1]) + 1), title, str(_say("ends"))
