"""``keikaku compare OLD [NEW]``: what changed between two revisions, as 新旧対照表."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from keikaku.hosts.commands.destination import file_place
from keikaku.hosts.commands.output import write_whole
from keikaku.hosts.commands.revision import Revision, RevisionError, plan_at
from keikaku.hosts.report import format_text
from keikaku.messages import load_messages
from keikaku.outputs.compare import compare
from keikaku.outputs.compare.table import Band, ComparisonTable, ComparisonView, Pages, summary, table
from keikaku.pipeline import load, outline_of
from keikaku.plan.outline import Outline
from keikaku.resources import MESSAGE_FOLDER, TEMPLATE_FOLDER
from keikaku.text.eras import era_year

MESSAGES = MESSAGE_FOLDER


def arguments(parser: argparse.ArgumentParser) -> None:
    """``keikaku compare OLD [NEW]``: which versions, what form, and what the paper says above the table."""
    parser.add_argument("old", metavar="旧", help="旧の版（コミット・タグ・ブランチ）または計画のフォルダー")
    parser.add_argument("new", nargs="?", metavar="新", help="新の版またはフォルダー（省略すると、いまの計画）")
    parser.add_argument("--plan", default="plan", metavar="計画", help="計画のフォルダー（省略すると plan）")
    parser.add_argument(
        "--format",
        choices=tuple(_WRITERS),
        help="形式（省略すると、書き出す先の名前の終わりから。それもなければ html）",
    )
    parser.add_argument(
        "--output", metavar="ファイル", help="書き出す先（省略すると build/comparison.形式、「-」は画面）"
    )
    parser.add_argument("--summary", action="store_true", help="件数と場所だけを画面に表示する")
    parser.add_argument("--old-first", action="store_true", help="旧の列を左に置く")
    parser.add_argument("--numbers", action="store_true", help="番号だけの変更も、1件ずつ行にする")
    paper = parser.add_argument_group("資料としての体裁")
    paper.add_argument("--title", default="", metavar="表題", help="表題（省略すると「計画の名前 新旧対照表」）")
    paper.add_argument("--document-number", default="", metavar="資料番号", help="右上に出す番号（資料2 など）")
    paper.add_argument("--department", default="", metavar="課名", help="作った課の名前")
    paper.add_argument(
        "--heads", type=_heads, metavar="新/旧", help="列の見出し（改正後/改正前、修正案/原案 など。省略すると 新/旧）"
    )
    for version, name in (("old", "旧"), ("new", "新")):
        paper.add_argument(f"--{version}-name", metavar="名前", help=f"{name}の版の名前（省略すると計画の status）")
        paper.add_argument(
            f"--{version}-date", type=_day, metavar="年-月-日", help=f"{name}の版の日付（省略するとコミットの日）"
        )
    paper.add_argument("--explanation", action="store_true", help="書き込むための「説明」の列を加える")


def _heads(text: str) -> tuple[str, str]:
    new, slash, old = text.partition("/")
    if not (new and slash and old) or "/" in old:
        raise argparse.ArgumentTypeError("「改正後/改正前」のように、新と旧の見出しを「/」で区切って書いてください。")
    return new, old


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"「{text}」は日付ではありません。2026-04-01 のように書いてください。"
        ) from None


def run(arguments: argparse.Namespace) -> int:
    """Write the table; 1 where a revision has faults, 2 where one cannot be had."""
    format, path = _format_and_path(arguments.format, arguments.output)
    place = None if path is None or arguments.summary else file_place(path, f".{format}")
    try:
        old = _edition(arguments.old, arguments.plan)
        new = _edition(arguments.new or arguments.plan, arguments.plan)
    except RevisionError as problem:
        print(f"keikaku: {problem}", file=sys.stderr)
        return 2
    if old is None or new is None:
        return 1
    comparison = compare(old.outline, new.outline, new.outline.index.plan.writing.boundaries)
    printed = [{}, {}] if arguments.summary else [_pages(edition) for edition in (old, new)]
    view = _view(arguments, old, new, printed[0], printed[1])
    if arguments.summary:
        print(summary(comparison, view))
        return 0
    content = _WRITERS[format](table(comparison, view))
    if place is None:
        sys.stdout.buffer.write(content)
        return 0
    write_whole(place, content)
    print(summary(comparison, view))
    print(f"新旧対照表を {path} に作りました。")
    return 0


def _format_and_path(format: str | None, output: str | None) -> tuple[str, Path | None]:
    """The format asked for, in so many words or by the ending of the file; and the file, None for the screen."""
    if output == "-":
        return format or "html", None
    if output is None:
        return format or "html", Path(f"build/comparison.{format or 'html'}")
    ending = Path(output).suffix.lower().removeprefix(".")
    return format or (ending if ending in _WRITERS else "html"), Path(output)


@dataclass(frozen=True, slots=True)
class _Edition:
    revision: Revision
    outline: Outline


def _edition(name: str, plan: str) -> _Edition | None:
    """The composed plan of a revision or folder; None after its faults have been told."""
    revision = plan_at(name, Path(plan))
    # An old revision's files are not there to be looked at, so it is named beside each of them.
    loaded = load(revision.folder, display=name if revision.day is None else f"{revision.name}:{plan}")
    if loaded.sound and loaded.index is not None:
        return _Edition(revision, outline_of(loaded.index))
    print(f"keikaku: 「{revision.name}」の計画に誤りがあるため、比べられません。", file=sys.stderr)
    print(format_text(loaded.diagnostics, loaded.sources.texts), file=sys.stderr)
    return None


def _view(
    arguments: argparse.Namespace, old: _Edition, new: _Edition, old_pages: Pages, new_pages: Pages
) -> ComparisonView:
    messages = load_messages(MESSAGES, new.outline.index.plan.interface, "compare")
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


def _named(edition: _Edition, name: str | None, day: date | None, messages: Mapping[str, str], *, current: bool) -> str:
    """``素案（令和8年4月1日）``: what the paper calls a version."""
    name = name or edition.outline.index.plan.status
    day = day or edition.revision.day
    if day is None:
        return messages["current"].format(status=name) if current else name
    year = "".join(era_year(day)) if messages["calendar"] == "eras" else day.year
    written = messages["date"].format(year=year, month=day.month, day=day.day)
    return messages["version"].format(name=name, date=written)


def _exactly(revision: Revision, messages: Mapping[str, str]) -> str:
    if not revision.commit or revision.name == revision.commit:
        return revision.name
    return messages["compared-commit"].format(name=revision.name, commit=revision.commit)


def _pages(edition: _Edition) -> Mapping[str, str]:
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
