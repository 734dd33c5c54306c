"""Browsers that cannot read our scripts: they say so in plain words, and what can be reached without is reached."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from keikaku.resources import TEMPLATE_FOLDER
from tests.browser.conftest import Served

_UNREADABLE = "const broken = /(?<!a; // as a browser that lacks a sign of the language reads it"


def broken(page: Page, *names: str) -> None:
    for name in names:
        page.route(
            re.compile(rf"/search/{name}\.[0-9a-f]{{12}}\.js$"),
            lambda route: route.fulfill(body=_UNREADABLE, content_type="text/javascript"),
        )


def lists_lead_on(page: Page) -> None:
    assert page.locator(".search-ways-in a:visible").count() > 5


def test_where_the_results_page_cannot_be_read_it_says_so(page: Page, real_site: Served) -> None:
    broken(page, "page", "dialog", "worker")
    page.goto(f"{real_site.origin}/search/?q=%E8%A6%8B%E5%AE%88%E3%82%8A")
    expect(page.get_by_role("alert")).to_have_text(re.compile("ブラウザーは古い"))
    expect(page.locator("#search-page form")).to_be_hidden()
    lists_lead_on(page)


def test_where_the_dialog_cannot_be_read_its_button_leads_there(page: Page, real_site: Served) -> None:
    broken(page, "page", "dialog", "worker")
    page.goto(f"{real_site.origin}/measures/mimamori/")
    page.locator(".search-open").click()
    page.wait_for_url("**/search/")
    expect(page.get_by_role("alert")).to_have_text(re.compile("ブラウザーは古い"))


def test_where_only_the_engine_cannot_be_read_the_line_is_not_blamed(page: Page, real_site: Served) -> None:
    broken(page, "worker")
    page.goto(f"{real_site.origin}/search/?q=%E8%A6%8B%E5%AE%88%E3%82%8A")
    expect(page.locator(".search-told")).to_have_text(re.compile("ブラウザーは古い"))
    lists_lead_on(page)
    page.goto(f"{real_site.origin}/measures/")
    page.locator(".search-open").click()
    page.locator(".search-dialog").get_by_role("combobox").fill("見守り")
    expect(page.locator(".search-told")).to_have_text(re.compile("ブラウザーは古い"))
    page.locator(".search-beside a").click()
    page.wait_for_url("**/search/")


@pytest.mark.parametrize("name", ["page", "worker", "data-texts"])
def test_where_the_line_fails_the_browser_is_not_blamed(page: Page, real_site: Served, name: str) -> None:
    page.route(re.compile(rf"/search/{name}\.[0-9a-f]{{12}}\."), lambda route: route.abort())
    page.goto(f"{real_site.origin}/search/?q=%E8%A6%8B%E5%AE%88%E3%82%8A")
    expect(
        page.locator("#search-page").get_by_text("通信の状態を確かめて").locator("visible=true").first
    ).to_be_visible()
    lists_lead_on(page)


def test_a_browser_from_before_2020_is_treated_as_one_without_scripts(page: Page, real_site: Served) -> None:
    page.add_init_script("delete Promise.allSettled")
    page.goto(f"{real_site.origin}/search/")
    expect(page.locator(".search-unusable")).to_be_visible()
    expect(page.locator("#search-page form")).to_be_hidden()
    lists_lead_on(page)


def test_the_scripts_that_say_so_use_no_newer_signs() -> None:
    """What every page loads; what it says of old browsers is of no use where these cannot be read either."""
    newer = re.compile(r"\?\.|\?\?|\|\|=|&&=|\(\?<[=!]|[.{;]\s*#\w|\bstatic\s*\{|\d_\d|\.at\(|\breplaceAll\b")
    for name in ("assets/theme.js", "assets/plan.js", "search/search.js", "search/place.js"):
        assert newer.findall((TEMPLATE_FOLDER / "web" / name).read_text("utf-8")) == [], name
