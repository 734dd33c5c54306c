"""A small screen with large text: what one came for is near, and what makes room for it is still all there."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Served
from tests.browser.looks import LARGER
from tests.specimens import REAL, TOP, Built

WIDTH, HEIGHT = 360, 740
PLANS = [
    pytest.param(REAL, id="real"),
    *(pytest.param(plan, id=plan.parent.name) for plan in sorted((TOP / "examples").glob("*/plan"))),
]
SHOWN = "(fold) => fold.clientHeight >= fold.scrollHeight - 1"


def large(page: Page, address: str) -> None:
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    page.goto(address)
    page.evaluate(LARGER)


@pytest.mark.parametrize("plan", PLANS)
def test_the_first_action_of_every_measure_is_within_one_and_a_half_screens(
    page: Page, built: Built, serve: Callable[[Path], Served], plan: Path
) -> None:
    """In each language. The live plan is not held to it: a title is never cut, and an edit may make one long."""
    site = serve(built(plan))
    above = {}
    for path in site.holding('<li class="action'):
        if "/measures/" in path:
            large(page, site.origin + path)
            first = page.locator(".action").first
            above[path] = first.evaluate("(action) => action.getBoundingClientRect().top + scrollY") / HEIGHT
    assert len(above) > 5
    assert {path: screens for path, screens in above.items() if screens > 1.5} == {}


@pytest.fixture
def cut(page: Page, real_site: Served) -> Page:
    """The page of a measure with a long purpose, which has links."""
    large(page, real_site.origin + "/measures/individual-support/")
    expect(page.locator(".fold-more")).to_be_visible()
    assert not page.locator(".purpose").evaluate(SHOWN)
    return page


def test_a_button_shows_the_rest_and_the_focus_stays_there(cut: Page) -> None:
    cut.get_by_role("button", name="続きを読む").focus()
    assert not cut.locator(".purpose").evaluate(SHOWN)
    cut.keyboard.press("Enter")
    assert cut.locator(".purpose").evaluate(SHOWN)
    expect(cut.locator(".purpose")).to_be_focused()
    expect(cut.locator(".fold-more")).to_have_count(0)
    cut.keyboard.press("Tab")
    assert cut.evaluate("() => document.activeElement.matches('.purpose a')")


def test_who_goes_on_by_keyboard_sees_what_has_the_focus(cut: Page) -> None:
    cut.locator(".purpose a").last.focus()
    assert cut.locator(".purpose").evaluate(SHOWN)


def test_words_found_in_what_is_cut_off_are_shown(cut: Page) -> None:
    """The browser's search scrolls what hides them, as a script may."""
    cut.locator(".purpose").evaluate("(fold) => fold.scrollTo(0, 200)")
    cut.wait_for_function(f"() => ({SHOWN})(document.querySelector('.purpose'))")


def test_nothing_is_cut_off_where_there_is_room_on_paper_or_without_scripts(
    cut: Page, real_site: Served, without_scripts: Page
) -> None:
    cut.emulate_media(media="print")
    assert cut.locator(".purpose").evaluate(SHOWN)
    expect(cut.locator(".fold-more")).to_be_hidden()
    cut.emulate_media(media="screen")
    cut.evaluate("() => { document.documentElement.style.fontSize = ''; }")
    expect(cut.locator(".fold-more")).to_be_hidden()
    assert cut.locator(".purpose").evaluate(SHOWN)
    large(without_scripts, cut.url)
    assert without_scripts.locator(".purpose").evaluate(SHOWN)


def test_all_of_it_is_heard_from_the_start(cut: Page) -> None:
    words = cut.locator(".purpose p").last.inner_text().strip()
    heard = cut.locator(".purpose").aria_snapshot()
    assert words[-12:] in heard.replace("\n", "")


def test_where_the_script_does_not_come_the_rest_can_be_scrolled_to(page: Page, real_site: Served) -> None:
    """Its place is kept from the first moment; who shows the rest comes later, or never."""
    page.route(re.compile(r"/assets/plan\.[0-9a-f]+\.js$|/assets/plan\.js"), lambda route: route.abort())
    large(page, real_site.origin + "/measures/individual-support/")
    purpose = page.locator(".purpose")
    assert not purpose.evaluate(SHOWN)
    assert purpose.evaluate("(fold) => getComputedStyle(fold).overflowY") == "auto"
    assert page.locator(".fold-more").count() == 0
