"""The words of the plan by the entry they belong to, without markup and white space."""

from __future__ import annotations

import re
from collections.abc import Iterator

from keikaku.plan.index import OwnedText, PlanIndex
from keikaku.plan.model import At
from keikaku.text.prose import Words, parse, walk

_SPACE = re.compile(r"\s+")


def without_space(text: str) -> str:
    """A text as it is compared: line breaks of a file and spaces of a source do not count."""
    return _SPACE.sub("", text)


def bare(text: OwnedText) -> str:
    """The words of a text."""
    return without_space(text.text.plain)


def occurrences(index: PlanIndex, pattern: re.Pattern[str]) -> Iterator[tuple[OwnedText, list[re.Match[str]]]]:
    """Each text in whose words the pattern occurs, with all its occurrences; what errata quote is passed over."""
    for owned in index.texts:
        if not pattern.search(owned.text.markdown) or owned.owner.startswith("erratum:"):
            continue
        words = (inline.text for inline in walk(parse(owned.text.markdown)) if isinstance(inline, Words))
        if found := [match for text in words for match in pattern.finditer(text)]:
            yield owned, found


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
