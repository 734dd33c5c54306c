"""What every command on a plan shares: where the plan is, and how its faults are told."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from builder.outline import Outline
from builder.pipeline import Loaded, load, outline_of
from builder.report import format_text


def add_plan(parser: argparse.ArgumentParser) -> None:
    """The optional argument PLAN, the folder of the plan."""
    parser.add_argument("plan", nargs="?", default="plan", metavar="計画", help="計画のフォルダー（省略すると plan）")


def load_plan(folder: str) -> Loaded | None:
    """The plan in ``folder``; None, and a message, where there is no such folder (wrong use)."""
    if not Path(folder).is_dir():
        print(f"keikaku: 計画のフォルダー「{folder}」がありません。", file=sys.stderr)
        return None
    return load(Path(folder), display=folder)


def sound_plan(folder: str) -> Loaded | int:
    """The checked plan, or the exit code (1 or 2) after its faults have been told on standard error."""
    loaded = load_plan(folder)
    if loaded is None:
        return 2
    if loaded.diagnostics:
        print(format_text(loaded.diagnostics, loaded.sources.texts), file=sys.stderr)
    return loaded if loaded.sound else 1


def sound_outline(folder: str) -> Outline | int:
    """The composed plan, or the exit code (1 or 2) after its faults have been told on standard error."""
    loaded = sound_plan(folder)
    if isinstance(loaded, int):
        return loaded
    assert loaded.index is not None  # a sound plan has one
    return outline_of(loaded.index)
