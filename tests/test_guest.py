"""A plan in a site of somebody else: its pages, navigation, search and plugins stay, and both lead to each other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from keikaku.outputs.site.links import broken_links
from keikaku.outputs.tags import tags
from tests.mkdocs_site import mkdocs, page, plan, search_texts
from tests.specimens import REAL, TINY

pytestmark = pytest.mark.slow

HOST: Mapping[str, str] = {
    "index.md": "---\ntags: [まち]\n---\n# はじめに\n\n[お茶](measure:tea)、[茶話会](term:tea-party)。\n\n"
    "[計画](plans/fukushi/index.md)、[取組み](plans/fukushi/measures/tea/index.md#neighbours_1)\n",
    "news/index.md": "# お知らせ\n\n広報紙の増刊を配りました。\n",
    "news/one.md": "# 一つめ\n\n!!! note\n    本文\n",
    "contact.md": "# 連絡先\n",
}


@pytest.fixture(scope="module")
def guest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An ordinary Material site with four pages, the theme's own plugins, and two plans as guests."""
    folder = tmp_path_factory.mktemp("host")
    (folder / "docs/blog/posts").mkdir(parents=True)
    (folder / "docs/blog/index.md").write_text("# ブログ\n", "utf-8")
    (folder / "docs/blog/posts/a.md").write_text("---\ndate: 2026-04-01\n---\n# 初めの記事\n\n本文\n", "utf-8")
    nav = [{"はじめに": "index.md"}, {"支え合い計画": "plans/fukushi/"}, {"お知らせ": ["news/index.md", "news/one.md"]}]
    nav += [{"ブログ": ["blog/index.md"]}, {"連絡先": "contact.md"}]
    plugins = [
        {"search": {"lang": "ja"}},
        "tags",
        "blog",
        "offline",
        plan("plans/fukushi"),
        plan("plans/kurume/", REAL),
    ]
    site_url = "https://example.jp/town/"
    repository = {"repo_url": "https://github.com/example/town", "edit_uri": "edit/main/docs/"}
    done = mkdocs(folder, HOST, nav=nav, plugins=plugins, site_url=site_url, exclude_docs="plans/", **repository)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


def test_pages_of_the_host_and_of_both_plans_are_there(guest: Path) -> None:
    for name in ("index.html", "news/one.html", "contact.html", "blog/index.html"):
        assert "まちのサイト" in page(guest, name)
    assert "月に一度、となりの人をお茶に誘います。" in page(guest, "plans/fukushi/measures/tea/index.html")
    assert "見守り活動の推進" in page(guest, "plans/kurume/measures/mimamori/index.html")


def test_every_link_leads_somewhere(guest: Path) -> None:
    """From the plans and to them, whose files are none of the folder that is excluded; a blog gives ids twice."""
    assert [fault for fault in broken_links(guest) if not fault.page.startswith("blog/")] == []


def test_a_page_of_the_host_leads_to_entries_of_the_plan(guest: Path) -> None:
    links = [tag.attributes.get("href", "") for tag in tags(page(guest, "index.html")) if tag.name == "a"]
    assert "plans/fukushi/measures/tea/index.html" in links
    assert any(link.startswith("plans/fukushi/glossary/index.html#") for link in links)


def test_the_plan_stands_where_the_navigation_says_and_a_further_one_at_the_end(guest: Path) -> None:
    html = page(guest, "contact.html")
    side = html[html.index('class="md-nav md-nav--primary') : html.index("md-sidebar--secondary")]
    names = re.findall(r'<span class="md-ellipsis">\s*(.*?)\s*</span>', side)
    assert names[:2] == ["はじめに", "支え合い計画"]
    assert names[-1] == "久留米市 地域福祉計画・地域福祉活動計画"


