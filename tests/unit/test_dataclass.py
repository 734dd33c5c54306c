"""What `keikaku.dataclass` makes is what the library makes, as far as it is used here."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from keikaku.dataclass import dataclass


def _classes(make: Any) -> tuple[Any, Any]:
    @make(frozen=True, slots=True, order=True)
    class Place:
        line: int
        column: int = 1
        note: str = dataclasses.field(default="", compare=False, repr=False)

    @make(slots=True, kw_only=True)
    class Node:
        words: list[str] = dataclasses.field(default_factory=list)

    return Place, Node


@pytest.mark.parametrize("make", [dataclass, dataclasses.dataclass])
def test_objects_are_compared_ordered_shown_and_changed_by_their_fields(make: Any) -> None:
    place, node = _classes(make)
    assert place(2, note="a") == place(2, note="b") != place(3)
    assert {place(2), place(2, note="b")} == {place(2)}
    assert sorted([place(3), place(2, 9), place(2)]) == [place(2), place(2, 9), place(3)]
    assert repr(place(2)).endswith("Place(line=2, column=1)")
    assert dataclasses.replace(place(2), column=5) == place(2, 5)
    assert [field.name for field in dataclasses.fields(place)] == ["line", "column", "note"]
    assert (node(words=["a"]) == node(words=["a"]), node() == place(1)) == (True, False)
    with pytest.raises(TypeError, match="unhashable"):
        hash(node())
    with pytest.raises(AttributeError):
        place(1).other  # noqa: B018
