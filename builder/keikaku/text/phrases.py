"""Where a line of Japanese may end without tearing a phrase: 「支え合いの|まちを|つくる」.

A phrase (文節) is a word with what hangs on it: particles, auxiliaries, suffixes. Rules on the tokens of the dictionary
were right more often on titles of plans (P .998, R .989 on 150) than the trained BudouX (.914, .968), which cuts inside
words (成年後|見センター).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

from keikaku.dataclass import dataclass
from keikaku.text.dictionary import PIECE, dictionary

_LONG = 8
"""A phrase of more characters may be cut between its words too: no narrow card would hold 避難行動要支援者名簿."""
_PLACE = 8
"""How much better a cut behind the name of a place is (…市|支え合い計画), in half characters off the middle."""
_NOMINAL = ("名詞", "代名詞", "接頭辞", "接尾辞", "形状詞")
_HANGING = ("助詞", "助動詞", "接尾辞")
_FORMAL = frozenset({"こと", "もの", "ため", "とき", "うえ", "上", "中", "際", "方"})
"""Nouns that say nothing alone: 暮らす|ことが would leave them at the head of a line."""
_RELATING = frozenset({"関する", "対する", "よる", "因る", "つく", "おく", "置く", "係る", "する", "わたる", "基づく"})
"""Verbs that make one particle with the に or と before them: に関する, として, において."""


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    surface: str
    kind: str
    """品詞: 名詞, 助詞 …"""
    finer: str
    form: str
    """活用形."""
    lemma: str

    @property
    def opens(self) -> bool:
        return self.finer == "括弧開"

    @property
    def closes(self) -> bool:
        """A mark that no line begins with."""
        return self.finer in ("括弧閉", "句点", "読点") or self.surface in "・：；:;／/？！?!…"


@cache
def _tokenizer() -> Any:
    from sudachipy import SplitMode

    return dictionary().tokenizer(mode=SplitMode.C)  # the longest words: a phrase has none of its inside


@lru_cache(maxsize=1024)  # asked more than once, for phrases of different lengths
def _tokens(text: str) -> tuple[_Token, ...]:
    return tuple(_found(text))


def _found(text: str) -> Iterator[_Token]:
    for start in range(0, len(text), PIECE):
        for found in _tokenizer().tokenize(text[start : start + PIECE]):
            if found.end() > found.begin():
                kind, finer, *_, form = found.part_of_speech()
                yield _Token(start + found.begin(), found.surface(), kind, finer, form, found.dictionary_form())


@lru_cache(maxsize=8192)  # most titles stand on many pages
def phrase_breaks(text: str, longest: int = _LONG) -> tuple[int, ...]:
    """The offsets inside the text where a phrase begins, and in one longer than ``longest`` where a word does.

    None beside a space, where a line may end anyway, nor between two characters that are not Japanese.
    """
    tokens = _tokens(text)
    starts = [token.start for before, token in pairwise(tokens) if _begins_phrase(before, token)]
    words = {token.start: _after_place(before) for before, token in pairwise(tokens) if _begins_word(before, token)}
    found = list(starts)
    for begin, end in pairwise((0, *starts, len(text))):
        found.extend(_inside(words, begin, end, longest))
    return tuple(
        at
        for at in sorted(found)
        if not text[at - 1].isspace() and not text[at].isspace() and not (text[at].isascii() and text[at - 1].isascii())
    )


def _begins_phrase(before: _Token, token: _Token) -> bool:
    if before.opens or token.closes or token.kind in _HANGING:
        return False
    if before.surface == "・" and token.finer == "数詞":  # 要支援1・2の|人
        return False
    if before.surface in "／/" and len(token.surface) == 1:  # 回／月
        return False
    if before.closes or token.opens:
        return True
    if before.finer == "助動詞語幹":  # 参加できるよう|職場の
        return True
    if token.kind == "補助記号" or before.kind in ("補助記号", "接頭辞", "連体詞"):
        return False
    if "接続詞" in (token.kind, before.kind):
        return True
    return not _goes_on(before, token)


def _goes_on(before: _Token, token: _Token) -> bool:
    """Whether two words, neither of them a mark nor a particle's other half, are of one phrase."""
    if token.kind == "名詞" and token.finer == "数詞":
        return before.kind in _NOMINAL or before.surface == "の"  # 第106条の3
    if token.surface in _FORMAL or token.finer == "助動詞語幹":  # よう, そう
        return before.kind in ("動詞", "形容詞", "助動詞") or before.surface in ("の", "が")
    if token.kind == "動詞":
        if token.lemma in _RELATING and before.surface in ("に", "と"):
            return True
        after_te = before.kind == "助詞" and before.surface in ("て", "で") and before.finer == "接続助詞"
        if token.finer == "非自立可能":  # 支えている, 参加する, 話すことができる
            return after_te or before.kind in _NOMINAL or before.surface in ("が", "こと", "に", "と")
        return before.kind == "動詞" and before.form.startswith("連用形")
    if token.kind in _NOMINAL and before.kind in ("動詞", "形容詞"):
        return before.form.startswith("連用形") or before.form.startswith("語幹")
    return token.kind in _NOMINAL and before.kind in _NOMINAL


def _begins_word(before: _Token, token: _Token) -> bool:
    """Whether a long phrase may be cut here: before a noun that is no other's suffix, number or empty half."""
    if token.lemma in _RELATING and before.kind == "助詞":  # 基準額に対する
        return True
    return (
        token.kind in ("名詞", "代名詞", "接頭辞")
        and token.surface not in _FORMAL
        and (len(token.surface) > 1 or token.kind == "接頭辞")  # 基準額
        and before.kind not in ("接頭辞", "補助記号")
        and "数詞" not in (token.finer, before.finer)
    )


def _after_place(before: _Token) -> bool:
    return before.surface in tuple("市区町村県")


def _inside(words: Mapping[int, bool], begin: int, end: int, longest: int) -> Iterator[int]:
    """Where a phrase that is too long may be cut: behind the name of a place, else as near to its middle as can be."""
    if end - begin <= longest:
        return
    inner = [at for at in words if begin + 2 <= at <= end - 2]
    if not inner:
        return
    middle = min(inner, key=lambda at: abs(2 * at - begin - end) - _PLACE * words[at])
    yield middle
    yield from _inside(words, begin, middle, longest)
    yield from _inside(words, middle, end, longest)
