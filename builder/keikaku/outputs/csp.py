"""A strict Content-Security-Policy in every page of a finished folder: nothing runs but our own files.

The policy stands in the page itself, so that it holds on any host, also on one whose headers cannot be set. What only
a header can say (``frame-ancestors``) is in ``hosting/``. Nothing inline is allowed by word; an inline script or style
that a theme insists on is allowed by the hash of its very text.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from keikaku.outputs.tags import Tag, scripts_and_styles
from keikaku.patterns import regex

_HEAD = regex(r"<head(?:\s[^>]*)?>(\s*<meta charset=[^>]*>)?", re.IGNORECASE)
_MARK = '<meta http-equiv="Content-Security-Policy"'


def policy(html: str, *, alone: bool = False) -> str:
    """The policy a page needs: our own files, and by hash each inline script or style it holds.

    A page that stands ``alone`` has no files of ours beside it, and what it holds itself is all it may use.
    """
    inline = tuple(tag for tag in scripts_and_styles(html) if _needs_leave(tag))
    scripts, styles = _hashes(inline, "script"), _hashes(inline, "style")
    if alone:
        used = (("script-src", scripts), ("style-src", styles))
        return "; ".join(("default-src 'none'", *_given(used), "base-uri 'none'", "form-action 'none'"))
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(("script-src 'self'", *scripts)),
            " ".join(("style-src 'self'", *styles)),
            "img-src 'self' data:",  # data: for the icons inside our style sheets
            "connect-src 'self'",
            "worker-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
        )
    )


def with_policy(html: str, *, alone: bool = False) -> str:
    """The page with its policy as early as can be, behind the declaration of its encoding.

    A page that has one already is returned as it is, so that doing this twice changes nothing.
    """
    head = _HEAD.search(html)
    if head is None or _MARK in html:
        return html
    return f'{html[: head.end()]}\n{_MARK} content="{policy(html, alone=alone)}">{html[head.end() :]}'


def apply_policy(site: Path) -> None:
    """Give every page of a finished folder its policy."""
    for path in sorted(site.rglob("*.html")):
        path.write_bytes(with_policy(path.read_bytes().decode()).encode())


def _needs_leave(tag: Tag) -> bool:
    """Whether its text runs. Scripts of a data type (JSON) never do."""
    return tag.name == "style" or ("src" not in tag.attributes and "json" not in tag.attributes.get("type", ""))


def _given(directives: Iterable[tuple[str, list[str]]]) -> Iterable[str]:
    return (" ".join((name, *values)) for name, values in directives if values)


def _hashes(inline: tuple[Tag, ...], name: str) -> list[str]:
    texts = dict.fromkeys(tag.text for tag in inline if tag.name == name)
    found = (hashlib.sha256(text.encode()).digest() for text in texts)
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in found]
