"""Japanese among words of another language, known by its letters."""

from __future__ import annotations

_SIGN = "[\u3000-\u303f\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef]"
JAPANESE = f"{_SIGN}(?:[^<A-Za-z\u00c0-\u024f\u0900-\u097f]*{_SIGN})?"
"""A run of signs as Japanese has them. The engine of print reads it too: the letters stand for themselves."""
_KANA = "[\u3041-\u30ff]"
_OF_JAPANESE = "[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff]"


def letters_left(language: str, original: str) -> str | None:
    """The letters that tell, in a translation into ``language``, what is left in that of the original; a pattern.

    Japanese is known by its letters, beside Chinese by its kana; other languages cannot be told apart.
    """
    main = language.partition("-")[0]
    if original.partition("-")[0] != "ja" or main == "ja":
        return None
    return _KANA if main == "zh" else _OF_JAPANESE
