"""``keikaku verify SOURCE``: prove the transcription of a plan against the text it was made from."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from keikaku.hosts.commands.plan_folder import add_plan, sound_outline
from keikaku.outputs.verify import Piece, verify


def arguments(parser: argparse.ArgumentParser) -> None:
    """``keikaku verify SOURCE [PLAN]``."""
    parser.add_argument("source", metavar="もとの文書", help="もとの文書のテキストファイル（UTF-8）")
    add_plan(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print what differs; 0 where nothing does."""
    file = Path(arguments.source)
    if not file.is_file():
        print(f"keikaku: もとの文書「{arguments.source}」がありません。", file=sys.stderr)
        return 2
    try:
        source = file.read_text("utf-8-sig")  # some editors put a mark before the first word
    except UnicodeDecodeError:
        print(
            f"keikaku: もとの文書「{arguments.source}」の文字コードが UTF-8 ではありません。"
            "エディターで「文字コードを UTF-8 にして保存」し直してください。",
            file=sys.stderr,
        )
        return 2
    outline = sound_outline(arguments.plan)
    if isinstance(outline, int):
        return outline
    result = verify(outline, source)
    for heading, pieces in (
        ("計画にない文章", result.missing),
        ("もとの文書にない文章", result.added),
        ("順番の違う文章", result.reordered),
    ):
        _print(heading, pieces)
    for id in result.unapplied:
        print(f"正誤「{id}」の「もとの字句」が、もとの文書に1回だけ出てくるものになっていません。")
    if result.complete:
        corrected = sum(erratum.certain for erratum in outline.index.plan.errata)
        print(f"もとの文書の文章 {result.pieces}件が、すべて順番どおり計画にあります（正誤の適用 {corrected}件）。")
    return 0 if result.complete else 1


def _print(heading: str, pieces: tuple[Piece, ...]) -> None:
    if pieces:
        print(f"{heading}（{len(pieces)}件）")
        for piece in pieces:
            print(f"  {piece.place}: {piece.text}")
