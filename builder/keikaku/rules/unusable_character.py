"""No characters that mean something on one machine only, or nothing any more."""

from __future__ import annotations

from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.diagnostics.source import Source
from keikaku.patterns import regex
from keikaku.text.signs import is_clear

_say = DiagnosticCatalogue(__file__)
_PRIVATE = regex("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_LOST = regex("[\ufffc\ufffd]")
"""What a program leaves in the place of what it could not read, or could not paste."""


def unusable_character(source: Source) -> Iterator[Diagnostic]:
    """Private characters (外字) are drawn by one machine's own font; readers see a box, or another character."""
    if not any(sign in source.text for sign in "\\\ufffc\ufffd") and is_clear(source.text):
        return
    for path, text in source.strings():
        for key, pattern in (("private", _PRIVATE), ("lost", _LOST)):
            sign = pattern.search(text)
            if sign is not None:
                yield _say.error(key, source.locate(path, sign[0]), code=ord(sign[0]))
