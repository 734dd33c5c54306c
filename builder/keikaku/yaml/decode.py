"""The bytes of a file → its text, or what hinders it from being text."""

from __future__ import annotations

import codecs

from keikaku.diagnostics.diagnostic import Diagnostic, DiagnosticCatalogue
from keikaku.diagnostics.span import TextMap, text_map
from keikaku.text.signs import UNSEEN, is_clear
from keikaku.yaml.diagnose import wording

_OLD_ENCODINGS = (("euc_jp", "EUC-JP"), ("cp932", "Shift_JIS"))
"""EUC-JP first: Shift_JIS hardly ever passes for EUC-JP, but the reverse happens."""

_say = DiagnosticCatalogue(__file__)


def decode(path: str, raw: bytes) -> tuple[TextMap | None, tuple[Diagnostic, ...]]:
    """The text of a file, without byte order mark, and what is wrong with its characters.

    Where anything is wrong the text is still given if there is any, so that its lines can be shown.
    """
    utf_16 = _utf_16(raw)
    if utf_16 is not None:
        return _wrong_encoding(path, raw.decode(utf_16, "replace"), "UTF-16", 0, 1)
    raw = raw.removeprefix(codecs.BOM_UTF8)
    if b"\x1b$" in raw:
        at = raw.index(b"\x1b$")
        return _wrong_encoding(path, raw.decode("iso2022_jp", "replace"), "ISO-2022-JP", at, at + 1)
    try:
        map = text_map(path, raw.decode("utf-8"))
    except UnicodeDecodeError as fault:
        # Everything before the first byte that is not UTF-8 is ASCII in the old encodings, or nearly so.
        at = len(raw[: fault.start].decode("utf-8"))
        for name, shown in _OLD_ENCODINGS:
            try:
                return _wrong_encoding(path, raw.decode(name), shown, at, at + 1)
            except UnicodeDecodeError:
                continue
        return _wrong_encoding(path, raw.decode("utf-8", "replace"), None, at, at + 1)
    if "\r" in map.text and "\n" not in map.text:
        return map, (_cr_line_ends(map),)
    return map, _unprintable(map)


def _utf_16(raw: bytes) -> str | None:
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if raw[:1] not in (b"", b"\0") and raw[1:2] == b"\0" and raw[3:4] == b"\0":
        return "utf-16-le"
    if raw[:1] == b"\0" and raw[2:3] == b"\0" and raw[1:2] not in (b"", b"\0"):
        return "utf-16-be"
    return None


def _wrong_encoding(
    path: str, text: str, name: str | None, start: int, end: int
) -> tuple[TextMap, tuple[Diagnostic, ...]]:
    map = text_map(path, text.removeprefix("\ufeff"))
    place = map.span(start, end)
    return map, (_say.error("other", place, name=name) if name else _say.error("unknown", place),)


def _cr_line_ends(map: TextMap) -> Diagnostic:
    at = map.text.index("\r")
    return _say.error("cr", map.span(at, at + 1))


def _unprintable(map: TextMap) -> tuple[Diagnostic, ...]:
    """One fault for all that cannot be seen, at the first: they come in crowds."""
    found = [] if is_clear(map.text) else list(UNSEEN.finditer(map.text))
    if not found:
        return ()
    words = wording.control_character(found[0].group(), len(found) - 1)
    return (words.at(map.span(found[0].start(), found[0].end())),)
