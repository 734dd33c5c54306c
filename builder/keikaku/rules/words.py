"""The words of the plan by the entry they belong to, without markup and white space."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from keikaku.patterns import regex
from keikaku.plan.index import OwnedText, PlanIndex
from keikaku.plan.model import At
from keikaku.text.prose import Words, parse, plain, walk

_SPACE = regex(r"\s+")


TEXTS_REMEMBERED = 8192
"""A preview asks the same of most texts after every edit; what a rule found in one is remembered, of so many."""


def without_space(text: str) -> str:
    """A text as it is compared: line breaks of a file and spaces of a source do not count."""
    return _SPACE.sub("", text)


def bare(text: OwnedText) -> str:
    """The words of a text."""
    return _bare(text.text.markdown)


@lru_cache(maxsize=TEXTS_REMEMBERED)
def _bare(markdown: str) -> str:
    return without_space("".join(plain(paragraph) for paragraph in parse(markdown)))


Occurrence = tuple[str, re.Match[str]]
"""What was found in a text, and the key of its pattern."""


class Patterns:
    """What a rule looks for in the words of texts. ``patterns``: key → pattern."""

    def __init__(self, patterns: Mapping[str, re.Pattern[str]]) -> None:
        self._patterns = patterns
        self._found = lru_cache(maxsize=TEXTS_REMEMBERED)(self._find)

    def occurrences(self, index: PlanIndex) -> Iterator[tuple[OwnedText, tuple[Occurrence, ...]]]:
        """Each text in whose words one of the patterns occurs, with all occurrences in their order.

        What errata quote is passed over.
        """
        for owned in index.texts:
            found = self._found(owned.text.markdown)
            if found and not owned.owner.startswith("erratum:"):
                yield owned, found

    def _find(self, markdown: str) -> tuple[Occurrence, ...]:
        likely = [(key, pattern) for key, pattern in self._patterns.items() if pattern.search(markdown)]
        found: list[Occurrence] = []
        for inline in walk(parse(markdown)) if likely else ():
            if isinstance(inline, Words):
                here = [(key, match) for key, pattern in likely for match in pattern.finditer(inline.text)]
                found += sorted(here, key=lambda one: one[1].start())
        return tuple(found)


class PlanWords:
    """The words of the plan by the entry they belong to, without white space."""

    def __init__(self, index: PlanIndex) -> None:
        self._texts: dict[str, list[OwnedText]] = {}
        for owned in index.texts:
            self._texts.setdefault(owned.owner, []).append(owned)
        self._inside: dict[str, list[str]] = {}
        for definition in index.definitions:
            if definition.parent is not None:
                self._inside.setdefault(definition.parent, []).append(definition.ref)

    def of(self, ref: str, but: At | None = None) -> Iterator[str]:
        """Every text of ``ref`` and of what stands in it by the files."""
        yield from (bare(owned) for owned in self.texts(ref, but))

    def texts(self, ref: str, but: At | None = None) -> Iterator[OwnedText]:
        """The same, with their places."""
        reached, seen = [ref], {ref}  # seen: an id given twice may stand in itself
        for above in reached:
            yield from (owned for owned in self._texts.get(above, ()) if owned.text.at != but)
            reached += (inner for inner in self._inside.get(above, ()) if inner not in seen)
            seen.update(reached)
