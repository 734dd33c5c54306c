"""Published addresses that are no longer anybody's: something stands there all the same, and no server is needed.

An address on a page that is still there gets an empty element with the old id inside the new place; where that place
is on another page, or gone, a line at the end of the page that is seen by who comes by that address. A page that is no
longer there becomes one that leads on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from keikaku.patterns import regex
from keikaku.plan.addresses import MovedAddress

_HOLDS_WORDS = regex(r"<(?:li|h[1-6]|p|dt|dd|th|td|caption|figcaption|summary|header|article|section)\b[^>]*>")
"""Elements that an empty element may stand in, whatever they are in themselves."""


def on_its_page(address: MovedAddress) -> bool:
    """Whether the one place it leads to is on the page it was on."""
    return len(address.to) == 1 and address.to[0].page == address.published.page and address.to[0].anchor != ""


def with_former_ids(body: str, addresses: Iterable[MovedAddress]) -> str:
    """The body of a page with an empty element for each address that has a new one on this page."""
    for address in addresses:
        start = body.find(f'id="{escape(address.to[0].anchor)}"')
        found = _HOLDS_WORDS.search(body, body.rfind("<", 0, start)) if start >= 0 else None
        if found is not None:
            mark = f'<span class="former" id="{escape(address.published.anchor)}"></span>'
            body = body[: found.end()] + mark + body[found.end() :]
    return body


def by_page(addresses: Iterable[MovedAddress]) -> Mapping[str, tuple[MovedAddress, ...]]:
    """Page → its addresses that need something to stand there."""
    found: dict[str, list[MovedAddress]] = {}
    for address in addresses:
        found.setdefault(address.published.page, []).append(address)
    return {page: tuple(there) for page, there in found.items()}


def moved_head(there: Iterable[MovedAddress], href: str | None) -> str:
    """For the head of a page that leads on; ``href``: where to at once, where one place took over from all of it."""
    robots = '<meta name="robots" content="noindex">'
    only = href is not None and not any(address.published.anchor for address in there)
    return f'{robots}\n<meta http-equiv="refresh" content="0; url={escape(href or "")}">' if only else robots
