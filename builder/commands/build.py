"""``keikaku build``: the plan as a website, whole or not at all."""

from __future__ import annotations

import argparse
import logging
import os
import shutil
import sys
import tempfile
from pathlib import Path

from builder.commands.plan_folder import add_plan, load_plan
from builder.links import broken_links
from builder.report import format_text


def arguments(parser: argparse.ArgumentParser) -> None:
    """``keikaku build [PLAN] [--site DIR]``."""
    add_plan(parser)
    parser.add_argument(
        "--site", default="site", metavar="フォルダー", help="サイトを書くフォルダー（省略すると site）"
    )


def run(arguments: argparse.Namespace) -> int:
    """Build beside the old site, check every link, then swap; a failure leaves the old site as it is."""
    loaded = load_plan(arguments.plan)
    if loaded is None:
        return 2
    if loaded.diagnostics:
        print(format_text(loaded.diagnostics, loaded.sources.texts), file=sys.stderr)
    if not loaded.sound:
        return 1
    target = Path(arguments.site).absolute()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    except OSError as problem:
        print(f"keikaku: 「{arguments.site}」に書き込めません（{problem.strerror}）。", file=sys.stderr)
        return 1
    try:
        return _build(Path(arguments.plan).absolute(), beside / "new", target)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _build(plan: Path, new: Path, target: Path) -> int:
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # the theme's advertisement, no concern of an officer
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, PluginError

    from builder.pipeline import TEMPLATE_FOLDER

    logging.basicConfig(format="mkdocs: %(message)s", level=logging.WARNING)
    config = load_config(str(TEMPLATE_FOLDER.parent / "mkdocs.yml"), site_dir=str(new), strict=True)
    config.plugins["keikaku"].config["plan"] = str(plan)
    try:
        build(config)
    except (Abort, PluginError) as problem:
        print(f"keikaku: サイトを作れませんでした。{problem}", file=sys.stderr)
        return 1
    broken = broken_links(new)
    for fault in broken[:50]:
        print(f"{fault.page}: リンク「{fault.target}」: {fault.reason}", file=sys.stderr)
    if broken:
        print(f"keikaku: つながらないリンクが {len(broken)}件あるため、サイトを置き換えませんでした。", file=sys.stderr)
        return 1
    pages = sum(1 for _ in new.rglob("*.html"))
    old = new.parent / "old"
    if target.exists():
        target.rename(old)
    new.rename(target)
    print(f"サイトを作りました: {target.name}/index.html（{pages}ページ）")
    return 0
