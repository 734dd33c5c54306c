"""``keikaku build`` and ``mkdocs build``, for real: complete, linked, safe, and whole or not at all."""

from __future__ import annotations

import html
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keikaku.hosts.cli import main
from keikaku.messages import load_messages
from keikaku.outputs.site.links import BrokenLink, broken_links
from keikaku.outputs.site.markup import PageMarkup
from keikaku.plan.model import Text
from keikaku.plan.outline import Outline
from keikaku.resources import TEMPLATE_FOLDER
from tests.specimens import REAL, TINY, TOP, Built, ChangedPlan

TAG = re.compile(r"<[^>]+>")


def words(page: Path) -> str:
    body = re.sub(r"(?s)<(script|style)\b.*?</\1>", "", page.read_text("utf-8"))
    body = re.sub(r'<span class="visually-hidden own"[^>]*>.*?</span>', "", body)
    body = re.sub(r'<span class="pending-tag own"[^>]*>.*?</span>|<sup.*?</sup>', "", body)
    return re.sub(r"\s+", "", html.unescape(TAG.sub("", body)))


@pytest.fixture(scope="session")
def site(built: Built) -> Path:
    return built(REAL)


@pytest.mark.slow
def test_every_entry_has_its_place_on_the_site(site: Path, real: Outline) -> None:
    assert real.entries
    for entry in real.entries.values():
        page = site / entry.page / "index.html"
        assert page.is_file(), entry.ref
        if entry.anchor:
            assert f'id="{entry.anchor}"' in page.read_text("utf-8"), entry.url


@pytest.mark.slow
def test_every_line_of_the_plan_is_on_the_page_of_its_entry(site: Path, real: Outline) -> None:
    pages: dict[str, str] = {}
    note = re.compile(r"※\d+")
    placed = [line for line in real.lines if line.role not in ("contents", "title") and line.entry != "plan"]
    assert len(placed) > 100
    for line in placed:
        page = real.entries[line.entry].page
        if page not in pages:
            pages[page] = words(site / page / "index.html")
        # A term defined by a note or a table stands in the glossary as well, under its own name.
        wanted = note.sub("", line.text).removeprefix(f"{real.entries[line.entry].title}：")
        assert re.sub(r"\s+", "", wanted) in pages[page], (line.entry, line.role, line.text)


@pytest.mark.slow
def test_a_cross_listing_and_its_original_lead_to_each_other(site: Path, real: Outline) -> None:
    assert sum(map(len, real.index.cross_listings.values())) == 15
    for original, places in real.index.cross_listings.items():
        first = real.index.actions[original]
        text = (site / f"measures/{first.measure}/index.html").read_text("utf-8")
        for place in places:
            assert f'href="../{place.measure}/#{place.anchor}"' in text
            back = (site / f"measures/{place.measure}/index.html").read_text("utf-8")
            assert f'href="../{first.measure}/#{first.anchor}"' in back


@pytest.mark.slow
def test_inferred_links_are_marked_wherever_they_are_shown(site: Path) -> None:
    for page in ("measures/mimamori/", "challenges/weak-ties/", "framework/"):
        assert "が本文から判断しました" in (site / page / "index.html").read_text("utf-8")


@pytest.mark.slow
def test_every_part_is_named_by_its_content_and_stands_there_once(site: Path) -> None:
    """Or a reader would get new pages with old styles, or a style sheet that no page asks for."""
    folders = ("assets", "search", "furigana")
    parts = [path for name in folders for path in (site / name).rglob("*") if path.suffix in (".css", ".js")]
    named = [re.sub(r"\.[0-9a-f]{12}(?=\.\w+$)", "", path.relative_to(site).as_posix()) for path in parts]
    assert len(parts) > 10
    assert all(re.search(r"\.[0-9a-f]{12}\.\w+$", path.name) for path in parts), parts
    assert len(set(named)) == len(named)


