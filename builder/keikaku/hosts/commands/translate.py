"""``keikaku translate``: what is translated of a plan, and the files that translators work in."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from keikaku.catalogue import Catalogue
from keikaku.diagnostics.diagnostic import has_errors
from keikaku.diagnostics.source import LOCALE_FOLDER, Locale
from keikaku.diagnostics.span import text_map
from keikaku.hosts.plan_folder import add_plan, files_as_read, load_plan, write_files
from keikaku.hosts.reporting.printing import print_diagnostics
from keikaku.hosts.writing.destination import file_place
from keikaku.hosts.writing.output import write_whole
from keikaku.messages import Message, load_messages
from keikaku.outcome import FaultyInputError, Outcome, StoppedError
from keikaku.outputs.workbook import read_workbook, translation_workbook, translations_in
from keikaku.pipeline import Loaded, outline_of
from keikaku.plan.index import PlanIndex, Translation
from keikaku.plan.original_texts import OriginalText, original_texts
from keikaku.plan.translation import in_language_of, translation_of
from keikaku.resources import MESSAGE_FOLDER
from keikaku.rules import check_translation
from keikaku.yaml.po import NewMessage, is_language, read_locale, written

_say = Catalogue(__file__)


def arguments(parser: argparse.ArgumentParser) -> None:
    """``keikaku translate status|update [PLAN] [--language TAG]``, ``… workbook``, ``… import FILE… [--plan PLAN]``."""
    tasks = parser.add_subparsers(dest="task", metavar=str(_say("task")), required=True, title=str(_say("task")))
    for task, run_task in _TASKS.items():
        help = str(_say(f"tasks.{task}"))
        below = tasks.add_parser(task, help=help, description=help, add_help=False)
        below.add_argument("-h", "--help", action="help", help=str(_say("help")))
        below.set_defaults(run_task=run_task)
        if task == "import":
            below.add_argument("files", nargs="+", metavar=str(_say("file")), help=str(_say("files")))
            below.add_argument("--plan", default="plan", metavar=str(_say("plan.name")), help=str(_say("plan.help")))
            below.add_argument("--confirmed", action="store_true", help=str(_say("confirmed")))
            continue
        add_plan(below)
        below.add_argument(
            "--language",
            metavar=str(_say("language.name")),
            type=_language,
            required=task == "workbook",
            help=str(_say("language.help")),
        )
        if task == "workbook":
            below.add_argument("-o", "--output", metavar=str(_say("file")), help=str(_say("output")))


def _language(tag: str) -> str:
    if not is_language(tag):
        raise argparse.ArgumentTypeError(str(_say("language.wrong", tag=tag)))
    return tag


def run(arguments: argparse.Namespace) -> Outcome:
    """Do the task, and say how far each translation is then."""
    loaded = load_plan(arguments.plan)
    for one in arguments.run_task(arguments, loaded, _translatable(loaded)):
        _tell(one)
    return Outcome.DONE


def _status(arguments: argparse.Namespace, loaded: Loaded, index: PlanIndex) -> Iterator[Translation]:
    there = _locales(loaded)
    for language in _languages(arguments, loaded):
        if language not in there:
            raise StoppedError(_say("missing", language=language), Outcome.WRONG_USE)
        yield translation_of(index, there[language])


def _update(arguments: argparse.Namespace, loaded: Loaded, index: PlanIndex) -> Iterable[Translation]:
    languages = _languages(arguments, loaded)
    if index.plan.language in languages:
        raise StoppedError(_say("own", language=index.plan.language), Outcome.WRONG_USE)
    return _write(Path(arguments.plan), loaded, [_updated(loaded, index, language) for language in languages])


def _workbook(arguments: argparse.Namespace, loaded: Loaded, index: PlanIndex) -> Iterator[Translation]:
    output = Path(arguments.output or Path("build", f"translate-{arguments.language}.xlsx"))
    place = file_place(output, ".xlsx")
    outline, words = outline_of(index), _words(index)
    if output.exists():
        returned, faults = read_workbook(str(output), output.read_bytes(), words, outline)
        if returned.answers or returned.remarks or has_errors(faults):
            raise StoppedError(_say("waiting", file=output))
    translation = _updated(loaded, index, arguments.language)
    write_whole(place, translation_workbook(translation, outline, words))
    print(_say("made", file=output))
    yield translation


def _import(arguments: argparse.Namespace, loaded: Loaded, index: PlanIndex) -> Iterable[Translation]:
    """Everything that was written, or nothing where anything stands against it; see ``keikaku import``."""
    lost = [name for name in arguments.files if not Path(name).is_file()]
    if lost:
        raise StoppedError(_say("no-file", names=tuple(lost)), Outcome.WRONG_USE)
    outline, words = outline_of(index), _words(index)
    read = [read_workbook(name, Path(name).read_bytes(), words, outline) for name in arguments.files]
    answers = [answer for returned, _ in read for answer in returned.answers]
    said, unmeant = translations_in(answers, original_texts(index.plan))
    faults = [*(fault for _, found in read for fault in found), *unmeant]
    found = [_updated(loaded, index, language, texts) for language, texts in said.items()]
    after = [fault for one in found for fault in check_translation(in_language_of(one.source, index, ()))]
    new = [fault for fault in after if fault not in loaded.diagnostics]
    texts = {**loaded.sources.texts, **{one.source.path: one.source.text for one in found}}
    if has_errors((*faults, *new)):
        raise FaultyInputError((*faults, *new), texts, _say("nothing-written"))
    print_diagnostics((*faults, *new), texts)
    remarks = [(remark.cell, remark.text) for returned, _ in read for remark in returned.remarks]
    remarks += [(answer.cell, answer.remark) for answer in answers if answer.remark]
    for cell, remark in remarks:
        print(_say("remark", cell=cell.words, text=remark))
    if faults and not arguments.confirmed:
        raise StoppedError(_say("to-confirm"))
    return _write(Path(arguments.plan), loaded, found)


_TASKS: Mapping[str, Callable[[argparse.Namespace, Loaded, PlanIndex], Iterable[Translation]]] = {
    "status": _status,
    "update": _update,
    "workbook": _workbook,
    "import": _import,
}


def _words(index: PlanIndex) -> Mapping[str, Message]:
    return load_messages(MESSAGE_FOLDER, index.plan.interface, "workbook", index.plan.language)


def _locales(loaded: Loaded) -> Mapping[str, Locale]:
    return {locale.id: locale for locale in loaded.sources.locales}


def _languages(arguments: argparse.Namespace, loaded: Loaded) -> tuple[str, ...]:
    """The one that was asked for, or all there are."""
    languages = (arguments.language,) if arguments.language else tuple(_locales(loaded))
    if not languages:
        raise StoppedError(_say("none"), Outcome.WRONG_USE)
    return languages


def _translatable(loaded: Loaded) -> PlanIndex:
    """The plan, which must be sound; what its translations say need not be. Raises FaultyInputError."""
    readable = {locale.path for locale in loaded.sources.locales}
    faults = [
        fault
        for fault in loaded.diagnostics
        if fault.severity == "error" and (fault.span.path not in readable or fault.code == "translation-file")
    ]
    if faults or loaded.index is None:
        raise FaultyInputError(faults, loaded.sources.texts)
    return loaded.index


def _updated(
    loaded: Loaded, index: PlanIndex, language: str, said: Mapping[OriginalText, str] = MappingProxyType({})
) -> Translation:
    """A translation as its file should be: every text of the plan, in its order, with what was translated of it.

    ``said``: what has just been translated.
    """
    root = loaded.sources.root
    path = f"{root}/{LOCALE_FOLDER}/{language}.po"
    old = translation_of(index, _locales(loaded).get(language) or _read("", path, language))
    messages = [
        NewMessage(
            context=text.context,
            original=text.words,
            file=PurePosixPath(at.source.path).relative_to(root).as_posix(),
            continues=old.matched.get(text),
            words=said.get(text),
        )
        for text, at in old.every.items()
    ]
    text = written(messages, language, index.plan.id, old.source.text)
    return translation_of(index, _read(text, path, language))


def _write(folder: Path, loaded: Loaded, found: Sequence[Translation]) -> Sequence[Translation]:
    """Put the files of these translations in the plan, where they are others than before."""
    before = loaded.sources.texts
    new = {one.source.path: one.source.text for one in found if before.get(one.source.path) != one.source.text}
    files_as_read(folder, loaded.sources, [path for path in new if path in before])
    write_files(folder, loaded.sources, {path: text.encode() for path, text in new.items()})
    return found


def _read(text: str, path: str, language: str) -> Locale:
    locale, _ = read_locale(text_map(path, text), language)
    assert locale is not None, "what is written here can be read"
    return locale


def _tell(one: Translation) -> None:
    n, found, changed = len(one.every), len(one.found), len(one.changed)
    path, share = one.source.path, one.share
    print(_say("state", path=path, n=n, translated=found - changed, changed=changed, missing=n - found, share=share))
