"""The canonical writing of a plan's file: order of keys, indentation, quotes; its comments stay where they belong.

Written on the positions that reading keeps anyway, not on a round-trip YAML library: such a library ties a comment to
the end of what came before it, so that a comment above a key stays behind when the key is put in its place.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from keikaku.diagnostics.source import Path, Source
from keikaku.diagnostics.span import text_map
from keikaku.yaml.parse import parse
from keikaku.yaml.scalar import flow_scalar, scalar_lines

Schema = Mapping[str, Any]

_BLOCK_OPENS = re.compile(r"[|>][-+0-9]*[ \t]*(?:#[^\n]*)?\r?\n")
_ITEM_OPENS = re.compile(r"-[ \t]+[|>][-+0-9]*[ \t]*\Z")
_COMMENT = re.compile(r"(?:(?<=\s)|^)#[^\r\n]*")


@dataclass(slots=True)
class _Comments:
    """Comments and single empty lines, by the datum they belong to."""

    before: dict[Path, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Whole lines above it; an empty string is an empty line."""
    behind: dict[Path, str] = field(default_factory=dict)
    """On its own line."""
    after: dict[Path, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Whole lines below the last thing in a list or mapping."""


def formatted(source: Source, schema: Schema) -> str:
    """The canonical text of a file that was read without faults.

    ``schema``: of its kind, without ``$ref``; the order of its properties is the order of the keys.
    """
    comments = _comments(source)
    above, lines = _head(_mapping(source.data, (), 0, schema, source, comments))
    above = _squeezed([*_above(comments, (), ""), *above])
    text = "\n".join((*above, *lines, *_squeezed(comments.after[()]))).lstrip("\n").rstrip("\n") + "\n"
    assert _means_the_same(source, text), f"{source.path}: formatting would change what it says"
    return text


def _means_the_same(source: Source, text: str) -> bool:
    parsed = parse(text_map(source.path, text))
    again = Source(source.kind, source.id, parsed.data, text_map(source.path, text), parsed.positions)
    return (
        not parsed.faults
        and parsed.data == source.data
        and Counter(comment for _, comment in _found(again)) == Counter(comment for _, comment in _found(source))
    )


# ---------------------------------------------------------------------------------------------- comments


def _comments(source: Source) -> _Comments:
    found = _Comments()
    starts = _starts(source)
    offsets = [start for start, _ in starts]
    for offset, comment in _marks(source):
        line_start = _line_start(source, offset)
        column = offset - line_start
        upto = bisect_left(offsets, offset)
        before = source.text[line_start:offset]
        if comment and _ITEM_OPENS.search(before):
            # Behind the | of an item, whose text begins on the next line.
            found.behind[_innermost(starts, upto)] = comment
            continue
        if before.strip() and upto and offsets[upto - 1] >= line_start:
            path = _closed(source, starts[upto - 1][1], offset)
            if path in found.behind:  # a list in brackets over several lines, each with its comment
                found.before[path].append(found.behind[path])
            found.behind[path] = comment
            continue
        below = _outermost(starts, upto) if upto < len(starts) else None
        owner = _ends(source, starts, upto, column, below) if comment else None
        if owner is not None:
            found.after[owner].append(comment)
        elif below is None:
            found.after[()].append(comment)
        else:
            found.before[below].append(comment)
    return found


def _squeezed(lines: list[str]) -> list[str]:
    """Of empty lines that follow each other, one."""
    return [line for n, line in enumerate(lines) if line or not n or lines[n - 1]]


def _starts(source: Source) -> list[tuple[int, Path]]:
    """Where each datum begins (a key, an item), in the order of the file; outer before inner."""
    return sorted(
        ((at.key_start, path) for path, at in source.positions.items()), key=lambda found: (found[0], len(found[1]))
    )


def _closed(source: Source, path: Path, offset: int) -> Path:
    """What a comment stands behind: the datum itself, or the outermost list in brackets that closed before it."""
    found = path
    for depth in range(len(path) - 1, 0, -1):
        at = source.positions[path[:depth]]
        if source.text.startswith(("[", "{"), at.value_start) and at.value_end <= offset:
            found = path[:depth]
    return found


def _innermost(starts: list[tuple[int, Path]], at: int) -> Path:
    """The last of all that begin at one place."""
    while at + 1 < len(starts) and starts[at + 1][0] == starts[at][0]:
        at += 1
    return starts[at][1]


def _outermost(starts: list[tuple[int, Path]], at: int) -> Path:
    """The first of all that begin at one place."""
    while at and starts[at - 1][0] == starts[at][0]:
        at -= 1
    return starts[at][1]


def _ends(source: Source, starts: list[tuple[int, Path]], upto: int, column: int, below: Path | None) -> Path | None:
    """The list or mapping that a comment closes: one that stands further in than what comes below it."""
    if upto == 0:
        return None
    limit = 0
    if below is not None:
        start = source.positions[below].key_start
        limit = _dash_column(source, start) if isinstance(below[-1], int) else _column(source, start)
    if column <= limit:
        return None
    path = starts[upto - 1][1]
    while path:
        path = path[:-1]
        data = _at(source.data, path)
        in_brackets = path and source.text.startswith(("[", "{"), source.positions[path].value_start)
        if not isinstance(data, dict | list) or not data or in_brackets:
            continue
        first = source.positions[*path, next(iter(data)) if isinstance(data, dict) else 0].key_start
        own = first - _line_start(source, first) if isinstance(data, dict) else _dash_column(source, first)
        if limit < own <= column:
            return path
    return None


def _column(source: Source, offset: int) -> int:
    """Of the first character on the line."""
    line = source.text[_line_start(source, offset) :]
    return len(line) - len(line.lstrip(" "))


def _dash_column(source: Source, offset: int) -> int:
    """Of the dash before an item that begins at ``offset``: on its line, or above a text that begins on the next."""
    above = source.text[: _line_start(source, offset)].rstrip()
    opening = _line_start(source, len(above))
    if _ITEM_OPENS.search(re.sub(r"[ \t]#.*", "", above[opening:])) or above.endswith("-"):
        return _column(source, opening)
    return _column(source, offset)


def _line_start(source: Source, offset: int) -> int:
    return source.text.rfind("\n", 0, offset) + 1


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def _marks(source: Source) -> Iterator[tuple[int, str]]:
    """Comments, and empty lines between data, by their offsets."""
    found = [*_found(source), *_empty_lines(source)]
    yield from sorted(found)


def _found(source: Source) -> list[tuple[int, str]]:
    return [
        (start + comment.start(), comment[0].rstrip())
        for start, gap in _gaps(source)
        # The character before a gap tells whether a # at its start is one.
        for comment in _COMMENT.finditer(gap)
    ]


def _empty_lines(source: Source) -> Iterator[tuple[int, str]]:
    for start, gap in _gaps(source):
        for found in re.finditer(r"(?m)^[ \t]*\r?\n", gap):
            if _BLOCK_OPENS.search(gap, 0, found.start()):
                continue  # an empty line that a text begins with
            if start + found.start() == 0 or source.text[start + found.start() - 1] == "\n":
                yield start + found.start(), ""


def _gaps(source: Source) -> Iterator[tuple[int, str]]:
    """The text between keys and scalars: marks of YAML, white space, comments."""
    covered: list[tuple[int, int]] = []
    for path, at in source.positions.items():
        if path and isinstance(path[-1], str):
            covered.append((at.key_start, at.key_end))
        if not isinstance(_at(source.data, path), dict | list):
            covered.append((at.value_start, at.value_end))
    end = 0
    for start, stop in sorted(covered):
        if start > end:
            yield end, source.text[end:start]
        end = max(end, stop)
    yield end, source.text[end:]


# ---------------------------------------------------------------------------------------------- writing


def _above(comments: _Comments, path: Path, indent: str) -> list[str]:
    return [indent + line if line else "" for line in _squeezed(comments.before.get(path, []))]


def _head(block: list[str]) -> tuple[list[str], list[str]]:
    """The comments that a block begins with, and the rest."""
    first = next((n for n, line in enumerate(block) if line and not line.lstrip().startswith("#")), len(block))
    return block[:first], block[first:]


def _behind(comments: _Comments, path: Path) -> str:
    return f"  {comments.behind[path]}" if path in comments.behind else ""


def _mapping(
    data: Mapping[str, Any], path: Path, indent: int, schema: Schema, source: Source, comments: _Comments
) -> list[str]:
    form = _form(schema, data)
    order = {key: n for n, key in enumerate(form.get("properties", {}))}
    lines: list[str] = []
    for key in sorted(data, key=lambda key: order.get(key, len(order))):
        inner = (*path, key)
        lines += _above(comments, inner, " " * indent)
        head = f"{' ' * indent}{scalar_lines(key, 0)[0]}:"
        lines += _value(head, data[key], inner, indent + 2, _below(form, key), source, comments)
    return [*lines, *_closing(comments, path, indent)]


def _list(items: list[Any], path: Path, indent: int, schema: Schema, source: Source, comments: _Comments) -> list[str]:
    lines: list[str] = []
    for n, item in enumerate(items):
        inner = (*path, n)
        above = _above(comments, inner, " " * indent)
        below = _form(schema, items).get("items", {})
        if isinstance(item, dict | list) and item:
            block = _collection(item, inner, indent + 2, below, source, comments)
            # What stands above the first line of an item stands above its dash.
            inside, block = _head(block)
            opening = [f"{' ' * indent}{comments.behind[inner]}"] if inner in comments.behind else []
            above = _squeezed([*above, *opening, *(line[2:] for line in inside)])
            lines += [*above, f"{' ' * indent}- {block[0][indent + 2 :]}", *block[1:]]
        else:
            lines += above
            lines += _value(f"{' ' * indent}-", item, inner, indent + 2, below, source, comments)
    return [*lines, *_closing(comments, path, indent)]


def _collection(
    value: dict[str, Any] | list[Any], path: Path, indent: int, schema: Schema, source: Source, comments: _Comments
) -> list[str]:
    if isinstance(value, dict):
        return _mapping(value, path, indent, schema, source, comments)
    return _list(value, path, indent, schema, source, comments)


def _closing(comments: _Comments, path: Path, indent: int) -> list[str]:
    if not path:
        return []
    return [" " * indent + line if line else "" for line in comments.after.get(path, ())]


def _value(
    head: str, value: Any, path: Path, indent: int, schema: Schema, source: Source, comments: _Comments
) -> list[str]:
    """``head`` (a key, a dash) with the value behind or below it."""
    note = _behind(comments, path)
    if isinstance(value, dict | list):
        if not value:
            return [f"{head} {'{}' if isinstance(value, dict) else '[]'}{note}"]
        if _in_brackets(value, path, source, comments):
            items = (_item(item, (*path, n), source) for n, item in enumerate(value))
            return [f"{head} [{', '.join(items)}]{note}"]
        return [head + note, *_collection(value, path, indent, schema, source, comments)]
    if isinstance(value, str):
        first, *rest = scalar_lines(value, indent)
    else:
        first, rest = _number(path, source), []
    return [f"{head} {first}{note}", *rest]


def _number(path: Path, source: Source) -> str:
    """A number or truth value as it was typed, with its digits."""
    at = source.positions[path]
    return source.text[at.value_start : at.value_end]


def _in_brackets(value: Any, path: Path, source: Source, comments: _Comments) -> bool:
    """A list its author put on one line stays there: a row of numbers or short words reads better so."""
    return (
        isinstance(value, list)
        and source.text.startswith("[", source.positions[path].value_start)
        and not any(isinstance(item, dict | list) for item in value)
        and not any(comments.before.get((*path, n)) or (*path, n) in comments.behind for n in range(len(value)))
        and not comments.after.get(path)
    )


def _item(value: Any, path: Path, source: Source) -> str:
    return flow_scalar(value) if isinstance(value, str) else _number(path, source)


def _form(schema: Schema, data: Any) -> Schema:
    """The form of a schema that a value has, where it allows several."""
    forms = schema.get("oneOf") or schema.get("anyOf")
    if not forms or "properties" in schema or "items" in schema:
        return schema
    if isinstance(data, dict):
        objects = [found for form in forms if "properties" in (found := _form(form, data))]
        if objects:
            return max(objects, key=lambda form: sum(key in form["properties"] for key in data))
    lists = [found for form in forms if "items" in (found := _form(form, data))]
    return lists[0] if isinstance(data, list) and lists else schema


def _below(form: Schema, key: str) -> Schema:
    """The schema of what stands under a key."""
    known: Mapping[str, Schema] = form.get("properties", {})
    if key in known:
        return known[key]
    patterns: Mapping[str, Schema] = form.get("patternProperties", {})
    return next((schema for pattern, schema in patterns.items() if re.search(pattern, key)), {})
