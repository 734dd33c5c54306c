"""A plan's pages as MkDocs knows pages: files in the docs folder that are none, with finished bodies."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from functools import cache, cached_property, lru_cache
from html import escape, unescape
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from keikaku.outputs.search import SearchDocument
from keikaku.outputs.site import Page as WebPage
from keikaku.outputs.site.editing import OF_THE_PROGRAM
from keikaku.outputs.site.material import Heading, hidden_parts, material_body, table_of_contents
from keikaku.patterns import regex
from keikaku.plan.model import At, Plan

_ID = regex(r'\bid="([^"]+)"')
_TO_FOLDER = regex(r'(\b(?:href|action)=")((?:\.{1,2}/)(?:[^":?#]*/)?|[^":?#/][^":?#]*/)(?=["?#])')
_MARKUP = regex(r"<(?:script|style)\b.*?</(?:script|style)>|<[^>]+>", re.DOTALL)


_BELOW = '<div class="page page-other"><div class="page-content prose">{}</div></div>\n'
_ASKED = dict.fromkeys(("icon", "subtitle", "status"))
"""Of what Material asks each page in each navigation; see ``PlanPage.typeset``."""


class PlanPage(Page):
    """A page whose body is finished. What hooks of others write to its empty text stands below it."""

    is_index = False
    """It stands for the section it is in; every page is called ``index``, so the name does not tell."""
    is_tab = False
    """It is a tab of its own, with nothing below it."""
    pages = ()
    typeset = encrypted = None
    """Material asks each page for these in each navigation, and Jinja looks longest for what is not there."""

    def __init__(self, web: WebPage, plan: Plan, title: str, file: File, config: MkDocsConfig) -> None:
        self.web = web
        self.plan = plan
        self.material = config.theme.name == "material"
        self.features = frozenset(config.theme.get("features") or ())
        # As markup, which a template may escape or not: themes do both.
        super().__init__(Markup(escape(title)) if self.material else title, file, config)  # noqa: S704

    def _set_canonical_url(self, base: str | None) -> None:
        """As MkDocs does it, which takes every address apart: ours are plain ones below the site's."""
        self.canonical_url = self.abs_url = None
        if base:
            path = self.url.removeprefix("./")
            root, root_path = _root(base)
            self.canonical_url, self.abs_url = f"{root}{path}", f"{root_path}{path}"

    def read_source(self, config: MkDocsConfig) -> None:
        self.markdown = ""
        if not self.material:
            self.meta = dict(self.web.meta)
            return
        self.meta = {
            "title": Markup(escape(self.web.title)),  # noqa: S704
            "description": escape(self.web.description),
            "template": "keikaku.html",
            "head": self.web.head,
            "hide": hidden_parts(self.web, tab=self.is_tab and "navigation.tabs" in self.features),
            **_ASKED,
        }
        if self.web.kind in ("search", "helped"):
            self.meta["search"] = {"exclude": True}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        body = material_body(self.web, self.plan, self.features) if self.material else self.web.body
        below = ""
        if self.markdown:
            super().render(config, files)
            below = str(self.content) if self.material else _BELOW.format(self.content)
        self.content = body + below
        self.toc = TableOfContents([_anchor(heading) for heading in table_of_contents(body)] if self.material else [])

    @cached_property
    def present_anchor_ids(self) -> set[str]:  # type: ignore[override]  # MkDocs asks where a page of its own leads here
        return set(_ID.findall(self.content or ""))


@cache
def _root(base: str) -> tuple[str, str]:
    """The address of a site's root, and its path."""
    root = urljoin(base if base.endswith("/") else f"{base}/", ".")
    return root, urlsplit(root).path


def _anchor(heading: Heading) -> AnchorLink:
    link = AnchorLink(heading.words, heading.id, heading.level)
    link.children = [_anchor(below) for below in heading.below]
    return link


def plan_file(web: WebPage, plan: Plan, title: str, at: str, source: Path | None, config: MkDocsConfig) -> File:
    """The file MkDocs takes a page from.

    ``title``: its name in the navigation. ``at``: folder of the plan in the site. ``source``: the YAML behind the page.

    With the latter a pencil of the theme leads to it, and plugins that ask git for a date get that of its last change.
    """
    uri = f"{at}{web.source}"
    file = File(uri, None, config.site_dir, config.use_directory_urls, inclusion=InclusionLevel.INCLUDED)
    file.content_string = ""
    if source is not None:
        file.abs_src_path = str(source)
        file.edit_uri = None if web.kind in OF_THE_PROGRAM else _seen_from(config.docs_dir, source)
    else:
        file.generated_by, file.edit_uri = "keikaku", None
    file.page = PlanPage(web, plan, title, file, config)
    return file


@lru_cache(maxsize=8192)
def _seen_from(folder: str, path: Path) -> str:
    return Path(os.path.relpath(path, folder)).as_posix()


def edit_link(config: MkDocsConfig, folder: Path, root: str) -> Callable[[At], str] | None:
    """Where a place in the plan's files can be mended on the forge: file and line. None where no forge is named.

    ``root``: how the folder of the plan is named in places.
    """
    if not (config.edit_uri or config.edit_uri_template):
        return None

    def link(at: At) -> str:
        file = File("index.md", None, config.site_dir, use_directory_urls=True)
        file.edit_uri = _seen_from(config.docs_dir, folder / Path(at.source.path).relative_to(root))
        return f"{Page(None, file, config).edit_url}#L{at.span().line}"

    return link


def with_file_names(html: str) -> str:
    """A page whose links and forms lead to files, for servers that show no page for a folder."""
    return _TO_FOLDER.sub(r"\1\2index.html", html)


def as_documents(pages: Iterable[Page], at: str) -> tuple[SearchDocument, ...]:
    """Pages of the host for the plan's search."""
    up = "../" * at.count("/")
    return tuple(
        SearchDocument(
            ref=f"page:{page.url}",
            kind="page",
            title=unescape(str(page.title or "")),
            url=f"{up}{page.url}",
            text=" ".join(unescape(_MARKUP.sub(" ", page.content or "")).split()),
        )
        for page in pages
    )
