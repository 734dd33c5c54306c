"""Ways from a page to the lines of the plan's files that it shows, on the forge where they are kept.

They are put into rendered bodies: what was measured on a page (``measured.py``) is said of its body, which is the same
with and without them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from html import escape

from keikaku.outputs.site.page import Page, Rendered
from keikaku.patterns import regex
from keikaku.plan.model import At
from keikaku.plan.outline import Outline

EditLink = Callable[[At], str]
"""A place in the plan's files → the address at which it can be mended."""

_PERMALINK = regex(r'<a class="permalink own" href="#([^"]+)"')
_END = regex(r"</div>\s*\Z")
OF_THE_PROGRAM = frozenset({"search", "helped", "downloads", "accessibility"})
"""Kinds of pages on which nothing stands that an editor wrote."""
_PENCIL = (
    '<svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false"><path d="'
    "M20.71 7.04a1 1 0 0 0 0-1.41l-2.34-2.34a1 1 0 0 0-1.41 0l-1.84 1.83 3.75 3.75"
    "M3 17.25V21h3.75L17.81 9.93l-3.75-3.75z"
    '"/></svg>'
)


def with_edit_links(
    pages: Sequence[Page], outline: Outline, words: Mapping[str, str], edit: EditLink
) -> tuple[Page, ...]:
    """The pages, each action with a pencil, each page with a link at its end.

    ``words``: those of the frame. A page of no entry of its own leads to ``plan.yml``, which says what is on it and in
    which order.
    """
    entities = outline.index.entities
    places = {(entry.page, entry.anchor): entry.ref for entry in outline.entries.values() if entry.ref in entities}

    def linked(page: Page) -> Rendered:
        def pencil(found: re.Match[str]) -> str:
            ref = places.get((page.path, found[1]))
            if ref is None:
                return found[0]
            name = escape(words["edit_this"].replace("{words}", outline.entries[ref].title))
            address = escape(edit(entities[ref].at))
            return f'<a class="edit own" href="{address}" aria-label="{name}">{_PENCIL}</a>{found[0]}'

        body = _PERMALINK.sub(pencil, page.body)
        if page.kind not in OF_THE_PROGRAM:
            at = entities[page.ref].at if page.ref is not None and page.ref in entities else outline.index.plan.at
            link = f'<p class="edit-page own"><a href="{escape(edit(at))}">{escape(words["edit_page"])}</a></p>'
            body = _END.sub(lambda end: f"{link}{end[0]}", body)
        return replace(page.render(), body=body)

    return tuple(replace(page, render=cache(partial(linked, page))) for page in pages)
