"""The preview while editing, in a browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.serving import page_when


@pytest.mark.slow
def test_a_page_that_reloads_stays_where_its_reader_was(served: tuple[Path, str], page: Page) -> None:
    plan, root = served
    assert page_when(f"{root}measures/tea/", lambda text: "お茶を飲む" in text)
    page.set_viewport_size({"width": 400, "height": 300})
    page.goto(f"{root}measures/tea/")
    page.evaluate("window.scrollTo(0, 250)")
    page.wait_for_function("window.scrollY === 250")
    tea = plan / "measures/tea.yml"
    tea.write_text(tea.read_text("utf-8").replace("朝の市で", "夕方の市で"), "utf-8")
    page.get_by_text("夕方の市で").first.wait_for(timeout=30_000)
    page.wait_for_function("window.scrollY === 250")
