"""``keikaku build``: the plan as a website, whole or not at all."""

from __future__ import annotations

import argparse
import os
from functools import partial
from pathlib import Path

from keikaku.catalogue import Catalogue
from keikaku.hosts.plan_folder import add_plan
from keikaku.hosts.plan_website import add_theme, add_url, check_site, plan_website
from keikaku.hosts.reporting.printing import add_format
from keikaku.hosts.website import website_in_all_languages
from keikaku.hosts.writing.destination import site_place
from keikaku.hosts.writing.output import put_folder, working_folder
from keikaku.outcome import Outcome

_say = Catalogue(__file__)


def arguments(parser: argparse.ArgumentParser) -> None:
    """``keikaku build [PLAN] [--site DIR] [--url URL] [--theme NAME] [--since VERSION] [--format FORMAT]``."""
    add_plan(parser)
    add_url(parser)
    add_theme(parser)
    add_format(parser)
    parser.add_argument("--since", metavar=str(_say("since.name")), help=str(_say("since.help")))
    parser.add_argument("--site", default="site", metavar=str(_say("folder")), help=str(_say("site")))


def run(arguments: argparse.Namespace) -> Outcome:
    """Build beside the old site, check every link, then swap; a failure leaves the old site as it is."""
    place = site_place(Path(arguments.site))
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # the theme's notice to its users, no concern of an officer
    from keikaku.hosts.mkdocs_plugin import build_site, own_configuration, own_form  # late: the import takes 0.2 s

    config = own_configuration(Path(arguments.plan), arguments.theme)
    make = partial(website_in_all_languages, form=own_form(config))
    made = plan_website(arguments.plan, arguments.url, arguments.form, make, arguments.since)
    with working_folder(place) as folder:
        build_site(made, folder, config)
        check_site(folder)
        put_folder(folder, place)
    print(_say("done", folder=arguments.site, n=len(made.site.pages)))
    return Outcome.DONE
