"""No signs that word processors bring along, and none that only look like the right one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.diagnostics.source import Source
from keikaku.patterns import regex
from keikaku.text.signs import LOOK_ALIKE, is_clear, stand_ins

_say = DiagnosticCatalogue(__file__)
_EDGE = regex(r"\A\u3000+|\n\u3000+|\u3000+\Z")
_CELLS = regex(r"^[^\t\n]*\S\t.*\n[^\t\n]*\S\t.*", re.MULTILINE)
"""Two lines that a tab divides: a table copied from a sheet."""
_LISTS = ("rows", "values")
_LOST = "\ufffd"
_AS_THEY_ARE = ("errata", "synonyms")
"""Files that hold what others wrote: the original's mistakes, what people type into the search."""


def pasted_character(source: Source) -> Iterator[Diagnostic]:
    """Searches do not find them, a comparison shows them as changes, and the fonts of print may not have them."""
    if source.kind in _AS_THEY_ARE or not _worth_a_look(source.text):
        return
    for path, text in source.strings():
        if _LOST in text:
            continue  # its other signs are not what they were either; `unusable_character` tells
        reported = False
        for written, right in stand_ins(text):
            reported = True
            if path[-1] in _LISTS or path[-2:-1] == ("rows",):
                pass  # no text may stand there, as is told: what tabs part are cells
            elif written.strip():
                place = source.locate(path, written)
                yield _say.warning(_kind(written, right), place, sign=written, right=right, code=ord(written[-1]))
            else:
                yield _say.warning("cells" if _CELLS.search(text) else "blank", source.span(path))
        if not reported and _EDGE.search(text):
            yield _say.warning("edge", source.locate(path, text.strip()[:1]))


def _kind(written: str, right: str) -> str:
    if not right:
        return "delete"
    if right == written[:-1]:
        return "mark"
    return "look-alike" if LOOK_ALIKE.match(written) else "sign"


def _worth_a_look(text: str) -> bool:
    """Whether there may be such a sign in a file; an escape may stand for any."""
    return "\\" in text or "\u3000" in text or not is_clear(text)
