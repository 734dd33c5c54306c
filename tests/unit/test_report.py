"""What people and other programs get to read."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keikaku.diagnostics.diagnostic import Diagnostic, Related, error, warning
from keikaku.diagnostics.span import Span, text_map
from keikaku.hosts.reporting.formats import (
    MAX_PRINTED,
    MAX_WIDTH,
    format_github,
    format_json,
    format_sarif,
    format_text,
    github_summary,
)

PATH = "plan/measures/mimamori.yml"


def fault(text: str, word: str, **more: object) -> tuple[Diagnostic, dict[str, str]]:
    """A fault at a word of a text, with the texts to print it from."""
    start = text.index(word)
    span = text_map(PATH, text).span(start, start + len(word))
    return error("unknown-key", "「x」という項目はありません。", span, **more), {PATH: text}  # type: ignore[arg-type]


def test_a_diagnostic_as_it_is_printed() -> None:
    """Place, kind, sentence; the line and a caret; what to do; the line put right; other places; the number."""
    text = "id: a\n題名: 見守り\n"
    one, texts = fault(
        text,
        "題名",
        help="「title」の間違いではありませんか。",
        correction="title: 見守り",
        related=(Related("ここにもあります", Span(PATH, 1, 1, 1, 3)),),
    )
    assert (
        format_text([one], texts)
        == """\
plan/measures/mimamori.yml:2:1: エラー[unknown-key]: 「x」という項目はありません。
   2 | 題名: 見守り
     | ^^^^
  ヒント: 「title」の間違いではありませんか。
  正しい例:
   2 | title: 見守り
  plan/measures/mimamori.yml:1:1: ここにもあります
   1 | id: a
     | ^^

