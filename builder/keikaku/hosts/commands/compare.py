"""``keikaku compare OLD [NEW]``: what changed between two revisions, as 新旧対照表."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from keikaku.catalogue import Catalogue
from keikaku.hosts.revision import Edition, Revision, editions_at
from keikaku.hosts.writing.destination import file_place
from keikaku.hosts.writing.output import write_whole
from keikaku.outcome import Outcome
from keikaku.outputs.compare import compare
from keikaku.outputs.compare.table import Band, ComparisonTable, ComparisonView, Pages, summary, table, version_name
from keikaku.outputs.interface import interface_messages
from keikaku.resources import MESSAGE_FOLDER, TEMPLATE_FOLDER

_say = Catalogue(__file__)


def arguments(parser: argparse.ArgumentParser) -> None:
    """``keikaku compare OLD [NEW]``: which versions, what form, and what the paper says above the table."""

    def named(group: argparse._ActionsContainer, flag: str, key: str, **settings: Any) -> None:
        group.add_argument(flag, metavar=str(_say(f"{key}.name")), help=str(_say(f"{key}.help")), **settings)

    named(parser, "old", "old")
    named(parser, "new", "new", nargs="?")
    named(parser, "--plan", "plan", default="plan")
    parser.add_argument("--format", choices=tuple(_WRITERS), help=str(_say("format")))
    named(parser, "--output", "output")
    for flag in ("summary", "old-first", "numbers"):
        parser.add_argument(f"--{flag}", action="store_true", help=str(_say(flag)))
    paper = parser.add_argument_group(str(_say("paper")))
    for text in ("title", "document-number", "department"):
        named(paper, f"--{text}", text, default="")
    named(paper, "--heads", "heads", type=_heads)
    for version in ("old", "new"):
        for key, kind in (("version-name", str), ("version-date", _day)):
            help = str(_say(f"{key}.{version}"))
            flag = f"--{version}-{key.removeprefix('version-')}"
            paper.add_argument(flag, type=kind, metavar=str(_say(f"{key}.name")), help=help)
    paper.add_argument("--explanation", action="store_true", help=str(_say("explanation")))


def _heads(text: str) -> tuple[str, str]:
    new, slash, old = text.partition("/")
    if not (new and slash and old) or "/" in old:
        raise argparse.ArgumentTypeError(str(_say("heads.wrong")))
    return new, old


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(str(_say("no-date", text=text))) from None


def run(arguments: argparse.Namespace) -> Outcome:
    """Write the table. Raises StoppedError where a revision cannot be had, or has faults."""
    format, path = _format_and_path(arguments.format, arguments.output)
    place = None if path is None or arguments.summary else file_place(path, f".{format}")
    names = (arguments.old, arguments.new or arguments.plan)
    old, new = editions_at(names, Path(arguments.plan), arguments.plan)
    comparison = compare(old.outline, new.outline, new.outline.index.plan.writing.boundaries)
    printed = [{}, {}] if arguments.summary else [_pages(edition) for edition in (old, new)]
    view = _view(arguments, old, new, printed[0], printed[1])
    if arguments.summary:
        print(summary(comparison, view))
        return Outcome.DONE
    content = _WRITERS[format](table(comparison, view))
    if place is None:
        sys.stdout.buffer.write(content)
        return Outcome.DONE
    write_whole(place, content)
    print(summary(comparison, view))
    print(_say("done", path=path))
    return Outcome.DONE


def _format_and_path(format: str | None, output: str | None) -> tuple[str, Path | None]:
    """The format asked for, in so many words or by the ending of the file; and the file, None for the screen."""
    if output == "-":
        return format or "html", None
    if output is None:
        return format or "html", Path(f"build/comparison.{format or 'html'}")
    ending = Path(output).suffix.lower().removeprefix(".")
    return format or (ending if ending in _WRITERS else "html"), Path(output)


def _view(
    arguments: argparse.Namespace, old: Edition, new: Edition, old_pages: Pages, new_pages: Pages
) -> ComparisonView:
    messages = interface_messages(MESSAGE_FOLDER, new.outline.index.plan, "compare")
    current = arguments.new is None
    view = ComparisonView(
        messages=messages,
        old_name=_named(old, arguments.old_name, arguments.old_date, messages, current=False),
        new_name=_named(new, arguments.new_name, arguments.new_date, messages, current=current),
        heads=arguments.heads,
        title=arguments.title,
        number=arguments.document_number,
        department=arguments.department,
        explained=arguments.explanation,
        numbers=arguments.numbers,
        new_first=not arguments.old_first,
        old_pages=old_pages,
        new_pages=new_pages,
    )
    exactly = {
        "old": _exactly(old.revision, messages),
        "new": messages["compared-current"] if current else _exactly(new.revision, messages),
    }
    return replace(view, note=view.say("compared", **exactly))


def _named(edition: Edition, name: str | None, day: date | None, messages: Mapping[str, str], *, current: bool) -> str:
    """``素案（令和8年4月1日）``: what the paper calls a version."""
    name = name or edition.outline.index.plan.status
    day = day or edition.revision.day
    if day is None and current:
        return messages["current"].format(status=name)
    return version_name(name, day, messages)


def _exactly(revision: Revision, messages: Mapping[str, str]) -> str:
    if not revision.commit or revision.name == revision.commit:
        return revision.name
    return messages["compared-commit"].format(name=revision.name, commit=revision.commit)


def _pages(edition: Edition) -> Mapping[str, str]:
    """Ref → page in print."""
    from keikaku.outputs.print import printed_pages  # late, like the writers: a summary needs none of it
    from keikaku.text.fonts import find_fonts, font_folders

    return printed_pages(edition.outline, TEMPLATE_FOLDER, find_fonts(font_folders()))


def _html(table: ComparisonTable) -> bytes:
    from keikaku.outputs.compare.web import html

    return html(table, TEMPLATE_FOLDER).encode()


def _markdown(table: ComparisonTable) -> bytes:
    from keikaku.outputs.compare.markdown import markdown

    return markdown(table).encode()


def _docx(table: ComparisonTable) -> bytes:
    from keikaku.outputs.compare.document import docx

    return docx(table)


def _xlsx(table: ComparisonTable) -> bytes:
    from keikaku.outputs.compare.sheet import xlsx

    return xlsx(table)


def _pdf(table: ComparisonTable) -> bytes:
    from keikaku.outputs.compare.paper import paper_data
    from keikaku.outputs.print.proof import lost
    from keikaku.outputs.print.typeset import TemplateError, typeset
    from keikaku.text.fonts import find_fonts, font_folders

    template = TEMPLATE_FOLDER / "compare" / "table.typ"
    done = typeset(template, paper_data(table), find_fonts(font_folders()))
    rows = {n for n, row in enumerate(table.rows) if not isinstance(row, Band)}
    if hidden := rows & lost(len(table.rows), done.marks, done.sizes).keys():
        raise TemplateError(f"{template.name}: rows {sorted(hidden)}")
    return done.pdf


# Each format needs a library of its own, imported only when it is asked for.
_WRITERS: dict[str, Callable[[ComparisonTable], bytes]] = {
    "html": _html,
    "pdf": _pdf,
    "docx": _docx,
    "xlsx": _xlsx,
    "md": _markdown,
}
