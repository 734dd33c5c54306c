"""``keikaku fmt``: the canonical writing of the plan's files."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from keikaku.hosts.commands.plan_folder import files_as_read, write_files
from keikaku.hosts.report import format_text
from keikaku.pipeline import schemas
from keikaku.schema.shape import graph
from keikaku.yaml.format import formatted
from keikaku.yaml.read import read


def arguments(parser: argparse.ArgumentParser) -> None:
    """``keikaku fmt [--check] [PLAN]``."""
    parser.add_argument("plan", nargs="?", default="plan", metavar="計画", help="計画のフォルダー（省略すると plan）")
    parser.add_argument("--check", action="store_true", help="書き換えず、整っていないファイルがあれば知らせる")


def run(arguments: argparse.Namespace) -> int:
    """Rewrite all that is not canonical, or name it; 1 where something is to do, or a file could not be read."""
    root = Path(arguments.plan)
    if not root.is_dir():
        print(f"keikaku: 計画のフォルダー「{arguments.plan}」がありません。", file=sys.stderr)
        return 2
    sources, faults = read(root, display=arguments.plan)
    if faults:
        print(format_text(faults, sources.texts), file=sys.stderr)
    faulty = {found.span.path for found in faults}
    forms = graph(schemas())
    canonical = {
        source.path: formatted(source, forms[f"{source.kind}.schema.json"]).encode()
        for source in sources.files
        if source.path not in faulty
    }
    now = files_as_read(root, sources, canonical)
    if now is None:
        return 1
    changed = {path: content for path, content in canonical.items() if content != now[path]}
    if not arguments.check:
        write_files(root, sources, changed)
    for path in changed:
        print(path)
    if changed and arguments.check:
        print(
            f"書き方の整っていないファイルが{len(changed)}個あります。「keikaku fmt」で整えられます。", file=sys.stderr
        )
    elif changed:
        print(f"{len(changed)}個のファイルの書き方を整えました（内容は変わりません）。")
    return 1 if faults or (changed and arguments.check) else 0
