"""No character that the fonts of print cannot show."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.diagnostics.source import Path, Source
from keikaku.text.fonts import find_fonts, font_folders
from keikaku.text.glyphs import is_ordinary, without_glyph
from keikaku.text.signs import unified

_say = DiagnosticCatalogue(__file__)
fonts_of = cache(find_fonts)


def missing_glyph(source: Source) -> Iterator[Diagnostic]:
    """Reported when the plan is checked, not when it is printed. Which fonts there are is the affair of the machine."""
    for path, text in texts_in_doubt(source):
        missing = {sign: unified(sign) for sign in without_glyph(text, fonts_of(font_folders()))}
        nothing = [sign for sign, right in missing.items() if right in ("", sign)]
        if len(nothing) > 1:  # words of another script are one mistake
            yield _say.error("several", source.locate(path, nothing[0]), signs="".join(nothing))
        for sign, right in missing.items():
            place, code = source.locate(path, sign), ord(sign[-1])
            if sign not in nothing:
                yield _say.error("stands-for", place, sign=sign, code=code, right=right)
            elif len(nothing) == 1:
                yield _say.error("none", place, sign=sign, code=code)


def texts_in_doubt(source: Source) -> Iterator[tuple[Path, str]]:
    """Texts for which the fonts must be asked. What the search alone reads (``synonyms.yml``) is never printed.

    With the characters that entities (``&#…;``) stand for: in the title of a link they are read as such.
    """
    if source.kind == "synonyms" or ("\\" not in source.text and "&" not in source.text and is_ordinary(source.text)):
        return
    for path, text in source.strings():
        whole = _with_entities(text) if "&" in text else text
        if not is_ordinary(whole):
            yield path, whole


def _with_entities(text: str) -> str:
    from html import unescape  # late: most plans have none

    return text + unescape(text)
