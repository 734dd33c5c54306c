"""A copy of a plan in the hands of an editor: its files as data, changed in place, and what may be changed there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

_YAML = YAML()
_YAML.width = 10_000
_YAML.preserve_quotes = True

Node = Any
"""A mapping or list of a file, of ruamel.yaml, which keeps comments, quotes and the order of keys."""


class NothingOfTheKindError(Exception):
    """The plan has nothing to which an edit could be made: no figure without numbers, no term …"""


class PlanFiles:
    """The files of a plan by their names in it (``measures/tea.yml``)."""

    def __init__(self, folder: Path) -> None:
        """Take the plan in ``folder``, which is changed by `save`."""
        self.folder = folder
        self._files: dict[str, Node] = {}

    def __getitem__(self, name: str) -> Node:
        if name not in self._files:
            self._files[name] = _YAML.load((self.folder / name).read_text("utf-8"))
        return self._files[name]

    def __contains__(self, name: str) -> bool:
        return name in self._files or (self.folder / name).is_file()

    def add(self, name: str, text: str) -> Node:
        """A new file, or another content for one."""
        self._files[name] = _YAML.load(text)
        return self._files[name]

    def delete(self, name: str) -> None:
        self._files.pop(name, None)
        (self.folder / name).unlink()

    def save(self) -> None:
        for name, data in self._files.items():
            path = self.folder / name
            path.parent.mkdir(exist_ok=True)
            with path.open("w", encoding="utf-8") as file:
                _YAML.dump(data, file)

    @property
    def order(self) -> Node:
        return self["plan.yml"]["order"]

    def ids(self, folder: str) -> list[str]:
        """The entries of a kind: in the order of the plan where it has one, else by id."""
        found = {path.stem for path in (self.folder / folder).glob("*.yml")}
        found |= {Path(name).stem for name in self._files if name.startswith(f"{folder}/")}
        return [id for id in self.order.get(folder, ()) if id in found] or sorted(found)

    def all(self, folder: str) -> Iterator[Node]:
        for id in self.ids(folder):
            yield self[f"{folder}/{id}.yml"]

    def first(self, folder: str, fits: Callable[[Node], object] = lambda _: True) -> Node:
        """The first entry of a kind that an edit can be made to."""
        return first(self.all(folder), fits)

    def unmentioned(self, folder: str) -> list[str]:
        """The entries of a kind whose ids no file but their own names, other than in the order of the plan."""
        self.save()
        texts = {path: path.read_text("utf-8") for path in self.folder.rglob("*.yml")}
        plan = self.folder / "plan.yml"
        texts[plan] = re.sub(r"(?m)^order:\n(?: .*\n)*", "", texts[plan])

        def mentioned(id: str) -> bool:
            word = re.compile(rf"(?<![\w-]){re.escape(id)}(?![\w-])")
            return any(path.stem != id and word.search(text) for path, text in texts.items())

        return [id for id in self.ids(folder) if not mentioned(id)]

    def is_free(self, text: str) -> bool:
        """Whether no other place of the plan relies on the words of this text, and nothing in it leads elsewhere."""
        return (
            not any(word in text or text in word for word in self._relied_on) and "](" not in text and "[^" not in text
        )

    @cached_property
    def _relied_on(self) -> list[str]:
        """Words quoted, corrected, defined or led to, as the plan was before the first edit."""
        found: list[str] = []
        for path in (
            *self.folder.glob("*.yml"),
            *self.folder.glob("terms/*.yml"),
            *self.folder.glob("programmes/*.yml"),
        ):
            data = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
            for one in _mappings(data):
                found += [one[key] for key in ("source", "corrected") if key in one]
                found += [one["text"]] if "quoted_from" in one else []
                found += [*one.get("leads_to", ()), *(one["words"] if "actor" in one and "words" in one else ())]
            found += [data["name"]] if path.parent != self.folder else []
        return found


def _mappings(node: Any) -> Iterator[dict[str, Any]]:
    """Every mapping in a file, itself included."""
    if isinstance(node, dict):
        yield node
    for below in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _mappings(below)


def first(found: Iterator[Node] | list[Node], fits: Callable[[Node], object] = lambda _: True) -> Node:
    """The first that fits; the plan may have none."""
    one = next((one for one in found if fits(one)), None)
    if one is None:
        raise NothingOfTheKindError
    return one


def plain_actions(files: PlanFiles, least: int = 1) -> Iterator[tuple[Node, Node, int]]:
    """Measure, list of an actor, place in it: of every action that is a sentence alone and on which nothing relies.

    ``least``: how many actions the list must have.
    """
    for measure in files.all("measures"):
        for items in measure.get("actions", {}).values():
            for place, item in enumerate(items):
                text = sentence(item)
                if text is not None and len(items) >= least and files.is_free(text):
                    yield measure, items, place


def sentence(action: Node) -> str | None:
    """The text of an action or a finding that is nothing else, whether it has an id or not."""
    if isinstance(action, dict):
        return str(action["text"]) if set(action) == {"id", "text"} else None
    return str(action)


def say(items: Node, place: int, text: str) -> None:
    """Another text for an action or a finding that is a sentence alone."""
    if isinstance(items[place], dict):
        items[place]["text"] = text
    else:
        items[place] = text


def bodies(files: PlanFiles) -> Iterator[tuple[Node, Node]]:
    """Chapter and body, of every place in the chapters that holds blocks."""
    for chapter in files.all("chapters"):
        for holder in (chapter, *chapter.get("sections", ())):
            for one in (holder, *holder.get("subsections", ())):
                if isinstance(one.get("body"), list):
                    yield chapter, one["body"]


def blocks(files: PlanFiles, key: str) -> Iterator[Node]:
    """Every block of a kind in the chapters: what stands below its key."""
    for _, body in bodies(files):
        for block in body:
            if isinstance(block, dict) and key in block:
                yield block[key]


def new(**values: Node) -> CommentedMap:
    return CommentedMap(values)


def listed(*values: Node) -> CommentedSeq:
    return CommentedSeq(values)
