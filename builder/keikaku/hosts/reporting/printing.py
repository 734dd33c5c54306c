"""How a command prints what is wrong with a plan: to read, at the lines of a pull request, or for another program."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TextIO

from keikaku.catalogue import Catalogue
from keikaku.diagnostics.diagnostic import Diagnostic
from keikaku.hosts.reporting.formats import format_github, format_json, format_sarif, format_text, github_summary

_say = Catalogue(__file__)


def add_format(parser: argparse.ArgumentParser, formats: Sequence[str] = ("text", "github")) -> None:
    """The option ``--format``: how faults are printed."""
    forms = tuple(_say(f"forms.{name}") for name in formats)
    parser.add_argument(
        "--format",
        dest="form",
        choices=tuple(formats),
        default="text",
        metavar=str(_say("name")),
        help=str(_say("help", forms=forms)),
    )


def print_diagnostics(
    diagnostics: Iterable[Diagnostic], texts: Mapping[str, str], form: str = "text", stream: TextIO | None = None
) -> None:
    """Print diagnostics; what is to be read goes to ``stream`` (standard error), anything else to standard output.

    ``texts``: shown path → text of the file. For GitHub, those it does not show go to the summary of the step.
    """
    found = tuple(diagnostics)
    stream = stream or sys.stderr
    if form == "text":
        colour = stream is sys.stdout and stream.isatty() and "NO_COLOR" not in os.environ
        print(format_text(found, texts, colour=colour), file=stream)
    elif form == "json":
        print(format_json(found))
    elif form == "sarif":
        print(format_sarif(found))
    else:
        print(format_github(found))
        _add_summary(found)


def _add_summary(found: Sequence[Diagnostic]) -> None:
    """Append the table to the summary of the step; without one (not on GitHub) there is nothing to do."""
    table = github_summary(found)
    file = os.environ.get("GITHUB_STEP_SUMMARY")
    if table and file:
        with Path(file).open("a", encoding="utf-8") as summary:
            summary.write(table)
