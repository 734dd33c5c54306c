"""No lists, tables, headings or line breaks inside a text: it is one run of words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.patterns import regex
from keikaku.plan.index import PlanIndex
from keikaku.rules.words import TEXTS_REMEMBERED

_say = DiagnosticCatalogue(__file__)
_ITEM = regex(
    r"""^[ \u3000]*(
    (?:[-*+•●◆■□▪・○◯◇▼▽★☆⇒➡>＞]|→(?![^\n]*→)|第[0-9０-９一二三四五六七八九十]{1,2}(?=[ \u3000])
    |[0-9０-９]{1,2}[.．)）、]|[(（][0-9０-９ア-ンa-z]{1,2}[)）]|[①-⑳]|[ア-ン](?:[.．、]|(?=\u3000)))
    (?=\S|[ \u3000]\S))""",
    re.MULTILINE | re.VERBOSE,
)
_BULLET = regex(r"[ \u3000]*([・•●○◯■□◆◇▪▼▽★☆⇒➡](?![〇○◯●■□年月日回件人名])|→(?!.*→))")
"""At the head of an action, which is an item of a list as it is; before a unit it stands for a number to come."""
_LABEL = regex(r"\s*【[^】\n]{1,20}】\s*")
"""Alone in its paragraph, it is a small heading of what follows."""
_TABLE = regex(r"^[ \u3000]*(\|.*\|)[ \u3000]*$", re.MULTILINE)
_HEADING = regex(r"^[ \u3000]*(#{1,6}|＃{1,6})(?=[ \u3000])", re.MULTILINE)
_PAGE_NUMBER = regex(
    r"^[ \u3000]*([-－―–—][ \u3000]*[0-9０-９]{1,4}[ \u3000]*[-－―–—]|[pPｐＰ][.．]?\s?[0-9０-９]{1,4})[ \u3000]*$",
    re.MULTILINE,
)
_BREAK = regex(r"(\S[^\n]*)\n[ \u3000]*(?=\S)")
_WRAPPED = regex(r"[ぁ-んァ-ヶー一-龠々、（「『]$")
"""A line that goes on: whoever wraps a sentence means no line break."""


def structure_in_text(index: PlanIndex) -> Iterator[Diagnostic]:
    """Lines of a text are joined when it is shown, so what they were to set apart runs together."""
    for owned in index.texts:
        text = owned.text.markdown
        key, sign = _structure(text)
        if key == "bullet" and not owned.owner.startswith("action:"):
            key = ""
        if key:
            yield _say.warning(key, owned.text.at.locate(sign), sign=sign)
        elif owned.text.at.path[-2:-1] in (("body",), ("after",)) and _LABEL.fullmatch(text):
            span = owned.text.at.span()
            right = owned.text.at.source.corrected(span, f"label: {text.strip()}")
            yield _say.warning("label", span, correction=right)


@lru_cache(maxsize=TEXTS_REMEMBERED)
def _structure(text: str) -> tuple[str, str]:
    """The first structure found in a text: the key of its message and its first sign; empty where there is none."""
    if "\n" not in text:
        heading, bullet = _HEADING.match(text), _BULLET.match(text)
        return ("heading", heading[1]) if heading else ("bullet", bullet[1]) if bullet else ("", "")
    for key, pattern in (("table", _TABLE), ("heading", _HEADING), ("page-number", _PAGE_NUMBER)):
        if (line := pattern.search(text)) is not None:
            return key, line[1]
    items = list(_ITEM.finditer(text))
    if any(item.start() for item in items):  # a text may begin with what looks like the mark of an item
        return "list", items[0][1]
    broken = next((line[1] for line in _BREAK.finditer(text) if not _WRAPPED.search(line[1].rstrip())), None)
    return ("line-break", broken[-1]) if broken is not None and not broken.rstrip().endswith("。") else ("", "")
