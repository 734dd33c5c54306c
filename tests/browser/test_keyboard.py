"""With the keyboard alone: everything is reached, seen, opened and closed again; explanations of terms too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.axe import inject_axe, needs_axe, violations
from tests.browser.conftest import Measured, Served

_FOCUS = (Path(__file__).parent / "focus.js").read_text("utf-8")


def walk(page: Page, address: str, key: str = "Tab") -> list[str]:
    """From end to end of a page with one key: what was not reached, or not seen when it was."""
    page.goto(address)
    for _ in range(page.evaluate(_FOCUS) + 1):
        page.keyboard.press(key)
    found: list[str] = page.evaluate("() => window.focusFaults()")
    return found


def test_everything_is_reached_and_seen(page: Page, any_site: Served, measured: Measured) -> None:
    """One page of each kind, the longest; the closed menu and the closed search take no focus.

    What is published on a wide screen, its frozen like on a narrow one.
    """
    width = 1280 if any_site.whole else 390
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 800})
    paths = any_site.samples
    faults = [f"{path} at {width}: {fault}" for path in paths for fault in walk(page, any_site.origin + path)]
    measured("keyboard", paths, faults)


@pytest.mark.parametrize("path", ["/glossary/", "/chapters/management/"])
def test_backwards_nothing_stands_behind_what_floats(page: Page, real_site: Served, path: str) -> None:
    page.emulate_media(reduced_motion="reduce", color_scheme="dark")
    assert walk(page, real_site.origin + path, "Shift+Tab") == []


def test_the_outline_is_seen_where_colours_are_forced(page: Page, tiny_site: Served) -> None:
    page.emulate_media(reduced_motion="reduce", forced_colors="active")
    assert [fault for path in ("/", "/framework/") for fault in walk(page, tiny_site.origin + path)] == []


def focused(page: Page) -> str:
    found: str = page.evaluate("() => document.activeElement.className || document.activeElement.id")
    return found


def test_the_first_stop_leads_to_the_text(page: Page, real_site: Served) -> None:
    page.goto(real_site.origin + "/measures/mimamori/")
    page.keyboard.press("Tab")
    skip = page.locator("a.skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert focused(page) == "frame_main"
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.querySelector('main').contains(document.activeElement)")


@pytest.fixture(params=[1280, 390])
def at_home(page: Page, any_site: Served, request: pytest.FixtureRequest) -> Page:
    page.set_viewport_size({"width": request.param, "height": 800})
    page.goto(any_site.origin + "/")
    return page


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_menu_opens_closes_and_gives_the_focus_back(at_home: Page, key: str, measured: Measured) -> None:
    page = at_home
    summary, menu = page.locator("details.menu > summary"), page.locator(".menu-list")
    expect(menu).to_be_hidden()
    summary.focus()
    page.keyboard.press(key)
    expect(menu).to_be_visible()
    page.keyboard.press("Tab")
    expect(menu.locator("a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(summary).to_be_focused()
    page.keyboard.press(key)
    menu.locator("a").last.focus()
    page.keyboard.press("Tab")
    expect(menu).to_be_hidden()
    assert page.evaluate("() => document.activeElement !== document.body"), "the focus goes on, it is not lost"
    measured("menu", ["/"], [])


def test_the_search_gives_the_focus_back(at_home: Page, measured: Measured) -> None:
    page = at_home
    opener, dialog = page.locator(".search-open"), page.locator("dialog.search-dialog")
    opener.focus()
    page.keyboard.press("Enter")
    expect(dialog).to_be_visible()
    expect(dialog.locator("input")).to_be_focused()
    for _ in range(6):
        page.keyboard.press("Tab")
        inside = "() => document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        assert page.evaluate(inside), "nothing behind it takes the focus"
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()
    measured("menu", ["/"], [])


def test_a_letter_alone_opens_nothing(at_home: Page) -> None:
    """WCAG 2.1.4: who speaks to the computer says many letters."""
    for key in ("/", "s", "k", "?"):
        at_home.keyboard.press(key)
    at_home.wait_for_timeout(200)
    assert at_home.locator("dialog[open]").count() == 0


def test_the_brightness_is_chosen_and_kept(at_home: Page) -> None:
    page = at_home
    page.emulate_media(color_scheme="light")
    ground = "() => getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(ground)
    toggle = page.locator(".theme-toggle")
    said = toggle.get_attribute("aria-label")
    toggle.focus()
    page.keyboard.press("Enter")
    chosen = page.evaluate(ground)
    assert chosen != before
    assert toggle.get_attribute("aria-label") != said
    page.reload()
    assert page.evaluate(ground) == chosen


def test_chosen_brightness_looks_like_that_of_the_system(page: Page, real_site: Served) -> None:
    """All colours of a page with three actors, chosen against the system's setting, are those of the setting."""
    colours = """() => [...document.querySelectorAll('*')].map((element) => {
      const {color, backgroundColor, borderInlineStartColor, fill, colorScheme} = getComputedStyle(element);
      const name = `${element.tagName}.${element.getAttribute('class')}`;
      return [name, color, backgroundColor, borderInlineStartColor, fill, colorScheme].join(' ');
    })"""
    page.goto(real_site.origin + "/measures/mimamori/")
    page.emulate_media(reduced_motion="reduce")
    seen: dict[str, list[str]] = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        seen[scheme] = page.evaluate(colours)
    assert seen["light"] != seen["dark"]
    page.locator(".theme-toggle").click()
    page.mouse.move(2, 2)
    page.locator(".theme-toggle").blur()
    assert page.evaluate(colours) == seen["light"]
    page.emulate_media(color_scheme="light")
    page.locator(".theme-toggle").click()
    page.mouse.move(2, 2)
    page.locator(".theme-toggle").blur()
    assert page.evaluate(colours) == seen["dark"]


