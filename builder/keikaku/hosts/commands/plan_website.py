"""What the commands that publish a plan share: its website or its faults told, and what is wrong with a folder."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from urllib.parse import urlsplit

from keikaku.hosts.commands.plan_folder import sound_plan
from keikaku.hosts.commands.telling import tell
from keikaku.hosts.website import Form, Website, published_at, website
from keikaku.outputs.search import old_search
from keikaku.outputs.site.links import broken_links

_SHOWN = 50
"""Broken links told one by one; more would hide the first."""


def add_url(parser: argparse.ArgumentParser) -> None:
    """The option ``--url``, the address of publication; it comes before the plan's own ``site.url``."""
    parser.add_argument(
        "--url", metavar="アドレス", type=_url, help="公開する先のアドレス（省略すると plan.yml の site.url）"
    )


def add_theme(parser: argparse.ArgumentParser) -> None:
    """The option ``--theme``: another frame around the pages than ``mkdocs.yml`` of this program names."""
    parser.add_argument(
        "--theme",
        choices=("keikaku", "material"),
        help="ページの枠（省略すると mkdocs.yml の theme。はじめは keikaku）",
    )


def _url(text: str) -> str:
    """With the final slash that hosts leave out when they name an address."""
    try:
        parts = urlsplit(text)
        sound = parts.scheme in ("http", "https") and parts.hostname and not parts.query and not parts.fragment
    except ValueError:
        sound = False
    if not sound or any(char.isspace() for char in text):
        raise argparse.ArgumentTypeError(f"「{text}」は「https://example.jp/plan/」のような形になっていません。")
    return text if text.endswith("/") else f"{text}/"


def plan_website(folder: str, url: str | None, form: str = "text", shown: Form | None = None) -> Website | int:
    """The website of the plan in ``folder``, or the exit code (1 or 2) after what is wrong has been told.

    ``url``: where it will be published, if the command was told; ``form``: how what is wrong is told; ``shown``: how
    the pages are shown.
    """
    loaded = sound_plan(folder, form)
    if isinstance(loaded, int):
        return loaded
    assert loaded.index is not None  # a sound plan has one
    made = website(loaded.index if url is None else published_at(url, loaded.index), form=shown)
    if made.diagnostics:
        tell(made.diagnostics, loaded.sources.texts, form)
        return 1
    if made.notice:
        print(f"keikaku: {made.notice}", file=sys.stderr)
    return made


def is_whole(folder: Path) -> bool:
    """Whether every link of a finished site leads somewhere and no search but ours is in it; what is not is told."""
    broken = broken_links(folder)
    for fault in broken[:_SHOWN]:
        print(f"{fault.page}: リンク「{fault.target}」: {fault.reason}", file=sys.stderr)
    if broken:
        print(f"keikaku: つながらないリンクが {len(broken)}件あるため、使えません。", file=sys.stderr)
    foreign = old_search(folder)
    for trace in foreign[:_SHOWN]:
        print(f"keikaku: テーマの検索が残っています: {trace}", file=sys.stderr)
    return not broken and not foreign
