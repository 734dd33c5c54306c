"""A plan in a Material site whose host uses what hosts use: each of the plugins does for both what it does elsewhere.

Those that are not the theme's own live in `.venv-plugins` (`make test` installs them, by hash).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from keikaku.outputs.site.links import broken_links
from keikaku.outputs.tags import tags
from tests.mkdocs_site import mkdocs, page, plan
from tests.specimens import REAL, TINY, TOP

pytestmark = pytest.mark.slow

DOCS: Mapping[str, str] = {
    "index.md": "---\ntags: [まち]\n---\n# はじめに\n\n{{ town }}へようこそ。[お茶](measure:tea)\n",
    "contact.md": "# 連絡先\n\n[計画](plans/fukushi/index.md)\n",
    "tags.md": "# タグ\n\n<!-- material/tags -->\n",
    "news/index.md": "---\ntags: [まち]\n---\n# お知らせ\n",
    "news/one.md": "# 一つめ\n\n広報紙の増刊\n",
    "blog/index.md": "# ブログ\n",
    "blog/posts/a.md": "---\ndate: 2026-04-01\n---\n# 初めの記事\n\n本文、[見守り](measure:mimamori)\n",
    ".nav.yml": "nav: [index.md, 支え合い計画: plans/fukushi, お知らせ: news, blog, contact.md, tags.md, '*']\n",
}
PLUGINS = (
    {"search": {"lang": "ja"}},
    "tags",
    "blog",
    "awesome-nav",
    "macros",
    {"redirects": {"redirect_maps": {"old.md": "contact.md", "tea.md": "plans/fukushi/measures/tea/index.md"}}},
    {"git-revision-date-localized": {"type": "iso_date", "enable_creation_date": True}},
    "offline",
)


def commit(folder: Path, day: str) -> None:
    who = {f"GIT_{role}_{what}": "a@example.jp" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    when = {f"GIT_{role}_DATE": f"{day}T12:00:00+0900" for role in ("AUTHOR", "COMMITTER")}
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", day]):
        subprocess.run(["git", *command], cwd=folder, env={**os.environ, **who, **when}, check=True)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    packages = next((TOP / ".venv-plugins").glob("lib/python*/site-packages"), None)
    if packages is None:
        pytest.skip("プラグインがない（make test が .venv-plugins に用意する）")
    folder = tmp_path_factory.mktemp("host")
    shutil.copytree(TINY, folder / "plan")
    (folder / "docs").mkdir()
    for name, text in DOCS.items():
        (folder / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "docs" / name).write_text(text, "utf-8")
    commit(folder, "2026-04-01")
    (folder / "plan/measures/tea.yml").open("a").write("# 確かめた\n")
    commit(folder, "2026-05-02")
    plugins = [*PLUGINS, plan("plans/fukushi", folder / "plan"), plan("plans/kurume", REAL)]
    done = mkdocs(folder, {}, packages, plugins=plugins, extra={"town": "碧野市"}, site_url="https://example.jp/town/")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARNING -" not in done.stderr
    return folder / "site"


def menu(html: str) -> list[str]:
    side = html[html.index('class="md-nav md-nav--primary') : html.index("md-sidebar--secondary")]
    return re.findall(r'<span class="md-ellipsis">\s*(.*?)\s*</span>', side)


def test_every_page_is_there_and_every_link_leads_somewhere(site: Path) -> None:
    """The blog gives ids twice by itself."""
    assert "月に一度、となりの人をお茶に誘います。" in page(site, "plans/fukushi/measures/tea/index.html")
    assert "見守り活動の推進" in page(site, "plans/kurume/measures/mimamori/index.html")
    assert [fault for fault in broken_links(site) if not fault.page.startswith("blog/")] == []


def test_macros_are_the_hosts(site: Path) -> None:
    assert "碧野市へようこそ。" in page(site, "index.html")


def test_tags_list_the_hosts_pages(site: Path) -> None:
    assert 'href="news/index.html"' in page(site, "tags.html")


def test_a_post_leads_to_a_measure(site: Path) -> None:
    post = page(site, "blog/2026/04/01/初めの記事.html")
    assert "../../../../plans/kurume/measures/mimamori/index.html" in [tag.attributes.get("href") for tag in tags(post)]


def test_redirects_lead_to_pages_of_either(site: Path) -> None:
    for name, target in (("old.html", "contact.html"), ("tea.html", "plans/fukushi/measures/tea/index.html")):
        assert f'<a href="{target}">' in page(site, name)


def test_the_menu_of_awesome_nav_holds_the_plans(site: Path) -> None:
    """In the place and by the name that the host's file says, and below it as in a menu of ours."""
    assert menu(page(site, "contact.html"))[:3] == ["はじめに", "支え合い計画", "お知らせ"]
    inside = menu(page(site, "plans/fukushi/measures/tea/index.html"))
    assert inside[1:6] == ["支え合い計画", "話題", "課題", "施策・取組み", "A お茶を飲む"]


def test_dates_are_those_of_the_files_behind_a_page(site: Path) -> None:
    for name, day in (
        ("contact.html", "2026-04-01"),
        ("plans/fukushi/measures/tea/index.html", "2026-05-02"),
        ("plans/fukushi/measures/patrol/index.html", "2026-04-01"),
    ):
        assert day in page(site, name), name
