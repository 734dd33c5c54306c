"""Give items of a file their ids, and touch nothing else: comments, quotes and lines around stay as they are."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from keikaku.diagnostics.source import Path, Source
from keikaku.diagnostics.span import text_map
from keikaku.patterns import regex
from keikaku.yaml.comments import comments_of
from keikaku.yaml.parse import NotYamlError, events, parse

_BREAK = regex(r"\r?\n(?=[ \t]*[^\s])")
"""Before a line with something on it."""


def with_ids(source: Source, ids: Mapping[Path, str], field: str) -> str | None:
    """The text of the file with an ``id`` at these paths: in a mapping as its first key, of a bare text in front of it.

    ``field``: the key under which the text then stands. None where the file is written in a way that this cannot
    change without changing something else, too.
    """
    starts = _starts(source.text)
    text = source.text
    for path in sorted(ids, key=lambda path: source.positions[path].value_start, reverse=True):
        at, item = source.positions[path], _datum(source.data, path)
        start = at.value_start if isinstance(item, dict) else starts.get(at.value_end, at.value_start)
        written, before, behind = source.text[start : at.value_end], text[:start], text[at.value_end :]
        newline = "\r\n" if "\r\n" in source.text else "\n"
        below = newline + " " * (start - source.text.rfind("\n", 0, start) - 1)
        first = f"id: {ids[path]}"
        if isinstance(item, dict):
            text = before + (f"{{{first}, {written[1:]}" if written[0] == "{" else first + below + written) + behind
        elif source.text.startswith("[", source.positions[path[:-1]].value_start):
            text = f"{before}{{{first}, {field}: {written}}}{behind}"
        else:
            deeper = _BREAK.sub(lambda found: found[0] + "  ", written)
            text = f"{before}{first}{below}{field}: {deeper}{behind}"
    return text if _means(source, text, ids, field) else None


def _starts(text: str) -> dict[int, int]:
    """End of a text written as a block → where its ``|`` stands: positions know of its words only."""
    found = {}
    for event in events(text):
        if type(event).__name__ == "ScalarEvent" and event.style in ("|", ">"):
            end = event.end_mark.index
            words = text[event.start_mark.index : end].rstrip()
            found[event.start_mark.index + len(words)] = event.start_mark.index
            found[end] = event.start_mark.index
    return found


def _datum(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def _means(source: Source, text: str, ids: Mapping[Path, str], field: str) -> bool:
    map = text_map(source.path, text)
    try:
        parsed = parse(map)
    except NotYamlError:
        return False
    data = copy.deepcopy(source.data)
    for path, id in ids.items():
        above = _datum(data, path[:-1])
        before = above[path[-1]]
        above[path[-1]] = {"id": id, **(before if isinstance(before, dict) else {field: before})}
    if parsed.faults or parsed.data != data:
        return False
    after = Source(source.kind, source.id, parsed.data, map, parsed.positions)
    return comments_of(after).texts() == comments_of(source).texts()
