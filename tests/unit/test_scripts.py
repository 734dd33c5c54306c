"""Published scripts say the same as written ones, in fewer bytes."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from keikaku.outputs.scripts import bundle, minify, minify_style, published
from keikaku.resources import TEMPLATE_FOLDER

NODE = shutil.which("node")


def test_comments_and_spaces_go_and_nothing_else() -> None:
    written = """// What it is.

/**
 * What goes in.
 */
function find(text) {
  // why
  const site = "https://example.jp/  // no comment"; // goes
  const line = `${text}  // no comment`;
  return text.replace(/\\/\\/  /g, site) / 2 + line; // half
}
"""
    assert minify(written) == (
        'function find(text){const site="https://example.jp/  // no comment";const line=`${text}  // no comment`;'
        "return text.replace(/\\/\\/  /g,site)/2+line;}"
    )


def test_styles_lose_comments_and_indentation() -> None:
    written = '/* What\n * it is. */\np {\n  margin: 0; /* why */\n\n  content: "a /* b */";\n}\n'
    assert minify_style(written) == '\np {\nmargin: 0;\ncontent: "a /* b */";\n}\n'


def test_modules_are_joined_once_each_before_those_that_need_them() -> None:
    """As one classic script, whose names are its own; what the first exports is handed on by a global."""
    modules = {
        "page": 'import { show } from "./show.js";\nimport { fold } from "./fold.js";\nexport const page = show(1);\n',
        "show": 'import { fold } from "./fold.js";\nexport function show(one) {\n  return fold(one);\n}\n',
        "fold": 'import { words } from "./words.js";\nexport const fold = (text) => words[text];\n',
        "words": "export const words = {};\n",
        "other": "export const other = 1;\n",
    }
    assert bundle(modules, "page") == (
        '(() => {\n"use strict";\n'
        "const words = {};\nconst fold = (text) => words[text];\n"
        "function show(one) {\n  return fold(one);\n}\n"
        "const page = show(1);\n"
        "Object.assign((globalThis.siteSearch ??= {}), { page });\n})();\n"
    )
    assert bundle(modules, "words").endswith("{ words });\n})();\n")


@pytest.mark.skipif(NODE is None, reason="Node.js is not installed")
@pytest.mark.parametrize("name", ["search", "dialog", "page", "highlight", "worker", "helped"])
def test_our_scripts_are_scripts_still(name: str, tmp_path: Path) -> None:
    """Node reads every published script without a fault, a name given twice included."""
    assert NODE is not None
    modules = {path.stem: path.read_text("utf-8") for path in (TEMPLATE_FOLDER / "web" / "search").glob("*.js")}
    modules["words"] = "export const words = {};\n"
    modules["settings"] = "export const settings = {};\n"
    script = tmp_path / f"{name}.js"
    script.write_text(published(modules, name), "utf-8")
    done = subprocess.run([NODE, "--check", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
