"""``python -m bench.pages PLAN DIR [THEME]``: what ``keikaku build`` does but for the print draft, measured alone.

It is what a hand-written site of the same pages is compared with, and what can grow to thousands of pages.
"""

from __future__ import annotations

import gc
import os
import sys
from dataclasses import replace
from pathlib import Path

from keikaku.hosts.cli import COLLECTED_EVERY


def main(plan: Path, folder: Path, theme: str | None = None) -> None:
    """Build the site, policy and check of links included; a fault is an AssertionError."""
    # As the command does it: after what is said of the collection of cycles.
    from keikaku.hosts.mkdocs_plugin import build_site, own_configuration, own_form
    from keikaku.hosts.website import begun, completed
    from keikaku.outputs.search import old_search
    from keikaku.outputs.site.links import broken_links
    from keikaku.pipeline import load

    loaded = load(plan)
    assert loaded.sound, loaded.diagnostics
    assert loaded.index is not None
    config = own_configuration(plan, theme)
    without_print = replace(begun(loaded.index, preview=True, form=own_form(config)), preview=False)
    build_site(completed(without_print), folder, config)
    assert not broken_links(folder)
    assert not old_search(folder)


if __name__ == "__main__":
    gc.set_threshold(COLLECTED_EVERY)
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:])
    gc.freeze()
