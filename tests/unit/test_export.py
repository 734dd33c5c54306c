"""Open data: every entry of the plan with its words, number, address and links, for programs and for spreadsheets."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keikaku.hosts.cli import main
from keikaku.messages import load_messages
from keikaku.outputs.export import export
from keikaku.outputs.export.tables import csv_bytes
from keikaku.pipeline import schemas
from keikaku.plan.outline import Outline
from keikaku.resources import MESSAGE_FOLDER
from tests.specimens import TINY, ChangedPlan, outline

WORDS = load_messages(MESSAGE_FOLDER, "ja", "export")


def files(plan: Outline, printed: Mapping[str, int | str] | None = None) -> dict[str, bytes]:
    return export(plan, WORDS, schemas(), printed)


def entries(plan: Outline, printed: Mapping[str, int | str] | None = None) -> dict[str, Any]:
    return {entry["ref"]: entry for entry in json.loads(files(plan, printed)["plan.json"])["entries"]}


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_every_entry_and_every_line_of_the_plan_is_in_the_data(real: Outline) -> None:
    found = entries(real)
    assert list(found) == list(real.entries)
    texts = {(ref, text["text"]) for ref, entry in found.items() for text in entry["text"]}
    titles = {(ref, entry["title"]) for ref, entry in found.items()}
    cover = {"title", "contents"}
    headings = {actor["heading"] for actor in found.values() if actor["kind"] == "actor"}
    lost = [
        line
        for line in real.lines
        if line.role not in cover and (line.entry, line.text) not in texts | titles and line.text not in headings
    ]
    assert lost == []


def test_every_word_that_is_read_of_a_plan_is_in_the_data(tiny: Outline) -> None:
    def texts(value: Any) -> Iterator[str]:
        for below in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            yield from texts(below)
        if isinstance(value, str):
            yield value

    whole = "\n".join(texts(json.loads(files(tiny)["plan.json"])))
    shown = [line for line in tiny.shown if line.role != "labels"]
    assert len(shown) > len(tiny.lines) + 20
    # The status stands in brackets on the cover, a group of actions in its own; labels of facts stand before them.
    assert [line for line in shown if line.text.strip("()〈〉") not in whole] == []


def test_every_ref_in_the_data_leads_to_an_entry(real: Outline) -> None:
    found = entries(real)

    def refs(value: Any) -> list[str]:
        if isinstance(value, dict):
            return [
                ref for key, inner in value.items() if key not in ("text", "title", "source") for ref in refs(inner)
            ]
        if isinstance(value, list):
            return [ref for inner in value for ref in refs(inner)]
        kind = value.partition(":")[0] if isinstance(value, str) else ""
        return [value] if kind and kind in {entry["kind"] for entry in found.values()} and ":" in value else []

    named = [ref for entry in found.values() for ref in refs(entry)]
    assert set(named) <= set(found)
    assert len(named) > len(found)


def test_a_link_to_a_challenge_says_whose_word_it_is(real: Outline) -> None:
    found = entries(real)
    answers = [link for entry in found.values() for link in entry.get("challenges", ())]
    assert {link["basis"] for link in answers} == {"inferred"}
    table = rows(files(real)["measures.csv"])
    assert all(row[WORDS["column_inferred"]] and not row[WORDS["column_stated"]] for row in table)


def test_values_keep_their_digits_and_what_is_not_settled_is_no_number(real: Outline) -> None:
    found = entries(real)
    rate = found["indicator:register-rate"]["baseline"]
    assert (rate["value"], rate["unit"], rate["year"], rate["printed"]) == ("8.55", "%", 2011, "8.55%")
    awareness = found["indicator:citizen-awareness"]
    assert (awareness["direction"], awareness["actual"]["status"]) == ("fall", "pending")
    assert "value" not in awareness["actual"]
    assert found["indicator:drill-districts"]["baseline"]["status"] == "absent"


def test_printed_pages_stand_where_the_print_draft_gives_them(real: Outline) -> None:
    printed = {"action:comprehensive-support": 23, "measure:connections": "22"}
    assert entries(real, printed)["action:comprehensive-support"]["printed_page"] == 23
    again = rows(files(real, printed)["cross-listings.csv"])
    named = [row for row in again if row[WORDS["column_original_id"]] == "comprehensive-support"]
    assert named
    assert {row[WORDS["column_original_printed_page"]] for row in named} == {"23"}


def test_an_action_and_its_repetitions_know_each_other(real: Outline) -> None:
    found = entries(real)
    pairs = {(ref, again) for ref, entry in found.items() for again in entry.get("cross_listed_in", ())}
    assert pairs == {(entry["cross_listing_of"], ref) for ref, entry in found.items() if entry.get("cross_listing_of")}
    assert len(rows(files(real)["cross-listings.csv"])) == len(pairs) > 0


def test_addresses_are_whole_where_the_plan_says_where_its_site_stands(changed_plan: ChangedPlan) -> None:
    settings = (TINY / "plan.yml").read_text("utf-8").replace("site:\n", "site:\n  url: https://plan.example.jp/\n")
    found = entries(outline(changed_plan({"plan.yml": settings})))
    assert found["plan"]["url"] == "https://plan.example.jp/"
    assert all(entry["url"].startswith("https://plan.example.jp/") for entry in found.values())


def test_the_same_plan_gives_the_same_bytes(real: Outline, tiny: Outline) -> None:
    for plan in (real, tiny):
        assert files(plan) == files(plan)


def test_tables_open_in_a_spreadsheet(real: Outline) -> None:
    found = {name: content for name, content in files(real).items() if name.endswith(".csv")}
    of_text = {f"tables/{entry.id}.csv" for entry in real.by_kind["table"]}
    lists = {"actions.csv", "challenges.csv", "cross-listings.csv", "indicators.csv", "measures.csv"}
    assert set(found) == lists | of_text
    for content in found.values():
        assert content.startswith(b"\xef\xbb\xbf")
        assert rows(content)
    assert len(rows(found["actions.csv"])) == len(real.index.actions)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+81", "'+81"),
        ("-取組み", "'-取組み"),
        ("(1)", "'(1)"),
        ("-5", "-5"),
        ("8.50", "8.50"),
        ("(1) つながり", "(1) つながり"),
        ("見守り", "見守り"),
    ],
)
def test_no_cell_is_taken_for_a_formula(text: str, cell: str) -> None:
    assert rows(csv_bytes([{"action": text}], WORDS)) == [{WORDS["column_action"]: cell}]


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\r"), max_size=50))
def test_any_text_comes_back_from_a_table(text: str) -> None:
    (row,) = rows(csv_bytes([{"id": "x", "action": text}], WORDS))
    assert row[WORDS["column_action"]].removeprefix("'") == text.removeprefix("'")


def test_the_command_writes_all_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "data", str(TINY), "--output", str(tmp_path / "data")]) == 0
    written = {path.relative_to(tmp_path / "data").as_posix() for path in (tmp_path / "data").rglob("*.*")}
    assert written == set(files(outline(TINY)))
    assert "オープンデータを書きました" in capsys.readouterr().out


def test_the_command_tells_where_it_cannot_write(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "data").write_text("ここはファイル", "utf-8")
    assert main(["export", "data", str(TINY), "--output", str(tmp_path / "data")]) == 2
    assert "フォルダーではありません" in capsys.readouterr().err


def test_every_number_of_a_chart_is_a_row(tiny: Outline) -> None:
    (first, second) = rows(files(tiny)["figures.csv"])
    assert (first["図"], first["系列"], first["項目"], first["値"], first["単位"]) == (
        "図1 世帯の数",
        "世帯",
        "2016年",
        "1200",
        "世帯",
    )
    assert second["値"] == "980"
