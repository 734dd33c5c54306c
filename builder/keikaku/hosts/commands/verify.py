"""``keikaku verify SOURCE``: prove the transcription of a plan against the text it was made from."""

from __future__ import annotations

import argparse
from pathlib import Path

from keikaku.catalogue import Catalogue
from keikaku.hosts.plan_folder import add_plan, sound_outline
from keikaku.outcome import Outcome, StoppedError
from keikaku.outputs.verify import SourcePiece, verify

_say = Catalogue(__file__)


def arguments(parser: argparse.ArgumentParser) -> None:
    """``keikaku verify SOURCE [PLAN]``."""
    parser.add_argument("source", metavar=str(_say("source.name")), help=str(_say("source.help")))
    add_plan(parser)


def run(arguments: argparse.Namespace) -> Outcome:
    """Print what differs; done where nothing does."""
    file = Path(arguments.source)
    if not file.is_file():
        raise StoppedError(_say("no-source", file=arguments.source), Outcome.WRONG_USE)
    try:
        source = file.read_text("utf-8-sig")  # some editors put a mark before the first word
    except UnicodeDecodeError:
        raise StoppedError(_say("not-utf8", file=arguments.source), Outcome.WRONG_USE) from None
    outline = sound_outline(arguments.plan)
    result = verify(outline, source)
    for heading, pieces in (
        ("missing", result.missing),
        ("added", result.added),
        ("reordered", result.reordered),
    ):
        _print(heading, pieces)
    for id in result.unapplied:
        print(_say("unapplied", id=id))
    if result.complete:
        corrected = sum(erratum.certain for erratum in outline.index.plan.errata)
        print(_say("complete", n=result.pieces, corrected=corrected))
    return Outcome.DONE if result.complete else Outcome.FAULTS


def _print(heading: str, pieces: tuple[SourcePiece, ...]) -> None:
    if pieces:
        print(_say(f"{heading}", n=len(pieces)))
        for piece in pieces:
            # The source is named by its lines, the plan by what a text belongs to.
            place = _say("line", n=piece.place) if piece.place.isdigit() else piece.place
            print(f"  {place}: {piece.text}")
