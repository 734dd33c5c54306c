"""What the commands that publish a plan share: its website, or its faults told."""

from __future__ import annotations

import sys

from builder.commands.plan_folder import load_plan
from builder.report import format_text
from builder.website import Website, website


def plan_website(folder: str) -> Website | int:
    """The website of the plan in ``folder``, or the exit code (1 or 2) after what is wrong has been told."""
    loaded = load_plan(folder)
    if loaded is None:
        return 2
    if loaded.diagnostics:
        print(format_text(loaded.diagnostics, loaded.sources.texts), file=sys.stderr)
    if not loaded.sound or loaded.index is None:
        return 1
    made = website(loaded.index)
    if made.diagnostics:
        print(format_text(made.diagnostics, loaded.sources.texts), file=sys.stderr)
        return 1
    if made.notice:
        print(f"keikaku: {made.notice}", file=sys.stderr)
    return made
