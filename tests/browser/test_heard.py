"""What is heard: the accessibility tree of each kind of page, recorded, and what no listener should sit through."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Served

RECORDED = Path(__file__).parents[1] / "golden" / "heard"
KINDS = {
    "home": "/",
    "measure": "/measures/tea/",
    "chapter": "/chapters/doing/",
    "glossary": "/glossary/",
    "contact": "/contact/",
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_walk_by_ear_is_as_recorded(page: Page, tiny_site: Served, kind: str, pytestconfig: pytest.Config) -> None:
    """Landmarks, headings, links and words in their order, as assistive technology is told them."""
    page.goto(tiny_site.origin + KINDS[kind])
    heard = page.locator("body").aria_snapshot().replace(tiny_site.origin, "") + "\n"
    record = RECORDED / f"{kind}.yml"
    if pytestconfig.getoption("--update"):
        record.parent.mkdir(exist_ok=True)
        record.write_text(heard, "utf-8")
    assert heard == record.read_text("utf-8")


def test_a_heading_is_its_title_and_nothing_beside_it(page: Page, real_site: Served) -> None:
    """Pages of print and readings stand beside it: who goes from heading to heading does not hear them each time."""
    for path in ("/actors/residents/", "/chapters/", "/programmes/life-rescue/", "/glossary/"):
        page.goto(real_site.origin + path)
        headings = page.locator("main").get_by_role("heading").all_text_contents()
        assert len(headings) > 2
        assert [heading for heading in headings if "印刷版" in heading] == []
    readings = set(page.locator(".term-entry .reading").all_text_contents())
    assert readings
    assert not readings & set(re.split(r"\s+", " ".join(headings)))


def test_the_address_of_an_action_is_copied_and_that_is_said(page: Page, real_site: Served) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=real_site.origin)
    page.goto(real_site.origin + "/measures/mimamori/")
    status = page.get_by_role("status")
    expect(status).to_have_text("")
    link = page.locator(".permalink").first
    link.click()
    expect(status).to_have_text("この取組みのアドレスをコピーしました。")
    assert page.evaluate("() => navigator.clipboard.readText()") == link.evaluate("(found) => found.href")
    assert page.url.endswith(str(link.get_attribute("href")))
