"""Whatever the shape of a table or the length of a text, all of it can be read on paper, or the plan is refused.

The finished PDF is read by poppler, which knows nothing of how the template and the engine put it together.
"""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from keikaku.outputs.print import make_print_draft, print_draft_data, proof
from keikaku.outputs.print.nodes import Node, ParagraphNode, PieceNode, Run, TableBlockNode
from keikaku.outputs.print.tables import table_node
from keikaku.outputs.print.typeset import Typeset, typeset
from keikaku.plan.compose.wide import may_be_too_wide
from keikaku.plan.outline import Outline
from keikaku.resources import TEMPLATE_FOLDER
from keikaku.text.fonts import FontSet
from tests.print.extract import page_texts, squeezed
from tests.print.ua import read, violations
from tests.property.test_any_text import PLACES
from tests.specimens import TINY, outline

BOOK = TEMPLATE_FOLDER / "print" / "print_draft.typ"


@dataclass(frozen=True)
class Word:
    """A word of a page as poppler sees it; lengths in points from the upper left corner."""

    left: float
    top: float
    right: float
    bottom: float
    text: str


def words_of(pdf: bytes) -> Iterator[tuple[float, float, list[Word]]]:
    """Width, height and words of each page, in the order in which they are set."""
    done = subprocess.run(["pdftotext", "-raw", "-bbox", "-", "-"], input=pdf, check=True, capture_output=True)
    box = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')
    for page in done.stdout.decode("utf-8").split("<page ")[1:]:
        width, height = (float(found) for found in re.findall(r'(?:width|height)="([\d.]+)"', page)[:2])
        found = [Word(*map(float, sides), html.unescape(text)) for *sides, text in box.findall(page)]
        yield width, height, found


def covered(words: list[Word]) -> list[tuple[Word, Word]]:
    """Pairs of words of which one covers the other, by most of a line in height and two points in width."""
    ordered = sorted(words, key=lambda word: word.top)
    found = []
    for n, word in enumerate(ordered):
        for other in ordered[n + 1 :]:
            if other.top > word.bottom:
                break
            across = min(word.right, other.right) - max(word.left, other.left)
            down = min(word.bottom, other.bottom) - max(word.top, other.top)
            # The boxes of two lines one below the other touch: they are as high as the font, not as its letters. In a
            # line the engine sets two brackets into the empty halves of each other.
            room = 1.1 * (word.bottom - word.top) if abs(word.top - other.top) < 1 else 2
            if across > room and down > 0.6 * min(word.bottom - word.top, other.bottom - other.top):
                found.append((word, other))
    return found


def assert_within_margins(pages: Iterable[tuple[float, float, list[Word]]]) -> None:
    for width, height, words in pages:
        for word in words:
            assert word.left > 30, word
            assert word.right < width - 30, word
            assert word.top > 15, word
            assert word.bottom < height - 15, word


def assert_readable(pdf: bytes) -> None:
    pages = list(words_of(pdf))
    assert_within_margins(pages)
    assert [pair for _, _, words in pages for pair in covered(words)] == []


Table = tuple[list[str], list[list[str]]]
"""Head and rows."""
FIRST = 100
"""Number of the first cell as a piece; the rest of the book has some below it."""
SetTables = Callable[[Sequence[Table]], Typeset]


@pytest.fixture(scope="module")
def set_tables(tiny: Outline, fonts: FontSet) -> SetTables:
    """Makes a book of tables alone, each with a line behind it; the pieces are cells and tables, in their order."""
    data = print_draft_data(tiny, TEMPLATE_FOLDER, appendix=False)
    data = replace(data, body=data.body[:1], contents=data.contents[:1], document=replace(data.document, torn=True))
    data = replace(data, figures=[], tables=[], glossary=[], index=[])

    def made(tables: Sequence[Table]) -> Typeset:
        numbers = count(FIRST)

        def cell(text: str) -> Run:
            mark = PieceNode(next(numbers))
            return [mark, text, mark] if text else []

        def node(table: Table) -> Node:
            head, *rows = [[cell(text) for text in row] for row in (table[0], *table[1])]
            own = table_node(head, rows, next(numbers), row_heads=True)
            return TableBlockNode(ref=None, number="表1", title=["表"], unit=[], table=own, source=[])

        after = ParagraphNode(["後の文。"])
        body = [*data.body, *chain.from_iterable((node(table), after) for table in tables)]
        return typeset(BOOK, replace(data, body=body), fonts)

    return made


