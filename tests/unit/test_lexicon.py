"""Terms in running text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keikaku.text import lexicon
from keikaku.text.lexicon import JoinedTexts, Lexicon, WordSet
from keikaku.text.tokens import boundaries


def found(words: list[str], text: str) -> list[str]:
    lexicon = Lexicon({word: word for word in words}, boundaries)
    return [text[hit.start : hit.end] for hit in lexicon.find(text)]


def test_the_longest_wording_wins() -> None:
    assert found(["見守り", "見守り訪問活動"], "見守り訪問活動を促進し、見守りを行う。") == ["見守り訪問活動", "見守り"]


def test_a_law_is_not_found_inside_a_corporation() -> None:
    assert found(["社会福祉法"], "社会福祉法人は、社会福祉法第107条に従う。") == ["社会福祉法"]


def test_a_shorter_wording_is_found_where_the_longer_one_breaks_a_word() -> None:
    assert found(["社会福祉", "社会福祉法"], "社会福祉法人") == ["社会福祉"]


def test_a_term_may_end_inside_a_long_compound() -> None:
    assert found(["共同募金"], "共同募金運動") == ["共同募金"]


def test_no_words_find_nothing() -> None:
    assert found([], "見守り") == []


@given(st.lists(st.text("見守り活動の", min_size=1, max_size=4), max_size=5), st.text("見守り活動の、a", max_size=40))
def test_hits_are_listed_words_in_order_without_overlap(words: list[str], text: str) -> None:
    hits = Lexicon({word: word for word in words}, boundaries).find(text)
    assert all(text[hit.start : hit.end] == hit.ref for hit in hits)
    assert all(left.end <= right.start for left, right in pairwise(hits))


@given(st.lists(st.text("見守り^-]", max_size=4), max_size=5), st.text("見守り^-]a", max_size=40), st.integers(0, 40))
def test_words_begin_where_the_text_has_them(words: list[str], text: str, position: int) -> None:
    longest_first = sorted({word for word in words if word}, key=lambda word: (-len(word), word))
    expected = [
        (start, begun)
        for start in range(position, len(text))
        if (begun := tuple(word for word in longest_first if text.startswith(word, start)))
    ]
    assert list(WordSet(words).starting(text, position)) == expected


@given(
    st.lists(st.lists(st.text("見守りa", max_size=6), max_size=6), max_size=4),
    st.text("見守りa", min_size=1, max_size=2),
)
def test_of_joined_texts_those_that_have_a_word_are_found_each_once(versions: list[list[str]], word: str) -> None:
    """Whatever became of the texts since the word was last looked for, and wherever it was found then."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(lexicon, "_SHIFT", 3)
        having = [sorted(JoinedTexts(texts).having(word)) for texts in versions]
        first = [next(JoinedTexts(texts).having(word), None) for texts in versions]
    expected = [[number for number, text in enumerate(texts) if word in text] for texts in versions]
    assert having == expected
    assert all(one in (there or [None]) for one, there in zip(first, expected, strict=True))
