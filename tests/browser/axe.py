"""axe-core in a page: what it finds, in one line each."""

from __future__ import annotations

import json
from functools import cache

import pytest
from playwright.sync_api import Page

from tests.browser.results import AXE

needs_axe = pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed (npm ci in tests/)")
EVERYTHING = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
OF_COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""The rules that other colours can break: what a dark screen needs beyond a full look at the light one."""

# The reporter without passes takes half the time of the usual one and tells the same violations. None of these rules
# reads style sheets as files, and no page has frames.
_RUN = """async (within) => {
  const result = await axe.run(within || document, {
    runOnly: RULES, resultTypes: ['violations'], reporter: 'no-passes', preload: false, iframes: false,
  });
  return result.violations.flatMap(found => found.nodes.map(node => {
    const why = [...node.any, ...node.all, ...node.none].map(check => check.message).join(' ');
    return `${found.id}: ${node.target.join(' ')}: ${why.slice(0, 240)}`;
  }));
}"""


@cache
def source() -> str:
    """The whole of axe."""
    return AXE.read_text("utf-8")


def inject_axe(page: Page) -> None:
    """Once per loaded page. ``evaluate`` is not held back by the page's own policy."""
    page.evaluate(source())


def finding(rules: dict[str, object]) -> str:
    """A function for the page, where axe is: what it finds on the page, or in the part of it that is selected."""
    return _RUN.replace("RULES", json.dumps(rules))


def violations(page: Page, within: str | None = None, rules: dict[str, object] = EVERYTHING) -> list[str]:
    """What axe finds on the page as it stands now, or in the part of it ``within`` selects."""
    found: list[str] = page.evaluate(finding(rules), within)
    return found
