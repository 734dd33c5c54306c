"""What a finished site tells machines: the same address everywhere, structured data that can be read, a 404 page that
works from anywhere."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from keikaku.hosts.cli import main
from tests.specimens import TINY, ChangedPlan

ADDRESS = "https://plan.example.jp/welfare/"


@pytest.fixture
def site(changed_plan: ChangedPlan, tmp_path: Path) -> Path:
    """The tiny plan, published in a folder of a host."""
    settings = (TINY / "plan.yml").read_text("utf-8").replace("site:\n", f"site:\n  url: {ADDRESS}\n")
    folder = tmp_path / "site"
    assert main(["build", str(changed_plan({"plan.yml": settings})), "--site", str(folder)]) == 0
    return folder


def one(pattern: str, html: str) -> str:
    found = re.findall(pattern, html, re.S)
    assert len(found) == 1, pattern
    return unescape(found[0])


@pytest.mark.slow
def test_pages_say_one_address_and_data_that_can_be_read(site: Path) -> None:
    listed = {element.text for element in ET.parse(site / "sitemap.xml").iter() if element.tag.endswith("loc")}
    pages = sorted(path for path in site.rglob("*.html") if path.name != "404.html")
    assert listed == {f"{ADDRESS}{path.relative_to(site).as_posix().removesuffix('index.html')}" for path in pages}
    for path in pages:
        html = path.read_text("utf-8")
        address = f"{ADDRESS}{path.relative_to(site).as_posix().removesuffix('index.html')}"
        assert one(r'<link rel="canonical" href="([^"]*)"', html) == address
        assert one(r'<meta property="og:url" content="([^"]*)"', html) == address
        data = json.loads(one(r'<script type="application/ld\+json">(.*?)</script>', html))
        assert data["@context"] == "https://schema.org"
        assert data["url"] == address
        title = one(r"<title>(.*?)</title>", html)
        assert title.startswith(one(r'<meta property="og:title" content="([^"]*)"', html))
        assert one(r'<meta name="description" content="([^"]*)"', html) == data["description"]
        for step in data.get("breadcrumb", {}).get("itemListElement", ()):
            assert step["item"].partition("#")[0] in listed


@pytest.mark.slow
def test_the_page_for_unknown_addresses_works_from_any_of_them(site: Path) -> None:
    """It is shown at addresses of any depth, so its own begin at the root; and it names no address as its own."""
    html = (site / "404.html").read_text("utf-8")
    assert "canonical" not in html
    assert "og:url" not in html
    inside = [link for link in re.findall(r'(?:href|src)="([^"]*)"', html) if not link.startswith("#")]
    assert inside
    for link in inside:
        assert link.startswith("/welfare/"), link
        target = site / link.removeprefix("/welfare/").removesuffix(".")
        assert (target / "index.html" if link.endswith(("/", "/.")) else target).is_file(), link
