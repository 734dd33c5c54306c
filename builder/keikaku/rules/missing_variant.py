"""The shape that is chosen for an ideograph is one that print has."""

from __future__ import annotations

from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.diagnostics.source import Source
from keikaku.rules.missing_glyph import fonts_of, texts_in_doubt
from keikaku.text.fonts import font_folders
from keikaku.text.glyphs import without_shape
from keikaku.text.signs import is_clear

_say = DiagnosticCatalogue(__file__)


def missing_variant(source: Source) -> Iterator[Diagnostic]:
    """Otherwise print shows the ordinary shape: right for most readers, but whoever bears the name should know."""
    if "\\" not in source.text and is_clear(source.text):
        return
    for path, text in texts_in_doubt(source):
        for sign in without_shape(text, fonts_of(font_folders())):
            yield _say.warning("variant", source.locate(path, sign), sign=sign, base=sign[0])
