"""ふりがな: kana over kanji for who asks for them, and for nobody else; who listens hears the same as before."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.axe import inject_axe, needs_axe, violations
from tests.browser.conftest import Served, plain

MEASURE = "/measures/individual-support/"
SWITCH = ".furigana-switch select"


def turn(page: Page, year: str) -> None:
    page.select_option(SWITCH, year, force=True)
    page.wait_for_selector("main ruby", state="detached" if year == "0" else "attached")


def heard(context: BrowserContext, page: Page) -> list[str]:
    """The accessibility tree as it is told: what has a role with its name, and between them the running text."""
    session = context.new_cdp_session(page)
    nodes = {node["nodeId"]: node for node in session.send("Accessibility.getFullAXTree")["nodes"]}
    told: list[str] = []

    def walk(node: dict[str, Any]) -> None:
        role, name = node.get("role", {}).get("value", ""), node.get("name", {}).get("value", "")
        if role == "StaticText":
            if told and told[-1].startswith("text "):
                told[-1] += name
            else:
                told.append(f"text {name}")
            return
        # Whether it is on is the only thing that differs, and is told as the value of the switch.
        if not node["ignored"] and role not in ("generic", "none", "LineBreak", "MenuListPopup", "option"):
            told.append(f"{role} {name}")
        for child in node.get("childIds", ()):
            walk(nodes[child])

    walk(next(node for node in nodes.values() if "parentId" not in node))
    return ["".join(line.split()) for line in told]  # a space where a line ends is none: lines end elsewhere


@pytest.mark.parametrize("path", ["/", MEASURE, "/indicators/"])
def test_who_listens_hears_the_same(context: BrowserContext, page: Page, real_site: Served, path: str) -> None:
    page.goto(real_site.origin + path)
    before = heard(context, page)
    text = page.evaluate("document.body.innerText")
    turn(page, "1")
    assert page.locator("main ruby").count() > 100
    assert heard(context, page) == before
    assert page.evaluate("document.body.innerText") == text, "and copies and finds the same"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@needs_axe
def test_no_barrier_comes_with_it(page: Page, real_site: Served) -> None:
    page.goto(real_site.origin + MEASURE)
    turn(page, "1")
    inject_axe(page)
    assert violations(page) == []


def test_off_again_the_page_is_as_it_was(page: Page, real_site: Served) -> None:
    page.goto(real_site.origin + MEASURE)
    before = page.evaluate("document.body.innerHTML")
    turn(page, "1")
    assert page.locator("h1 ruby rt").first.get_attribute("data-kana") == "こべつ"
    turn(page, "0")
    assert page.evaluate("document.body.innerHTML") == before


def test_harder_words_alone(page: Page, real_site: Served) -> None:
    page.goto(real_site.origin + MEASURE)
    found = {}
    for year in ("1", "4", "7"):
        turn(page, "0")
        turn(page, year)
        found[year] = page.locator("main ruby").evaluate_all("all => [...new Set(all.map((one) => one.textContent))]")
    assert len(found["1"]) > len(found["4"]) > len(found["7"]) > 5
    assert "人" in found["1"]
    assert "人" not in found["4"]
    assert "福祉" in found["7"]
    assert "地域" not in found["7"]


def test_the_words_come_when_they_are_asked_for_and_the_choice_stays(page: Page, real_site: Served) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(plain(request.url.removeprefix(real_site.origin))))
    page.goto(real_site.origin + MEASURE)
    page.wait_for_load_state("networkidle")
    assert "/furigana/words.js" not in asked
    turn(page, "4")
    assert "/furigana/words.js" in asked
    page.goto(real_site.origin + "/challenges/weak-ties/")
    page.wait_for_selector("main ruby", state="attached")
    assert page.input_value(SWITCH) == "4"


def test_found_texts_have_none(page: Page, real_site: Served) -> None:
    page.goto(real_site.origin + "/")
    turn(page, "1")
    page.goto(real_site.origin + "/search/?q=見守り")
    page.wait_for_selector("#search-page mark", state="attached")
    page.wait_for_selector("header ruby", state="attached")
    assert page.locator("#search-page ruby").count() == 0


def test_without_scripts_there_is_no_switch(browser: Browser, real_site: Served) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(real_site.origin + MEASURE)
    assert not page.locator(".furigana-switch").is_visible()
    context.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_a_phrase_of_a_title_stays_whole(page: Page, real_site: Served, width: int) -> None:
    """A line could end before any <ruby>: 「支え|合い」."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(real_site.origin + "/")
    turn(page, "1")
    torn = page.locator(".phrases with-furigana").evaluate_all("""all => all.filter((one) => {
      const range = document.createRange();
      range.selectNodeContents(one);
      const bases = [...one.querySelectorAll('ruby')].map((ruby) => ruby.getBoundingClientRect().bottom);
      return bases.length > 1 && Math.max(...bases) - Math.min(...bases) > 4;
    }).map((one) => one.textContent)""")
    assert torn == []
