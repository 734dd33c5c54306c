"""What readers asked for: links to be seen and hit, paper that says where it is from, open values to be heard."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from urllib.parse import urldefrag

import pikepdf
import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Served

_LINES = """() => [...document.querySelectorAll('.action-line > a, .places > li > a:first-child')]
  .filter((link) => !link.previousElementSibling || !link.previousElementSibling.matches('.tag'))
  .map((link) => {
    link.scrollIntoView({block: 'center', behavior: 'instant'});
    const box = link.getBoundingClientRect();
    const x = box.left + 10;
    let hit = 0;
    for (let y = Math.floor(box.top) - 20; y < box.bottom + 20; y += 1) hit += document.elementFromPoint(x, y) === link;
    const {textDecorationLine, color} = getComputedStyle(link);
    const ink = getComputedStyle(document.body).color;
    return {words: link.textContent, hit, looks: textDecorationLine === 'underline' && color !== ink};
  })"""


@pytest.mark.parametrize("path", ["/actors/residents/", "/challenges/weak-ties/", "/pending/"])
def test_lines_that_lead_on_look_like_links_and_are_as_high_as_a_finger(
    page: Page, real_site: Served, path: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(real_site.origin + path)
    page.locator("details.folded").evaluate_all("found => found.forEach((one) => { one.open = true; })")
    lines = page.evaluate(_LINES)
    assert len(lines) > 10
    least = 36 if path == "/pending/" else 44  # there the place stands below the link, in the same line
    assert [line for line in lines if line["hit"] < least or not line["looks"]] == []


def test_small_links_are_as_large_as_they_must_be(page: Page, real_site: Served) -> None:
    """The way to an action's own address on touch, and the mark of a note in running text."""
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(real_site.origin + "/measures/mimamori/")
    for box in page.locator(".permalink").evaluate_all("found => found.map((one) => one.getBoundingClientRect())"):
        assert min(box["width"], box["height"]) >= 44
    page.goto(real_site.origin + "/chapters/background/")
    mark = page.locator(".note-mark a").first
    mark.scroll_into_view_if_needed()
    hit = mark.evaluate("""(link) => {
      const {left, top, width, height} = link.getBoundingClientRect();
      const [x, y] = [left + width / 2, top + height / 2];
      const hits = (x, y) => document.elementFromPoint(x, y) === link;
      return [-11, 11].every((by) => hits(x, y + by) && hits(x + by, y));
    }""")
    assert hit, "24 px each way"


def test_the_printed_page_is_a_link_to_its_sheet(page: Page, real_site: Served) -> None:
    """On that sheet the PDF really has the heading, and its number."""
    page.goto(real_site.origin + "/measures/mimamori/")
    link = page.locator(".kicker .printed")
    words = re.fullmatch(r"印刷版 (\d+)ページ（PDFの(\d+)枚目）", link.inner_text())
    assert words is not None
    address, place = urldefrag(str(link.get_attribute("href")))
    assert place == f"page={words[2]}"
    file = (real_site.file("/measures/mimamori/").parent / address).resolve()
    with pikepdf.open(file) as document:
        assert document.pages[int(words[2]) - 1].label == words[1]
    command = ["pdftotext", "-f", words[2], "-l", words[2], str(file), "-"]
    assert "見守り活動の推進" in subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_a_printed_page_says_where_and_when_and_ends_with_its_own_words(
    page: Page, real_site: Served, tmp_path: Path
) -> None:
    """No sheet holds the footer alone."""
    alone = []
    for path in real_site.samples:
        page.goto(real_site.origin + path)
        file = tmp_path / "page.pdf"
        margin = dict.fromkeys(("top", "right", "bottom", "left"), "15mm")
        page.pdf(path=file, format="A4", margin=margin)  # type: ignore[arg-type]
        command = ["pdftotext", "-layout", str(file), "-"]
        text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        *_, last = text.removesuffix("\f").split("\f")
        assert f"{real_site.origin}{path}" in re.sub(r"\s", "", text), path
        assert re.search(r"\d{4}年\d{1,2}月\d{1,2}日に印刷", text), path
        before, _, _ = last.partition("この計画は")
        if not before.strip():
            alone.append(path)
    assert alone == []


def test_an_open_value_is_heard_as_open(page: Page, real_site: Served) -> None:
    """Not as zeros (〇〇), and apart from the words before it; nothing of it is copied."""
    page.goto(real_site.origin + "/indicators/")
    heard = page.locator("main").aria_snapshot()
    assert "〇" not in heard
    assert "数値は 未確定" in heard or "数値は未確定" in heard
    page.goto(real_site.origin + "/")
    assert re.search(r"次期\s*、\s*未確定", page.locator(".plan-titles").aria_snapshot())
    page.goto(real_site.origin + "/pending/")
    assert "〇" not in page.locator("main").aria_snapshot()


def test_a_table_on_a_phone_is_still_a_table_and_its_heads_are_heard_once(page: Page, real_site: Served) -> None:
    """As the browser tells it to assistive technology, though the style sheet sets no table there."""
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(real_site.origin + "/indicators/")
    heads = page.locator("table.stacked").first.locator("thead th").all_text_contents()
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    told = [(node["role"]["value"], node["name"]["value"]) for node in nodes if not node["ignored"]]
    roles = [role for role, _ in told]
    assert roles.count("table") == page.locator("main table").count()
    assert roles.count("row") == page.locator("main tr").count()
    assert roles.count("columnheader") == page.locator("main thead th").count()
    assert roles.count("rowheader") == page.locator("main tbody th").count()
    cells = [name for role, name in told if role in ("cell", "gridcell")]
    assert len(cells) == page.locator("main td").count()
    assert [cell for cell in cells if any(head in cell for head in heads[1:])] == []
