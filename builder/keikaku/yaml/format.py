"""The canonical writing of a plan's file: order of keys, indentation, quotes; its comments stay where they belong.

Written on the positions that reading keeps anyway, not on a round-trip YAML library: such a library ties a comment to
the end of what came before it, so that a comment above a key stays behind when the key is put in its place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from keikaku.diagnostics.source import Path, Source
from keikaku.diagnostics.span import text_map
from keikaku.yaml.comments import Comments, comments_of
from keikaku.yaml.parse import parse
from keikaku.yaml.scalar import flow_scalar, scalar_lines

Schema = Mapping[str, Any]


def formatted(source: Source, schema: Schema) -> str:
    """The canonical text of a file that was read without faults.

    ``schema``: of its kind, without ``$ref``; the order of its properties is the order of the keys.
    """
    comments = comments_of(source)
    above, lines = _head(_mapping(source.data, (), 0, schema, source, comments))
    above = _squeezed([*_above(comments, (), ""), *above])
    text = "\n".join((*above, *lines, *_squeezed(comments.after[()]))).lstrip("\n").rstrip("\n") + "\n"
    assert _means_the_same(source, comments, text), f"{source.path}: formatting would change what it says"
    return text


def _means_the_same(source: Source, comments: Comments, text: str) -> bool:
    map = text_map(source.path, text)
    parsed = parse(map)
    if parsed.faults or parsed.data != source.data:
        return False
    return comments_of(Source(source.kind, source.id, parsed.data, map, parsed.positions)).texts() == comments.texts()


def _squeezed(lines: list[str]) -> list[str]:
    """Of empty lines that follow each other, one."""
    return [line for n, line in enumerate(lines) if line or not n or lines[n - 1]]


def _above(comments: Comments, path: Path, indent: str) -> list[str]:
    return [indent + line if line else "" for line in _squeezed(comments.before.get(path, []))]


def _head(block: list[str]) -> tuple[list[str], list[str]]:
    """The comments that a block begins with, and the rest."""
    first = next((n for n, line in enumerate(block) if line and not line.lstrip().startswith("#")), len(block))
    return block[:first], block[first:]


def _behind(comments: Comments, path: Path) -> str:
    return f"  {comments.behind[path]}" if path in comments.behind else ""


def _mapping(
    data: Mapping[str, Any], path: Path, indent: int, schema: Schema, source: Source, comments: Comments
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


def _list(items: list[Any], path: Path, indent: int, schema: Schema, source: Source, comments: Comments) -> list[str]:
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
    value: dict[str, Any] | list[Any], path: Path, indent: int, schema: Schema, source: Source, comments: Comments
) -> list[str]:
    if isinstance(value, dict):
        return _mapping(value, path, indent, schema, source, comments)
    return _list(value, path, indent, schema, source, comments)


def _closing(comments: Comments, path: Path, indent: int) -> list[str]:
    if not path:
        return []
    return [" " * indent + line if line else "" for line in comments.after.get(path, ())]


def _value(
    head: str, value: Any, path: Path, indent: int, schema: Schema, source: Source, comments: Comments
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


def _in_brackets(value: Any, path: Path, source: Source, comments: Comments) -> bool:
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
