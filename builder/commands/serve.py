"""``keikaku serve``: the site while editing; a fault is shown over the last good pages and never ends the server."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from builder.commands.plan_folder import add_plan, load_plan
from builder.report import format_text


def arguments(parser: argparse.ArgumentParser) -> None:
    """``keikaku serve [PLAN] [--address HOST:PORT]``."""
    add_plan(parser)
    parser.add_argument("--address", metavar="番地:番号", default="127.0.0.1:8000", help="省略すると 127.0.0.1:8000")


def run(arguments: argparse.Namespace) -> int:
    """Serve until interrupted; 1 where the plan has faults to begin with."""
    loaded = load_plan(arguments.plan)
    if loaded is None:
        return 2
    if not loaded.sound:
        print(format_text(loaded.diagnostics, loaded.sources.texts), file=sys.stderr)
        return 1
    from builder.mkdocs_plugin import serve_site  # late: the import takes 0.2 s

    serve_site(Path(arguments.plan).absolute(), arguments.address)
    return 0