PIECES = [
    "ぬ",
    "漢字とかなの文章です。",
    "1,234,567",
    "12か所",
    "令和3年度",
    "（注）",
    "ー",
    "っゃ",
    "……",
    "・",
    "Wi-Fi",
    "WWWWWWWW",
    "iiii ",
    "https://www.example.com/a/very/long/address/of/a/page.html",
    "▲12.5%",
    "「『",
    "』」、",
    "①",
    "99",
]
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=6).map("".join),
    st.integers(0, 10**12).map(lambda number: f"{number:,}"),
    st.integers(1, 700).map(lambda count: "ぬ" * count),
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns, rows = draw(st.integers(1, 14)), draw(st.integers(1, 12))
    row = st.lists(TEXTS, min_size=columns, max_size=columns)
    return draw(row), draw(st.lists(row, min_size=rows, max_size=rows))


@pytest.mark.slow
@settings(max_examples=6, suppress_health_check=list(HealthCheck))
@given(st.lists(tables(), min_size=4, max_size=4))
def test_tables_of_any_shape_are_whole_or_refused(set_tables: SetTables, tables: list[Table]) -> None:
    assert_whole_or_refused(set_tables, tables)


def test_a_table_of_all_kinds_of_words_is_whole(set_tables: SetTables) -> None:
    assert_whole_or_refused(set_tables, [(["頭", "", PIECES[1]], [PIECES[n : n + 3] for n in range(0, 18, 3)])])


def test_what_may_be_broken_anywhere_is_no_wider_than_its_column(set_tables: SetTables) -> None:
    """Long without a place to break it, but for letters that may not begin a line, or a number that stays whole."""
    texts = (
        "WWWWWWWW……っゃhttps://www.example.com/a/very/long/address",
        "WWWWWWWWWWWWWWWW1,234,567・㎡",
        "1,234,567人……WWWWWWWW",
    )
    assert_whole_or_refused(set_tables, [(["頭"] * 9, [[text, *["ぬ" * 300] * 8]]) for text in texts])


def assert_whole_or_refused(set_tables: SetTables, tables: Sequence[Table]) -> None:
    done = set_tables(tables)
    cells = [[cell for row in (head, *rows) for cell in row] for head, rows in tables]
    pieces = [text for table in cells for text in (*table, "the table itself")]
    unfit = {mark.piece - FIRST for mark in done.marks if mark.unfit}
    if unfit:
        for n, (head, rows) in enumerate(tables):
            own = sum(len(table) + 1 for table in cells[: n + 1]) - 1
            assert own not in unfit or len(head) > 4, "a few columns always fit"
            assert own not in unfit or may_be_too_wide(zip(head, *rows, strict=True)), "check looks at it"
        return
    unseen = {FIRST + n for n, text in enumerate(pieces) if not text} | set(range(FIRST))
    assert proof.lost(FIRST + len(pieces), done.marks, done.sizes).keys() <= unseen
    assert_readable(done.pdf)
    assert violations(read(done.pdf)) == []
    body = Counter("".join(word.text for _, _, words in words_of(done.pdf) for word in words))
    wanted = Counter(squeezed("".join(cell for table in cells for cell in table)))
    del wanted["-"]  # poppler leaves out a hyphen at the end of a line
    assert wanted - body == Counter()


