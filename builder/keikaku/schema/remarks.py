"""What the schemas say to people, in every language: their titles, descriptions and examples.

A schema holds them in Japanese, as editors' tools read them; ``schema/en.yml`` says the same in English, text by
text, so that each is translated once wherever it stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from keikaku.catalogue import LANGUAGES, Catalogue, LocalizedText
from keikaku.kept import own_yaml
from keikaku.resources import SCHEMA_FOLDER

REMARKS = ("title", "description")
"""The keywords whose values are read by people."""


class _Remarks(Catalogue):
    """The texts of all schemas, each its own key."""

    def words(self, key: str) -> Mapping[str, str]:
        # Braces are the plan's placeholders ({n}) here, and no gaps to be filled.
        return {language: _in_language(key, language).replace("{", "{{").replace("}", "}}") for language in LANGUAGES}


_remarks = _Remarks(__file__)


def remark(words: str) -> LocalizedText:
    """The title or description of a schema, to be shown in the language of the run."""
    return LocalizedText(_remarks, words)


def in_language(schema: Any, language: str) -> Any:
    """The schema with titles, descriptions and examples in a language; the same where they are in it already."""
    if language == LANGUAGES[0]:
        return schema
    if isinstance(schema, list):
        return [in_language(inner, language) for inner in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: _in_language(value, language)
        if key in REMARKS and isinstance(value, str)
        else _examples(value, language)
        if key == "examples"
        else in_language(value, language)
        for key, value in schema.items()
    }


def _examples(value: Any, language: str) -> Any:
    """Examples whose words are translated; ids, and readings, which only a plan in Japanese has, stay."""
    if isinstance(value, list):
        return [_examples(inner, language) for inner in value]
    if isinstance(value, dict):
        return {key: _examples(inner, language) for key, inner in value.items()}
    return _in_language(value, language) if isinstance(value, str) else value


def _in_language(words: str, language: str) -> str:
    return words if language == LANGUAGES[0] else translations(language).get(words, words)


@cache
def translations(language: str) -> Mapping[str, str]:
    """Words of the schemas → the same in another language; empty where nobody has translated them."""
    path = SCHEMA_FOLDER / f"{language}.yml"
    found: dict[str, str] = own_yaml(path) if path.exists() else {}
    return found
