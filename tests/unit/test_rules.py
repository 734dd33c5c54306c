"""Rules of content: what each must leave alone. What they find is in tests/plans/faulty."""

from __future__ import annotations

import pytest

from keikaku.pipeline import load
from tests.specimens import TINY, ChangedPlan


def replaced(name: str, old: str, new: str) -> dict[str, str | None]:
    """A file of the tiny plan with other words in it."""
    text = (TINY / name).read_text("utf-8")
    assert old in text
    return {name: text.replace(old, new)}


def codes(change: ChangedPlan, files: dict[str, str | None]) -> list[str]:
    return [found.code for found in load(change(files)).diagnostics]


@pytest.mark.parametrize(
    ("title", "expected"), [("3.11を忘れない", []), ("3.お茶を飲む", ["stored-number"]), ("3 お茶", ["stored-number"])]
)
def test_a_date_is_no_number_of_a_title(changed_plan: ChangedPlan, title: str, expected: list[str]) -> None:
    assert codes(changed_plan, replaced("measures/tea.yml", "title: お茶を飲む", f'title: "{title}"')) == expected


@pytest.mark.parametrize("words", ["［案］（参考）", "[案]（その1）", "「[」と「^」", "**太字**"])
def test_brackets_that_begin_no_link_are_words(changed_plan: ChangedPlan, words: str) -> None:
    assert codes(changed_plan, replaced("measures/tea.yml", "月に一度、", f"毎月、{words}を配り、")) == []


def test_a_synonym_may_lead_to_a_name_with_a_space(changed_plan: ChangedPlan) -> None:
    """Names of terms and programmes are compared without white space, as the texts are."""
    files = {
        **replaced("terms/tea-party.yml", "name: 茶話会", "name: お茶の 集い\naliases:\n  - 茶話会"),
        **replaced("synonyms.yml", "- 見回り", "- お茶の 集い"),
    }
    assert codes(changed_plan, files) == []


def test_long_rows_of_signs_take_no_longer_than_other_text(changed_plan: ChangedPlan) -> None:
    """As long as a text may be; a pattern that began anew at each sign would take minutes."""
    for signs in ("](", "[^", "] (", "<a ", "再掲", "p1", "※ ", "](term:"):
        words = f'"毎月{signs * (19_000 // len(signs))}'
        found = codes(changed_plan, replaced("measures/tea.yml", "月に一度、となりの人をお茶に誘います。", f'{words}"'))
        assert set(found) <= {"stored-number", "typing-slip", "unread-markup", "unpaired-bracket"}
