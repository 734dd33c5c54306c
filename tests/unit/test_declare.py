"""What the model's classes say of their fields."""

from __future__ import annotations

import dataclasses
import typing

from keikaku.plan import model
from keikaku.plan.declare import hints

CLASSES = [
    cls
    for cls in vars(model).values()
    if isinstance(cls, type) and dataclasses.is_dataclass(cls) and cls.__module__ == model.__name__
]


def test_annotations_are_read_as_the_library_reads_them() -> None:
    assert len(CLASSES) > 50
    for cls in CLASSES:
        expected = typing.get_type_hints(cls, include_extras=True)
        assert hints(cls) == {field.name: expected[field.name] for field in dataclasses.fields(cls)}
