"""A site opened from a folder, as reviewers do with the one that a proposal's check has made: no server, no modules."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import Served


def test_pages_lead_to_pages(page: Page, real_site: Served) -> None:
    page.goto((real_site.folder / "index.html").as_uri())
    assert page.evaluate("() => getComputedStyle(document.querySelector('.frame-header')).borderBottomStyle") == "solid"
    page.locator(".main-menu a[href*='glossary/']").click()
    expect(page.locator("h1")).to_have_text("用語集")
    targets = page.locator("a[href]").evaluate_all("links => links.map(({href}) => href.split('#')[0])")
    assert [target for target in targets if target.startswith("file:") and target.endswith("/")] == []