# ------------------------------------------------------------------------------------- explanations of terms (1.4.13)


@pytest.fixture(scope="session")
def explaining(any_site: Served) -> str:
    """A page with a term that is explained on the spot; the terms of a plan need not occur in its text."""
    found = any_site.holding('aria-describedby="tip_')
    if not found:
        pytest.skip("この計画の文には、説明の付く用語がない")
    return found[0]


@pytest.fixture
def with_term(page: Page, any_site: Served, explaining: str) -> Page:
    page.goto(any_site.origin + explaining)
    return page


def test_the_focus_shows_an_explanation_and_escape_takes_it_away(
    with_term: Page, explaining: str, measured: Measured
) -> None:
    page = with_term
    term, tip = page.locator("a.term[aria-describedby]").first, page.locator(".tip")
    expect(tip).to_be_hidden()
    term.focus()
    expect(tip).to_be_in_viewport(ratio=1)
    page.wait_for_timeout(600)  # the page glides there
    expect(term).to_be_in_viewport(ratio=1)
    expect(tip).to_be_in_viewport(ratio=1)
    about = page.evaluate("(id) => document.getElementById(id).textContent", term.get_attribute("aria-describedby"))
    assert tip.text_content() == about
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    expect(term).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(tip).to_be_visible()
    page.keyboard.press("Tab")
    expect(tip.filter(has_text=about)).to_be_hidden()
    measured("tips", [explaining], [])


def test_a_pointer_can_rest_on_the_explanation(with_term: Page, explaining: str, measured: Measured) -> None:
    """It stays while the pointer is on the term or on itself, however long; Escape takes it away without a move."""
    page = with_term
    term, tip = page.locator("a.term[aria-describedby]").first, page.locator(".tip")
    term.hover()
    expect(tip).to_be_visible()
    box = tip.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=4)
    page.wait_for_timeout(400)
    expect(tip).to_be_visible()
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    term.hover()
    expect(tip).to_be_visible()
    page.mouse.move(2, 2)
    expect(tip).to_be_hidden()
    measured("tips", [explaining], [])


def test_what_the_focus_shows_stays_when_a_pointer_passes(with_term: Page) -> None:
    page = with_term
    term, tip = page.locator("a.term[aria-describedby]").first, page.locator(".tip")
    term.focus()
    term.hover()
    page.mouse.move(2, 2)
    page.wait_for_timeout(400)
    expect(tip).to_be_visible()


def test_a_term_the_focus_has_left_moves_the_page_no_more(with_term: Page) -> None:
    """Whoever goes on at once stays at what has the focus now."""
    with_term.emulate_media(reduced_motion="reduce")
    with_term.evaluate(
        """() => {
          document.querySelector("a.term").focus();
          [...document.querySelectorAll("footer a")].at(-1).focus();
          return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        }"""
    )
    expect(with_term.locator("footer a").last).to_be_in_viewport()


@pytest.fixture
def touching(browser: Browser) -> Iterator[Callable[[str], Page]]:
    contexts: list[BrowserContext] = []

    def visit(address: str) -> Page:
        contexts.append(
            browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True, service_workers="block")
        )
        page = contexts[-1].new_page()
        page.goto(address)
        return page

    yield visit
    for found in contexts:
        found.close()


def test_a_touch_shows_an_explanation_and_a_second_follows(
    touching: Callable[[str], Page], any_site: Served, explaining: str, measured: Measured
) -> None:
    page = touching(any_site.origin + explaining)
    address = page.url
    term, tip = page.locator("a.term[aria-describedby]").first, page.locator(".tip")
    term.tap()
    expect(tip).to_be_visible()
    page.touchscreen.tap(5, 400)
    expect(tip).to_be_hidden()
    term.tap()
    expect(tip).to_be_visible()
    assert page.url == address
    term.tap()
    page.wait_for_url("**/glossary/**")
    measured("tips", [explaining], [])


@needs_axe
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_in_an_explanation(with_term: Page, width: int) -> None:
    page = with_term
    page.set_viewport_size({"width": width, "height": 800})
    inject_axe(page)
    term = page.locator("a.term[aria-describedby]").first
    page.locator("html").evaluate("(root) => { root.style.fontSize = '200%'; }")
    term.focus()
    expect(page.locator(".tip")).to_be_in_viewport(ratio=1)
    assert violations(page) == []
