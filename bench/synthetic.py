"""Make a plan N times the size of another, of the same shape: references, cross-listings, notes and terms included.

Copy 0 is the plan itself. In copy k every id gets the suffix ``-copyk``, every reference follows, and the names of
terms and programmes get a number, in the texts too, so that each copy is linked within itself and no word of one is
found in another. A seed chooses which sentences of the copies change places, so that no two measures read alike.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

_COPIED = ("chapters", "challenges", "pillars", "measures", "indicators", "figures", "terms", "programmes")
_ID_KEYS = frozenset(
    ("id", "pillar", "parent", "cross_listing", "programme", "figure", "indicators", "quoted_from", "term")
)
"""Keys whose string is an id or a ref (``kind:id``)."""
_KEPT_KEYS = frozenset(("audience", "actor"))
_REFERENCE = re.compile(r"(\]\([a-z-]+:|\[\^)([a-z0-9-]+)")


def synthesize(plan: Path, target: Path, factor: int, seed: int = 1) -> None:
    """Write ``factor`` times the plan into the empty folder ``target``."""
    rng = random.Random(seed)
    folders = {name: _load_folder(plan / name) for name in (*_COPIED, "actors")}
    singles = {path.name: _load(path) for path in sorted(plan.glob("*.yml"))}
    names = [
        word
        for folder in ("terms", "programmes")
        for data in folders[folder].values()
        for word in (data["name"], *data.get("aliases", ()))
    ]
    pattern = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))) or "(?!)")
    order = singles["plan.yml"]["order"]
    first = {key: tuple(order[key]) for key in ("chapters", "challenges", "pillars", "measures")}
    for name, data in folders["actors"].items():
        _write(target / "actors" / name, data)
    for copy in range(factor):
        for folder in _COPIED:
            for name, data in folders[folder].items():
                made = data if copy == 0 else _Copy(copy, pattern, rng).value(data)
                _write(target / folder / (name if copy == 0 else f"{made['id']}.yml"), made)
        if copy:
            for key, ids in first.items():
                order[key].extend(f"{id}{_suffix(copy)}" for id in ids)
    for name, data in singles.items():
        _write(target / name, data)


def _suffix(copy: int) -> str:
    """With a word, as an id of the plan may end in a number itself."""
    return f"-copy{copy}"


class _Copy:
    def __init__(self, number: int, names: re.Pattern[str], rng: random.Random) -> None:
        self.suffix = _suffix(number)
        self.mark = f"第{number}号"
        self.names = names
        self.rng = rng

    def value(self, data: Any, key: str = "") -> Any:
        if isinstance(data, dict):
            made = {name: self.value(value, name) for name, value in data.items()}
            return {name: value for name, value in made.items() if value != [] or data[name] == []}
        if isinstance(data, list):
            if key == "actions":
                data = self.rng.sample(data, len(data))
            # What includes the other files stands once in a plan.
            kept = [item for item in data if not (isinstance(item, dict) and "include" in item)]
            return [self.value(item, key) for item in kept]
        if not isinstance(data, str) or isinstance(data, _Digits) or key in _KEPT_KEYS:
            return data
        if key in _ID_KEYS or key in ("terms", "challenges"):
            return data + self.suffix
        return self.names.sub(lambda found: found[0] + self.mark, _REFERENCE.sub(rf"\1\2{self.suffix}", data))


def _load_folder(folder: Path) -> Mapping[str, Any]:
    return {path.name: _load(path) for path in sorted(folder.glob("*.yml"))}


def _load(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), _Strings)


class _Digits(str):
    """A decimal number with its digits as they are written."""

    __slots__ = ()


class _Strings(yaml.SafeLoader):
    """A loader that makes no float, date or null of a text."""


_Strings.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag.rpartition(":")[2] in ("int", "bool", "float")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Strings.add_constructor("tag:yaml.org,2002:float", lambda loader, node: _Digits(node.value))


class _Dumper(yaml.SafeDumper):
    """Writes such numbers back without quotes."""


_Dumper.add_representer(_Digits, lambda dumper, data: dumper.represent_scalar("tag:yaml.org,2002:float", str(data)))


def _write(path: Path, data: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000), "utf-8")
