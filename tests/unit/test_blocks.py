"""Every kind of block is in every output: the plan of examples/kaigo has one of each."""

from __future__ import annotations

import html
import json
import re
from typing import Any, get_args

import pytest

from keikaku.outputs.print import print_draft_data
from keikaku.outputs.print.typeset import as_json
from keikaku.outputs.search import documents
from keikaku.outputs.site import site
from keikaku.plan import model
from keikaku.plan.outline import Outline
from keikaku.plan.walk import blocks
from keikaku.resources import TEMPLATE_FOLDER
from tests.specimens import TOP, outline

NEW = (model.TextBox, model.Quotation, model.SideBySide, model.Articles, model.Signature, model.Table, model.List)


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
    assert numbers == ["", "第1章", "第2章", "第3章", "第4章", "第5章", "資料1", "資料2", "資料3", ""]


def test_an_ordinance_counts_its_articles_paragraphs_and_items(kaigo: Outline) -> None:
    numbers = [line.number for line in kaigo.lines if line.entry == "chapter:ordinance" and line.role == "item"]
    assert numbers == ["第1条", "第2条", "(1)", "(2)", "第3条", "2", "(1)", "(2)", "ア", "イ", "(3)", "3"]
