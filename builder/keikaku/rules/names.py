"""What the kinds are called to an officer."""

from __future__ import annotations

from collections.abc import Sequence

from keikaku.catalogue import Catalogue, LocalizedText

_say = Catalogue(__file__)


def kind_name(ref: str) -> LocalizedText:
    """The name of the kind of ``kind:id``, or of ``kind`` alone; of an unknown kind, that of any entry."""
    key = f"kind.{ref.partition(':')[0]}"
    return _say(key if _say.has(key) else "entry")


def meant(near: Sequence[str]) -> LocalizedText:
    """The question whether one of the nearest was meant."""
    return _say("meant", near=tuple(_say("word", word=word) for word in near))


def id_of(ref: str) -> str:
    """The id in ``kind:id``."""
    return ref.partition(":")[2]
