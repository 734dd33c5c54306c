"""A number in the words of a link is that of what the link leads to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.plan.compose.numbers import number_entries
from keikaku.plan.index import PlanIndex
from keikaku.plan.outline import Entry
from keikaku.rules.stored_number import CHAPTER, FIGURE
from keikaku.text.prose import Link, parse, plain, walk
from keikaku.text.quantities import ordinal

_say = DiagnosticCatalogue(__file__)
_DIGITS = re.compile(r"[0-9]+")


def stale_label(index: PlanIndex) -> Iterator[Diagnostic]:
    """It was right when it was typed; since then chapters, figures or tables have been put before it."""
    entries: Mapping[str, Entry] = {}
    for owned in index.texts:
        if "](" not in owned.text.markdown:
            continue
        for link in walk(parse(owned.text.markdown)):
            if not isinstance(link, Link) or f"{link.scheme}:{link.target}" not in index.entities:
                continue
            label, ref = plain(link.children), f"{link.scheme}:{link.target}"
            typed = (FIGURE if link.scheme in ("figure", "table", "indicator-group") else CHAPTER).search(label)
            if typed is None:
                continue
            entries = entries or number_entries(index)
            right = _figure(entries[ref]) if "kind" in typed.groupdict() else _chapter(index, entries, ref)
            written = int(_plain_digits(typed)) if "kind" in typed.groupdict() else ordinal(typed["chapter"])
            if right and written != right:
                yield _say.warning("stale", owned.text.at.locate(label), typed=typed[0], right=right, ref=ref)


def _plain_digits(typed: re.Match[str]) -> str:
    found = _DIGITS.search(unicodedata.normalize("NFKC", typed[0]))
    assert found is not None, "the pattern asks for digits"
    return found[0]


def _figure(entry: Entry) -> int:
    """The number of a figure or table; 0 where it has none of its own."""
    digits = _DIGITS.findall(unicodedata.normalize("NFKC", entry.number))
    return int(digits[0]) if len(digits) == 1 else 0


def _chapter(index: PlanIndex, entries: Mapping[str, Entry], ref: str) -> int:
    """Which chapter something stands in, from 1; 0 for what stands in none."""
    above: str | None = ref
    while above is not None and entries[above].kind != "chapter":
        above = entries[above].parent
    return index.plan.order.chapters.index(entries[above].id) + 1 if above is not None else 0
