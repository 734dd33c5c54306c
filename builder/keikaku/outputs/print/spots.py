"""Where on paper something stands that a list at the end names: on the page of its own words, not of the entry's title.

A spot is a text field of the plan. ``Prose`` marks the spots it sets, and remembers which it has set.
"""

from __future__ import annotations

from collections.abc import Mapping

from keikaku.plan.model import At, Erratum
from keikaku.plan.outline import Line, Outline
from keikaku.plan.pending import PendingItem, pending_items

Spots = Mapping[tuple[str, tuple[str | int, ...]], str]
"""File and path in it → name of the spot. An ``At`` itself would compare whole files."""


def spot_key(at: At) -> tuple[str, tuple[str | int, ...]]:
    """The key of a text field in ``Spots``; the titles of the plan, all on its cover, have one together."""
    return at.source.path, at.path[:1] if at.path[:1] == ("titles",) else at.path


def find_spots(outline: Outline) -> Spots:
    """The texts that have something unsettled in them, or words of an erratum."""
    found = [item.at for item in pending_items(outline) if item.kind == "text"]
    lines = (erratum_line(outline, erratum) for erratum in outline.index.plan.errata)
    found += [line.at for line in lines if line is not None and line.at is not None]
    keys = dict.fromkeys(spot_key(at) for at in found)
    return {key: f"spot:{n}" for n, key in enumerate(keys, 1)}


def erratum_line(outline: Outline, erratum: Erratum) -> Line | None:
    """The line that has the words of an erratum as they stand in the plan; None where none or several have them."""
    wanted = _bare(erratum.corrected if erratum.certain else erratum.source)
    found = [
        line for line in outline.lines if _belongs(outline, line.entry, erratum.entry) and wanted in _bare(line.text)
    ]
    return found[0] if len(found) == 1 else None


def place_of_item(item: PendingItem, spots: Spots, placed: set[str]) -> str | None:
    """What the page of an unsettled item is looked up by; None where it is not printed."""
    spot = spots.get(spot_key(item.at))
    if spot in placed:
        return spot
    return None if item.ref == "plan" else item.ref


def place_of_erratum(outline: Outline, erratum: Erratum, spots: Spots, placed: set[str]) -> str:
    """What the page of an erratum is looked up by; what is in no text of the plan is the word of its contents."""
    line = erratum_line(outline, erratum)
    if line is not None and line.at is not None and (spot := spots.get(spot_key(line.at))) in placed:
        assert spot is not None
        return spot
    if erratum.entry == "plan":
        return "part:contents"
    return line.entry if line is not None else erratum.entry


def _belongs(outline: Outline, ref: str | None, above: str) -> bool:
    while ref is not None and ref != above:
        ref = outline.entries[ref].parent
    return ref is not None


def _bare(text: str) -> str:
    return "".join(text.split())
