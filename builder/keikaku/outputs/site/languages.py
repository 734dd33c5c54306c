"""A site in several languages: each page leads to itself in the others, and says what is not in its own.

The original stands at the root and each translation in the folder of its tag, with the same addresses below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from html import escape

from keikaku.outputs.site.page import LanguageLink, Page, Rendered, SiteFrame, relative
from keikaku.patterns import regex
from keikaku.text.left_over import JAPANESE, letters_left


def folder(language: str, original: str) -> str:
    """Where a language stands, seen from the root of the whole site."""
    return "" if language == original else f"{language}/"


def beside_each_other(
    sites: Mapping[str, SiteFrame], names: Mapping[str, str], url: str | None
) -> Mapping[str, SiteFrame]:
    """The sites of all languages, each page with its ways to the others.

    ``sites``: the original first. ``names``: language → what it calls itself. ``url``: where the whole is published.
    """
    original = next(iter(sites))
    paths = {language: frozenset(page.path for page in site.pages) for language, site in sites.items()}

    def whole(here: str, place: str) -> str:
        return f"{url}{place}" if url is not None else relative(here, place)

    def linked(language: str, page: Page) -> Page:
        here = f"{folder(language, original)}{page.path}"
        there = {other: f"{folder(other, original)}{page.path}" for other, found in paths.items() if page.path in found}
        links = tuple(
            LanguageLink(language=other, name=names[other], href=relative(here, place), current=other == language)
            for other, place in there.items()
        )
        head = "\n".join(
            f'<link rel="alternate" hreflang="{tag}" href="{escape(whole(here, place))}">'
            for tag, place in (*there.items(), *((("x-default", there[original]),) if original in there else ()))
        )

        def rendered() -> Rendered:
            return replace(page.render(), head=f"{head}\n{page.head}")

        return replace(page, languages=links, render=cache(rendered))

    return {
        language: replace(site, pages=tuple(linked(language, page) for page in site.pages))
        for language, site in sites.items()
    }


_PIECE = regex(
    r'<(script|style|svg|textarea|title|option)\b.*?</\1>|<(\w+)\b[^>]*\slang="[^>]*>[^<]*</\2>|<[^>]*>', re.DOTALL
)
"""A tag, or a whole element in which no other can stand or that says its language already."""
_RUN = regex(JAPANESE)
_OF_OTHERS = regex("[A-Za-z\u00c0-\u024f\u0900-\u097f]{2}")
_NAMED = regex(r"<(?:img|svg)\b(?![^>]*\slang=)[^>]*?\s(?:alt|title|aria-label)=\"([^\"]*)\"[^>]*>")
"""What is read out by an attribute instead of, or the same as, what stands in it."""


def said_in(body: str, language: str, original: str) -> str:
    """The body of a page in a language, with ``lang`` on what is left in that of the original."""
    letters = letters_left(language, original)
    return "".join(_marked(body, regex(letters), original)) if letters else body


def _marked(body: str, letters: re.Pattern[str], language: str) -> Iterator[str]:
    def mark(found: re.Match[str]) -> str:
        return f'<span lang="{language}">{found[0]}</span>' if letters.search(found[0]) else found[0]

    at = 0
    for tag in _PIECE.finditer(body):
        yield _RUN.sub(mark, body[at : tag.start()])
        named = _NAMED.match(tag[0])
        # An attribute cannot say that a part of it is in another language.
        if named and letters.search(named[1]) and not _OF_OTHERS.search(named[1]):
            yield tag[0].replace(" ", f' lang="{language}" ', 1)
        else:
            yield tag[0]
        at = tag.end()
    yield _RUN.sub(mark, body[at:])
