"""What the program says to whoever runs it: texts in every language, as data beside the module that says them.

``rules/raw_html.py`` says what stands in ``rules/raw_html.yml``. A text there is a mapping of language to words::

    found:
      message: {ja: '文章の中に HTML（{html}）が書かれています。', en: 'The text contains HTML ({html}).'}

Texts are rendered only when they are shown, in the language of the run (`use_language`), so a plan without faults
loads none of these files. Words of the site and of print are not here: they are the plan's own interface and stand in
``site_templates/messages/`` (`keikaku.messages`).
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextvars import ContextVar
from functools import cached_property
from pathlib import Path
from typing import Any

from keikaku.dataclass import dataclass
from keikaku.kept import own_yaml
from keikaku.messages import Message, main_subtag

LANGUAGES = ("ja", "en")
"""In which the program can speak; the first is spoken where no other is asked for."""

_REPEATED = 200
"""Letters of a name of any length that a message repeats."""

_language: ContextVar[str] = ContextVar("language", default=LANGUAGES[0])


def use_language(language: str) -> None:
    """From here on texts are shown in ``language`` (``ja-simple`` is Japanese); one not spoken here changes nothing."""
    if main_subtag(language) in LANGUAGES:
        _language.set(main_subtag(language))


def language_of_locale(environment: Mapping[str, str] = os.environ) -> str:
    """The language a person's machine is set to (POSIX order of variables), or the first of ``LANGUAGES``."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    setting = next((environment[name] for name in names if environment.get(name)), "")
    language = setting.partition("_")[0].partition(".")[0]
    return language if language in LANGUAGES else LANGUAGES[0]


def shortened(name: object) -> str:
    """A name somebody gave, as a message repeats it."""
    text = str(name)
    return text if len(text) <= _REPEATED else f"{text[:_REPEATED]}…"


class Several(tuple[object, ...]):
    """Values that a text names one after the other: ``{names:、}`` puts what stands behind the colon between them."""

    __slots__ = ()

    def __format__(self, between: str) -> str:
        return between.join(map(str, self))


@dataclass(frozen=True, slots=True)
class LocalizedText:
    """A text of a catalogue with its values; it becomes words when it is shown."""

    catalogue: Catalogue
    key: str
    """Where it stands in the catalogue, with dots between the levels."""
    values: tuple[tuple[str, object], ...] = ()

    def in_language(self, language: str) -> str:
        """The words. Values that are texts themselves are shown in the same language; tuples are `Several`."""
        values = {name: _shown(value, language) for name, value in self.values}
        return Message(self.catalogue.words(self.key)[language]).format(**values)

    def __str__(self) -> str:
        return self.in_language(_language.get())

    def __format__(self, form: str) -> str:
        return format(str(self), form)


def _shown(value: object, language: str) -> object:
    if isinstance(value, LocalizedText):
        return value.in_language(language)
    if isinstance(value, tuple):
        return Several(_shown(one, language) for one in value)
    return value


class Catalogue:
    """The texts beside a module: ``say = Catalogue(__file__)``, then ``say("key", name=value)``.

    A missing file, key or language is a fault of the program (a test finds it), so it raises.
    """

    def __init__(self, module: str) -> None:
        self.path = Path(module).with_suffix(".yml")

    def __call__(self, key: str, /, **values: object) -> LocalizedText:
        """The text ``key``, its gaps to be filled with ``values``."""
        return LocalizedText(self, key, tuple(values.items()))

    def has(self, key: str) -> bool:
        """Whether there is such a text."""
        return isinstance(self._find(key), dict)

    def words(self, key: str) -> Mapping[str, str]:
        """Language → the text as it stands in the file."""
        found = self._find(key)
        assert isinstance(found, dict), f"{self.path.name}: no text {key}"
        return found

    @cached_property
    def data(self) -> Mapping[str, Any]:
        """The whole file."""
        loaded: dict[str, Any] = own_yaml(self.path)
        return loaded

    def _find(self, key: str) -> Any:
        found: Any = self.data
        for part in key.split("."):
            found = found.get(part) if isinstance(found, dict) else None
        return found
