"""``keikaku explain``: what a message means and what to do about it."""

from __future__ import annotations

import argparse
import sys

from keikaku.diagnostics.codes import CODES, document, explain, listing
from keikaku.text.nearest import nearest


def arguments(parser: argparse.ArgumentParser) -> None:
    """``keikaku explain [--markdown] [CODE]``."""
    parser.add_argument(
        "code", nargs="?", metavar="名前", help="メッセージの角かっこの中の名前（省略すると、すべての名前）"
    )
    parser.add_argument(
        "--markdown", action="store_true", help="すべての説明を Markdown で出す（docs/diagnostics.md のもと）"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print one explanation, or all; 2 for a code that does not exist."""
    if arguments.markdown:
        print(document(), end="")
        return 0
    if arguments.code is None:
        print(listing())
        return 0
    known = CODES.get(arguments.code)
    if known is None:
        near = nearest(arguments.code, CODES)
        hint = f"もしかして: {'、'.join(near)}" if near else "名前の一覧は keikaku explain で出ます。"
        print(f"keikaku: 「{arguments.code}」というメッセージはありません。{hint}", file=sys.stderr)
        return 2
    print(explain(known))
    return 0
