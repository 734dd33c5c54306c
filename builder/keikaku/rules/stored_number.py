"""Numbers of chapters, notes and pages are computed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.plan.index import PlanIndex
from keikaku.plan.model import Text

_say = DiagnosticCatalogue(__file__)
_PRINTED_PAGE = re.compile(r"(?:再掲|参照)[^。]{0,6}[pPｐＰ]\s*[0-9０-９○〇]+|[pPｐＰ]\s*[0-9０-９○〇]+\s*参照")
_NOTE_NUMBER = re.compile(r"※\s*[0-9０-９₀-₉]+")
_TITLE_NUMBER = re.compile(
    r"^(?:第[0-9０-９一二三四五六七八九十]+[章節]|[（(][0-9０-９]+[）)]|[①-⑳]|"
    r"[0-9０-９]+(?:[.．](?![0-9０-９])|[\s　]))"  # 3.11 is a date
)


def stored_number(index: PlanIndex) -> Iterator[Diagnostic]:
    """Typed in, they are wrong after the next change."""
    titles = {
        id(definition.value.title)
        for definition in index.definitions
        if isinstance(getattr(definition.value, "title", None), Text)
    }
    for owned in index.texts:
        text = owned.text.markdown
        if owned.owner.startswith("erratum:"):
            continue
        number = _PRINTED_PAGE.search(text) or _NOTE_NUMBER.search(text)
        if id(owned.text) in titles:
            number = number or _TITLE_NUMBER.match(text.strip())
        if number is not None:
            written = number[0].strip()
            yield _say.error("number", owned.text.at.locate(written), number=written)