def test_rows_that_are_no_page_together_are_broken(set_tables: SetTables) -> None:
    shapes = [(3, 8, 200), (3, 8, 150), (4, 8, 120), (5, 8, 80), (5, 1, 600), (6, 1, 400), (2, 3, 3000)]
    done = set_tables(
        [(["頭"] * columns, [["ぬ" * signs] * columns] * rows) for columns, rows, signs in shapes]
        + [(["ね" * 3000, "頭"], [["は", "ひ"]])]
    )
    text = "".join(page_texts(done.pdf).values())
    assert text.count("ぬ") == sum(columns * rows * signs for columns, rows, signs in shapes)
    assert text.count("ね") == 3000, "a head, too"
    assert_readable(done.pdf)
    structure = read(done.pdf)
    assert violations(structure) == []
    heads = [cell.entries["Scope"] for cell in structure.all() if cell.role == "TH"]
    assert heads == ["Column"] * sum(columns for columns, *_ in (*shapes, (2,))), "that of three thousand signs, too"


@pytest.mark.parametrize(("columns", "upright"), [(4, True), (8, True), (9, True), (13, False), (14, False)])
def test_columns_of_numbers_get_smaller_type_and_then_a_landscape_page(
    set_tables: SetTables, columns: int, upright: bool
) -> None:
    head = ["サービス", *(f"令和{n}年度" for n in range(1, columns))]
    done = set_tables([(head, [["訪問介護", *["1,234,567"] * (columns - 1)]] * 3)])
    page = next(page for page in words_of(done.pdf) if any(word.text == "1,234,567" for word in page[2]))
    assert (page[0] < page[1]) == upright
    words = [word.text for word in page[2]]
    assert words.count("1,234,567") == (columns - 1) * 3, "no number is broken"
    assert all(f"令和{n}年度" in words for n in range(1, columns)), "no year is broken"
    assert all(word.bottom - word.top > 6.9 for word in page[2])
    assert_readable(done.pdf)


def test_numbers_stand_on_their_decimal_point(set_tables: SetTables) -> None:
    rows = [["い", "8.5%"], ["ろ", "12.25%"], ["は", "1,100%"], ["に", "—"]]
    done = set_tables([(["名", "割合"], rows)])
    words = {word.text: word for _, _, page in words_of(done.pdf) for word in page}
    sign = words["12.25%"].right - words["12.25%"].left
    digit = (words["1,100%"].right - words["1,100%"].left) / 6
    assert words["12.25%"].right - words["8.5%"].right == pytest.approx(digit, abs=0.35 * digit)
    assert words["12.25%"].right > words["1,100%"].right + digit
    assert sign > 0


@pytest.mark.slow
def test_five_thousand_characters_more_in_every_sentence_are_printed(tmp_path: Path, fonts: FontSet) -> None:
    """As of who pastes a report into each of them: it takes its time, and comes to an end."""
    plan = Path(shutil.copytree(TINY, tmp_path / "plan"))
    more = "".join(f"{n}番目には、となりの人に声をかけ、困りごとを聞きます。" for n in range(180))
    # From the end of each file, so that the places before stay where they are.
    sentences = [place for place in PLACES if place.text.endswith("。") and not place.text.startswith("- ")]
    changed = [place for place in sentences if not place.file.startswith(LEFT)]
    for n, place in reversed(list(enumerate(changed))):
        path = plan / place.file
        text = path.read_text("utf-8")
        longer = json.dumps(f"{place.text}{more}終わり{n:02}。", ensure_ascii=False)
        path.write_text(text[: place.start] + longer + text[place.end :], "utf-8")
    made = make_print_draft(outline(plan), TEMPLATE_FOLDER, fonts)
    printed = squeezed("".join(page_texts(made.pdf).values()))
    assert len(changed) > 10
    assert [place for n, place in enumerate(changed) if f"終わり{n:02}。" not in printed] == []


LEFT = ("terms/", "vision.yml", "plan.yml", "synonyms.yml")
"""Files whose words are quoted from elsewhere, so that both would have to change, or are not printed."""
