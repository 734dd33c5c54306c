"""``keikaku verify-build [DIR]``: whether a published folder still holds just what was built."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from keikaku.catalogue import Catalogue
from keikaku.outcome import Outcome, StoppedError
from keikaku.outputs.site.manifest import MANIFEST, ManifestError, differences, read_manifest

_say = Catalogue(__file__)

_SHOWN = 100
"""Differences reported one by one."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """``keikaku verify-build [DIR]``."""
    parser.add_argument(
        "site", nargs="?", default="site", metavar=str(_say("folder.name")), help=str(_say("folder.help"))
    )


def run(arguments: argparse.Namespace) -> Outcome:
    """Tell what is missing, changed or new; done where nothing is."""
    site = Path(arguments.site)
    if not site.is_dir():
        raise StoppedError(_say("no-folder", folder=arguments.site), Outcome.WRONG_USE)
    listing = site / MANIFEST
    try:
        listed = read_manifest(listing.read_text("utf-8"))
    except FileNotFoundError:
        raise StoppedError(_say("no-list", list=listing)) from None
    except (ManifestError, UnicodeDecodeError) as problem:
        why = problem if isinstance(problem, ManifestError) else _say("no-text")
        raise StoppedError(_say("damaged", list=listing, why=why)) from problem
    found = differences(site, listed)
    for difference in found[:_SHOWN]:
        print(f"{arguments.site}/{difference.name}: {difference.reason}", file=sys.stderr)
    if found:
        raise StoppedError(_say("differ", n=len(found)))
    print(_say("same", folder=arguments.site, n=len(listed)))
    return Outcome.DONE
