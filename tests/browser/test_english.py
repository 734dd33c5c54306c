"""A plan in Japanese whose interface is in English, as readers meet it: the pages with most labels, and the search."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from keikaku.hosts.cli import main
from tests.browser.axe import inject_axe, needs_axe, violations
from tests.browser.conftest import Served
from tests.specimens import TINY, TOP, Built


@pytest.fixture(scope="module")
def english_site(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], Served]) -> Served:
    folder = tmp_path_factory.mktemp("english")
    plan = Path(shutil.copytree(TINY, folder / "plan"))
    for name, old, new in (
        ("plan.yml", "language: ja\n", "language: ja\nlabels: en\n"),
        ("synonyms.yml", "words:\n", "words:\n      - patrol\n"),
    ):
        text = (plan / name).read_text("utf-8")
        assert old in text
        (plan / name).write_text(text.replace(old, new, 1), "utf-8")
    assert main(["build", str(plan), "--site", str(folder / "site")]) == 0
    return serve(folder / "site")


@needs_axe
def test_axe_finds_nothing_and_nothing_is_wider_than_a_phone(page: Page, english_site: Served) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": 320, "height": 900})
    for path in ("/", "/measures/tea/", "/framework/", "/indicators/", "/pending/", "/accessibility/"):
        assert english_site.file(path).exists()
        page.goto(english_site.origin + path)
        inject_axe(page)
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_each_word_of_a_result_is_in_its_language(page: Page, english_site: Served) -> None:
    page.goto(english_site.origin + "/search/?q=patrol")
    first = page.locator(".search-results li").first
    expect(first.locator(".search-title")).to_have_attribute("lang", "ja")
    expect(page.locator(".search-told")).to_have_text(re.compile(r"[0-9]+ results found\."))
    assert page.evaluate("document.querySelector('.search-kind').closest('[lang]').lang") == "en"
    assert page.evaluate("document.documentElement.lang") == "ja"


def test_one_result_is_not_results(page: Page, english_site: Served) -> None:
    page.goto(english_site.origin + "/search/?q=download")
    expect(page.locator(".search-told")).to_have_text("1 result found.")
    title = page.locator(".search-title a")
    expect(title).to_have_text("Print version and data")
    assert title.evaluate("link => link.closest('[lang]').lang") == "en"


@pytest.mark.parametrize("worker", [True, False], ids=["worker", "page"])
def test_a_plan_in_english_answers_a_worry(
    page: Page, built: Built, serve: Callable[[Path], Served], worker: bool
) -> None:
    """Its search is another engine's, which a Japanese plan does not have."""
    if not worker:
        page.add_init_script("delete window.Worker")
    council = serve(built(TOP / "examples" / "council" / "plan"))
    page.goto(council.origin + "/")
    page.locator(".search-open").click()
    page.keyboard.insert_text("my flat is damp and the landlord does nothing")
    first = page.locator(".search-dialog [role=option]").first
    expect(first).to_be_visible()
    expect(page.locator(".search-told")).not_to_be_empty()
    first.click()
    expect(page.locator("main mark").first).to_be_visible()
