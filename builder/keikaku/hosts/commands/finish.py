"""``keikaku finish DIR``: a site that another generator made of our pages, completed and checked as our own are."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from keikaku.catalogue import Catalogue
from keikaku.hosts.plan_folder import add_plan
from keikaku.hosts.plan_website import add_url, check_site, plan_website
from keikaku.hosts.website import Website, finish
from keikaku.hosts.writing.destination import finished_site
from keikaku.hosts.writing.output import put_folder, working_folder
from keikaku.outcome import Outcome, StoppedError
from keikaku.outputs.site.not_found import NOT_FOUND

_say = Catalogue(__file__)

_SHOWN = 50
"""Lost files reported one by one."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """``keikaku finish DIR [PLAN] [--url URL]``."""
    parser.add_argument("site", metavar=str(_say("folder.name")), help=str(_say("folder.help")))
    add_plan(parser)
    add_url(parser)


def run(arguments: argparse.Namespace) -> Outcome:
    """Look whether every page and file is there, give the pages their policy, check the links, list the files."""
    site = Path(arguments.site)
    if not site.is_dir():
        raise StoppedError(_say("no-folder", folder=arguments.site), Outcome.WRONG_USE)
    place = finished_site(site)
    made = plan_website(arguments.plan, arguments.url)
    lost = list(_lost(made, site))
    for name in lost[:_SHOWN]:
        print(f"{arguments.site}/{name}", file=sys.stderr)
    if lost:
        raise StoppedError(_say("lost", n=len(lost)))
    with working_folder(place) as folder:
        shutil.copytree(site, folder, dirs_exist_ok=True)
        finish(made, folder)
        check_site(folder)
        put_folder(folder, place)
    print(_say("done", folder=arguments.site, n=len(made.site.pages)))
    return Outcome.DONE


def _lost(made: Website, site: Path) -> Iterator[str]:
    for name in (NOT_FOUND, *(f"{page.path}index.html" for page in made.site.pages)):
        if not (site / name).is_file():
            yield f"{name}: {_say('no-page')}"
    for name, content in made.site.files.items():
        if not (site / name).is_file():
            yield f"{name}: {_say('no-file')}"
        elif name != "sitemap.xml" and (site / name).read_bytes() != content:  # generators write one of their own
            yield f"{name}: {_say('differs')}"
