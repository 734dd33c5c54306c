"""``keikaku new DIR``: a repository with a small working plan to begin with."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from keikaku.catalogue import Catalogue, LocalizedText
from keikaku.hosts.starter import repository_files, shapes
from keikaku.hosts.writing.destination import new_folder
from keikaku.hosts.writing.output import fill_folder, working_folder
from keikaku.outcome import Outcome, StoppedError

_say = Catalogue(__file__)


def arguments(parser: argparse.ArgumentParser) -> None:
    """``keikaku new DIR [--shape …] [--title …] [--city …]``; what is not given is asked where somebody can answer."""
    parser.add_argument("folder", metavar=str(_say("folder.name")), help=str(_say("folder.help")))
    parser.add_argument(
        "--shape",
        choices=tuple(shapes()),
        metavar=str(_say("shape.name")),
        help=str(_say("shape.help", names=tuple(shapes()))),
    )
    parser.add_argument("--title", metavar=str(_say("title.name")), help=str(_say("title.help")))
    parser.add_argument("--city", metavar=str(_say("city.name")), help=str(_say("city.help")))


def run(arguments: argparse.Namespace) -> Outcome:
    """Write the files; only into a folder that holds nothing yet."""
    folder = Path(arguments.folder)
    place = new_folder(folder)
    known = shapes()
    shape = known.get(arguments.shape or _ask(_say("shape.help", names=tuple(known)), next(iter(known))))
    if shape is None:
        raise StoppedError(_say("unknown-shape", names=tuple(known)), Outcome.WRONG_USE)
    title = arguments.title or _ask(_say("title.help"), shape.title)
    city = arguments.city or _ask(_say("city.help"), shape.organisation)
    files = repository_files(shape, title=title, city=city)
    with working_folder(place) as made:
        for name, text in files.items():
            path = made / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8", newline="\n")
        fill_folder(made, place)
    print(_say("done", folder=folder, n=len(files)))
    return Outcome.DONE


def _ask(question: LocalizedText, default: str) -> str:
    if not sys.stdin.isatty():
        return default
    return input(str(_say("question", question=question, default=default))).strip() or default
