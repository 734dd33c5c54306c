"""``keikaku print``: the plan as a PDF to print, or a leaflet: of a measure, an actor, the plain words."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from keikaku.catalogue import Catalogue
from keikaku.hosts.plan_folder import add_plan, sound_plan
from keikaku.hosts.reporting.printing import add_format
from keikaku.hosts.writing.destination import file_place
from keikaku.hosts.writing.output import write_whole
from keikaku.messages import main_subtag
from keikaku.outcome import Outcome, StoppedError
from keikaku.outputs.furigana import LANGUAGE, printed_words
from keikaku.outputs.print import (
    PrintDraft,
    make_actor_leaflet,
    make_easy_leaflet,
    make_measure_leaflet,
    make_print_draft,
    unprintable,
)
from keikaku.pipeline import outline_of
from keikaku.plan.index import PlanIndex
from keikaku.plan.outline import Outline
from keikaku.plan.spoken import corrections
from keikaku.resources import TEMPLATE_FOLDER
from keikaku.text.corrections import Corrections
from keikaku.text.fonts import find_fonts, font_folders
from keikaku.text.nearest import nearest
from keikaku.text.readings import Corrected, Sudachi

_say = Catalogue(__file__)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which part, and where to."""
    add_plan(parser)
    add_format(parser)
    part = parser.add_mutually_exclusive_group()
    part.add_argument("--measure", metavar="ID", help=str(_say("measure")))
    part.add_argument("--actor", metavar="ID", help=str(_say("actor")))
    part.add_argument("--easy", action="store_true", help=str(_say("easy")))
    parser.add_argument("--language", metavar=str(_say("language.name")), help=str(_say("language.help")))
    parser.add_argument("--ruby", action="store_true", help=str(_say("ruby")))
    parser.add_argument("--clean", action="store_true", help=str(_say("clean")))
    parser.add_argument("-o", "--output", metavar=str(_say("output.name")), help=str(_say("output.help")))


def run(arguments: argparse.Namespace) -> Outcome:
    """Write the PDF and say where it is."""
    asked = next(((kind, id) for kind in ("measure", "actor") if (id := getattr(arguments, kind))), None)
    name = "-".join(
        (*(asked or ("easy" if arguments.easy else "plan",)), *((arguments.language,) if arguments.language else ()))
    )
    output = Path(arguments.output or Path("build", f"{name}.pdf"))
    place = file_place(output, ".pdf")
    index = sound_plan(arguments.plan, arguments.form)[1]
    outline = outline_of(index if arguments.language is None else _translation(index, arguments.language))
    if asked:
        _require(outline, *asked)
    if arguments.easy and not any(outline.index.plain_words()):
        raise StoppedError(_say("no-easy"), Outcome.WRONG_USE)
    if arguments.ruby and main_subtag(outline.index.plan.language) != LANGUAGE:
        raise StoppedError(_say("no-ruby"), Outcome.WRONG_USE)
    made = _make(outline, asked, easy=arguments.easy, appendix=not arguments.clean, ruby=arguments.ruby)
    if made.fonts.notice:
        print(f"keikaku: {made.fonts.notice}", file=sys.stderr)
    write_whole(place, made.pdf)
    print(_say("done", output=output))
    return Outcome.DONE


def _translation(index: PlanIndex, language: str) -> PlanIndex:
    if language not in index.translations:
        known = tuple(index.translations)
        raise StoppedError(_say("no-translation", language=language, known=known), Outcome.WRONG_USE)
    return index.translations[language]


def _require(outline: Outline, kind: str, id: str) -> None:
    ids = [entry.id for entry in outline.entries.values() if entry.kind == kind]
    if id not in ids:
        near = tuple(nearest(id, ids) or ids)
        raise StoppedError(_say(f"unknown-{kind}", id=id, near=near), Outcome.WRONG_USE)


def _make(outline: Outline, asked: tuple[str, str] | None, *, easy: bool, appendix: bool, ruby: bool) -> PrintDraft:
    analyser = Corrected(Sudachi(), Corrections(corrections(outline.index.plan)))
    furigana = printed_words(outline, TEMPLATE_FOLDER, analyser) if ruby else None
    fonts = find_fonts(font_folders())
    if lacking := unprintable(outline, TEMPLATE_FOLDER, fonts):
        raise StoppedError(_say("no-glyphs", language=outline.index.plan.language, signs=lacking[:10]))
    print_draft = make_print_draft(outline, TEMPLATE_FOLDER, fonts, appendix=appendix, furigana=furigana)
    if easy:
        return make_easy_leaflet(outline, TEMPLATE_FOLDER, print_draft)
    if asked is None:
        return print_draft
    make = make_measure_leaflet if asked[0] == "measure" else make_actor_leaflet
    return make(outline, TEMPLATE_FOLDER, asked[1], print_draft)
