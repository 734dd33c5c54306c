"""Without scripts, on paper, in forced colours: everything is still there to be read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Measured, Served
from tests.browser.test_layout import STICKS_OUT, on_every

# Words of the page's text that are not shown: no box, no size, no opacity, the colour of their ground or cut away. Ways
# to other places, which paper has no use for, and explanations that stand in the glossary too, may be left out.
_UNREAD = """() => {
  const elsewhere = 'nav, .permalink, .note-back, form, noscript, .tips, .tip, .visually-hidden, title, desc';
  const found = [];
  const walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const words = walk.currentNode.data.trim();
    const element = walk.currentNode.parentElement;
    if (!words || element.closest(elsewhere)) continue;
    const range = document.createRange();
    range.selectNodeContents(walk.currentNode);
    const box = range.getBoundingClientRect();
    const style = getComputedStyle(element);
    if (!element.checkVisibility({opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true})
        || box.width < 1 || box.height < 1 || style.color === style.backgroundColor) {
      found.push(`not shown: ${words.slice(0, 30)}`);
    }
  }
  return found.slice(0, 5);
}"""


@pytest.fixture
def without_scripts(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 800}, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_without_scripts_all_is_shown_and_nothing_is_dead(
    without_scripts: Page, real_site: Served, measured: Measured
) -> None:
    """And no control is offered that would do nothing."""
    dead = """() => [...document.querySelectorAll('button, input, select, textarea')]
      .filter((control) => control.checkVisibility()).map((control) => `dead: ${control.outerHTML.slice(0, 80)}`)"""
    measured("noscript", real_site.pages, on_every(without_scripts, real_site, real_site.pages, _UNREAD, dead))


def test_without_scripts_menu_and_search_still_lead_on(without_scripts: Page, real_site: Served) -> None:
    page = without_scripts
    page.goto(real_site.origin + "/measures/mimamori/")
    page.locator("details.menu > summary").click()
    page.locator(".menu-list a[href$='glossary/']").click()
    page.wait_for_url("**/glossary/")
    page.locator(".search-open").click()
    page.wait_for_url("**/search/")
    expect(page.locator("noscript")).to_be_visible()
    assert page.locator(".search-ways-in a").count() > 5


def test_on_paper_all_is_shown_and_fits(page: Page, real_site: Served, measured: Measured) -> None:
    """A4 within its margins; nothing is cut off, not even where a screen would scroll; dark readers print on white."""
    page.set_viewport_size({"width": 718, "height": 1000})
    page.emulate_media(media="print", color_scheme="dark")
    cut = STICKS_OUT.replace("auto|scroll|hidden|clip", "hidden|clip")
    dark = """() => {
      const ground = getComputedStyle(document.body).backgroundColor;
      return ground === 'rgb(255, 255, 255)' ? [] : [`ground ${ground}`];
    }"""
    measured("print", real_site.pages, on_every(page, real_site, real_site.pages, _UNREAD, cut, dark))


def test_where_colours_are_forced_what_is_marked_stays_marked(
    page: Page, real_site: Served, measured: Measured
) -> None:
    """The place in the menu, the actor's edge, and the bars of a chart do not vanish into the ground."""
    page.emulate_media(forced_colors="active")
    page.goto(real_site.origin + "/measures/mimamori/")
    ground = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    line = "(found) => getComputedStyle(found).borderBottomColor"
    marked, other = (page.locator(f".main-menu a{which}").first for which in ("[aria-current]", ":not([aria-current])"))
    assert marked.evaluate(line) != ground
    assert marked.evaluate(line) != other.evaluate(line)
    for edge in page.locator(".actor-block").all():
        assert edge.evaluate("(found) => getComputedStyle(found).borderInlineStartColor") != ground
    page.goto(real_site.origin + "/indicators/")
    bars = page.locator("svg rect[class*=chart-]:visible")
    assert bars.count() > 0
    drawn = """(bar) => { const {fill, stroke} = getComputedStyle(bar); return fill === 'none' ? stroke : fill; }"""
    text = page.evaluate("() => getComputedStyle(document.body).color")
    assert {bar.evaluate(drawn) for bar in bars.all()} == {text}
    measured("forced-colours", ["/measures/mimamori/", "/indicators/"], [])
