"""The words of the interface: neither the plan's nor the program's, one file per language and group.

Where a number decides on the word, the message names the words: ``{n} {n:action|actions}``, and ``{month:January|…}``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from keikaku.kept import own_yaml


class Message(str):
    """A text of the interface; ``format`` fills it in."""

    __slots__ = ()

    def format(self, *_: object, **values: object) -> str:
        """The text with its gaps filled; a number can choose among words (``Count``)."""
        return super().format(**{name: counted(value) for name, value in values.items()})


class Count(int):
    """A number that chooses among the words behind its colon, ``{n:action|actions}``: the n-th of them, or the last.

    So 1 takes the first of two, all others (0 too) the second; the months of a date are twelve words.
    """

    def __format__(self, words: str) -> str:
        if "|" not in words:
            return super().__format__(words)
        forms = words.split("|")
        return forms[self - 1] if 0 < self <= len(forms) else forms[-1]


def counted(value: object) -> object:
    """A number as a message counts with it; anything else as it is."""
    return Count(value) if type(value) is int else value


def main_subtag(tag: str) -> str:
    """The language itself of a tag (BCP 47): ``ja`` of ``ja-simple``."""
    return tag.partition("-")[0]


_INTERNATIONAL = "en"
"""What is said where a language has no word for it."""


@cache
def load_messages(folder: Path, language: str, group: str, plan: str = "ja") -> Mapping[str, Message]:
    """Key → text, with ``{name}`` for what is filled in, from ``folder/language/group.yml``.

    ``plan``: the language of the plan's words. A text that speaks of it has a second form, ``glossary_lead@ja``, which
    stands for it beside plans in that language. What readers see is there in every language (a test holds it). What
    only editors see need not be: then it is said in the language of the plan, or in English. Where a group or key is
    missing altogether the templates are at fault: it raises.
    """
    written = main_subtag(plan)
    spoken = (language, main_subtag(language), written, _INTERNATIONAL)
    data = _table(folder, next((one for one in spoken if _file(folder, one, group).exists()), language), group)
    plain = (key for key in data if _OF_PLAN not in key)
    return MappingProxyType({key: Message(data.get(f"{key}{_OF_PLAN}{written}", data[key])) for key in plain})


_OF_PLAN = "@"
"""Between a key and the language of the plans that this form of its text is for."""


class InterfaceLanguage(NamedTuple):
    """What a language says of itself, in itself (``language.yml``)."""

    name: str
    unreviewed: str = ""
    """That nobody has looked over its words yet; readers are told. Empty where somebody has."""


@cache
def interface_language(folder: Path, language: str) -> InterfaceLanguage:
    """One of ``languages``."""
    return InterfaceLanguage(**_table(folder, language, "language"))


def languages(folder: Path) -> tuple[str, ...]:
    """The languages of which there are words, in order; the folders are named by their tags (BCP 47)."""
    return tuple(sorted(path.name for path in folder.iterdir() if path.is_dir()))


def _table(folder: Path, language: str, group: str) -> dict[str, Any]:
    table: dict[str, Any] = own_yaml(_file(folder, language, group))
    return table


def _file(folder: Path, language: str, group: str) -> Path:
    return folder / language / f"{group}.yml"
