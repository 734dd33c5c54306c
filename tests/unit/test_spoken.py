"""Words whose reading is doubtful, as an officer is shown them."""

from __future__ import annotations

import pytest

from keikaku.plan.spoken import Occurrence


@pytest.mark.parametrize(
    ("before", "word", "after", "shown"),
    [
        ("", "市場", "で会う。", "[市場]で会う。"),
        ("朝の", "市場", "", "朝の[市場]"),
        ("あ" * 20, "市場", "い" * 20, f"{'あ' * 16}[市場]{'い' * 16}"),
    ],
    ids=["at-the-beginning", "at-the-end", "in-a-long-text"],
)
def test_a_word_is_shown_with_sixteen_characters_on_either_side(before: str, word: str, after: str, shown: str) -> None:
    at = Occurrence(text=f"{before}{word}{after}", start=len(before), end=len(before) + len(word), at=None)
    assert at.sentence == shown
