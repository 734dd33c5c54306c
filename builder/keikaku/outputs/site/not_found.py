"""The page for unknown addresses. It is shown at any of them, so it may lead to nothing by a relative address.

Its links begin at the root of the site where the address of publication is known, else at the root of the host. It
brings its styles itself, and where the address was not known, a script that finds where the site begins.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from keikaku.patterns import regex

NOT_FOUND = "404.html"
"""The name that hosts look for."""

_STYLE = regex(r'<link rel="?stylesheet"? href="?/?([^" >]+)"?\s*/?>')
_END = "</body>"


def standing_anywhere(html: str, styles: Mapping[str, str], script: str | None) -> str:
    """The page with its style sheets, and perhaps a script, inside it; done twice, it is as done once.

    ``styles``: name relative to the site's root → the sheet.
    """

    def inline(found: re.Match[str]) -> str:
        sheet = next((text for name, text in styles.items() if found[1].endswith(name)), None)
        return found[0] if sheet is None else f"<style>{sheet}</style>"

    html = _STYLE.sub(inline, html)
    if script is None or script in html:
        return html
    return html.replace(_END, f"<script>{script}</script>\n{_END}")
