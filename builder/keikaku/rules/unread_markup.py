"""What was meant as a link, a note or bold is one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.patterns import regex
from keikaku.plan.index import PlanIndex
from keikaku.plan.model import Text
from keikaku.text.prose import REFERENCE_SCHEMES, WEB_SCHEMES, Words, parse, walk

_say = DiagnosticCatalogue(__file__)
_UNREAD = regex(
    rf"[\]］]\s*[(（]\s*(?P<scheme>{'|'.join((*REFERENCE_SCHEMES, *WEB_SCHEMES, 'pending'))})\s*[:：]"
    r"[^)）]{0,200}[)）]?|(?P<note>[\[［]\s*[\^＾][^\]］]{0,100}[\]］]?)"
)
"""What is left of a link or of a note where Markdown made none of it."""
_BOLD = regex(r"\*\*|＊＊")
_END_OF_LINK = regex(r"\]\([a-z]+:[^)]*\)?")


def unread_markup(index: PlanIndex) -> Iterator[Diagnostic]:
    """A space too many, a full-width sign or half a pair makes words of a mark: its signs would be printed."""
    for owned in index.texts:
        unread = unread_mark(owned.text)
        if unread is not None:
            kind = "note" if unread["note"] else "pending" if unread["scheme"] == "pending" else "link"
            yield _say.error(kind, owned.text.at.locate(unread[0]), written=unread[0])
        half = _half(owned.text)
        if half is not None:
            kind = "bold" if _BOLD.match(half) else "end"
            yield _say.error(kind, owned.text.at.locate(half), written=half)


def unread_mark(text: Text) -> re.Match[str] | None:
    """The first of what was meant as a link, a note or an open spot, and stays words."""
    if "[" not in text.markdown and "［" not in text.markdown:
        return None
    return _in_words(_UNREAD, text)


def _half(text: Text) -> str | None:
    """Half a bold, or a link whose beginning was deleted. A bracket that opens belongs to ``unread_mark``."""
    markdown = text.markdown
    pattern = _BOLD if _BOLD.search(markdown) else _END_OF_LINK if "[" not in markdown and "](" in markdown else None
    half = _in_words(pattern, text) if pattern else None
    return half[0] if half else None


def _in_words(pattern: re.Pattern[str], text: Text) -> re.Match[str] | None:
    words = (inline.text for inline in walk(parse(text.markdown)) if isinstance(inline, Words))
    return next((match for one in words if (match := pattern.search(one))), None)
