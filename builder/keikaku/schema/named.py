"""What the entries of a plan are called, for whoever writes a name where an id belongs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import field, is_dataclass
from functools import cache
from typing import Any

from keikaku.dataclass import dataclass
from keikaku.diagnostics.source import Path, Sources
from keikaku.plan import model
from keikaku.plan.declare import declared
from keikaku.text.nearest import TYPO, nearest

FEW = 3
"""Words that stand in more names than these say nothing."""

_NAMES = ("name", "short", "title", "text")
_IDS_AS_KEYS = {"actions": "actor", "attributes": "attribute"}
"""Key of a mapping whose own keys are ids → the kind they are of."""
_LINKS = "challenges"
"""Key of a list of mappings whose ``id`` is that of another entry."""


@dataclass(frozen=True, slots=True)
class Names:
    """Kind → name, short name, title or text of an entry → its ids; several where things are called alike."""

    by_kind: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)

    def of(self, kind: str | None) -> Mapping[str, tuple[str, ...]]:
        """Name → ids, of a kind; of all where it is None."""
        if kind is not None:
            return self.by_kind.get(kind, {})
        together: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
        for names in self.by_kind.values():
            for name, ids in names.items():
                together[name] = tuple(dict.fromkeys((*together[name], *ids)))
        return together

    def alike(self, words: str, kind: str | None) -> Mapping[str, tuple[str, ...]]:
        """The few names that hold the words, or stand in them; else that which they are a typo of."""
        known = self.of(kind)
        held = {name: ids for name, ids in known.items() if _holds(name, words) or _holds(words, name)}
        if held or words.isascii():
            return held if len(held) <= FEW else {}
        begun = [name for name in known if name[:1] == words[:1]]  # comparing with all would take its time
        return {name: known[name] for name in nearest(words, begun, 1, TYPO)}

    def refs(self, words: str) -> tuple[str, ...]:
        """``kind:id`` of whatever has these words as its id or name; else of the few whose name is like them."""
        named = [(kind, name, id) for kind, names in self.by_kind.items() for name, ids in names.items() for id in ids]
        if exact := [f"{kind}:{id}" for kind, name, id in named if words.rstrip("。") in (name, id)]:
            return tuple(dict.fromkeys(exact))
        alike = () if words.isascii() else self.alike(words, None)
        return tuple(dict.fromkeys(f"{kind}:{id}" for kind, name, id in named if name in alike))


def _holds(whole: str, part: str) -> bool:
    """Whether a part of more than one sign stands in the whole: 市民 is not 市."""
    return len(part) > 1 and part in whole


def names_of(sources: Sources) -> Names:
    """What everything with an id is called."""
    named: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))

    def walk(value: Any, kind: str) -> None:
        if isinstance(value, dict):
            if isinstance(id := value.get("id"), str):
                for name in (value[key] for key in _NAMES if isinstance(value.get(key), str)):
                    named[kind][name.strip().rstrip("。")].append(id)
            for key, inner in value.items():  # `attributes:` holds entries of the kind `attribute`
                walk(inner, kind if f"{kind}s" in _IDS_AS_KEYS and "id" not in value else str(key).removesuffix("s"))
        elif isinstance(value, list):
            for inner in value:
                walk(inner, kind)

    for source in sources.files:
        walk(source.data, source.kind)
    return Names(
        {kind: {name: tuple(dict.fromkeys(ids)) for name, ids in names.items()} for kind, names in named.items()}
    )


def is_own_id(path: Path) -> bool:
    """Whether the id at this place of a file is that of the entry it stands in, not of another that it names."""
    return path[-1:] == ("id",) and path[-3:-2] != (_LINKS,)


def referred(path: Path) -> str | None:
    """The kind of the entries that an id at this place of a file can name; None where it is not known."""
    *above, last = (part for part in path if isinstance(part, str))
    if last == "id":
        last = above.pop() if above else last
    return _IDS_AS_KEYS.get(above[-1]) if above and above[-1] in _IDS_AS_KEYS else _referred().get(last)


@cache
def _referred() -> Mapping[str, str]:
    """Key of the plan's files → the one kind it refers to, as the model declares it."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for cls in vars(model).values():
        for one in declared(cls) if isinstance(cls, type) and is_dataclass(cls) else ():
            if one.refers:
                found[one.key].add(one.refers)
    return {key: next(iter(kinds)) for key, kinds in found.items() if len(kinds) == 1}
