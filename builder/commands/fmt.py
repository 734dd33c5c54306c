"""``keikaku fmt``: the canonical writing of the plan's files."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from builder.commands.output import write_whole
from builder.formatting import formatted
from builder.pipeline import schemas
from builder.read import read
from builder.report import format_text
from builder.shape import graph


def arguments(parser: argparse.ArgumentParser) -> None:
    """``keikaku fmt [--check] [PLAN]``."""
    parser.add_argument("plan", nargs="?", default="plan", metavar="計画", help="計画のフォルダー（省略すると plan）")
    parser.add_argument("--check", action="store_true", help="書き換えず、整っていないファイルがあれば知らせる")


def run(arguments: argparse.Namespace) -> int:
    """Rewrite what is not canonical, or name it; 1 where something is to do, or a file could not be read."""
    root = Path(arguments.plan)
    if not root.is_dir():
        print(f"keikaku: 計画のフォルダー「{arguments.plan}」がありません。", file=sys.stderr)
        return 2
    sources, faults = read(root, display=arguments.plan)
    if faults:
        print(format_text(faults, sources.texts), file=sys.stderr)
    faulty = {found.span.path for found in faults}
    forms = graph(schemas())
    done = 0
    for source in sources.files:
        if source.path in faulty:
            continue
        path = Path(source.path)
        content = formatted(source, forms[f"{source.kind}.schema.json"]).encode()
        if content == path.read_bytes():
            continue
        done += 1
        print(source.path)
        if not arguments.check:
            write_whole(path, content)
    if done and arguments.check:
        print(f"書き方の整っていないファイルが{done}個あります。「keikaku fmt」で整えられます。", file=sys.stderr)
    elif done:
        print(f"{done}個のファイルの書き方を整えました（内容は変わりません）。")
    return 1 if faults or (done and arguments.check) else 0
