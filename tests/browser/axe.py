"""axe-core in a page: what it finds, in one line each."""

from __future__ import annotations

from functools import cache

import pytest
from playwright.sync_api import Page

from tests.browser.results import AXE

needs_axe = pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed (npm ci in tests/)")
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")

_RUN = """async ([within, tags]) => {
  const result = await axe.run(within || document, {
    runOnly: {type: 'tag', values: tags}, resultTypes: ['violations'],
  });
  return result.violations.flatMap(found => found.nodes.map(node =>
    `${found.id}: ${node.target.join(' ')}: ${(node.failureSummary || '').replace(/\\s+/g, ' ').slice(0, 240)}`));
}"""


@cache
def _source() -> str:
    return AXE.read_text("utf-8")


def inject_axe(page: Page) -> None:
    """Once per loaded page. ``evaluate`` is not held back by the page's own policy."""
    page.evaluate(_source())


def violations(page: Page, within: str | None = None) -> list[str]:
    """What axe finds on the page as it stands now, or in the part of it ``within`` selects."""
    found: list[str] = page.evaluate(_RUN, [within, list(TAGS)])
    return found
