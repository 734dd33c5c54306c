"""The Markdown of text fields."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from keikaku.text import prose
from keikaku.text.prose import Emphasis, Link, NoteMark, Strong, Unsettled, Words, parse, plain, walk

_PIECES = (
    *("見守り", "a", "。", " ", "\u3000", "\t", "\n", "\n\n", "\r", "\0", "#", "1. ", "- ", ":", "*", "**", "_", "\\"),
    *("!", "<", "`", "&amp;", "[", "](", "](term:", "](pending:", ")", "(", ' "', '"', "'", "[^", "^", "]"),
    *(
        "https://e.example/?a=b",
        "[見守り](measure:watch)",
        "[](term:salon)",
        "[^who]",
        '[〇〇](pending: "目標値")',
        '[〇](pending:"値")',
    ),
)


def words(markdown: str) -> list[str]:
    return [plain(paragraph) for paragraph in parse(markdown)]


def test_a_plain_sentence_is_one_paragraph_of_words() -> None:
    assert parse("声かけを行います。\n") == ((Words("声かけを行います。"),),)


def test_an_empty_line_parts_paragraphs_and_a_line_break_joins() -> None:
    assert words("一行目\n続き\n\n次の段落") == ["一行目続き", "次の段落"]


def test_structure_is_never_read_into_a_sentence() -> None:
    """A sentence may begin like a list, a heading, a quotation or a table."""
    for sentence in ("1. まず", "- から", "# 番号", "> 引用", "8050、ダブルケア", "| 表 |", "    字下げ", "***", "```"):
        assert words(sentence) == [sentence.strip()]


def test_links_carry_scheme_target_and_words() -> None:
    assert parse("[見守り](measure:watch)と[](term:salon)") == (
        (Link("measure", "watch", (Words("見守り"),)), Words("と"), Link("term", "salon", ())),
    )


def test_an_unsettled_spot_keeps_its_words_and_says_what_is_missing() -> None:
    assert parse('[〇〇%](pending: "目標値")') == ((Unsettled((Words("〇〇%"),), "目標値"),),)
    assert parse("[(案)](pending:)") == ((Unsettled((Words("(案)"),), ""),),)


def test_what_is_missing_is_not_lost_where_no_space_stands_before_it() -> None:
    expected = ((Unsettled((Words("〇〇%"),), "目標値"),),)
    assert [parse(f"[〇〇%](pending:{note})") for note in ('"目標値"', "'目標値'", "“目標値”", "目標値")] == [
        expected
    ] * 4


def test_a_note_mark_stands_between_words() -> None:
    assert parse("地域住民等[^who]が") == ((Words("地域住民等"), NoteMark("who"), Words("が")),)


def test_bold_and_emphasis() -> None:
    assert parse("**太字**と*強調*") == ((Strong((Words("太字"),)), Words("と"), Emphasis((Words("強調"),))),)


def test_a_row_of_signs_is_a_row_of_signs() -> None:
    """Emphasis a thousand deep is nobody's meaning; read as such it would end in a RecursionError."""
    stars = f"{'*' * 5_000}休み{'*' * 5_000}"
    assert parse(stars) == ((Words(stars),),)
    assert words("**" * 5 + "休み" + "**" * 5) == ["休み"]


def test_html_is_words() -> None:
    assert words("<b>太字</b> & <script>") == ["<b>太字</b> & <script>"]


def test_a_script_link_is_a_link_with_that_scheme_for_a_rule_to_report() -> None:
    assert parse("[x](JavaScript:alert%281%29)") == ((Link("javascript", "alert%281%29", (Words("x"),)),),)


def test_plain_asks_for_titles_and_note_numbers() -> None:
    (paragraph,) = parse("[](measure:watch)を[^a]行う")
    assert plain(paragraph, lambda scheme, id: f"<{scheme} {id}>", lambda id: "※1") == "<measure watch>を※1行う"


@given(st.text(alphabet='あ漢8*_[]()^:\\"<>&!`~ \n#-|', max_size=60))
def test_any_text_parses_and_loses_no_character_that_is_no_markup(markdown: str) -> None:
    paragraphs = parse(markdown)
    assert parse(markdown) == paragraphs
    shown = "".join(map(plain, paragraphs))
    for character in "あ漢8":
        in_links = sum(
            (inline.target if isinstance(inline, Link) else inline.note).count(character)
            for inline in walk(paragraphs)
            if isinstance(inline, Link | Unsettled)
        )
        in_notes = sum(inline.id.count(character) for inline in walk(paragraphs) if isinstance(inline, NoteMark))
        assert shown.count(character) + in_links + in_notes <= markdown.count(character)
        if not any(mark in markdown for mark in "[]"):
            assert shown.count(character) == markdown.count(character)


@given(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=9).map("".join))
def test_what_one_pattern_reads_the_library_would_read_alike(markdown: str) -> None:
    stripped = markdown.strip()
    simple = prose._simple(stripped) if stripped else ()
    assert not simple or simple == prose._by_library(stripped)


def test_words_links_and_notes_are_read_without_the_library() -> None:
    for markdown in (
        "一つ目。\n\n二つ目。",
        "[見守り](measure:a)や[](term:a)[^who]",
        '[〇〇](pending: "目標値")人',
    ):
        assert prose._simple(markdown)
