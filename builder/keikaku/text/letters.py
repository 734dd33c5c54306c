"""Kanji and kana as letters: which of them a text has, and its kana in one form."""

from __future__ import annotations

import re

KANJI = "\u3400-\u9fff\uf900-\ufaff々〆"
"""As they stand between the brackets of a pattern; the marks that repeat or stand for one are among them."""
HAS_KANJI = re.compile(f"[{KANJI}]")
_KATAKANA = re.compile("[\u30a1-\u30f6]")
_TO_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}


def hiragana(text: str) -> str:
    """Katakana as hiragana; everything else unchanged."""
    return text.translate(_TO_HIRAGANA) if _KATAKANA.search(text) else text  # most texts have none
