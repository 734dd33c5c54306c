"""The proof that a print draft shows every piece of the plan: within its page, and over no other.

The template marks where each piece begins and ends; the engine, asked after it has laid out the pages, says where on
paper these marks are. What it cannot see is a line that is too wide: that is seen to before, by measuring (ADR 18).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from keikaku.dataclass import dataclass
from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.plan.model import At

_say = DiagnosticCatalogue(__file__)

_SLACK = 4.0
"""Points by which a piece may reach into its neighbour or the margin: leading, the descenders of a last line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """The beginning or the end of a piece on paper, in the order of the document."""

    piece: int
    page: int
    """From 1; of all pages, not as printed."""
    x: float
    y: float
    """Points from the left and from the top of the page."""
    unfit: bool
    """Instead of a piece: a table that is too wide for any page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSize:
    """Points: how wide a page is, and from where to where down the page text may stand."""

    width: float
    top: float
    bottom: float


def faults(pieces: Sequence[At], marks: Sequence[Mark], pages: Sequence[PageSize]) -> tuple[Diagnostic, ...]:
    """What the print draft would lose, each at its place in the YAML; empty where all is well.

    ``pieces``: where each stands in the plan, by its number; ``pages``: all of them, in order.
    """
    unfit = dict.fromkeys(mark.piece for mark in marks if mark.unfit)
    if unfit:  # what else is wrong comes of it
        return tuple(_say.error("too-wide", pieces[n].span()) for n in unfit)
    return tuple(
        _say.error("absent", pieces[n].span()) if page is None else _say.error("hidden", pieces[n].span(), page=page)
        for n, page in lost(len(pieces), marks, pages).items()
    )


def lost(pieces: int, marks: Sequence[Mark], pages: Sequence[PageSize]) -> dict[int, int | None]:
    """Those of so many pieces that leave their page or cover another, with the page; none for what is on no page."""
    seen = {mark.piece for mark in marks}
    found: dict[int, int | None] = {n: None for n in range(pieces) if n not in seen}
    found |= {mark.piece: mark.page for mark in marks if not _inside(mark, pages[mark.page - 1])}
    return dict(sorted((found | _overlapping(_extents(marks))).items()))


def _inside(mark: Mark, page: PageSize) -> bool:
    across = -_SLACK < mark.x < page.width + _SLACK
    return across and page.top - _SLACK < mark.y < page.bottom + _SLACK


@dataclass(frozen=True, slots=True)
class _Extent:
    """From where to where down a page a piece stands."""

    place: tuple[int, int]
    """Page, and where its lines begin: pieces in one place stand below each other."""
    top: float
    bottom: float
    piece: int


def _extents(marks: Iterable[Mark]) -> Iterator[_Extent]:
    begun: dict[int, Mark] = {}
    for mark in marks:
        first = begun.pop(mark.piece, None)
        if first is None:
            begun[mark.piece] = mark
        elif first.page == mark.page:
            yield _Extent((mark.page, round(first.x)), first.y, mark.y, mark.piece)
        else:  # of what is overleaf only the ends are known
            yield _Extent((first.page, round(first.x)), first.y, first.y + 2 * _SLACK, mark.piece)


def _overlapping(extents: Iterable[_Extent]) -> dict[int, int]:
    """Pieces that begin within another → the page."""
    found: dict[int, int] = {}
    lowest: _Extent | None = None
    for extent in sorted(extents, key=lambda extent: (extent.place, extent.top)):
        if lowest is not None and lowest.place == extent.place:
            if min(lowest.bottom, extent.bottom) - extent.top > _SLACK:
                found[extent.piece] = extent.place[0]
            lowest = max(lowest, extent, key=lambda extent: extent.bottom)
        else:
            lowest = extent
    return found
