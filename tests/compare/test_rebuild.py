"""Nothing is lost: from a comparison, both revisions can be written out again, whatever was edited."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from keikaku.outputs.compare import Comparison, Side, compare
from keikaku.outputs.compare.match import compared_lines
from keikaku.outputs.compare.words import differing, split_words
from keikaku.plan.outline import Line, Outline
from keikaku.text.tokens import boundaries
from tests.specimens import TINY, outline

BASE = outline(TINY)
LINES = compared_lines(BASE)

WORDS = st.text("見守り活動をする。年月12３,.%（）AbＣ※1二十\n ", max_size=12)
EDITS = st.lists(
    st.tuples(
        st.sampled_from(("drop", "move", "copy", "reword", "renumber", "replace")),
        st.integers(0, 999),
        st.integers(0, 999),
        WORDS,
    ),
    max_size=12,
)


def edited(lines: tuple[Line, ...], edits: list[tuple[str, int, int, str]]) -> tuple[Line, ...]:
    """The lines after some edits; never without any line."""
    found = list(lines)
    for kind, at, to, words in edits:
        place, target = at % len(found), to % len(found)
        line = found[place]
        if kind == "drop" and len(found) > 1:
            del found[place]
        elif kind == "move":
            found.insert(target, found.pop(place))
        elif kind == "copy":
            found.insert(target, replace(line, text=line.text + words))
        elif kind == "reword":
            cut = to % (len(line.text) + 1)
            found[place] = replace(line, text=line.text[:cut] + words + line.text[cut + at % 3 :])
        elif kind == "renumber":
            found[place] = replace(line, number=words[:3])
        elif kind == "replace":
            found[place] = replace(line, text=words)
    return tuple(found)


def with_lines(lines: tuple[Line, ...]) -> Outline:
    return replace(BASE, shown=lines)


def written_out(sides: list[Side]) -> list[tuple[Any, ...]]:
    ordered = sorted(sides, key=lambda side: side.position)
    assert [side.position for side in ordered] == list(range(len(ordered)))
    return [
        (side.line.entry, side.line.role, side.line.number, "".join(piece.text for piece in side.pieces))
        for side in ordered
    ]


def assert_rebuilds(comparison: Comparison, old: tuple[Line, ...], new: tuple[Line, ...]) -> None:
    for lines, sides in (
        (old, [side for row in comparison.rows for side in row.old]),
        (new, [side for row in comparison.rows for side in row.new]),
    ):
        assert written_out(sides) == [(line.entry, line.role, line.number, line.text) for line in lines]
    # The new column is in its order as it stands.
    positions = [side.position for row in comparison.rows for side in row.new]
    assert positions == sorted(positions)


@given(EDITS, EDITS)
def test_both_columns_give_their_revision_exactly(
    before: list[tuple[str, int, int, str]], after: list[tuple[str, int, int, str]]
) -> None:
    old = edited(LINES, before)
    new = edited(old, after)
    assert_rebuilds(compare(with_lines(old), with_lines(new), boundaries), old, new)


@given(EDITS)
def test_what_did_not_change_is_not_marked(edits: list[tuple[str, int, int, str]]) -> None:
    lines = edited(LINES, edits)
    same = compare(with_lines(lines), with_lines(lines), boundaries)
    assert same.changed == ()
    assert not any(piece.changed for row in same.rows for side in (*row.new, *row.old) for piece in side.pieces)


@given(WORDS, WORDS)
@settings(max_examples=300)
def test_wordings_in_pieces_are_the_wordings(old: str, new: str) -> None:
    left, right = differing(old, new, boundaries)
    assert "".join(piece.text for piece in left) == old
    assert "".join(piece.text for piece in right) == new
    # What is not marked is the same on both sides, in order.
    assert "".join(p.text for p in left if not p.changed) == "".join(p.text for p in right if not p.changed)


@given(WORDS)
def test_no_number_is_split(text: str) -> None:
    words = split_words(text, boundaries)
    assert "".join(words) == text
    for left, right in pairwise(words):
        assert not (left[-1].isdigit() and right[0].isdigit())


def test_the_real_plan_against_itself_and_against_a_rewritten_one(real: Outline) -> None:
    lines = compared_lines(real)
    every_third = tuple(replace(line, text=line.text.replace("地域", "まち")) for n, line in enumerate(lines) if n % 7)
    comparison = compare(real, replace(real, shown=every_third), boundaries)
    assert_rebuilds(comparison, lines, every_third)
    assert compare(real, real, boundaries).changed == ()
