"""A site opened from a folder, as reviewers do with the one that a proposal's check has made: no server, no modules."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import Served


def test_pages_lead_to_pages(page: Page, real_site: Served) -> None:
    page.goto((real_site.folder / "index.html").as_uri())
    assert page.evaluate("() => getComputedStyle(document.body).marginTop") == "0px", "the style sheet is there"
    page.locator(".main-menu a[href*='glossary/']").click()
    expect(page.locator("h1")).to_have_text("用語集")
    targets = page.locator("a[href]").evaluate_all("links => links.map(({href}) => href.split('#')[0])")
    assert [target for target in targets if target.startswith("file:") and target.endswith("/")] == []


def test_the_search_answers_from_a_folder_too(page: Page, real_site: Served) -> None:
    """Scripts load where data would not, so the data are scripts; the dialog and the results page both have them."""
    page.goto((real_site.folder / "index.html").as_uri())
    page.locator(".search-open").click()
    page.get_by_role("combobox", name="さがす言葉").fill("見守り")
    page.locator("#search-list [role=option]").first.click()
    expect(page.locator("h1")).to_have_count(1)
    assert page.url.startswith("file:")
    assert "?h=" in page.url
    page.goto((real_site.folder / "index.html").as_uri())
    page.locator(".hero-search input").fill("見守り")
    page.locator(".hero-search button").click()
    expect(page.locator(".search-results > li").first).to_be_visible()
    expect(page.locator("#search-page form")).to_be_visible()
    expect(page.locator(".search-unusable")).to_be_hidden()
