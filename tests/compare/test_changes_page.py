"""``keikaku build --since``: a page of the site, and news, tell what has changed since a version published before."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from keikaku.hosts.cli import main
from keikaku.hosts.since import changes_since, version_before
from keikaku.hosts.website import published_at, website
from keikaku.plan.outline import Outline
from tests.compare.revisions import edit, git
from tests.specimens import outline

ATOM = "{http://www.w3.org/2005/Atom}"


def changed(repository: Path) -> Outline:
    """The plan after a sentence has become another one, with another action before it and one less after it."""
    edit(repository / "plan")
    edit(repository / "plan", "    - text: 漁師は", "    - 手紙を書きます。\n    - text: 漁師は")
    git(repository, "commit", "-q", "-a", "-m", "直した", at="2026-05-02T09:00:00+09:00")
    return outline(repository / "plan")


def test_the_page_and_the_news_tell_each_change(repository: Path) -> None:
    now = changed(repository)
    index = published_at("https://plan.example.jp/", now.index)
    made = website(index, preview=True, before=version_before("v1", repository / "plan", "plan")).site
    [page] = [page for page in made.pages if page.path == "changes/"]
    body = page.body.replace("<wbr>", "")
    assert "前の版、案（令和8年4月1日）から変わったところです。" in body
    assert "直したところ 1件、加えたところ 1件。下線は、変わった語句です。" in body
    assert re.search(r'<h2[^>]*><a href="\.\./measures/tea/">[^<]*茶', body)
    assert "<ins>週</ins>に一度、" in body
    assert "<del>月</del>に一度、" in body
    [added] = [part for part in body.split('class="change"') if "手紙を書きます。" in part]
    assert "変更前" not in added, "what was added has nothing before it"
    assert any(link.url == "changes/" for link in made.frame.footer)
    assert 'href="changes/"' in next(page.body for page in made.pages if not page.path)

    news = ET.fromstring(made.files["changes.xml"])
    assert news.findtext(f"{ATOM}updated") == "2026-05-02T00:00:00+09:00"
    assert (
        news.findtext(f"{ATOM}entry/{ATOM}summary") == "直したところ 1件、加えたところ 1件。下線は、変わった語句です。"
    )
    ids = [one.text for one in news.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids)) == 2


def test_of_what_moved_its_title_is_enough(repository: Path) -> None:
    before = version_before("v1", repository / "plan", "plan")
    edit(repository / "plan", "    - tea\n    - patrol\n", "    - patrol\n    - tea\n", name="plan.yml")
    changes = [
        change for place in changes_since(before, outline(repository / "plan")).places for change in place.changes
    ]
    [moved] = [change for change in changes if "から移動" in change.remark]
    assert "お茶を飲む" in moved.new or "夜に見回る" in moved.new
    assert moved.new.count("<p>") == moved.old.count("<p>") == 1
    assert not moved.tabular


def test_without_a_version_before_there_is_no_page(tiny: Outline) -> None:
    made = website(tiny.index, preview=True).site
    assert len(made.pages) > 10
    assert not any(page.path == "changes/" for page in made.pages)
    assert "changes.xml" not in made.files


def test_nothing_changed_is_said(repository: Path) -> None:
    before = version_before("v1", repository / "plan", "plan")
    changes = changes_since(before, outline(repository / "plan"))
    assert changes.places == ()
    assert changes.counts == "文章に変更はありません。"


def test_a_folder_has_no_day_and_so_no_news(repository: Path, tmp_path: Path) -> None:
    (repository / "plan").rename(tmp_path / "plan")
    before = version_before(str(tmp_path / "plan"), tmp_path / "plan", "plan")
    assert (before.changed, before.edition.revision.day) == (None, None)
    made = website(outline(tmp_path / "plan").index, preview=True, before=before).site
    assert any(page.path == "changes/" for page in made.pages)
    assert "changes.xml" not in made.files


def test_a_version_that_cannot_be_had_leaves_the_old_site(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / "site").mkdir()
    assert main(["build", "--since", "v9"]) == 2
    assert "「v9」という版がありません。" in capsys.readouterr().err
    assert list((repository / "site").iterdir()) == []
