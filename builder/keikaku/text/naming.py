"""Short names in Latin letters for what is written in Japanese, or in any other script a dictionary reads.

For ids that people read in addresses and differences: ``ikizurasa-soudan`` says more than a number, and unlike a
number it does not look like a place. Romanised as it is typed, long vowels in full; hyphens stand between the words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator

from keikaku.text.dictionary import PIECE, dictionary

_WORDS = 3
"""Words a name begins with; more where another thing has that name."""
_LONGEST = 40
"""Characters a name may have; an address is read out and printed."""

_CONSONANTS = dict(zip("カガサザタダナハバパマラ", "kgsztdnhbpmr", strict=True))
_ROWS = (
    *("アイウエオ", "カキクケコ", "ガギグゲゴ", "サシスセソ", "ザジズゼゾ", "タチツテト", "ダヂヅデド"),
    *("ナニヌネノ", "ハヒフヘホ", "バビブベボ", "パピプペポ", "マミムメモ", "ラリルレロ"),
)
_SYLLABLES = {
    letter: _CONSONANTS.get(row[0], "") + vowel for row in _ROWS for letter, vowel in zip(row, "aiueo", strict=True)
} | dict(
    zip(
        "シジチヂツヅフヴヤユヨワヰヱヲン",
        ("shi", "ji", "chi", "ji", "tsu", "zu", "fu", "vu", "ya", "yu", "yo", "wa", "i", "e", "o", "n"),
        strict=True,
    )
)
_SMALL = dict(zip("ャュョァィゥェォ", ("ya", "yu", "yo", "a", "i", "u", "e", "o"), strict=True))
_NOUN, _NAME, _ADJECTIVE, _SHAPE = "名詞", "代名詞", "形容詞", "形状詞"
_SAYING_LITTLE = frozenset({"非自立可能", "助数詞可能", "数詞", "助動詞語幹"})


def romanised(kana: str) -> str:
    """Katakana in Latin letters: ``ミマモリ`` → ``mimamori``, ``チョウ`` → ``chou``; what is no kana is left out."""
    text, doubled = "", False
    for letter in kana:
        if letter == "ッ":
            doubled = True
            continue
        small = _SMALL.get(letter)
        if small and text[-1:] in tuple("aiueo"):
            stem = text[:-1]
            # シ, チ, ジ take the bare vowel: sha, cho, ju.
            text = stem + (small.lstrip("y") if stem.endswith(("sh", "ch", "j")) else small)
            continue
        syllable = small or _SYLLABLES.get(letter, "")
        text += (syllable[:1] if doubled and syllable[:1] not in ("", *"aiueon") else "") + syllable
        doubled = False
    return text


def name_for(text: str, taken: Container[str], otherwise: str) -> str:
    """An id (``a-z``, digits, hyphens) that says what ``text`` is about and is not among ``taken``.

    ``otherwise``: what it is called where no word of it can be read.
    """
    words = list(_words(text))
    found = otherwise
    for count in range(_WORDS, max(_WORDS, len(words)) + 1):
        tried = "-".join(words[:count])
        if not tried or (len(tried) > _LONGEST and count > _WORDS):
            break
        found = tried[:_LONGEST].rstrip("-")
        if found not in taken:
            return found
    n = 2
    while found in taken and f"{found}-{n}" in taken:
        n += 1
    return f"{found}-{n}" if found in taken else found


def _words(text: str) -> Iterator[str]:
    """The nouns and adjectives of a text in Latin letters, each once; the first begins with a letter."""
    seen: set[str] = set()
    for word in _all_words(text):
        if word not in seen and (seen or word[0].isalpha()):
            seen.add(word)
            yield word


def _all_words(text: str) -> Iterator[str]:
    from sudachipy import SplitMode

    for token in dictionary().tokenizer(mode=SplitMode.C).tokenize(text[:PIECE]):
        surface = unicodedata.normalize("NFKC", token.surface())
        latin = re.sub(r"[^a-z0-9]", "", _unaccented(surface).lower())
        if latin:
            yield latin
            continue
        kind = token.part_of_speech()
        if kind[0] in (_NOUN, _NAME, _ADJECTIVE, _SHAPE) and not _SAYING_LITTLE & set(kind[1:3]):
            word = romanised(token.reading_form())
            if len(word) > 1:
                yield word


def _unaccented(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
