"""On a screen that is touched, whatever stands alone is as high as a finger, and what stands in a text can be met."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Served
from tests.browser.looks import STICKS_OUT, arrive

WITHIN = "p a, dd a, .list a, .notes a, .note-mark a, .action-facts a"
"""Among the words of a sentence or of a line of facts."""
IN_ROWS = ".action-line a, .place a, .link-list a, th a"
"""One below the other, so that two share what is between them."""

# How high each link, button or fold can be met, down the middle of its widest line.
_HIT = """([within, rows]) => [...document.querySelectorAll(':is(header, main, footer) :is(a[href], button, summary)')]
  .filter((one) => one.checkVisibility({opacityProperty: true, visibilityProperty: true})
    && !one.closest('.visually-hidden, .skip, svg') && one.getBoundingClientRect().width > 2)
  .map((one) => {
    one.scrollIntoView({block: 'center', behavior: 'instant'});
    const [widest] = [...one.getClientRects()].sort((a, b) => b.width - a.width);
    const x = widest.left + widest.width / 2;
    const meets = (y) => one.contains(document.elementFromPoint(x, y));
    let [top, bottom] = [widest.top + widest.height / 2, widest.top + widest.height / 2];
    while (meets(top - 1) && bottom - top < 60) top -= 1;
    while (meets(bottom + 1) && bottom - top < 60) bottom += 1;
    const least = one.matches(within) ? 24 : one.matches(rows) ? 32 : 43;
    return {height: bottom - top + 1, least, text: one.textContent.trim().slice(0, 30)};
  })"""


@pytest.fixture
def touched(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, service_workers="block"
    )
    yield context.new_page()
    context.close()


def test_links_are_as_high_as_a_finger(touched: Page, real_site: Served) -> None:
    assert {path: found for path in real_site.samples if (found := _low(touched, real_site, path))} == {}


def _low(page: Page, site: Served, path: str) -> list[Any]:
    arrive(page, site, path)
    found = page.evaluate(_HIT, [WITHIN, IN_ROWS])
    assert len(found) > 5
    return [one for one in found if one["height"] < one["least"]] + page.evaluate(STICKS_OUT)
