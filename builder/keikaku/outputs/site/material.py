"""The pages in the frame of Material for MkDocs: what it shows itself is left out, and our styles reach nothing of it.

Bodies, addresses, ids and words are those of our own frame. A body loses only what Material shows beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import field
from html import escape

from keikaku.dataclass import dataclass
from keikaku.outputs.lazy import LazyFiles
from keikaku.outputs.site.page import Page
from keikaku.outputs.site.scoped import NAME, scoped
from keikaku.patterns import regex
from keikaku.plan.model import Plan

TITLE = "page_title"
"""Id of the heading of a page: Material's way past the navigation leads there."""
_LEFT_OUT = {
    "on-this-page": "",
    "beside": "",
    "trail": "navigation.path",
    "before-after": "navigation.footer",
}
"""Class of a ``nav`` in a body → the feature of Material that shows the same; empty: Material always does."""
_WIDE = frozenset({"home", "framework", "indicators", "not-found"})
"""Kinds of pages that need the room of the table of contents."""

_HEADING = regex(r"<h([1-3])(?=[\s>])([^>]*)>(.*?)</h\1>", re.DOTALL)
_ID = regex(r'\bid="([^"]+)"')
_HIDDEN = regex(r'<span class="visually-hidden[^"]*"[^>]*>.*?</span>', re.DOTALL)
_SHEETS = ("assets/plan.css", "search/search.css", "furigana/furigana.css")
_FONTS = regex(r"--font:\s*([^;]+);")
_MARKUP = regex(r"<[^>]+>")


@dataclass(slots=True)
class Heading:
    """A place on a page for its table of contents."""

    level: int
    id: str
    words: str
    """Escaped, without markup."""
    below: list[Heading] = field(default_factory=list)


def material_body(page: Page, plan: Plan, features: Set[str]) -> str:
    """The body of a page inside Material's. ``features``: those switched on in the theme."""
    body = page.body
    for part, feature in _LEFT_OUT.items():
        if not feature or feature in features:
            body = re.sub(rf'<nav class="{part}".*?</nav>\s*', "", body, flags=re.DOTALL)
    # Material styles, wraps and sorts tables without a class as its own.
    body = body.replace("<table>", '<table class="rows">').replace("<h1>", f'<h1 id="{TITLE}">', 1)
    body = body.replace('<div class="tips"', '<div class="tips" data-search-exclude=""', 1)
    return f'<div class="{wrapper(plan)}" lang="{escape(plan.language)}">\n{_languages(page)}{body}</div>\n'


def _languages(page: Page) -> str:
    """The ways to the page in other languages, above it: Material's own switch leads to the first page of each."""
    links = (
        f'<li><a href="{escape(link.href)}" hreflang="{link.language}" lang="{link.language}" rel="alternate">'
        f"{escape(link.name)}</a></li>"
        for link in page.languages
        if not link.current
    )
    return f'<ul class="languages">{"".join(links)}</ul>\n' if page.languages else ""


def wrapper(plan: Plan) -> str:
    """The classes of whatever our styles are to reach."""
    return f"{NAME} {NAME}-{plan.id}"


def hidden_parts(page: Page, *, tab: bool) -> list[str]:
    """What Material is not to show beside a page. ``tab``: the page is one, and there is nothing below it."""
    empty = ["navigation"] if tab else []
    return [*empty, "toc"] if page.kind in _WIDE else empty


def table_of_contents(body: str) -> list[Heading]:
    """The headings of a finished body that can be linked to, those of a lower level below the one before.

    None where there is only one beside that of the page, which is no choice.
    """
    top: list[Heading] = []
    open_: list[Heading] = []
    found = list(_headings(body))
    for heading in found if len(found) > 2 else found[:1]:
        while open_ and open_[-1].level >= heading.level:
            open_.pop()
        (open_[-1].below if open_ else top).append(heading)
        open_.append(heading)
    return top


def _headings(body: str) -> Iterator[Heading]:
    for found in _HEADING.finditer(body):
        id = _ID.search(found[2])
        if id is not None:
            words = " ".join(_MARKUP.sub("", _HIDDEN.sub("", found[3])).split())
            yield Heading(int(found[1]), id[1], words)


def in_material(files: LazyFiles, plan: Plan, *, alone: bool) -> LazyFiles:
    """The published files with styles that keep to our bodies. ``alone``: the frame takes the plan's colours.

    As a guest a plan takes the colours of its host, but for those of its actors.
    """

    def style() -> bytes:
        sheets = (scoped(files[name].decode()) for name in _SHEETS if name in files)
        return "\n".join((files["assets/material.css"].decode(), *sheets)).encode()

    def colours() -> bytes:
        fonts = _FONTS.search(files["assets/plan.css"].decode())
        own = scoped(files["assets/plan-colours.css"].decode(), f".{NAME}-{plan.id}")
        look = _frame_look(plan, fonts[1] if fonts else "sans-serif") if alone else _host_colours(plan)
        return f"{own}\n{look}\n".encode()

    styles = LazyFiles({"assets/plan.css": style, "assets/plan-colours.css": colours})
    return LazyFiles.of(files.only(lambda name: not name.endswith(".css")), styles)


def _frame_look(plan: Plan, fonts: str) -> str:
    """Material's header, links and text in the plan's colours and fonts, as it documents those of one's own."""
    light, dark = plan.site.colours.light, plan.site.colours.dark
    return (
        f":root>*{{--md-primary-fg-color:{light};--md-primary-fg-color--light:{light};--md-primary-fg-color--dark:{light};"
        f"--md-text-font:{fonts};--md-primary-bg-color:#fff;--md-typeset-a-color:#0b4ba6;--md-accent-fg-color:#0b4ba6}}"
        f"@media screen{{[data-md-color-scheme=slate]{{--md-primary-fg-color:color-mix(in srgb,{dark} 17%,#1e2129);"
        "--md-typeset-a-color:#9dc7ff;--md-accent-fg-color:#9dc7ff}}"
    )


def _host_colours(plan: Plan) -> str:
    own = f".{NAME}.{NAME}.{NAME}.{NAME}-{plan.id}"
    link = "color-mix(in srgb,var(--md-typeset-a-color) 78%,var(--ink))"
    return (
        f"{own}{{--site:{link};--link:{link};--band:var(--md-primary-fg-color);--on-band:var(--md-primary-bg-color)}}"
        f"@media screen{{[data-md-color-scheme=slate] {own}{{--site:{link};--link:{link};"
        "--band:color-mix(in srgb,var(--site) 17%,var(--paper));--on-band:var(--ink)}}"
    )
