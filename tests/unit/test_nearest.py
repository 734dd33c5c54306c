"""Which known word was meant, and when it is sure."""

from __future__ import annotations

import pytest

from keikaku.text.nearest import correction_of, nearest


@pytest.mark.parametrize(
    ("word", "known", "found"),
    [
        ("patrl", ("patrol", "petrol", "tea"), ("patrol", "petrol")),
        ("abcde", ("abcxy",), ("abcxy",)),
        ("abcde", ("abxyz",), ()),
        ("aaaa", ("aaab", "aaac", "aaad", "aaae"), ("aaab", "aaac", "aaad")),
        ("tea", (), ()),
    ],
    ids=["likest-first", "three-fifths", "less", "three-at-most", "none-known"],
)
def test_the_likest_words_are_offered(word: str, known: tuple[str, ...], found: tuple[str, ...]) -> None:
    assert nearest(word, known) == found


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("patrl", ("patrol", "tea"), "patrol"),
        ("abcde", ("abcdx",), "abcdx"),
        ("abcde", ("abcxy",), None),
        ("aaaaaa", ("aaaaab", "aaaaac"), None),
    ],
    ids=["a-letter-lost", "four-fifths", "less", "either-of-two"],
)
def test_a_word_is_corrected_where_only_one_can_be_meant(word: str, known: tuple[str, ...], meant: str | None) -> None:
    assert correction_of(word, known) == meant