def test_nothing_that_is_the_hosts_is_taken(guest: Path) -> None:
    """Its sitemap, its page for unknown addresses, its search, which finds the plan's bodies; no policy, no worker."""
    assert "plans/kurume/measures/mimamori/" in page(guest, "sitemap.xml")
    assert "contact" in page(guest, "sitemap.xml")
    assert "ページが見つかりません" not in page(guest, "404.html")
    assert "月に一度".encode("unicode_escape").decode() in page(guest, "search/search_index.js")
    for name in ("sw.js", "sha256sums.txt", "plans/fukushi/sw.js", "plans/fukushi/sitemap.xml"):
        assert not (guest / name).exists(), name
    assert "Content-Security-Policy" not in page(guest, "contact.html")
    assert "search-open" not in page(guest, "contact.html")


def test_an_action_leads_to_its_line_on_the_forge(guest: Path) -> None:
    html = page(guest, "plans/fukushi/measures/tea/index.html")
    line = next(
        n for n, text in enumerate((TINY / "measures/tea.yml").read_text("utf-8").splitlines(), 1) if "月に一度" in text
    )
    addresses = [tag.attributes["href"] for tag in tags(html) if tag.attributes.get("class") == "edit own"]
    assert f"measures/tea.yml#L{line}" in addresses[0]
    assert "この文を直す" in html


def test_colours_of_the_plans_are_apart_and_those_of_the_host_lead(guest: Path) -> None:
    sheets = [path.read_text("utf-8") for path in guest.rglob("plan-colours.*.css")]
    assert len(sheets) == 2
    assert all("--md-primary-fg-color:#" not in sheet and "var(--md-primary-fg-color)" in sheet for sheet in sheets)


def test_our_search_finds_the_hosts_pages(tmp_path: Path) -> None:
    done = mkdocs(
        tmp_path, plugins=["search", plan("fukushi", search="own")], docs={"index.md": "# まち\n\n広報紙の増刊\n"}
    )
    assert done.returncode == 0, done.stderr
    site = tmp_path / "site"
    assert "広報紙の増刊" in search_texts(site / "fukushi")
    html = page(site, "index.html")
    assert 'class="keikaku-search search-open" href="fukushi/search/"' in html
    assert 'data-md-component="search"' not in html
    assert not (site / "search/search_index.json").exists()


FAULTS: Mapping[str, tuple[dict[str, Any], Mapping[str, str], str]] = {
    "a link to nothing": (
        {"plugins": [plan("p")]},
        {"index.md": "[x](measure:nothing)"},
        "index.md: リンク「measure:nothing」",
    ),
    "an address twice": ({"plugins": [plan("")]}, {"index.md": "# x"}, "index.md と計画の"),
    "another theme": ({"plugins": [plan("p")], "theme": "readthedocs"}, {}, "テーマ「readthedocs」"),
    "a folder in our frame": ({"plugins": [plan("p")], "theme": "keikaku"}, {}, "at（p）"),
    "a setting our frame has not": (
        {"plugins": [plan("")], "theme": {"name": "keikaku", "features": []}},
        {},
        "「features」という設定",
    ),
    "another search in our frame": ({"plugins": ["search", plan("")], "theme": "keikaku"}, {}, "plugins から search"),
    "a script from elsewhere": (
        {"plugins": [plan("")], "theme": "keikaku", "extra_javascript": ["https://example.com/a.js"]},
        {},
        "「https://example.com/a.js」は読み込めません",
    ),
    "a folder out of the site": ({"plugins": [plan("../p")]}, {}, "at（../p）"),
    "a folder no address can name": ({"plugins": [plan("p#1")]}, {}, "at（p#1）"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_cannot_be_honoured_is_reported(name: str, tmp_path: Path) -> None:
    settings, docs, told = FAULTS[name]
    (tmp_path / "docs").mkdir()
    done = mkdocs(tmp_path, docs, **settings)
    assert done.returncode == 1
    assert told in done.stderr + done.stdout
    assert "Traceback" not in done.stderr
