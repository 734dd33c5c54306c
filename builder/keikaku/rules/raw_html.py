"""No HTML in a text: the same text is set by other means in print."""

from __future__ import annotations

from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.patterns import regex
from keikaku.plan.index import PlanIndex

_say = DiagnosticCatalogue(__file__)
_HTML = regex(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>|<!--")


def raw_html(index: PlanIndex) -> Iterator[Diagnostic]:
    """HTML in a text is shown as it is typed, on the site and in print: nobody means that."""
    for owned in index.texts:
        tag = _HTML.search(owned.text.markdown) if "<" in owned.text.markdown else None
        if tag is not None:
            yield _say.error("tag", owned.text.at.locate(tag[0]), tag=tag[0])
