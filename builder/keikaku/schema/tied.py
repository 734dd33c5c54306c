"""The JSON Schemas of the plan with their references tied into one graph, so that none is looked up for every value."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from keikaku.patterns import regex

DEFINITION = "x-definition"
"""Set in a schema that was referred to: the name it is defined by (`id`, `text`)."""

ALSO = "x-also"
"""Set beside a key in the schemas: other words that people write for it (`heading` for `label`)."""

Schema = dict[str, Any]


def graph(schemas: Mapping[str, Any]) -> dict[str, Schema]:
    """File name → schema without any `$ref`: what it referred to stands in its place, if need be in a circle.

    Raises KeyError for a reference to nothing; a schema is part of the program, not of its input.
    """
    tied: dict[tuple[str, str], Schema] = {}

    def tie(node: Any, home: str) -> Any:
        if isinstance(node, list):
            return [tie(item, home) for item in node]
        if not isinstance(node, dict):
            return node
        if "$ref" in node:
            return _over(refer(node["$ref"], home), {k: tie(v, home) for k, v in node.items() if k != "$ref"})
        tied_node = {
            key: value if key in _DATA else tie(value, home) for key, value in node.items() if key not in _LOST
        }
        if isinstance(pattern := tied_node.get("pattern"), str):
            # To Python, `$` also stands before a last line break.
            tied_node["pattern"] = re.sub(r"\$\Z", r"\\Z", pattern)
        return tied_node

    def refer(reference: str, home: str) -> Schema:
        file, _, pointer = reference.partition("#")
        place = (file or home, pointer)
        if place not in tied:
            target: Any = schemas[place[0]]
            for part in filter(None, pointer.split("/")):
                target = target[part]
            tied[place] = {}
            tied[place].update(tie(target, place[0]), **{DEFINITION: pointer.rpartition("/")[2]})
        return tied[place]

    return {name: tie(schema, name) for name, schema in schemas.items()}


_DATA = frozenset({"enum", "const", "examples", "required", ALSO})
_LOST = frozenset({"$schema", "$id", "$defs"})


def _over(target: Schema, beside: Schema) -> Schema:
    """A reference with words of its own beside it: the target, recognised by those words."""
    return {"allOf": [target], **beside} if beside else target


def core(schema: Schema) -> Schema:
    """The schema behind the words that were put over it."""
    while "allOf" in schema and "type" not in schema and len(schema["allOf"]) == 1:
        schema = schema["allOf"][0]
    return schema


_KEY = regex(r"([A-Za-z_]\w*)[:：]")


def key_in_text(forms: Sequence[Schema], text: str) -> re.Match[str] | None:
    """The key that a text begins with, where one of several forms it may have is a mapping that has it.

    It is valid, and a mistake all the same: ``- text：あ`` is a text to YAML.
    """
    found = _KEY.match(text)
    return found if found and any(found[1] in core(form).get("properties", {}) for form in forms) else None
