"""What any sound plan must pass, held against ``plan/`` as it is today: built and printed once, and read back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pikepdf
import pytest
from lxml.html import document_fromstring

from keikaku.hosts.cli import main
from keikaku.outputs.site.links import broken_links
from keikaku.pipeline import load
from keikaku.plan.outline import Outline
from tests.print.extract import in_order, squeezed, tag_tree
from tests.specimens import LIVE, Built, outline

OWN = "//script | //style | //sup | //*[contains(concat(' ', @class, ' '), ' own ')]"
"""What the program adds between the words of a plan: a mark of what is unsettled, the number of a note."""
NOTE = re.compile(r"※\d+")


@pytest.fixture(scope="session")
def live() -> Outline:
    return outline(LIVE)


@pytest.fixture(scope="session")
def site(built: Built) -> Path:
    return built(LIVE)


@pytest.fixture(scope="session")
def pages(site: Path) -> Mapping[str, str]:
    """Address of each page, as in ``Entry.page`` → its words, without white space."""
    found = {}
    for path in site.rglob("index.html"):
        page = document_fromstring(path.read_text("utf-8"))
        for element in page.xpath(OWN):
            element.drop_tree()
        found[path.relative_to(site).as_posix().removesuffix("index.html")] = squeezed(page.text_content())
    return found


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("live") / "plan.pdf"
    assert main(["print", str(LIVE), "-o", str(path)]) == 0
    return path.read_bytes()


def test_the_plan_is_sound() -> None:
    assert [one for one in load(LIVE, display="plan").diagnostics if one.severity == "error"] == []


@pytest.mark.slow
def test_every_link_of_the_site_leads_somewhere(site: Path) -> None:
    assert broken_links(site) == ()


@pytest.mark.slow
def test_every_word_of_the_plan_is_on_the_page_of_its_entry(live: Outline, pages: Mapping[str, str]) -> None:
    lost = []
    for line in live.lines:
        entry = live.entries[line.entry]
        if line.role in ("contents", "title") or entry.ref == "plan":
            continue
        # A term defined by a note or a table stands in the glossary as well, under its own name.
        wanted = NOTE.sub("", line.text).removeprefix(f"{entry.title}：")
        if squeezed(wanted) not in pages[entry.page]:
            lost.append((line.entry, line.role, line.text))
    assert lost == []


@pytest.mark.slow
def test_every_word_of_the_plan_is_in_print_in_the_order_of_the_plan(live: Outline, printed: bytes) -> None:
    tree = tag_tree(printed)
    text = squeezed(tree.text)
    parts = [squeezed(element.text) for element in tree.all()]
    assert [line.text for line in live.lines if not any(squeezed(line.text) in part for part in parts)] == []
    # The cover and the contents come first; a note stands at the foot of the page where it is called.
    body = [line.text for line in live.lines if line.role not in ("title", "contents", "note")]
    assert in_order(map(squeezed, body), text) == []


@pytest.mark.slow
def test_what_is_printed_is_tagged_and_says_its_language(live: Outline, printed: bytes, tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(printed)
    with pikepdf.open(path) as document:
        assert document.Root.MarkInfo.Marked is True
        assert document.Root.Lang == ("ja-JP" if live.index.plan.language == "ja" else live.index.plan.language)
