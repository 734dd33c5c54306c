"""What is taken for the same thing in two revisions, and what is not; and how it is counted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from keikaku.messages import load_messages
from keikaku.outputs.compare import compare
from keikaku.outputs.compare.cell import TableLine, abridged, plain_text
from keikaku.outputs.compare.change import Comparison, Piece
from keikaku.outputs.compare.table import Change, ComparisonView, _beginning, counts, table
from keikaku.outputs.compare.words import differing
from keikaku.plan.declare import Role
from keikaku.plan.outline import Cell, Line, Outline
from keikaku.resources import MESSAGE_FOLDER
from keikaku.text.tokens import boundaries
from tests.specimens import TINY, outline

BASE = outline(TINY)
AT = BASE.lines[0].at
VIEW = ComparisonView(messages=load_messages(MESSAGE_FOLDER, "ja", "compare"), old_name="旧", new_name="新")
TEA, PATROL = "measure:tea", "measure:patrol"


def line(entry: str, text: str, role: Role = "paragraph") -> Line:
    return Line(entry=entry, role=role, text=text, at=AT)


def compared(old: list[Line], new: list[Line]) -> Comparison:
    return compare(with_lines(old), with_lines(new), boundaries)


def with_lines(lines: list[Line]) -> Outline:
    return replace(BASE, shown=tuple(lines))


def told(comparison: Comparison) -> list[tuple[str, str, str]]:
    """Status, new words and old words of each row."""
    return [
        (row.status, "/".join(side.line.text for side in row.new), "/".join(side.line.text for side in row.old))
        for row in comparison.rows
    ]


def test_equal_words_in_another_role_are_another_thing() -> None:
    """A title repeated as a paragraph elsewhere did not move there."""
    words = "見回りの道を決めておきます。"
    rows = told(compared([line(TEA, words, "label")], [line(PATROL, words, "paragraph")]))
    assert sorted(rows) == [("added", words, ""), ("removed", "", words)]


def test_likeness_in_another_role_proves_nothing() -> None:
    old, new = "夜の見回りの道を毎年決めておきます。", "夜の見回りの道を毎月決めておきます。"
    rows = told(compared([line(TEA, old, "label")], [line(PATROL, new, "paragraph")]))
    assert sorted(rows) == [("added", new, ""), ("removed", "", old)]


def test_of_two_as_alike_the_nearer_is_the_same() -> None:
    """One of two equal lines is reworded: the other one is where it was."""
    words, reworded = "夜の見回りの道を毎年決めます。", "夜の見回りの道を毎月決めます。"
    far = [line(TEA, f"お茶{n}を飲みます。") for n in range(5)]
    rows = told(compared([line(TEA, words), *far, line(TEA, words)], [*far, line(TEA, reworded)]))
    assert ("reworded", reworded, words) == rows[-1]
    assert rows[0] == ("removed", "", words)


def test_short_words_of_two_entries_prove_nothing() -> None:
    """〇〇% in one measure is not that of another; eight characters are a wording."""
    short, long = "はい、二つだ。", "はい、二つです。"
    assert (len(short), len(long)) == (7, 8)
    assert sorted(told(compared([line(TEA, short)], [line(PATROL, short)]))) == [
        ("added", short, ""),
        ("removed", "", short),
    ]
    assert ("same", long, long) in told(compared([line(TEA, long)], [line(PATROL, long)]))


@pytest.mark.parametrize(
    ("many", "statuses"), [(200, {"reworded", "removed", "departed"}), (201, {"added", "removed"})]
)
def test_pairs_of_characters_that_many_have_distinguish_none(many: int, statuses: set[str]) -> None:
    """ます says nothing of what is the same; that two hundred share one is still a sign."""
    old = [line(TEA, f"お茶の会を開きます。{chr(0x4E00 + n)}{chr(0x5E00 + n)}") for n in range(many)]
    rows = told(compared(old, [line(PATROL, "お茶の会を開きます。終了")]))
    assert {status for status, _, _ in rows} == statuses


def test_a_word_of_one_character_is_like_itself_alone() -> None:
    rows = told(compared([line(TEA, "茶"), line(TEA, "水")], [line(TEA, "湯"), line(TEA, "茶")]))
    assert rows == [("added", "湯", ""), ("same", "茶", "茶"), ("removed", "", "水")]


def test_a_link_of_a_text_is_a_line_of_its_own() -> None:
    """In a list, what it says of one thing is one; in the text a paragraph and what it leads to are two."""
    both = [line(TEA, "お茶の会を開きます。"), line(TEA, "夜に見回る", "link")]
    rows = told(compared(both, [both[0], line(TEA, "朝に見回る", "link")]))
    assert rows == [
        ("same", "お茶の会を開きます。", "お茶の会を開きます。"),
        ("reworded", "朝に見回る", "夜に見回る"),
    ]
    listed = [replace(one, part="index", entry="term:tea-party") for one in (line(TEA, "茶話会", "name"), both[1])]
    [(status, new, _)] = told(compared(listed, [listed[0], replace(listed[1], text="朝に見回る")]))
    assert (status, new) == ("reworded", "茶話会/朝に見回る")


def test_what_a_list_lost_stands_behind_what_came_before_it_there() -> None:
    def named(*words: str) -> list[Line]:
        return [
            replace(line(f"measure:{entry}", word, "name"), part="index")
            for entry, word in zip(("tea", "patrol", "tea", "patrol"), words, strict=False)
            if word
        ]

    rows = told(
        compared(
            [line(TEA, "お茶の会を開きます。"), *named("あ", "い")], [*named("あ"), line(TEA, "お茶の会を開きます。")]
        )
    )
    assert rows == [
        ("same", "あ", "あ"),
        ("removed", "", "い"),
        ("same", "お茶の会を開きます。", "お茶の会を開きます。"),
    ]


def test_one_change_of_a_number_is_told_once() -> None:
    """Two things that bore and bear the same number with the same words are one."""
    numbers_of = (("会", "1", "3"), ("会", "1", "3"), ("会", "2", "3"), ("町", "2", "4"))
    old, new = ([replace(line(TEA, one[0]), number=one[n]) for one in numbers_of] for n in (1, 2))
    shown = table(compared([line(TEA, "お茶を飲みます。"), *old], [line(TEA, "お茶を飲みます。"), *new]), VIEW)
    _, numbers = shown.rows
    assert isinstance(numbers, Change)
    assert (plain_text(numbers.new), plain_text(numbers.old)) == ("3 会、3 会、4 町", "1 会、2 会、2 町")


def test_above_what_is_said_of_an_action_stands_no_other_action() -> None:
    """Its own stands with it; another one is left out like the rest."""
    first, second = "action:tea.neighbours-1", "action:tea.neighbours-2"
    above = [line(TEA, "ご近所で", "heading"), line(first, "お茶に誘います。", "action")]
    detail = line(second, "朝に行います。", "detail")
    old = [*above, line(second, "市で声をかけます。", "action"), detail]
    rows = table(compared(old, [*old[:-1], replace(detail, text="夜に行います。")]), VIEW).rows[1:]
    assert [plain_text(row.new) for row in rows if isinstance(row, Change)] == [
        "ご近所で",
        "（略）",
        "市で声をかけます。\n夜に行います。",
    ]
    assert [row.left_out for row in rows if isinstance(row, Change)] == [False, True, False]


def test_a_number_inside_a_text_is_told_with_the_numbers() -> None:
    """Of a mark of a note, also in the second cell of a row: the mark alone."""

    def marked(number: str, words: str) -> Line:
        return replace(line(TEA, words + number), marks=((len(words), len(words) + len(number), "note:years"),))

    def of(number: str) -> list[Line]:
        cells = [
            replace(one, cell=Cell("table:calendar", 1, m))
            for m, one in enumerate((line(TEA, "会"), marked(number, "町")))
        ]
        return [marked(number, "続けます"), line(TEA, "終わり。"), *cells]

    _, numbers = table(compared(of("※1"), of("※2")), VIEW).rows
    assert isinstance(numbers, Change)
    assert (plain_text(numbers.new), plain_text(numbers.old)) == ("2", "1")
    _, numbers = table(compared(of("※1")[2:], of("※2")[2:]), VIEW).rows
    assert isinstance(numbers, Change)
    assert (plain_text(numbers.new), plain_text(numbers.old)) == ("2", "1")


def test_a_row_that_a_table_lost_is_gone_from_one_side() -> None:
    """Under its heads, the other rows left out; on the side that has it no more only that is said."""

    def row(n: int, *words: str) -> list[Line]:
        table_id = "table:calendar"
        return [replace(line(table_id, word, "cell"), cell=Cell(table_id, n, m)) for m, word in enumerate(words)]

    head, walks = row(0, "何", "いつ"), ("見回り", "冬の夜")
    long, short = [*head, *row(1, "お茶", "春の日"), *row(2, *walks)], [*head, *row(1, *walks)]
    (_, gone), (_, come) = (table(compared(*pair), VIEW).rows for pair in ((long, short), (short, long)))
    assert isinstance(gone, Change)
    assert isinstance(come, Change)
    assert [one.head for one in come.new if isinstance(one, TableLine)] == [True, False, False]
    shown = "何 | いつ\nお茶 | 春の日\n（略）"
    assert (plain_text(gone.new), plain_text(gone.old), gone.remark) == ("（削る）", shown, "削る")
    assert (plain_text(come.new), plain_text(come.old), come.remark) == (shown, "（新設）", "新設")


def test_a_column_is_the_one_with_its_head() -> None:
    """Whatever stands in it: last year's count is now where this year's stands."""

    def cells(n: int, *words: str) -> list[Line]:
        return [replace(line(TEA, word, "cell"), cell=Cell("table:calendar", n, m)) for m, word in enumerate(words)]

    old = [*cells(0, "何", "昨年"), *cells(1, "お茶", "1回")]
    new = [*cells(0, "何", "今年", "昨年"), *cells(1, "お茶", "1回", "2回")]
    marked = [
        piece.text for row in compared(old, new).rows for side in row.new for piece in side.pieces if piece.changed
    ]
    assert marked == ["今年", "1回", "2"]


def test_a_row_is_the_one_with_its_name_where_no_other_has_it() -> None:
    """Whatever stands in it now; of two rows with one name each is the one that it is like."""

    def rows(*found: tuple[str, str]) -> list[Line]:
        return [
            replace(line(TEA, word, "cell"), cell=Cell("table:calendar", n, m))
            for n, words in enumerate(found)
            for m, word in enumerate(words)
        ]

    walk, tea = "冬の夜に拍子木を打って町を歩く", "春の昼に公民館で茶を飲む"
    changed = told(compared(rows(("春", "7回"), ("冬", walk)), rows(("冬", f"{walk}。"), ("春", "休み"))))
    assert {(new, old) for _, new, old in changed} == {(f"冬/{walk}。", f"冬/{walk}"), ("春/休み", "春/7回")}
    both = told(compared(rows(("会", walk), ("会", tea)), rows(("会", f"{tea}。"), ("会", f"{walk}。"))))
    assert {(new, old) for _, new, old in both} == {(f"会/{one}。", f"会/{one}") for one in (walk, tea)}


def test_what_is_gone_stands_behind_the_last_that_stayed() -> None:
    """Not behind what moved; lines of an actor stand below their measure, wherever that is now."""
    first, second, gone = line(TEA, "初めの文です。"), line(TEA, "次の文です。"), line(PATROL, "消える文です。")
    rows = told(compared([first, second, gone], [second, first]))
    assert [status for status, _, _ in rows][-1] == "removed"
    heading, action = line(TEA, "お茶", "heading"), line("action:tea.neighbours-1", "誘うこと。", "action")
    walks = [line(PATROL, f"{n}の夜に町を歩きます。") for n in "一二"]
    assert told(compared([heading, action, *walks], [*walks, heading]))[-1] == ("removed", "", "誘うこと。")


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("はい、二つです。", "はい、三つです。", True),
        ("はい、二つだ。", "はい、三つだ。", False),
        ("あいうえおかきアイウエ", "あいうえおかきカキクケ", True),
        ("あいうえおかきアイウエ", "あいうえおかカキクケコ", False),
    ],
    ids=["eight-characters", "seven", "three-fifths-of-the-pairs", "less"],
)
def test_a_text_of_another_entry_is_known_from_there_on(old: str, new: str, found: bool) -> None:
    statuses = {status for status, _, _ in told(compared([line(TEA, old)], [line(PATROL, new)]))}
    assert ("reworded" in statuses) is found


def letters(text: str) -> frozenset[int]:
    """Every letter a word of its own."""
    return frozenset(range(len(text) + 1))


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        ("茶を飲", "水を汲", [("水を汲", True)]),
        ("茶をのむ飲", "水をのむ汲", [("水", True), ("をのむ", False), ("汲", True)]),
        ("を飲", "を汲", [("を", False), ("汲", True)]),
        ("茶を", "水を", [("水", True), ("を", False)]),
        ("茶と", "茶", [("茶", False)]),
        (
            "海町" * 120 + "茶" + "海町" * 120,
            "海町" * 120 + "水" + "海町" * 120,
            [("海町" * 120, False), ("水", True), ("海町" * 120, False)],
        ),
    ],
    ids=["an-island", "too-long-for-one", "at-the-beginning", "at-the-end", "gone", "a-long-text"],
)
def test_words_that_differ_are_marked(old: str, new: str, pieces: list[tuple[str, bool]]) -> None:
    """With one or two kana between two of them; however often the others occur."""
    assert [(piece.text, piece.changed) for piece in differing(old, new, letters)[1]] == pieces


@pytest.mark.parametrize(("length", "shown"), [(24, "茶" * 24), (25, "茶" * 24 + "…")])
def test_what_stands_elsewhere_is_known_by_its_beginning(length: int, shown: str) -> None:
    assert _beginning("茶" * length) == shown


def test_what_another_entry_is_called_is_no_change_of_the_line_that_names_it() -> None:
    def naming(title: str, number: str, ref: str) -> list[Line]:
        return [replace(line(TEA, title, "origin"), names=ref, number=number)]

    old = naming("お茶を飲む", "A", TEA)
    renamed, other = (
        compared(old, naming(*new)).rows[0] for new in (("お茶会", "B", TEA), ("夜に見回る", "B", PATROL))
    )
    for row, status, changed in ((renamed, "same", False), (other, "reworded", True)):
        [side] = row.new
        assert (row.status, side.number_changed, [piece.changed for piece in side.pieces]) == (
            status,
            changed,
            [changed],
        )


def test_short_words_that_are_alike_are_no_pair_across_entries() -> None:
    rows = told(compared([line(TEA, "はい、二つ。")], [line(PATROL, "はい、二つ")]))
    assert {status for status, _, _ in rows} == {"added", "removed"}


def test_what_moves_together_is_one_move() -> None:
    """A paragraph and its label at another place: one thing moved, not two."""
    moving = [line(TEA, "これからのことを決めます。", "label"), line(TEA, "毎年の春に、集まって決めます。")]
    staying = [line(TEA, f"お茶を{n}杯ずつ、みんなで飲みます。") for n in range(3)]
    comparison = compared([*moving, *staying], [*staying, *moving])
    assert counts(comparison, VIEW) == "移動 1件"
    reworded = [moving[0], line(TEA, "毎年の秋に、集まって決めます。")]
    assert counts(compared([*moving, *staying], [*staying, *reworded]), VIEW) == "字句の修正 1件、移動 1件"


def test_sentences_at_the_ends_go_as_those_inside_do() -> None:
    """A sentence stays that touches a change; the first of a text whose change comes later touches none."""
    first, middle, last = "あ" * 70 + "。", "い" * 70 + "。", "う" * 70 + "。"
    before, after = (
        abridged((Piece(first + middle), Piece("新", True)), "（略）"),
        abridged((Piece("新", True), Piece(middle + last)), "（略）"),
    )
    assert "".join(piece.text for piece in before) == f"（略）{middle}新"
    assert "".join(piece.text for piece in after) == f"新{middle}（略）"
    between = abridged((Piece("新", True), Piece(first + middle + middle + last), Piece("新", True)), "（略）")
    assert "".join(piece.text for piece in between) == f"新{first}（略）{last}新"


@pytest.mark.parametrize(("inner", "left_out"), [(59, False), (60, True)])
def test_sixty_characters_that_stayed_are_left_out(inner: int, left_out: bool) -> None:
    pieces = (Piece("新", True), Piece(f"初め。{'あ' * (inner - 1)}。終わり。"), Piece("新", True))
    shown = "".join(piece.text for piece in abridged(pieces, "（略）"))
    assert shown == ("新初め。（略）終わり。新" if left_out else "".join(piece.text for piece in pieces))


def test_of_a_line_of_another_kind_of_change_the_beginning_stays() -> None:
    """Its number changed, or its tag: no piece of it did."""
    words = "初め。" + "あ" * 70 + "。"
    assert [piece.text for piece in abridged((Piece(words),), "（略）")] == ["初め。（略）"]
    assert abridged((Piece(words, True),), "（略）") == (Piece(words, True),)
    assert abridged((), "（略）") == ()


def test_a_short_text_is_left_whole() -> None:
    pieces = (Piece("短い文。もう一つ。"), Piece("新", True))
    assert abridged(pieces, "（略）") == pieces
