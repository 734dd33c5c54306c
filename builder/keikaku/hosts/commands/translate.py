"""``keikaku translate``: what is translated of a plan, and the files that translators work in."""

from __future__ import annotations

import argparse
from pathlib import Path, PurePosixPath

from keikaku.catalogue import Catalogue
from keikaku.diagnostics.source import LOCALE_FOLDER, Locale
from keikaku.diagnostics.span import text_map
from keikaku.hosts.commands.plan_folder import add_plan, files_as_read, load_plan, write_files
from keikaku.outcome import FaultyInputError, Outcome, StoppedError
from keikaku.pipeline import Loaded
from keikaku.plan.index import PlanIndex, Translation
from keikaku.plan.translation import translation_of
from keikaku.yaml.po import NewMessage, is_language, read_locale, written

_say = Catalogue(__file__)


def arguments(parser: argparse.ArgumentParser) -> None:
    """``keikaku translate status|update [PLAN] [--language TAG]``."""
    tasks = parser.add_subparsers(dest="task", metavar=str(_say("task")), required=True, title=str(_say("task")))
    for task in ("status", "update"):
        help = str(_say(f"tasks.{task}"))
        below = tasks.add_parser(task, help=help, description=help, add_help=False)
        below.add_argument("-h", "--help", action="help", help=str(_say("help")))
        add_plan(below)
        below.add_argument(
            "--language", metavar=str(_say("language.name")), type=_language, help=str(_say("language.help"))
        )


def _language(tag: str) -> str:
    if not is_language(tag):
        raise argparse.ArgumentTypeError(str(_say("language.wrong", tag=tag)))
    return tag


def run(arguments: argparse.Namespace) -> Outcome:
    """Say how far each translation is, having brought it up to date where that was asked for."""
    loaded = load_plan(arguments.plan)
    index = _translatable(loaded)
    there = {locale.id: locale for locale in loaded.sources.locales}
    languages = (arguments.language,) if arguments.language else tuple(there)
    if not languages:
        raise StoppedError(_say("none"), Outcome.WRONG_USE)
    if arguments.task == "status":
        missing = [language for language in languages if language not in there]
        if missing:
            raise StoppedError(_say("missing", language=missing[0]), Outcome.WRONG_USE)
        found = [translation_of(index, there[language]) for language in languages]
    else:
        if index.plan.language in languages:
            raise StoppedError(_say("own", language=index.plan.language), Outcome.WRONG_USE)
        found = [_updated(loaded, index, there.get(language), language) for language in languages]
        texts = {one.source.path: one.source.text for one in found}
        new = {path: text.encode() for path, text in texts.items() if loaded.sources.texts.get(path) != text}
        files_as_read(Path(arguments.plan), loaded.sources, [path for path in new if path in loaded.sources.texts])
        write_files(Path(arguments.plan), loaded.sources, new)
    for one in found:
        _tell(one)
    return Outcome.DONE


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


def _updated(loaded: Loaded, index: PlanIndex, before: Locale | None, language: str) -> Translation:
    """A translation as its file should be: every text of the plan, in its order, with what was translated of it."""
    root = loaded.sources.root
    path = f"{root}/{LOCALE_FOLDER}/{language}.po"
    old = translation_of(index, before or _read("", path, language))
    messages = [
        NewMessage(
            context=text.context,
            original=text.words,
            file=PurePosixPath(at.source.path).relative_to(root).as_posix(),
            continues=old.matched.get(text),
        )
        for text, at in old.every.items()
    ]
    text = written(messages, language, index.plan.id, old.source.text)
    return translation_of(index, _read(text, path, language))


def _read(text: str, path: str, language: str) -> Locale:
    locale, _ = read_locale(text_map(path, text), language)
    assert locale is not None, "what is written here can be read"
    return locale


def _tell(one: Translation) -> None:
    texts = {text: len(text.words) for text in one.every}
    changed = len(one.changed)
    print(
        _say(
            "state",
            path=one.source.path,
            n=len(texts),
            translated=len(one.found) - changed,
            changed=changed,
            missing=len(texts) - len(one.found),
            share=sum(texts[text] for text in one.found) * 100 // max(sum(texts.values()), 1),
        )
    )
