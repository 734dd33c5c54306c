"""Where a datum stands in its file."""

from __future__ import annotations

from keikaku.diagnostics.source import Source, Sources
from keikaku.diagnostics.span import text_map
from keikaku.yaml.parse import parse

TEXT = """\
id: tea
items:
  - text: "お茶、お茶"
    detail: |
      月に一度、
      お茶を飲みます。
"""


def source(text: str = TEXT) -> Source:
    map = text_map("plan/measures/tea.yml", text)
    parsed = parse(map)
    assert not parsed.faults
    return Source("measure", "tea", parsed.data, map, parsed.positions)


def sliced(span: object) -> str:
    return source().map.slice(span)  # type: ignore[arg-type]


def test_span_of_a_value_and_of_its_key() -> None:
    """A quoted text is marked with its quotes."""
    assert sliced(source().span(("items", 0, "text"))) == '"お茶、お茶"'
    assert sliced(source().span(("items", 0, "text"), "key")) == "text"


def test_span_of_a_block_is_its_lines() -> None:
    """The `|` says nothing to an editor."""
    assert sliced(source().span(("items", 0, "detail"))) == "月に一度、\n      お茶を飲みます。"


def test_a_path_that_does_not_exist_gives_the_nearest_above() -> None:
    """A message about what is missing has a place."""
    assert source().span(("items", 0, "title", "x")) == source().span(("items", 0))


def test_locate_finds_the_nth_occurrence() -> None:
    """References stand inside texts; the second of two equal ones is another place."""
    first, second = (source().locate(("items", 0, "text"), "お茶", n) for n in (0, 1))
    assert (first.column, second.column) == (12, 15)


def test_locate_looks_across_the_lines_of_a_block() -> None:
    """White space of the needle matches the indentation of the file."""
    found = source().locate(("items", 0, "detail"), "一度、\nお茶")
    assert (found.line, found.column, found.end_line, found.end_column) == (5, 9, 6, 9)


def test_locate_falls_back_to_the_whole_text() -> None:
    """An occurrence that the raw text spells otherwise still has a place."""
    assert source().locate(("items", 0, "text"), "紅茶") == source().span(("items", 0, "text"))


def test_sources_by_kind_and_id() -> None:
    """The accessors of later phases."""
    one = source()
    sources = Sources("plan", (one,), frozenset({("term", "x")}), {one.path: one.text})
    assert sources.of("measure") == (one,)
    assert sources.of("term") == ()
    assert sources.get("measure", "tea") is one
    assert sources.get("term", "x") is None
