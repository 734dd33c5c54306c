"""``keikaku pages DIR``: the same pages as files, for another site generator."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from pathlib import Path

from builder.commands.plan_folder import add_plan, sound_outline
from builder.pipeline import TEMPLATE_FOLDER
from builder.stylesheet import plan_stylesheet
from builder.web import WebPage, site_pages


def arguments(parser: argparse.ArgumentParser) -> None:
    """``keikaku pages DIR [PLAN]``."""
    parser.add_argument("folder", metavar="フォルダー", help="ページを書くフォルダー（まだないか、空のもの）")
    add_plan(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write one Markdown file a page: front matter, then the finished HTML, and the style sheets beside them."""
    folder = Path(arguments.folder)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        print(f"keikaku: 「{folder}」には、もう何かが入っています。空のフォルダーを指定してください。", file=sys.stderr)
        return 2
    outline = sound_outline(arguments.plan)
    if isinstance(outline, int):
        return outline
    pages = site_pages(outline, TEMPLATE_FOLDER / "web" / "bodies")
    try:
        for page in pages:
            path = folder / page.path / "index.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_markdown(page), "utf-8")
        (folder / "plan-colours.css").write_text(plan_stylesheet(outline.index.plan), "utf-8")
        shutil.copy(TEMPLATE_FOLDER / "web" / "assets" / "plan.css", folder / "plan.css")
    except OSError as problem:
        print(f"keikaku: 「{folder}」に書き込めません（{problem.strerror}）。", file=sys.stderr)
        return 1
    print(f"{len(pages)}ページを {folder} に書きました。")
    return 0


def _markdown(page: WebPage) -> str:
    # JSON strings are YAML strings. One block of HTML, without empty lines, is what Markdown leaves alone.
    head = f"---\ntitle: {json.dumps(page.title, ensure_ascii=False)}\n"
    head += f"description: {json.dumps(page.description, ensure_ascii=False)}\n---\n\n"
    body = "\n".join(line.strip() for line in page.body.splitlines() if line.strip())
    return f"{head}<div>\n{body}\n</div>\n"
