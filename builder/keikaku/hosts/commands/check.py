"""``keikaku check``: everything that is wrong with a plan, in one run."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from datetime import date

from keikaku.catalogue import Catalogue
from keikaku.diagnostics.diagnostic import Diagnostic
from keikaku.hosts.plan_folder import add_plan, load_plan
from keikaku.hosts.reporting.printing import add_format, print_diagnostics
from keikaku.outcome import FaultyInputError, Outcome
from keikaku.pipeline import Loaded, outline_of
from keikaku.plan.addresses import lasting
from keikaku.plan.compose.wide import has_doubtful_table
from keikaku.plan.pending import pending_items, unsettled
from keikaku.rules.contact_not_checked import contact_not_checked

_say = Catalogue(__file__)


def arguments(parser: argparse.ArgumentParser) -> None:
    """``keikaku check [--release] [--on DAY] [--format FORMAT] [PLAN]``."""
    add_plan(parser)
    parser.add_argument("--release", action="store_true", help=str(_say("release")))
    parser.add_argument("--on", type=_day, metavar=str(_say("day.name")), help=str(_say("day.help")))
    add_format(parser, ("text", "json", "github", "sarif"))


def run(arguments: argparse.Namespace) -> Outcome:
    """Print the diagnostics; done where none is an error."""
    loaded = load_plan(arguments.plan)
    if arguments.release and loaded.sound and loaded.index is not None:
        # late: what knows how words are read takes a while to import
        from keikaku.hosts.commands.readings import doubtful
        from keikaku.plan.spoken import unconfirmed

        outline = outline_of(loaded.index)
        left = (*unsettled(pending_items(outline)), *lasting(outline), *unconfirmed(outline, doubtful(outline)))
        loaded = replace(loaded, diagnostics=(*loaded.diagnostics, *left))
    if arguments.on is not None and loaded.sound and loaded.index is not None:
        loaded = replace(loaded, diagnostics=(*loaded.diagnostics, *contact_not_checked(loaded.index, arguments.on)))
    loaded = replace(loaded, diagnostics=(*loaded.diagnostics, *_unprintable(loaded)))
    print_diagnostics(loaded.diagnostics, loaded.sources.texts, arguments.form, sys.stdout)
    return Outcome.DONE if loaded.sound else Outcome.FAULTS


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(str(_say("day.wrong", text=text))) from None


def _unprintable(loaded: Loaded) -> tuple[Diagnostic, ...]:
    """What print would refuse; it is set in type only where a table might be too wide, which takes half a second."""
    if not loaded.sound or loaded.index is None or not has_doubtful_table(loaded.index):
        return ()
    from keikaku.outputs.print import make_print_draft
    from keikaku.resources import TEMPLATE_FOLDER
    from keikaku.text.fonts import find_fonts, font_folders

    try:
        make_print_draft(outline_of(loaded.index), TEMPLATE_FOLDER, find_fonts(font_folders()))
    except FaultyInputError as problem:
        return problem.faults
    return ()
