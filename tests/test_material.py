"""The plan in Material's frame, by the same command: the same pages, bodies, ids and words, none of its search."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from keikaku.hosts.cli import main
from keikaku.hosts.mkdocs_material import without_hidden
from keikaku.outputs.tags import tags
from keikaku.resources import CONFIGURATION
from tests.specimens import TINY

pytestmark = pytest.mark.slow

BESIDE = re.compile(r'<nav class="(?:on-this-page|beside|trail|before-after)".*?</nav>', re.DOTALL)
"""What Material shows in its own way."""


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The site of a plan in our frame, and in Material's."""
    folder = tmp_path_factory.mktemp("sites")
    for theme in ("keikaku", "material"):
        assert main(["build", str(TINY), "--theme", theme, "--site", str(folder / theme)]) == 0
    return folder / "keikaku", folder / "material"


def pages(site: Path) -> dict[str, str]:
    return {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in sorted(site.rglob("*.html"))}


def body(html: str) -> str:
    """A page's body, without what its frame adds to it."""
    start = html.index('<div class="page page-')
    depth = 0
    for found in re.finditer(r"<(/?)div\b", html[start:]):
        depth += -1 if found[1] else 1
        if depth == 0:
            break
    return BESIDE.sub("", html[start : start + found.end()])


def words(html: str) -> str:
    return "".join(re.sub(r"<[^>]+>", "", html).split())


def test_pages_words_and_ids_are_the_same(sites: tuple[Path, Path]) -> None:
    lean, material = map(pages, sites)
    assert lean.keys() == material.keys()
    for name in lean:
        ours, theirs = body(lean[name]), body(material[name])
        assert words(ours) == words(theirs), name
        ids = [[tag.attributes["id"] for tag in tags(html) if "id" in tag.attributes] for html in (ours, theirs)]
        # The way past Material's navigation leads to the heading.
        assert ids[0] == [id for id in ids[1] if id != "page_title"], name


def test_what_is_published_beside_the_pages_is_the_same(sites: tuple[Path, Path]) -> None:
    for path in sites[0].rglob("downloads/*.*"):
        if path.suffix != ".html":
            assert path.read_bytes() == (sites[1] / path.relative_to(sites[0])).read_bytes()
    for name in ("sw.js", "sha256sums.txt", "favicon.svg", "assets/javascripts"):
        assert (sites[1] / name).exists(), name


def test_the_navigation_is_the_menu(sites: tuple[Path, Path]) -> None:
    """Tabs as in our menu; below the open one its pages in the plan's order, of the others none."""
    html = pages(sites[1])["measures/tea/index.html"]
    tabs = re.findall(r'md-tabs__link">\s*(.*?)\s*</a>', html)
    menu = re.findall(r'<nav class="main-menu.*?</nav>', pages(sites[0])["measures/tea/index.html"], re.DOTALL)[0]
    listed = re.findall(r">([^<>\n]+)</a>", menu)
    assert tabs == ["ホーム", *listed, "そのほかのページ"]
    side = html[html.index('class="md-nav md-nav--primary') : html.index("md-sidebar--secondary")]
    assert "../patrol/" in side
    assert 'href="../../actors/residents/"' not in side
    assert 'href="../../search/"' not in side
    for name, hidden in (("index.html", True), ("glossary/index.html", True), ("measures/index.html", False)):
        sidebar = next(
            tag for tag in tags(pages(sites[1])[name]) if "md-sidebar--primary" in tag.attributes.get("class", "")
        )
        assert ("hidden" in sidebar.attributes) is hidden, (
            f"{name}: beside a tab with nothing below it there is no menu"
        )


def test_only_its_own_inline_scripts_run(sites: tuple[Path, Path]) -> None:
    made = pages(sites[1])
    assert len(made) > 5
    for name, html in made.items():
        policy = next(tag.attributes["content"] for tag in tags(html) if tag.attributes.get("http-equiv"))
        assert "unsafe" not in policy, name
        assert policy.count("'sha256-") >= 2, name
        assert "googleapis" not in html
        assert "<style" not in html


def test_nothing_that_mkdocs_would_publish_is_left_out_of_the_list() -> None:
    usual, quick = (load_config(str(CONFIGURATION), theme="material", plugins={}) for _ in range(2))
    without_hidden(quick.theme)
    assert _of_theme(quick) == _of_theme(usual) != []
    assert len(quick.theme.get_env().list_templates()) < len(usual.theme.get_env().list_templates())
    assert "<svg" in quick.theme.get_env().get_template(".icons/material/github.svg").render()


def _of_theme(config: MkDocsConfig) -> list[str]:
    files = Files([])
    files.add_files_from_theme(config.theme.get_env(), config)
    return [file.src_uri for file in files]
