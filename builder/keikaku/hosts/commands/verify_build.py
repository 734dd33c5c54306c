"""``keikaku verify-build [DIR]``: whether a published folder still holds just what was built."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from keikaku.outputs.site.manifest import MANIFEST, ManifestError, differences, read_manifest

_SHOWN = 100
"""Differences told one by one."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """``keikaku verify-build [DIR]``."""
    parser.add_argument(
        "site", nargs="?", default="site", metavar="フォルダー", help="公開したサイトのフォルダー（省略すると site）"
    )


def run(arguments: argparse.Namespace) -> int:
    """Tell what is missing, changed or new; 0 where nothing is."""
    site = Path(arguments.site)
    if not site.is_dir():
        print(f"keikaku: フォルダー「{arguments.site}」がありません。", file=sys.stderr)
        return 2
    listing = site / MANIFEST
    try:
        listed = read_manifest(listing.read_text("utf-8"))
    except FileNotFoundError:
        print(f"keikaku: 「{listing}」がないため、確かめられません。", file=sys.stderr)
        return 1
    except (ManifestError, UnicodeDecodeError) as problem:
        told = problem if isinstance(problem, ManifestError) else "文字の並びではありません"
        print(f"keikaku: 「{listing}」が壊れています（{told}）。", file=sys.stderr)
        return 1
    found = differences(site, listed)
    for difference in found[:_SHOWN]:
        print(f"{arguments.site}/{difference.name}: {difference.reason}", file=sys.stderr)
    if found:
        print(f"keikaku: 作ったときと違うファイルが {len(found)}個あります。", file=sys.stderr)
        return 1
    print(f"{arguments.site} のファイル {len(listed)}個は、作ったときのままです。")
    return 0
