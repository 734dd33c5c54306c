"""``keikaku explain``: what a message means and what to do about it."""

from __future__ import annotations

import argparse

from keikaku.catalogue import Catalogue
from keikaku.hosts.reporting.explanations import document, explain, explanations, listing
from keikaku.outcome import Outcome, StoppedError
from keikaku.text.nearest import nearest

_say = Catalogue(__file__)


def arguments(parser: argparse.ArgumentParser) -> None:
    """``keikaku explain [--markdown] [CODE]``."""
    parser.add_argument("code", nargs="?", metavar=str(_say("code.name")), help=str(_say("code.help")))
    parser.add_argument("--markdown", action="store_true", help=str(_say("markdown")))


def run(arguments: argparse.Namespace) -> Outcome:
    """Print one explanation, or all."""
    if arguments.markdown:
        print(document(), end="")
        return Outcome.DONE
    if arguments.code is None:
        print(listing())
        return Outcome.DONE
    known = explanations().get(arguments.code)
    if known is None:
        near = nearest(arguments.code, explanations())
        hint = _say("near", names=tuple(near)) if near else _say("all")
        raise StoppedError(_say("unknown", code=arguments.code, hint=hint), Outcome.WRONG_USE)
    print(explain(known))
    return Outcome.DONE
