"""Kanji and kana as letters: which of them a text has, and its kana in one form."""

from __future__ import annotations

from keikaku.patterns import regex

KANJI = "\u3400-\u9fff\uf900-\ufaff々〆"
"""As they stand between the brackets of a pattern; the marks that repeat or stand for one are among them."""
LETTER = r"[^\W\x00-\u2fff㄀-㆏㈀-㋿가-퟿！-￯]"
"""A kanji or kana, or a letter of a script that is met in no plan: none of Latin, Greek, Cyrillic and whatever else
stands before kana, no Hangul, no half-width kana, no number of one sign (①, Ⅱ, ㈢)."""
IDEOGRAPH = rf"(?![ぁ-ヿ]){LETTER}"
"""The same for a kanji, or what stands for one (々, 〇)."""
HAS_KANJI = regex(f"[{KANJI}]")
_KATAKANA = regex("[\u30a1-\u30f6]")
_TO_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}


def hiragana(text: str) -> str:
    """Katakana as hiragana; everything else unchanged."""
    return text.translate(_TO_HIRAGANA) if _KATAKANA.search(text) else text  # most texts have none
