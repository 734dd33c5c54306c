"""``keikaku new DIR``: a small working plan to begin with."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from keikaku.hosts.commands.destination import new_folder
from keikaku.hosts.commands.output import fill_folder, working_folder
from keikaku.hosts.starter import starter_files, way_between
from keikaku.resources import SCHEMA_FOLDER, TEMPLATE_FOLDER


def arguments(parser: argparse.ArgumentParser) -> None:
    """``keikaku new DIR [--title …] [--city …]``; what is not given is asked where somebody can answer."""
    parser.add_argument("folder", metavar="フォルダー", help="新しい計画のフォルダー（まだないか、空のもの）")
    parser.add_argument("--title", metavar="名称", help="計画の名称")
    parser.add_argument("--city", metavar="団体", help="計画を作る団体の名称")


def run(arguments: argparse.Namespace) -> int:
    """Write the files; 2 where the folder holds something already."""
    folder = Path(arguments.folder)
    place = new_folder(folder)
    title = arguments.title or _ask("計画の名称", "地域福祉計画")
    city = arguments.city or _ask("計画を作る団体の名称", "（団体の名称）")
    files = starter_files(
        TEMPLATE_FOLDER / "starter", title=title, city=city, schema_folder=way_between(folder, SCHEMA_FOLDER)
    )
    with working_folder(place) as made:
        for name, text in files.items():
            path = made / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8", newline="\n")
        fill_folder(made, place)
    print(f"{folder} に計画を作りました（ファイル {len(files)}個）。")
    print(f"次は「keikaku check {folder}」で検査し、「keikaku build {folder}」でサイトを作ってください。")
    return 0


def _ask(question: str, default: str) -> str:
    if not sys.stdin.isatty():
        return default
    return input(f"{question}［{default}］: ").strip() or default
