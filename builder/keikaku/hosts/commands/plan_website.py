"""What the commands that publish a plan share: its website or its faults told, and what is wrong with a folder."""

from __future__ import annotations

import sys
from pathlib import Path

from keikaku.hosts.commands.plan_folder import sound_plan
from keikaku.hosts.report import format_text
from keikaku.hosts.website import Website, website
from keikaku.outputs.search import old_search
from keikaku.outputs.site.links import broken_links

_SHOWN = 50
"""Broken links told one by one; more would hide the first."""


def plan_website(folder: str) -> Website | int:
    """The website of the plan in ``folder``, or the exit code (1 or 2) after what is wrong has been told."""
    loaded = sound_plan(folder)
    if isinstance(loaded, int):
        return loaded
    assert loaded.index is not None  # a sound plan has one
    made = website(loaded.index)
    if made.diagnostics:
        print(format_text(made.diagnostics, loaded.sources.texts), file=sys.stderr)
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
