"""The order of readings, as in a Japanese index: あいうえお, voiced and small letters beside the plain ones.

Readings are hiragana, which the schema sees to.
"""

from __future__ import annotations

import unicodedata

_SMALL = str.maketrans("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ")
_VOWELS = {
    "あ": "あかさたなはまやらわ",
    "い": "いきしちにひみり",
    "う": "うくすつぬふむゆる",
    "え": "えけせてねへめれ",
    "お": "おこそとのほもよろを",
}
_ROWS = (
    *("あいうえお", "かきくけこ", "さしすせそ", "たちつてと", "なにぬねの"),
    *("はひふへほ", "まみむめも", "やゆよ", "らりるれろ", "わゐゑをん"),
)


KANA_IN_ORDER = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワ"
"""As items of a list are counted in them."""


def sort_key(reading: str) -> tuple[str, str]:
    """Sorts readings as a Japanese index does: first without voicing and size, then with; ー counts as its vowel."""
    return _plain(reading), reading


def row(reading: str) -> str:
    """The first letter of the row a reading stands in (か for ごみ); empty for what begins with ー."""
    first = sort_key(reading)[0][:1]
    return next((letters[0] for letters in _ROWS if first and first in letters), "")


def _plain(letters: str) -> str:
    plain = "".join(
        character for character in unicodedata.normalize("NFD", letters) if not unicodedata.combining(character)
    ).translate(_SMALL)
    found = ""
    for letter in plain:
        vowel = next((vowel for vowel, row in _VOWELS.items() if found and found[-1] in row), "")
        found += vowel if letter == "ー" else letter
    return found
