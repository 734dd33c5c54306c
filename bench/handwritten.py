"""The same site as one would write it by hand: a Markdown file for each page, for MkDocs with Material as it comes.

The files are made from our pages' bodies, so both sites have the same pages and the same words. Headings, paragraphs,
lists, tables and links between pages become Markdown; what Markdown has no word for (drawings, chips, colours) is left
out, and a link leads to its page, not to a place on it. Navigation is pruned, which is Material's own advice for a
site of many pages and makes it several times as fast.
"""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from posixpath import normpath

from keikaku.outputs.site import Page, SiteFrame

_SKIPPED = frozenset({"nav", "svg", "script", "style", "template", "button", "dialog"})
"""Drawings, what a script needs, and what Material adds by itself (the way here, contents, neighbours)."""
_BLOCKS = frozenset({"p", "dt", "dd", "caption", "figcaption", "div", "section", "article", "li", "tr", "table"})
_HEADING = re.compile(r"h([1-6])")
_MARKS = re.compile(r"([\\`*_{}\[\]<>#|])")
_SPACE = re.compile(r"\s+")


def write_site(site: SiteFrame, folder: Path) -> Path:
    """Write ``mkdocs.yml`` and ``docs/`` into ``folder``; returns the path of the former."""
    sources = {page.path: page.source for page in site.pages}
    for page in site.pages:
        path = folder / "docs" / page.source
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\ndescription: {json.dumps(page.description, ensure_ascii=False)}\n---\n\n", "utf-8")
        with path.open("a", encoding="utf-8") as out:
            out.write(_markdown(page, sources))
    configuration = {
        "site_name": site.frame.site_name,
        "docs_dir": "docs",
        "theme": {"name": "material", "language": "ja", "font": False, "features": ["navigation.prune"]},
        "plugins": [{"search": {"lang": "ja"}}],
        "markdown_extensions": ["attr_list", "footnotes", "tables", {"toc": {"permalink": True}}],
    }
    settings = folder / "mkdocs.yml"
    settings.write_text(json.dumps(configuration, ensure_ascii=False), "utf-8")  # JSON is YAML
    return settings


def _markdown(page: Page, sources: dict[str, str]) -> str:
    writer = _Writer(page, sources)
    writer.feed(page.body)
    writer.close()
    writer.end_block()
    return "\n\n".join(writer.blocks) + "\n"


class _Writer(HTMLParser):
    def __init__(self, page: Page, sources: dict[str, str]) -> None:
        super().__init__()
        self.page = page
        self.sources = sources
        self.blocks: list[str] = []
        self.words: list[str] = []
        self.prefix = ""
        self.lists = 0
        self.skipped = 0
        self.link: str | None = None
        self.row: list[str] | None = None
        self.rows: list[list[str]] = []

    def end_block(self) -> None:
        text = _SPACE.sub(" ", "".join(self.words)).strip()
        self.words = []
        if text:
            self.blocks.append(self.prefix + text)
        self.prefix = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SKIPPED:
            self.skipped += 1
        if self.skipped:
            return
        if tag in ("td", "th"):
            self.words = []
        elif self.row is not None:
            if tag == "a":
                self._open(dict(attrs).get("href") or "")
        elif heading := _HEADING.fullmatch(tag):
            self.end_block()
            self.prefix = "#" * int(heading[1]) + " "
        elif tag == "tr":
            self.end_block()
            self.row = []
        elif tag in ("ul", "ol"):
            self.end_block()
            self.lists += 1
        elif tag == "li":
            self.end_block()
            self.prefix = "    " * (self.lists - 1) + "- "
        elif tag == "a":
            self._open(dict(attrs).get("href") or "")
        elif tag in _BLOCKS and not self.prefix.endswith("- "):
            self.end_block()

    def _open(self, href: str) -> None:
        target = href.partition("#")[0]
        path = f"{normpath(f'{self.page.path}{target}')}/".removeprefix("./")
        source = self.sources.get(path)
        if target and source is not None:
            self.link = f"{'../' * self.page.path.count('/')}{source}"
            self.words.append("[")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED:
            self.skipped -= 1
        elif self.skipped:
            return
        elif tag in ("td", "th") and self.row is not None:
            self.row.append(_SPACE.sub(" ", "".join(self.words)).strip())
            self.words = []
        elif tag == "tr" and self.row is not None:
            self.rows.append(self.row)
            self.row = None
        elif tag == "table":
            self._end_table()
        elif tag == "a":
            if self.link is not None:
                self.words.append(f"]({self.link})")
            self.link = None
        elif tag in ("ul", "ol"):
            self.end_block()
            self.lists -= 1
        elif self.row is None and (tag in _BLOCKS or _HEADING.fullmatch(tag)):
            self.end_block()

    def _end_table(self) -> None:
        if self.rows:
            head, *rest = self.rows
            lines = (head, ["---"] * len(head), *rest)
            self.blocks.append("\n".join("| " + " | ".join(line) + " |" for line in lines))
        self.rows = []

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            self.words.append(_MARKS.sub(r"\\\1", data))
