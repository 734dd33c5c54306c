"""The number of a chapter in the words of a link is that of what the link leads to."""

from __future__ import annotations

from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.plan.index import PlanIndex
from keikaku.rules.stored_number import CHAPTER
from keikaku.text.prose import Link, parse, plain, walk
from keikaku.text.quantities import ordinal

_say = DiagnosticCatalogue(__file__)


def stale_label(index: PlanIndex) -> Iterator[Diagnostic]:
    """It was right when it was typed; since then chapters have been put before it."""
    for owned in index.texts:
        if "](" not in owned.text.markdown:
            continue
        for link in walk(parse(owned.text.markdown)):
            if not isinstance(link, Link) or (typed := CHAPTER.search(label := plain(link.children))) is None:
                continue
            ref = f"{link.scheme}:{link.target}"
            right = _chapter(index, ref)
            if right and ordinal(typed["chapter"]) != right:
                yield _say.warning("stale", owned.text.at.locate(label), typed=typed[0], right=right, ref=ref)


def _chapter(index: PlanIndex, ref: str) -> int:
    """Which chapter something stands in, from 1; 0 for what stands in none."""
    above = index.entities.get(ref)
    while above is not None and not above.ref.startswith("chapter:"):
        above = index.entities.get(above.parent or "")
    chapters = index.plan.order.chapters
    id = above.ref.partition(":")[2] if above is not None else ""
    return chapters.index(id) + 1 if id in chapters else 0
