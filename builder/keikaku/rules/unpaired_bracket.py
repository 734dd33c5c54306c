"""Brackets in a text come in pairs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.plan.index import PlanIndex
from keikaku.rules.words import TEXTS_REMEMBERED
from keikaku.text.prose import parse, plain

_say = DiagnosticCatalogue(__file__)
_PAIRS = {
    "（": "）",
    "「": "」",
    "『": "』",
    "【": "】",
    "〔": "〕",
    "［": "］",
    "(": ")",
    "｛": "｝",
    "〈": "〉",
    "《": "》",
}
_CLOSING = {closing: opening for opening, closing in _PAIRS.items()}
_ALIKE = str.maketrans("（）［］", "()[]")
"""Half and full width may be paired: （注1) is ugly, but whole."""


def unpaired_bracket(index: PlanIndex) -> Iterator[Diagnostic]:
    """One without the other is a typo, or the rest of words that were deleted."""
    for owned in index.texts:
        if owned.owner.startswith("erratum:"):
            continue
        sign = _unpaired(owned.text.markdown)
        if sign is not None:
            yield _say.warning("open" if sign in _PAIRS else "closed", owned.text.at.locate(sign), sign=sign)


@lru_cache(maxsize=TEXTS_REMEMBERED)
def _unpaired(markdown: str) -> str | None:
    """The first bracket without its partner. A closing one after a number is the mark of an item: 1）, ア）."""
    words = "\n".join(plain(paragraph) for paragraph in parse(markdown))
    opened: list[str] = []
    for n, sign in enumerate(words):
        if sign in _PAIRS:
            opened.append(sign)
        elif sign in _CLOSING:
            if opened and opened[-1].translate(_ALIKE) == _CLOSING[sign].translate(_ALIKE):
                opened.pop()
            elif not (sign in ")）" and _marks_item(words[:n])):
                return sign
    return opened[0] if opened else None


def _marks_item(before: str) -> bool:
    """Whether what stands before is a number or letter alone at the beginning of a line."""
    mark = before.rpartition("\n")[2].strip()
    return len(mark) == 1 or (len(mark) == 2 and mark.isdigit())
