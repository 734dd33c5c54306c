"""Where the tokens of a Japanese text begin and end, by SudachiPy."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from keikaku.text.dictionary import PIECE, dictionary


@cache
def _tokenizer() -> Any:
    from sudachipy import SplitMode

    # The shortest units: they tell 社会福祉|法人 from 社会福祉法, and let a term end inside a long compound.
    return dictionary().tokenizer(mode=SplitMode.A)


@lru_cache(maxsize=8192)  # a text is composed, then shown; and a preview asks anew for all but the one edited
def boundaries(text: str) -> frozenset[int]:
    """The offsets between tokens, both ends of the text included."""
    found = {0, len(text)}
    for start in range(0, len(text), PIECE):
        for token in _tokenizer().tokenize(text[start : start + PIECE]):
            found.update((start + token.begin(), start + token.end()))
    return frozenset(found)
