"""What whoever knows MkDocs writes into ``mkdocs.yml`` holds in our own frame."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from keikaku.outputs.site.links import broken_links
from keikaku.outputs.tags import tags
from tests.mkdocs_site import mkdocs, page, plan, search_texts
from tests.specimens import TINY

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lean")
    shutil.copytree(TINY, folder / "plan")
    docs = {
        "about.md": "# この市について\n\n[お茶](measure:tea)\n",
        "own.css": "body { --own: 1 }",
        "draft.md": "# 下書き\n",
        "hooks.py": "def on_page_markdown(markdown, **_):\n    return markdown + '\\n\\n付け足し\\n'\n",
    }
    done = mkdocs(
        folder,
        docs,
        theme="keikaku",
        plugins=["keikaku"],
        site_url="https://example.jp/name/",
        use_directory_urls=False,
        site_author="潮美波市 福祉課",
        copyright="© 潮美波市",
        extra_css=["own.css"],
        exclude_docs="draft.md\nhooks.py\n",
        hooks=["docs/hooks.py"],
        repo_url="https://gitlab.com/example/town",
        edit_uri="-/edit/main/docs/",
    )
    assert done.returncode == 0, done.stderr
    return folder / "site"


def test_addresses_name_files_and_begin_below_the_path(site: Path) -> None:
    html = page(site, "measures/tea/index.html")
    assert '<link rel="canonical" href="https://example.jp/name/measures/tea/index.html">' in html
    ways = [
        tag.attributes for name in (html, page(site, "index.html")) for tag in tags(name) if tag.name in ("a", "form")
    ]
    links = [way.get("href") or way.get("action") or "" for way in ways]
    assert "search/index.html" in links
    assert [link for link in links if link.partition("#")[0].endswith("/")] == []
    assert broken_links(site) == ()
    assert '"folders": false' in next((site / "search").glob("dialog.*.js")).read_text("utf-8").replace(
        ":", ": "
    ).replace(":  ", ": ")


def test_their_page_style_name_and_hook_are_there_and_their_draft_is_not(site: Path) -> None:
    html = page(site, "measures/tea/index.html")
    assert '<meta name="author" content="潮美波市 福祉課">' in html
    assert "© 潮美波市" in html
    assert 'href="../../own.css"' in html
    assert 'href="../../about.html">この市について</a>' in html
    about = page(site, "about.html")
    for text in (html, about):
        assert "<p>付け足し</p>" in text
    assert 'href="measures/tea/index.html"' in about
    assert "<title>この市について - 潮美波市の支え合い計画</title>" in about
    assert not (site / "draft.html").exists()
    assert "この市について" in search_texts(site)


def test_every_page_leads_to_the_text_it_shows(site: Path) -> None:
    forge = "https://gitlab.com/example/town/-/edit/main/plan/"
    for name, file in (("measures/tea/index.html", "measures/tea.yml#L2"), ("index.html", "plan.yml#L")):
        assert f'<p class="edit-page own"><a href="{forge}{file}' in page(site, name)
    assert "この文を直す" not in page(site, "accessibility/index.html")


def test_without_a_forge_nothing_leads_to_one(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    assert mkdocs(tmp_path, {}, theme="keikaku", plugins=[plan("")]).returncode == 0
    assert "この文を直す" not in page(tmp_path / "site", "measures/tea/index.html")
