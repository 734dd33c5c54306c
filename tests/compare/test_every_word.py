"""「変更はありません」 is true of every word: what a page or the print draft says otherwise is a row of the table."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from keikaku.messages import load_messages
from keikaku.outputs.compare import compare
from keikaku.outputs.compare.cell import plain_text
from keikaku.outputs.compare.table import Change, ComparisonView, summary, table
from keikaku.outputs.print import make_print_draft
from keikaku.plan.outline import Outline
from keikaku.resources import MESSAGE_FOLDER, TEMPLATE_FOLDER
from keikaku.text.fonts import find_fonts, font_folders
from keikaku.text.tokens import boundaries
from tests.compare.sweep import Sweep, columns, print_words, shown, site_words
from tests.print.extract import page_texts
from tests.specimens import REAL, TINY, TOP, ChangedPlan, outline

VIEW = ComparisonView(messages=load_messages(MESSAGE_FOLDER, "ja", "compare"), old_name="旧", new_name="新")
AONO = TOP / "examples" / "aono" / "plan"
LONG = (pytest.mark.slow, pytest.mark.sweep)
PLANS = [
    pytest.param(TINY, 4, 4, 15, id="shiominami"),
    pytest.param(AONO, 4, 2, 35, id="aono", marks=LONG),
    pytest.param(TOP / "examples" / "kaigo" / "plan", 4, 2, 35, id="kaigo", marks=LONG),
    pytest.param(REAL, 8, 2, 100, id="kurume", marks=LONG),
]
OLD = outline(TINY)


@pytest.mark.parametrize(("plan", "parts", "tried", "least"), PLANS)
def test_every_word_that_is_read_is_compared(
    plan: Path, parts: int, tried: int, least: int, tmp_path: Path, seeds: Callable[[int, int], range]
) -> None:
    """Many words of the files made others: those that print or a page shows are in the table, and backwards too.

    ``parts``: a word stands among others that did not change. ``tried``: how many of the parts, where it is not a long
    run; the words of the tiny plan stand in every field. ``least``: words read, in a part.
    """
    sweep = Sweep(plan, tmp_path / "plan")
    chosen = [part % parts for part in seeds(tried, parts)]
    assert len(read_and_told(sweep, (sweep.with_marks(part, parts) for part in chosen))) > least * len(chosen)


@pytest.fixture(params=[TINY, pytest.param(AONO, marks=pytest.mark.slow)], ids=["shiominami", "aono"])
def sweep(request: pytest.FixtureRequest, tmp_path: Path) -> Sweep:
    return Sweep(request.param, tmp_path / "plan")


@pytest.mark.slow
@pytest.mark.sweep
def test_every_word_alone_is_compared(sweep: Sweep, seeds: Callable[[int, int], range]) -> None:
    """Some twenty-five words of a plan; all of them in a long run."""
    words = sweep.words()
    step = max(1, len(words) // 25)
    tried = [word for start in seeds(1, step) for word in words[start % step :: step]]
    assert len(read_and_told(sweep, sweep.words_alone(tried))) > 0.4 * len(tried)


@pytest.mark.sweep
def test_every_number_that_is_read_is_compared(sweep: Sweep, seeds: Callable[[int, int], range]) -> None:
    """Some fifteen numbers of a plan; all of them in a long run."""
    numbers = sweep.numbers()
    step = max(1, len(numbers) // 15)
    tried = [number for start in seeds(1, step) for number in numbers[start % step :: step]]
    assert len(read_and_told(sweep, sweep.alone(tried))) > 2


def read_and_told(sweep: Sweep, plans: Iterable[tuple[Outline, list[str]]]) -> list[str]:
    """The marks that print or a page shows; each of them is in the table, and backwards too."""
    read: list[str] = []
    for new, marks in plans:
        text = "\n".join((*print_words(new), *site_words(new)))
        now, before = columns(shown(sweep.before, new, VIEW))[0], columns(shown(new, sweep.before, VIEW))[1]
        found = [mark for mark in marks if is_in(mark, text)]
        assert [mark for mark in found if not is_in(mark, now) or not is_in(mark, before)] == []
        read += found
    return read


def is_in(mark: str, text: str) -> bool:
    """A number may be printed with commas."""
    return mark in text or (mark.isdecimal() and f"{int(mark):,}" in text)


CHOICES = {
    "the vision goes": ("vision.yml", "", None),
    "a weight": ("measures/patrol.yml", "weight: secondary", "weight: main"),
    "whose reading a link is": ("measures/patrol.yml", "basis: stated", "basis: inferred"),
    "a challenge is answered no more": (
        "measures/tea.yml",
        "challenges:\n  - id: empty-houses\n    basis: stated\n",
        "",
    ),
    "the kind of a chart": ("figures/households.yml", "chart: bar", "chart: line"),
    "the programme of an action": ("measures/tea.yml", "      programme: tea-grant\n", ""),
    "which way an indicator is meant to go": (
        "indicators/near.yml",
        "    title: 夜の火事の件数\n",
        "    title: 夜の火事の件数\n    direction: fall\n",
    ),
    "whose indicators they are": ("indicators/near.yml", "scope: current", "scope: previous"),
    "the language of headings": ("plan.yml", "language: ja\n", "language: ja\nlabels: en\n"),
    "how tables are numbered": ("plan.yml", "numbering:\n", "numbering:\n  table: 別表{n}\n"),
    "where words are quoted from": ("plan.yml", "quoted_from: section:aim", "quoted_from: chapter:beginning"),
    "an open value is settled": (
        "indicators/near.yml",
        "pending: 調査中\n      note: いまの件数",
        "value: 3\n      unit: 件",
    ),
    "where words lead": ("measures/tea.yml", "いっしょにお茶を", "[いっしょ](measure:patrol)にお茶を"),
    "a web address": ("measures/tea.yml", "いっしょにお茶を", "[いっしょ](https://example.jp/)にお茶を"),
    "what is open": ("indicators/near.yml", "note: いまの件数", "note: 昨年の件数"),
}


@pytest.mark.parametrize("edit", CHOICES)
def test_a_choice_that_is_read_is_compared(changed_plan: ChangedPlan, edit: str) -> None:
    """Not a word of the file, but a choice among those that the program has words for."""
    name, old, new = CHOICES[edit]
    text = (TINY / name).read_text("utf-8")
    assert old in text
    now = outline(changed_plan({name: None if new is None else text.replace(old, new, 1)}))
    assert (print_words(OLD), site_words(OLD)) != (print_words(now), site_words(now))
    assert_told(OLD, now)


def assert_told(old: Outline, new: Outline) -> None:
    for before, after in ((old, new), (new, old)):
        comparison = compare(before, after, boundaries)
        assert comparison.changed
        assert "変更はありません" not in summary(comparison, VIEW)


@pytest.mark.slow
@pytest.mark.parametrize("plan", [TINY, AONO], ids=["shiominami", "aono"])
def test_a_changed_word_of_the_pdf_is_a_row(plan: Path, tmp_path: Path) -> None:
    """All that can be changed together is changed, each with a mark of its own; what the PDF shows is in the table."""
    sweep = Sweep(plan, tmp_path / "plan")
    new, marks = sweep.with_marks()
    print_draft = make_print_draft(new, TEMPLATE_FOLDER, find_fonts(font_folders()))
    text = "".join(page_texts(print_draft.pdf).values())
    printed = [mark for mark in marks if mark in text]
    assert len(printed) > 40
    there, back = columns(shown(sweep.before, new, VIEW))[0], columns(shown(new, sweep.before, VIEW))[1]
    assert [mark for mark in printed if mark not in there or mark not in back] == []


@pytest.mark.slow
def test_a_row_of_a_list_says_what_it_speaks_of(tmp_path: Path) -> None:
    """A telephone number alone would be nobody's: the name of its office stands above it, or in the heading."""
    sweep = Sweep(AONO, tmp_path / "plan")
    new, _ = sweep.with_marks(1, 3)
    comparison = compare(sweep.before, new, boundaries)
    places: list[str] = []
    for row in table(comparison, VIEW).rows:
        if isinstance(row, Change):
            places[-1] += f"\n{plain_text(row.new)}\n{plain_text(row.old)}"
        else:
            places.append(row.text)
    changed = [row for row in comparison.changed if row.spot.ref.startswith("part:") and row.new]
    assert len({row.line.entry for row in changed}) > 20
    for row in changed:
        title = new.entries[row.line.entry].title
        assert any(row.line.text in place and (title in place or row.line.entry == "plan") for place in places), (
            row.line
        )
