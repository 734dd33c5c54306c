"""``keikaku check``: everything that is wrong with a plan, in one run."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

from keikaku.catalogue import Catalogue
from keikaku.hosts.commands.plan_folder import add_plan, load_plan
from keikaku.hosts.report import format_github, format_json, format_sarif, format_text, github_summary
from keikaku.pipeline import Loaded, outline_of
from keikaku.plan.addresses import lasting
from keikaku.plan.pending import pending_items, unsettled
from keikaku.rules.contact_not_checked import contact_not_checked

_say = Catalogue(__file__)

FORMATS = ("text", "json", "github", "sarif")


def arguments(parser: argparse.ArgumentParser) -> None:
    """``keikaku check [--release] [--on DAY] [--format FORMAT] [PLAN]``."""
    add_plan(parser)
    parser.add_argument("--release", action="store_true", help=str(_say("release")))
    parser.add_argument("--on", type=_day, metavar=str(_say("day.name")), help=str(_say("day.help")))
    parser.add_argument(
        "--format",
        choices=FORMATS,
        default="text",
        metavar=str(_say("format.name")),
        help=str(_say("format.help")),
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the diagnostics; 0 where none is an error."""
    loaded = load_plan(arguments.plan)
    if loaded is None:
        return 2
    if arguments.release and loaded.sound and loaded.index is not None:
        outline = outline_of(loaded.index)
        left = (*unsettled(pending_items(outline)), *lasting(outline))
        loaded = replace(loaded, diagnostics=(*loaded.diagnostics, *left))
    if arguments.on is not None and loaded.sound and loaded.index is not None:
        loaded = replace(loaded, diagnostics=(*loaded.diagnostics, *contact_not_checked(loaded.index, arguments.on)))
    print(_told(loaded, arguments.format))
    if arguments.format == "github":
        _add_summary(loaded)
    return 0 if loaded.sound else 1


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(str(_say("day.wrong", text=text))) from None


def _told(loaded: Loaded, format: str) -> str:
    if format == "json":
        return format_json(loaded.diagnostics)
    if format == "github":
        return format_github(loaded.diagnostics)
    if format == "sarif":
        return format_sarif(loaded.diagnostics)
    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    return format_text(loaded.diagnostics, loaded.sources.texts, colour=colour)


def _add_summary(loaded: Loaded) -> None:
    """Append the table to the summary of the step; without one (not on GitHub) there is nothing to do."""
    table = github_summary(loaded.diagnostics)
    file = os.environ.get("GITHUB_STEP_SUMMARY")
    if table and file:
        with Path(file).open("a", encoding="utf-8") as summary:
            summary.write(table)