@pytest.mark.slow
def test_no_request_leaves_the_origin(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > 5
    for page in pages:
        loaded = re.findall(
            r'<(?:script|img|iframe|link)\b[^>]*?(?:src|href)="(https?:[^"]*)"', page.read_text("utf-8")
        )
        assert [address for address in loaded if "canonical" not in address] == []


@pytest.mark.slow
def test_mkdocs_builds_the_same_pages(site: Path, tmp_path: Path) -> None:
    """With the configuration of the repository, whose paths are relative to it."""
    for name, target in (("mkdocs.yml", TOP / "mkdocs.yml"), ("site_templates", TEMPLATE_FOLDER), ("plan", REAL)):
        (tmp_path / name).symlink_to(target)
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--strict"], cwd=tmp_path, check=True, capture_output=True)
    built, expected = (
        sorted(path.relative_to(root).as_posix() for path in root.rglob("*.html")) for root in (tmp_path / "site", site)
    )
    assert built == expected


@pytest.mark.slow
def test_a_plan_with_a_fault_leaves_the_old_site_as_it_is(
    changed_plan: ChangedPlan, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = tmp_path / "site"
    assert main(["build", str(TINY), "--site", str(site)]) == 0
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    broken = (TINY / "measures/tea.yml").read_text("utf-8").replace("pillar: near", "pillar: far")
    assert main(["build", str(changed_plan({"measures/tea.yml": broken})), "--site", str(site)]) == 1
    assert "measure-without-pillar" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_missing_plan_is_wrong_use(tmp_path: Path) -> None:
    assert main(["build", str(tmp_path / "nowhere"), "--site", str(tmp_path / "site")]) == 2
    assert not (tmp_path / "site").exists()


def test_broken_links_are_found(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "index.html").write_text(
        '<p id="x"></p><p id="x"></p><a href="a/#there"></a><a href="b/"></a><a href="#gone"></a><a href="https://e.example/">',
        "utf-8",
    )
    (tmp_path / "a" / "index.html").write_text('<p id="there"><a href="../#x"></a><a href="../style.css"></a>', "utf-8")
    assert broken_links(tmp_path) == (
        BrokenLink("a/index.html", "../style.css", "行き先のファイルがない"),
        BrokenLink("index.html", "#gone", "行き先の場所がない"),
        BrokenLink("index.html", "#x", "id が2回"),
        BrokenLink("index.html", "b/", "行き先のファイルがない"),
    )


def rendered(outline: Outline, text: str) -> str:
    words = load_messages(TOP / "site_templates/messages", "ja", "web")
    markup = PageMarkup(outline, lambda url: f"../../{url}", words, "measures/tea/")
    return str(markup.text(Text(markdown=text, at=outline.index.plan.at)))


@settings(max_examples=300)
@given(st.text(alphabet="<>\"'&()[]:javscriptJon=/ 漢!#^*\\`{}%0", max_size=80))
def test_no_text_becomes_markup_or_a_script_link(tiny: Outline, text: str) -> None:
    tags = TAG.findall(rendered(tiny, text))
    allowed = re.compile(
        r'</?(?:p|strong|em|br|span|a|sup)(?: (?:class|href|title|id|aria-label|aria-describedby)="[^"<>]*")*>'
    )
    assert all(allowed.fullmatch(tag) for tag in tags)
    assert "javascript:" not in "".join(tags).lower()


def test_the_usual_attacks_are_shown_as_typed(tiny: Outline) -> None:
    assert rendered(tiny, "<script>alert(1)</script>") == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"
    assert rendered(tiny, "[x](javascript:alert%281%29)") == "<p>x</p>"
    assert rendered(tiny, "[x](data:text/html,<b>)") == "<p>x</p>"
    assert "<a" not in rendered(tiny, '[x](https://e.example/" onclick="y)')
    assert rendered(tiny, '[x](<https://e.example/" onclick="y>)') == (
        '<p><a href="https://e.example/&#34; onclick=&#34;y">x</a></p>'
    )
