"""What the commands that publish a plan share: its website, and what is wrong with a folder."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from keikaku.catalogue import Catalogue
from keikaku.hosts.plan_folder import sound_plan
from keikaku.hosts.website import Website, published_at, website
from keikaku.outcome import StoppedError
from keikaku.outputs.search import old_search
from keikaku.outputs.site.links import broken_links

_say = Catalogue(__file__)

_SHOWN = 50
"""Broken links reported one by one; more would hide the first."""


def add_url(parser: argparse.ArgumentParser) -> None:
    """The option ``--url``, the address of publication; it comes before the plan's own ``site.url``."""
    parser.add_argument("--url", metavar=str(_say("url.name")), type=_url, help=str(_say("url.help")))


def add_theme(parser: argparse.ArgumentParser) -> None:
    """The option ``--theme``: another frame around the pages than ``mkdocs.yml`` of this program names."""
    parser.add_argument(
        "--theme",
        choices=("keikaku", "material"),
        help=str(_say("theme")),
    )


def _url(text: str) -> str:
    """With the final slash that hosts leave out when they name an address."""
    try:
        parts = urlsplit(text)
        sound = parts.scheme in ("http", "https") and parts.hostname and not parts.query and not parts.fragment
    except ValueError:
        sound = False
    if not sound or any(char.isspace() for char in text):
        raise argparse.ArgumentTypeError(str(_say("url.wrong", text=text)))
    return text if text.endswith("/") else f"{text}/"


def plan_website(
    folder: str,
    url: str | None,
    form: str = "text",
    make: Callable[..., Website] = website,
    since: str | None = None,
) -> Website:
    """The website of the plan in ``folder``. Raises FaultyInputError.

    ``url``: where it will be published, if that was given; ``form``: how warnings are printed; ``make``: makes the
    website of a plan, as ``website`` does; ``since``: the version whose differences are shown.

    Raises RevisionError where that cannot be had.
    """
    _, index = sound_plan(folder, form)
    before = None
    if since is not None:
        from keikaku.hosts.since import version_before  # late: few sites tell of changes

        before = version_before(since, Path(folder), folder)
    made = make(index if url is None else published_at(url, index), before=before)
    for notice in made.notices:
        print(f"keikaku: {notice}", file=sys.stderr)
    return made


def check_site(folder: Path) -> None:
    """Raises StoppedError unless every link of a finished site leads somewhere and no search but ours is in it."""
    broken = broken_links(folder)
    for fault in broken[:_SHOWN]:
        print(_say("broken-link", page=fault.page, target=fault.target, reason=fault.reason), file=sys.stderr)
    if broken:
        print(_say("broken", n=len(broken)), file=sys.stderr)
    foreign = old_search(folder)
    for trace in foreign[:_SHOWN]:
        print(_say("theme-search", trace=trace), file=sys.stderr)
    if broken or foreign:
        raise StoppedError
