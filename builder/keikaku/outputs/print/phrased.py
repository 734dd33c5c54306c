"""Titles and names as data for the print template: their lines end between phrases, as those of the site do.

A phrase is kept on one line, and what stands in brackets too; what is longer than its line is broken between its parts,
at last anywhere. Only the template knows how long a line is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from itertools import pairwise

from keikaku.outputs.print.nodes import (
    BreakNode,
    EmphasisNode,
    Inline,
    NoteAgainNode,
    NoteNode,
    PendingNode,
    Run,
    StrongNode,
    UrlNode,
    Wording,
    WordNode,
)
from keikaku.patterns import regex
from keikaku.text.writing import Writing

ROOM = 12
"""So many signs have room on a line wherever a title stands, but for tables."""
_PARTS = (8, 4)
"""A phrase of more characters has parts, and so have those (``phrase_breaks``)."""
_BRACKETED = regex(r"[(（][^()（）]{4,}[)）]")
_SPACES = regex(r"\s+")
_OPENS = regex(r"[\s「『（【〈《〔［｛(\[{]")
_CLOSES = regex(r"[\s」』）】〉》〕］｝)\]}、。，．！？!?]")
"""Signs that stay with the sign behind or before them by themselves. They are not kept with their phrase: the engine
gives them half of their width at the ends of what is kept."""

_Cuttable = StrongNode | EmphasisNode | PendingNode | UrlNode


def phrased(run: Run, writing: Writing, room: int = ROOM) -> Run:
    """The run with its phrases as ``WordNode``s, in which the parts of a long one are; its words stay the same.

    ``room``: the signs that have room on one line in any case; of so few no phrases are asked.
    """
    text = _words(run)
    levels = tuple(_levels(text, writing)) if len(text) > room else ()
    if not levels:
        return run
    signs = "".join("x" * len(_words_of(node)) if isinstance(node, Wording) else _words_of(node) for node in run)
    beside = {at for kind in (_OPENS, _CLOSES) for sign in kind.finditer(signs) for at in sign.span()}
    nodes = _Nodes(_cut(run, beside.union(*levels)))
    return [*_pieces(signs, (0, len(text)), levels, nodes), *nodes.rest()]


def _words(run: Run) -> str:
    """The words of a run; an end of a line is a space."""
    return "".join(map(_words_of, run))


def _words_of(node: str | Inline) -> str:
    if isinstance(node, str):
        return node
    return _words(node.c) if isinstance(node, Wording) else "\n" if isinstance(node, BreakNode) else ""


def _levels(text: str, writing: Writing) -> Iterator[Set[int]]:
    """Where a text may be cut: between phrases but not in brackets; there too; inside of long phrases."""
    bracketed = [found.span() for found in _BRACKETED.finditer(text)]
    if not bracketed and not writing.phrased:
        return
    spaces = {at for space in _SPACES.finditer(text) for at in space.span()}
    phrases = spaces.union(writing.phrase_breaks(text, len(text)))
    yield phrases - {at for begin, end in bracketed for at in range(begin + 1, end)}
    yield phrases
    for longest in _PARTS:
        yield phrases.union(writing.phrase_breaks(text, longest))


def _pieces(signs: str, of: tuple[int, int], levels: Sequence[Set[int]], nodes: _Nodes) -> Run:
    """What stands from one offset to another, each piece as a word in which its parts are.

    ``signs``: the text, with what is marked (a pending piece, which stays whole) made unlike any of them.
    """
    begin, end = of
    while levels and not any(begin < at < end for at in levels[0]):
        levels = levels[1:]
    if not levels:
        return nodes.until(end)
    found: Run = []
    for start, stop in pairwise((begin, *sorted(at for at in levels[0] if begin < at < end), end)):
        first, last = start, stop
        while first < last and _OPENS.match(signs[first]):
            first += 1
        while first < last and _CLOSES.match(signs[last - 1]):
            last -= 1
        found += nodes.until(first)
        if first < last:
            found.append(WordNode(_pieces(signs, (first, last), levels[1:], nodes)))
        found += nodes.until(stop)
    return found


class _Nodes:
    """The nodes of a run, none with words on both sides of a cut, handed out from the first to the last."""

    def __init__(self, nodes: Iterable[str | Inline]) -> None:
        self._left = list(nodes)
        self._at = 0

    def until(self, end: int) -> Run:
        """Those with the words before an offset, and the mark of a note behind them: no line begins with it."""
        found: Run = []
        while self._left and (self._at < end or isinstance(self._left[0], NoteNode | NoteAgainNode)):
            self._at += len(_words_of(self._left[0]))
            found.append(self._left.pop(0))
        return found

    def rest(self) -> Run:
        """What has no words, behind the last of them."""
        return self._left


def _cut(run: Run, cuts: Set[int], at: int = 0) -> Iterator[str | Inline]:
    """The nodes of a run, cut at some offsets of its text; a reference, which shows its page behind it, stays whole."""
    for node in run:
        length = len(_words_of(node))
        ends = [0, *sorted(cut - at for cut in cuts if at < cut < at + length), length]
        if isinstance(node, str):
            yield from (node[start:end] for start, end in pairwise(ends))
        elif isinstance(node, _Cuttable) and len(ends) > 2:
            yield from (replace(node, c=[part]) for part in _cut(node.c, cuts, at))
        else:
            yield node
        at += length
