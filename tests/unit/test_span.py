"""Offsets, lines and columns agree, whatever ends a line."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from keikaku.diagnostics.span import Span, split_lines, text_map

TEXTS = st.text(alphabet="a字𠮷\n\r\u2028 ", max_size=60)


def test_columns_count_characters_from_one() -> None:
    """A character outside the BMP is one column."""
    map = text_map("p", "𠮷野家\nあいう")
    assert map.span(1, 3) == Span("p", 1, 2, 1, 4)
    assert map.span(4, 7) == Span("p", 2, 1, 2, 4)


def test_line_ends_of_all_systems_count_once() -> None:
    """CRLF, LF and CR end a line; U+2028 does not, as in editors."""
    map = text_map("p", "a\r\nb\nc\rd\u2028e")
    assert [map.span(at, at).line for at in (0, 3, 5, 7, 9)] == [1, 2, 3, 4, 4]


def test_offsets_beyond_the_text_are_its_end() -> None:
    """A place never lies outside the file."""
    assert text_map("p", "ab").span(99, 100) == Span("p", 1, 3, 1, 3)
    assert text_map("p", "").span(0, 0) == Span("p", 1, 1, 1, 1)


@given(TEXTS, st.integers(0, 60), st.integers(0, 60))
def test_a_span_covers_the_text_it_was_made_of(text: str, one: int, other: int) -> None:
    """`slice` is the inverse of `span`."""
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    map = text_map("p", text)
    assert map.slice(map.span(start, end)) == text[start:end]


@given(TEXTS)
def test_lines_are_counted_as_they_are_split(text: str) -> None:
    """The line a message quotes is the line it names."""
    assert len(split_lines(text)) == len(text_map("p", text).line_starts)
