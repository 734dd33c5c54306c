"""Every kind of block is in every output: the plan of examples/kaigo has one of each."""

from __future__ import annotations

import html
import json
import re
from typing import Any, get_args

import pytest

from keikaku.outputs.export.tables import tables
from keikaku.outputs.print import print_draft_data
from keikaku.outputs.print.typeset import as_json
from keikaku.outputs.search import documents
from keikaku.outputs.site import site
from keikaku.plan import model
from keikaku.plan.framework import framework
from keikaku.plan.outline import Outline
from keikaku.plan.walk import blocks
from keikaku.resources import TEMPLATE_FOLDER
from tests.specimens import TOP, outline

NEW = (
    model.CrossListings,
    model.TextBox,
    model.Quotation,
    model.SideBySide,
    model.Articles,
    model.Signature,
    model.Table,
    model.List,
)


@pytest.fixture(scope="module")
def kaigo() -> Outline:
    return outline(TOP / "examples/kaigo/plan")


def words(printed: Any) -> str:
    """All strings of the data for print, one after the other."""
    if isinstance(printed, str):
        return printed
    if isinstance(printed, dict):
        printed = [value for key, value in printed.items() if key not in ("t", "ref", "to")]
    return "".join(map(words, printed)) if isinstance(printed, list) else ""


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_the_example_has_one_of_each(kaigo: Outline) -> None:
    assert set(NEW) <= {type(block) for block in blocks(kaigo.index.plan)} <= set(get_args(model.Block))


def test_no_line_of_the_text_is_missing_on_the_pages_in_print_or_in_the_search(kaigo: Outline) -> None:
    """Whatever the kind of block: what one template does not show is found here."""
    bodies = [html.unescape(re.sub(r"<[^>]*>", "", page.body)) for page in site(kaigo, TEMPLATE_FOLDER).pages]
    pages = squeezed("".join(bodies)).replace("\u200b", "")
    paper = squeezed(words(json.loads(as_json(print_draft_data(kaigo, TEMPLATE_FOLDER, appendix=False)))))
    found = squeezed("".join(doc.title + doc.text for doc in documents(kaigo)))
    # The sign between the name of a fact and its words is the template's.
    lines = [(line.role, squeezed(line.text.split("：")[-1])) for line in kaigo.lines if line.entry != "plan"]
    assert len(lines) > 300
    for shown in (pages, paper):
        assert [line for _, line in lines if line not in shown] == []
    # Who acts is a filter of the search and no words of what is found.
    assert [line for role, line in lines if line not in found and role != "heading"] == []


def test_chapters_count_apart_from_appendices_and_from_what_has_no_number(kaigo: Outline) -> None:
    numbers = [entry.number for entry in kaigo.by_kind["chapter"]]
    assert numbers == ["", "第1章", "第2章", "第3章", "第4章", "第5章", "資料1", "資料2", "資料3", "資料4", ""]


def test_an_ordinance_counts_its_articles_paragraphs_and_items(kaigo: Outline) -> None:
    numbers = [line.number for line in kaigo.lines if line.entry == "chapter:ordinance" and line.role == "item"]
    assert numbers == ["第1条", "第2条", "(1)", "(2)", "第3条", "2", "(1)", "(2)", "ア", "イ", "(3)", "3"]


def test_what_is_listed_again_leads_to_its_own_place_and_back(kaigo: Outline) -> None:
    """A measure under another pillar, and a project that gathers a measure, an action and programmes."""
    pages = {page.path: page.body for page in site(kaigo, TEMPLATE_FOLDER).pages}
    project = pages["chapters/frame/"]
    for address in ("measures/exercise/", "measures/jobs/#points", "programmes/walking/"):
        assert f'href="../../{address}"' in project
    assert "重点プロジェクト「冬も集まる」" in pages["measures/exercise/"]
    (branch,) = [found for pillar in framework(kaigo).pillars for found in pillar.measures if found.again]
    assert branch.entry.ref == "measure:watching"
    rows = [row for row in tables(kaigo, {})["cross-listings"]() if row["id"] is None]
    assert [row["original_id"] for row in rows if row["measure"] == "3 重点プロジェクト「冬も集まる」"] == [
        "exercise",
        "points",
        "walking",
        "taxi",
    ]


def test_the_glossary_stands_where_a_chapter_has_it_and_nowhere_else(kaigo: Outline) -> None:
    data = json.loads(as_json(print_draft_data(kaigo, TEMPLATE_FOLDER, appendix=False)))
    (node,) = [node for node in data["body"] if node["t"] == "glossary"]
    assert [row["ref"] for row in node["rows"]] == [f"term:{term.id}" for term in kaigo.index.plan.terms]
    assert data["glossary"] == []
    said = [line.text for line in kaigo.shown if line.entry == "term:frailty-term" and line.role != "link"]
    assert len(said) == len(set(said))


def test_cover_and_portrait_are_pictures_like_any_other(kaigo: Outline) -> None:
    found = site(kaigo, TEMPLATE_FOLDER)
    pages = {page.path: page.body for page in found.pages}
    assert 'src="images/bay.svg"' in pages[""]
    assert "夕日の沈む湾に、帆を上げた舟が2そう浮かんでいる。" in pages[""]
    assert 'src="../../images/mayor.svg"' in pages["chapters/foreword/"]
    data = json.loads(as_json(print_draft_data(kaigo, TEMPLATE_FOLDER, appendix=False)))
    assert data["cover"]["svg"].startswith("<svg")
    assert next(node for node in data["body"] if node["t"] == "signature")["portrait"]["width"] == 34
    assert {"bay.svg", "mayor.svg"} <= {line.text.partition(" ")[0] for line in kaigo.shown if line.role == "picture"}


def test_a_range_and_the_names_of_levels_are_data(kaigo: Outline) -> None:
    found = tables(kaigo, {})
    share = next(row for row in found["indicators"]() if row["id"] == "places-share")
    assert (share["target_printed"], share["target_value"], share["target_to"]) == ("9～10%", "9", "10")
    levels = {row["id"]: row["level"] for row in found["measures"]()}
    assert (levels["prevention"], levels["exercise"]) == ("基本方針", "施策")


def test_figures_and_tables_count_chapter_by_chapter_where_the_plan_says_so(kaigo: Outline) -> None:
    numbers = [entry.number for kind in ("figure", "indicator-group", "table") for entry in kaigo.by_kind[kind]]
    assert [number for number in numbers if number] == ["図2-1", "表3-1", "表5-1", "表5-2", "表5-3", "表資料2-1"]
