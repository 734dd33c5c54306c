"""What the kinds are called to an officer."""

from __future__ import annotations

from collections.abc import Sequence

from keikaku.catalogue import Catalogue, LocalizedText, shortened
from keikaku.plan.index import PlanIndex
from keikaku.plan.model import Text

_say = Catalogue(__file__)


def kind_name(ref: str) -> LocalizedText:
    """The name of the kind of ``kind:id``, or of ``kind`` alone; of an unknown kind, that of any entry."""
    key = f"kind.{ref.partition(':')[0]}"
    return _say(key if _say.has(key) else "entry")


def meant(near: Sequence[str]) -> LocalizedText:
    """The question whether one of the nearest was meant."""
    return _say("meant", near=tuple(_say("word", word=word) for word in near))


_LISTED = 12
"""Of more entries a list is no help: their folder is looked through more easily."""


def one_of(index: PlanIndex, kind: str) -> LocalizedText | None:
    """The request to write one of the ids of a kind, each with what its entry is called; None where too many are."""
    of_kind = (one.value for ref, one in index.entities.items() if ref.partition(":")[0] == kind)
    return one_of_these([(value.id, called(value)) for value in of_kind if getattr(value, "id", None)])


def one_of_these(named: Sequence[tuple[str, str]]) -> LocalizedText | None:
    """The same of these ids, each with its name."""
    if not 0 < len(named) <= _LISTED:
        return None
    return _say("one-of", known=tuple(_say("known", id=id, name=name) for id, name in named))


def called(value: object) -> str:
    """What an entry is called: its short name, name, title or, of an action, its text; as long as a message has it."""
    name = next(filter(None, (getattr(value, key, None) for key in ("short", "name", "title", "text"))), "")
    return shortened(name.plain if isinstance(name, Text) else str(name))


def id_of(ref: str) -> str:
    """The id in ``kind:id``."""
    return ref.partition(":")[2]
