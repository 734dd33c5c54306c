"""``keikaku check``: everything that is wrong with a plan, in one run."""

from __future__ import annotations

import argparse

from builder.commands.plan_folder import add_plan, load_plan
from builder.report import format_text


def arguments(parser: argparse.ArgumentParser) -> None:
    """``keikaku check [PLAN]``."""
    add_plan(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the diagnostics; 0 where none is an error."""
    loaded = load_plan(arguments.plan)
    if loaded is None:
        return 2
    print(format_text(loaded.diagnostics, loaded.sources.texts))
    return 0 if loaded.sound else 1
