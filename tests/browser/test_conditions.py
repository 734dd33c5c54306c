"""Without scripts and in forced colours everything is still there to be read."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import Measured, Served
from tests.browser.looks import UNREAD, Look, look


def test_without_scripts_all_is_shown_and_nothing_is_dead(
    without_scripts: Page, any_site: Served, measured: Measured
) -> None:
    """And no control is offered that would do nothing."""
    dead = """() => [...document.querySelectorAll('button, input, select, textarea')]
      .filter((control) => control.checkVisibility()).map((control) => `dead: ${control.outerHTML.slice(0, 80)}`)"""
    opened = "() => { for (const part of document.querySelectorAll('main details')) part.open = true; return []; }"
    looks = (Look(check="noscript", scripts=(opened, UNREAD, dead), width=390),)
    measured("noscript", any_site.visited, look(without_scripts, any_site, any_site.visited, looks)["noscript"])


def test_without_scripts_menu_and_search_still_lead_on(without_scripts: Page, real_site: Served) -> None:
    page = without_scripts
    page.goto(real_site.origin + "/measures/mimamori/")
    page.locator("details.menu > summary").click()
    page.locator(".menu-list a[href$='glossary/']").click()
    page.wait_for_url("**/glossary/")
    page.locator(".search-open").click()
    page.wait_for_url("**/search/")
    expect(page.locator(".search-unusable")).to_be_visible()
    assert page.locator(".search-ways-in a").count() > 5


def test_where_colours_are_forced_what_is_marked_stays_marked(page: Page, any_site: Served, measured: Measured) -> None:
    """The place in the menu, the actor's edge, and the bars of a chart do not vanish into the ground."""
    page.emulate_media(forced_colors="active")
    with_edges = any_site.holding('class="actor-block')[0]
    page.goto(any_site.origin + with_edges)
    ground = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    line = "(found) => getComputedStyle(found).borderBottomColor"
    marked, other = (page.locator(f".main-menu a{which}").first for which in ("[aria-current]", ":not([aria-current])"))
    assert marked.evaluate(line) != ground
    assert marked.evaluate(line) != other.evaluate(line)
    for edge in page.locator(".actor-block").all():
        assert edge.evaluate("(found) => getComputedStyle(found).borderInlineStartColor") != ground
    with_bars = any_site.holding('<rect class="chart-')[:1]  # a plan may have no figures
    drawn = """(bar) => { const {fill, stroke} = getComputedStyle(bar); return fill === 'none' ? stroke : fill; }"""
    for path in with_bars:
        page.goto(any_site.origin + path)
        bars = page.locator("svg rect[class*=chart-]:visible")
        assert bars.count() > 0
        text = page.evaluate("() => getComputedStyle(document.body).color")
        assert {bar.evaluate(drawn) for bar in bars.all()} == {text}
    measured("forced-colours", [with_edges, *with_bars], [])


def test_ornaments_are_not_read_out(page: Page, real_site: Served) -> None:
    """What the style sheet draws between and behind links has no words: a screen reader passes over it."""
    page.goto(real_site.origin + "/challenges/weak-ties/")
    drawn = "(step) => getComputedStyle(step, '::after').content"
    assert page.locator(".trail li").first.evaluate(drawn) == '"›" / ""'
    assert "›" not in page.locator("main").aria_snapshot()
