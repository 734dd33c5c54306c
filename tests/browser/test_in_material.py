"""The plan in Material's frame, as readers meet it: read by all, in both palettes, our search in its header."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from typing import Literal

import pytest
from playwright.sync_api import BrowserContext, Page, Request, expect

from tests.browser.axe import inject_axe, needs_axe, violations
from tests.browser.conftest import Served
from tests.browser.looks import STICKS_OUT, Look, look
from tests.browser.test_other_browsers import TORN

# Material's colours change by degrees, and what is read meanwhile is neither.
PALETTES = {"light": "default", "dark": "slate"}
WIDTHS = {"light": 1280, "dark": 390}

_AT_REST = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('*, *::before, *::after { transition: none !important; }');
  document.adoptedStyleSheets = [sheet];
}"""


@needs_axe
@pytest.mark.parametrize("scheme", PALETTES)
def test_each_kind_of_page_in_both_palettes(
    page: Page, material_site: Served, scheme: Literal["light", "dark"]
) -> None:
    """The frame is the same everywhere, and the bodies are those of the lean one, where each is looked at."""
    faults: list[str] = []
    page.emulate_media(reduced_motion="reduce", color_scheme=scheme)
    page.set_viewport_size({"width": WIDTHS[scheme], "height": 900})
    for path in material_site.samples:
        page.goto(material_site.origin + path)
        page.wait_for_selector(f"body[data-md-color-scheme={PALETTES[scheme]}]")
        inject_axe(page)
        page.evaluate(_AT_REST)
        faults += (f"{path}: {fault}" for fault in violations(page))
    assert faults == []


def test_nothing_sticks_out_on_any_page(page: Page, material_site: Served) -> None:
    narrow = Look(check="reflow", scripts=(STICKS_OUT,), width=390)
    assert look(page, material_site, material_site.pages, (narrow,)) == {"reflow": []}


def test_no_phrase_of_a_title_is_torn(page: Page, material_site: Served) -> None:
    """Material lets a link be broken anywhere, and most titles are links.

    A lead is a paragraph: in it Chromium ends lines behind brackets too.
    """
    page.set_viewport_size({"width": 390, "height": 900})
    torn: dict[str, Sequence[str]] = {}
    titles = TORN.replace("'.phrases'", "'.phrases:not(.lead)'")
    for path in material_site.samples:
        page.goto(material_site.origin + path)
        torn[path] = [phrase for phrase in page.evaluate(titles) if " " not in phrase]
    assert {path: phrases for path, phrases in torn.items() if phrases} == {}


def test_nothing_is_asked_of_another_origin_and_nothing_is_held_back(
    context: BrowserContext, material_site: Served
) -> None:
    page = context.new_page()
    asked: list[Request] = []
    told: list[str] = []
    page.on("request", lambda request: asked.append(request))  # noqa: PLW0108 - Playwright marks the function, which a method of a list refuses
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda problem: told.append(str(problem)))
    for path in material_site.samples:
        page.goto(material_site.origin + path)
    page.locator(".search-open").click()
    page.locator("dialog.search-dialog").wait_for()
    assert [request.url for request in asked if not request.url.startswith(material_site.origin)] == []
    assert [text for text in told if "Service Worker" not in text and "404" not in text] == []


def test_the_first_view_is_no_heavier_than_half_a_photograph(page: Page, material_site: Served) -> None:
    sizes: dict[str, int] = {}
    page.on("response", lambda answer: sizes.update({answer.url: len(gzip.compress(answer.body()))}))
    page.goto(material_site.origin + "/", wait_until="networkidle")
    assert sum(sizes.values()) <= 110_000, sizes


def test_our_search_stands_in_its_header(page: Page, material_site: Served) -> None:
    """Material's own finds nothing for this word."""
    page.goto(material_site.origin + "/measures/mimamori/")
    assert page.locator("[data-md-component=search]").count() == 0
    page.keyboard.press("Control+k")
    page.keyboard.type("見守り活動の推進")
    first = page.locator("dialog .search-title").first
    expect(first).to_contain_text("見守り活動の推進")
    box = page.locator("dialog.search-dialog").bounding_box()
    assert box is not None
    assert box["width"] > 500
    first.click()
    page.wait_for_url("**/measures/mimamori/?h=*")
    expect(page.locator("h1 mark")).not_to_have_count(0)


def test_its_button_changes_the_brightness_of_our_bodies(page: Page, material_site: Served) -> None:
    page.goto(material_site.origin + "/measures/mimamori/")
    ink = "() => getComputedStyle(document.querySelector('.page h1')).color"
    light = page.evaluate(ink)
    page.locator("form[data-md-component=palette] label:visible").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert page.evaluate(ink) != light


def test_a_term_is_explained_beside_it(page: Page, material_site: Served) -> None:
    page.goto(material_site.origin + "/measures/mimamori/")
    term = page.locator("a.term").first
    term.hover()
    tip = page.locator(".tip")
    expect(tip).to_be_visible()
    at, shown = term.bounding_box(), tip.bounding_box()
    assert at is not None
    assert shown is not None
    assert abs(shown["y"] - at["y"]) < 200
    assert page.evaluate("() => getComputedStyle(document.querySelector('.tip')).backgroundColor") != "rgba(0, 0, 0, 0)"


def test_kana_stand_over_our_bodies_and_what_grows_by_them_covers_nothing(page: Page, material_site: Served) -> None:
    page.goto(material_site.origin + "/measures/mimamori/")
    page.select_option(".furigana-switch select", "1", force=True)
    page.wait_for_selector(".page h1 ruby", state="attached")
    assert page.locator(".md-header ruby, .md-nav ruby").count() == 0
    term = page.locator("a.term").first
    term.hover()
    page.wait_for_selector(".tip ruby", state="attached")
    at, shown = term.bounding_box(), page.locator(".tip").bounding_box()
    assert at is not None
    assert shown is not None
    assert shown["y"] + shown["height"] <= at["y"] or at["y"] + at["height"] <= shown["y"]


def test_that_an_address_was_copied_is_told(context: BrowserContext, material_site: Served) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(material_site.origin + "/measures/mimamori/")
    page.locator("a.permalink").first.click()
    expect(page.locator(".told")).to_have_text("この取組みのアドレスをコピーしました。")
