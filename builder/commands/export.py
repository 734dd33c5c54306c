"""``keikaku export``: the plan as open data, in a folder."""

from __future__ import annotations

import argparse
from pathlib import Path

from builder.commands.output import write_whole
from builder.commands.plan_folder import add_plan, sound_outline
from builder.export import export
from builder.messages import load_messages
from builder.pipeline import TEMPLATE_FOLDER, schemas


def arguments(parser: argparse.ArgumentParser) -> None:
    """``keikaku export [PLAN] [--to DIR]``."""
    add_plan(parser)
    parser.add_argument(
        "--to",
        default="build/data",
        metavar="フォルダー",
        help="データを書くフォルダー（省略すると build/data）",
    )


def run(arguments: argparse.Namespace) -> int:
    """Write every file of the open data; files of the same names are replaced, others stay."""
    outline = sound_outline(arguments.plan)
    if isinstance(outline, int):
        return outline
    words = load_messages(TEMPLATE_FOLDER / "messages", outline.index.plan.language, "export")
    files = export(outline, words, schemas())
    folder = Path(arguments.to)
    for name, content in files.items():
        write_whole(folder / name, content)
    print(f"オープンデータを書きました: {arguments.to}（{len(files)}ファイル）")
    return 0