エラー 1件"""
    )


@pytest.mark.parametrize(
    ("line", "word", "carets"),
    [
        ("  見守り: x", "x", "          ^"),
        ("\t見x", "x", "\t  ^"),
        ("ﾃｽﾄ x", "x", "    ^"),
        ("か\u3099x", "x", "  ^"),
        ("𠮷野家", "野", "  ^^"),
        ("※①x", "x", "  ^"),
    ],
    ids=["full width", "tab", "half-width kana", "combining mark", "beyond the BMP", "ambiguous width"],
)
def test_the_caret_stands_under_the_word(line: str, word: str, carets: str) -> None:
    """By East Asian width; a tab is repeated, so that it is as wide below as above."""
    one, texts = fault(line, word)
    shown = format_text([one], texts).splitlines()
    assert shown[1] == f"   1 | {line}"
    assert shown[2] == f"     | {carets}"


def test_nothing_in_a_plan_turns_the_order_of_what_is_shown() -> None:
    """A file name or a text with marks for writing from right to left may not disguise what a message says."""
    one, texts = fault("名\u202eままの\u2066字", "字")
    assert not {"\u202e", "\u2066"} & set(format_text([one], texts))


def test_of_a_long_line_the_part_around_the_fault_is_shown() -> None:
    """A paragraph is a line of a thousand characters."""
    one, texts = fault("あ" * 500 + "〇〇" + "い" * 500, "〇〇")
    line, carets = format_text([one], texts).splitlines()[1:3]
    assert line.startswith("   1 | …あ")
    assert line.endswith("い…")
    columns = sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in line[7:])
    assert columns <= MAX_WIDTH
    before = carets[7:].index("^")
    assert before == 2 * line[7:].index("〇") - 1  # … is one column, the others two


def test_warnings_are_counted_apart_and_nothing_is_good_news() -> None:
    """The last line sums up."""
    one, texts = fault("x: y", "x")
    doubt = warning("text-cut-by-hash", "…", one.span)
    assert format_text([one, doubt], texts).splitlines()[-1] == "エラー 1件、注意 1件"
    assert format_text([], {}) == "問題は見つかりませんでした。"


def test_a_flood_is_summed_up() -> None:
    """A hundred thousand faults are not printed one by one."""
    many = [error("unknown-reference", "…", Span(PATH, line, 1, line, 2)) for line in range(1, 100_001)]
    shown = format_text(many, {PATH: "x\n" * 100_000}).splitlines()
    assert len(shown) < 5 * MAX_PRINTED
    assert "ほかに99,900件あります（unknown-reference 99,900件）。上のものから直してください。" in shown
    assert shown[-1] == "エラー 100,000件"


def test_a_fault_of_a_file_without_text_has_no_line() -> None:
    """A folder has none."""
    one = error("unknown-folder", "使いません。", Span("plan/measure", 1, 1, 1, 1))
    assert format_text([one], {}).splitlines()[0] == "plan/measure:1:1: エラー[unknown-folder]: 使いません。"
    assert len(format_text([one], {}).splitlines()) == 3


@given(st.text(max_size=60), st.text(max_size=20), st.text(max_size=20))
def test_nothing_of_the_plan_moves_the_cursor(text: str, message: str, path: str) -> None:
    """Escape sequences in a file, or in its name, do not reach the terminal."""
    one = error("unknown-key", message, text_map(path, text).span(0, len(text)), correction=text)
    shown = format_text([one], {path: text})
    assert all(character in "\n\t" or unicodedata.category(character) != "Cc" for character in shown)


def test_colours_are_added_only_on_demand() -> None:
    """And change nothing else."""
    one, texts = fault("x: y", "x", help="…")
    coloured = format_text([one], texts, colour=True)
    plain = format_text([one], texts)
    assert "\x1b[1;31mエラー[unknown-key]\x1b[0m" in coloured
    for code in ("1", "1;31", "31", "36", "2", "0"):
        coloured = coloured.replace(f"\x1b[{code}m", "")
    assert coloured == plain


def test_json_holds_everything() -> None:
    """For other programs."""
    one, _ = fault("題名: x", "題名", help="…", correction="title: x")
    assert json.loads(format_json([one])) == {
        "errors": 1,
        "warnings": 0,
        "diagnostics": [
            {
                "code": "unknown-key",
                "severity": "error",
                "message": "「x」という項目はありません。",
                "file": PATH,
                "line": 1,
                "column": 1,
                "endLine": 1,
                "endColumn": 3,
                "help": "…",
                "correction": "title: x",
                "related": [],
            }
        ],
    }


def test_lines_that_are_proposed_together_stand_below_each_other() -> None:
    """Their numbers go on in a terminal; in an annotation what they share of their indentation is left out."""
    one, texts = fault("a:\n  target: 50%\n", "50%", correction="  target:\n    value: 50\n    unit: x")
    assert "   2 |   target:\n   3 |     value: 50\n   4 |     unit: x\n" in format_text([one], texts)
    annotation, _ = format_github([one]).splitlines()
    assert annotation.endswith("%0A正しい例:%0Atarget:%0A  value: 50%0A  unit: x")


def test_annotations_are_escaped() -> None:
    """A name or a message with signs of workflow commands stays one annotation."""
    one = error("unknown-file", "100%\r\n::set-env::", Span("plan/a,b:c%\n.yml", 2, 3, 2, 5))
    assert format_github([one]).splitlines() == [
        "::error file=plan/a%2Cb%3Ac%25%0A.yml,line=2,endLine=2,col=3,endColumn=5,title=エラー[unknown-file]"
        "::100%25%0D%0A::set-env::",
        "エラー 1件",
    ]


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
def test_an_annotation_is_one_line_whatever_it_says(path: str, message: str, help: str) -> None:
    """Nothing of a pull request can give the runner a command of its own."""
    one = error("unknown-key", message, Span(path, 1, 1, 1, 2), help)
    first, *others = format_github([one]).split("\n")
    assert first.startswith("::error file=")
    assert "\r" not in first
    assert others == ["エラー 1件"]


def test_more_than_ten_faults_go_to_the_summary() -> None:
    """GitHub shows ten annotations of a step; the table has them all, as text."""
    ten = [error("unknown-key", f"|{n}| <b> `x` @all", Span(PATH, n, 1, n, 2)) for n in range(1, 11)]
    assert github_summary(ten) is None
    eleven = [*ten, error("unknown-key", "…", Span(PATH, 11, 1, 11, 2))]
    table = github_summary(eleven)
    assert table is not None
    assert table.startswith("### エラー 11件\n")
    rows = [row for row in table.splitlines() if row.startswith("| plan")]
    assert len(rows) == 11
    assert r"\|1\| \<b\> \`x\` \@all" in rows[0]
    many = [error("unknown-key", "…", Span(PATH, n, 1, n, 2)) for n in range(1, 400)]
    assert str(github_summary(many)).count("| plan") == 399


def test_a_summary_too_long_for_github_says_how_many_are_left() -> None:
    """One of more than 1 MiB would be dropped whole."""
    flood = [error("unknown-key", "あ" * 1000, Span(PATH, n, 1, n, 2)) for n in range(1, 1001)]
    table = str(github_summary(flood))
    assert len(table.encode()) < 1024 * 1024
    shown = table.count("| plan")
    assert 0 < shown < 1000
    assert f"ほかに{1000 - shown:,}件あります" in table


def test_sarif_has_what_the_standard_demands() -> None:
    """Version, tool, results with a rule and a place (SARIF 2.1.0, sections 3.13 to 3.30)."""
    one, _ = fault("題名: x", "題名", related=(Related("ここ", Span("plan/見守り.yml", 1, 1, 1, 2)),))
    document = json.loads(format_sarif([one]))
    (run,) = document["runs"]
    (result,) = run["results"]
    rules = run["tool"]["driver"]["rules"]
    assert document["version"] == "2.1.0"
    assert run["tool"]["driver"]["name"] == "keikaku"
    assert run["columnKind"] == "unicodeCodePoints"
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == "unknown-key"
    assert result["level"] == "error"
    assert result["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": PATH},
        "region": {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 3},
    }
    related = result["relatedLocations"][0]
    assert related["message"] == {"text": "ここ"}
    assert related["physicalLocation"]["artifactLocation"]["uri"] == "plan/%E8%A6%8B%E5%AE%88%E3%82%8A.yml"
