"""The same words do not stand twice in one list, table or text."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from functools import lru_cache

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue, Related
from keikaku.patterns import regex
from keikaku.plan.index import PlanIndex
from keikaku.plan.model import Challenge, List, ListItem, Table, Text
from keikaku.plan.table import written
from keikaku.rules.words import TEXTS_REMEMBERED

_say = DiagnosticCatalogue(__file__)
# Looked for only where a sentence begins: begun anew at every character, a long one would cost its length squared.
_SENTENCE = regex(r"(?<![^。\n])[^。\n]{5,}。")


def repeated_text(index: PlanIndex) -> Iterator[Diagnostic]:
    """Most likely a line was typed or pasted twice. Actions have a rule of their own (repeated_action)."""
    for definition in index.definitions:
        value = definition.value
        if isinstance(value, Challenge):
            yield from _twice((finding.text.markdown.strip(), finding.text) for finding in value.findings)
        elif isinstance(value, Table):
            _, written_rows = written(value, index)
            rows = ((tuple(cell.markdown.strip() for cell in row), row[0]) for row in written_rows if row)
            yield from _twice((words, cell) for words, cell in rows if any(words))
    for items in _lists(index):
        yield from _twice((item.text.markdown.strip(), item.text) for item in items)
    for owned in index.texts:
        again = _repeated(owned.text.markdown)
        if again is not None:
            yield _say.warning("sentence", owned.text.at.locate(again, 1))


@lru_cache(maxsize=TEXTS_REMEMBERED)
def _repeated(text: str) -> str | None:
    """The first sentence of a text that stands in it before."""
    sentences = _SENTENCE.findall(text)
    return next((one for n, one in enumerate(sentences) if one in sentences[:n]), None)


def _lists(index: PlanIndex) -> Iterator[tuple[ListItem, ...]]:
    for block in index.blocks:
        if isinstance(block, List):
            reached = [block.items]
            for items in reached:
                yield items
                reached += (item.items for item in items if item.items)


def _twice(items: Iterable[tuple[Hashable, Text]]) -> Iterator[Diagnostic]:
    first: dict[Hashable, Text] = {}
    for words, text in items:
        if words in first:
            related = (Related(_say("first"), first[words].at.span()),)
            yield _say.warning("item", text.at.span(), related=related)
        first.setdefault(words, text)
