"""No page breaks its own policy, nothing is asked of anyone else, and a plan's words never become markup."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page

from keikaku.hosts.cli import main
from keikaku.hosts.mkdocs_plugin import build_site
from keikaku.hosts.website import website
from keikaku.outputs.scripts import minify
from keikaku.outputs.site.not_found import NOT_FOUND
from keikaku.pipeline import load
from keikaku.resources import TEMPLATE_FOLDER
from tests.browser.conftest import Measured, Served
from tests.browser.watched import Watched
from tests.specimens import REAL, TINY, TOP


def test_what_a_page_offers_breaks_no_policy(page: Page, any_site: Served, measured: Measured) -> None:
    """Its tools are the same on all pages; `test_every_page.py` goes to all of them."""
    watched = Watched(page, any_site.origin)
    for path in any_site.samples:
        watched.visit(any_site.origin + path)
    measured("policy", any_site.samples, watched.faults)


def test_every_page_has_a_strict_policy_and_nothing_inline(real_site: Served, tiny_site: Served) -> None:
    for site in (real_site, tiny_site):
        pages = sorted(site.folder.rglob("*.html"))
        assert len(pages) > 5
        for path in pages:
            html = without_own(path)
            policy = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)"', html)
            assert policy is not None, path
            assert policy[1].startswith("default-src 'none'; ")
            assert "unsafe" not in policy[1]
            assert not re.search(r"<[^>]+\s(style|on\w+)=", html), path
            assert not re.search(r"<style|<script(?![^>]*\s(?:src=|type=\"application/(?:ld\+)?json\"))", html), path


def without_own(path: Path) -> str:
    """A page; that for unknown addresses without the styles and the script of ours that it brings itself."""
    html = path.read_text("utf-8")
    if path.name == NOT_FOUND:
        script = minify((TEMPLATE_FOLDER / "not-found.js").read_text("utf-8"))
        sheets = [sheet.read_text("utf-8") for sheet in path.parent.rglob("*.css")]
        for own in (f"<script>{script}</script>", *(f"<style>{sheet}</style>" for sheet in sheets)):
            assert html.count(own) == 1
            html = html.replace(own, "")
    return html


ATTACKS = (
    "<script>window.hit=1;alert(1)</script>",
    '"><img src=x onerror="window.hit=1">',
    "'><svg onload=window.hit=1>",
    "</title><script>window.hit=1</script>",
    "</script><script>window.hit=1</script>",
    "]]><script>window.hit=1</script><![CDATA[",
    "--><script>window.hit=1</script><!--",
    "{{ 7*7 }}{% include 'x' %}",
    "<iframe srcdoc='<script>parent.hit=1</script>'></iframe>",
    "&lt;script&gt;window.hit=1&lt;/script&gt;",
    "\\u003cscript\\u003ewindow.hit=1",
    "`${window.hit=1}`",
    "<a href='javascript:window.hit=1'>x</a>",
    "<math><mtext></table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=window.hit=1&gt;'>",
)
LINKS = (
    "[押す](javascript:window.hit=1)",
    "[押す](JaVaScRiPt:window.hit=1)",
    "[押す](data:text/html,<script>window.hit=1</script>)",
    "[押す](vbscript:x)",
    '[押す](https://example.jp/"onmouseover="window.hit=1)',
    "[押す](//example.com/x)",
)
"""Each of these is a fault of its own: the build must refuse it, or leave no such address."""
_ADDRESSES = ("javascript:", "data:", "vbscript:", "//")
_WORDS = re.compile("[ぁ-んァ-ヶ一-龠]")
_OWN_PICTURE = re.compile(r"(?:\.\./)*images/[\w.-]+")


def attacked(value: Any, attacks: Iterator[str], met: set[str], key: str = "") -> Any:
    """A file's data with an attack behind every text, another one in each; ``met`` gets the names of the fields."""
    if isinstance(value, dict):
        # `on` is true to YAML 1.1, which PyYAML reads
        return {
            ("on" if name is True else name): attacked(part, attacks, met, str(name)) for name, part in value.items()
        }
    if isinstance(value, list):
        return [attacked(found, attacks, met, key) for found in value]
    if (
        isinstance(value, str) and _WORDS.search(value) and key not in ("reading", "bound")
    ):  # the schema allows no other
        met.add(key)
        return value.rstrip("\n") + next(attacks)
    return value


def fields_of_text() -> set[str]:
    """Names of the fields that hold words, by the schemas."""
    found: set[str] = set()
    for path in (TOP / "schema").glob("*.schema.json"):
        names = re.findall(r'"(\w+)": \{[^{}]*"\$ref": "[^"]*/\$defs/(?:text|line)"', path.read_text("utf-8"))
        found.update(names)
    # Marks and numbers without words; and parts of texts that are looked up in them, never shown themselves.
    return found - {"absent", "number"} - {"word", "within"}


class _Elements(HTMLParser):
    """What elements a page has, and the addresses and event attributes in them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        pictures = tag == "img" and given.get("class") == "picture" and _OWN_PICTURE.fullmatch(given["src"] or "")
        if (tag in ("iframe", "object", "embed", "math", "img", "base") and not pictures) or (
            tag == "script" and "src" not in given and "json" not in (given.get("type") or "")
        ):
            self.found.append(f"<{tag}>")
        if tag == "form" and (given.get("role") != "search" or given["action"] not in ("./", "search/")):
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            if name.startswith("on") or name in ("srcdoc", "style"):
                self.found.append(f"{tag} {name}")
            if name in ("href", "src", "action") and (value or "").strip().lower().startswith(_ADDRESSES):
                self.found.append(f"{tag} {name}={value}")


PLANS = (REAL, *(TOP / "examples" / name / "plan" for name in ("aono", "kaigo")))


def test_every_field_of_words_is_attacked() -> None:
    met = set[str]()
    for path in (path for plan in PLANS for path in plan.rglob("*.yml")):
        attacked(yaml.safe_load(path.read_text("utf-8")), itertools.cycle(ATTACKS), met)
    assert fields_of_text() - met == set()


@pytest.mark.parametrize("root", PLANS, ids=lambda root: root.parent.name)
def test_no_word_of_a_plan_becomes_markup(
    root: Path, page: Page, tmp_path: Path, serve: Callable[[Path], Served], capsys: pytest.CaptureFixture[str]
) -> None:
    """The build refuses such a plan; built past that check, a browser runs none of it and shows its words."""
    plan = tmp_path / "plan"
    attacks = itertools.cycle(ATTACKS)
    for path in sorted(path for path in root.rglob("*") if path.is_file()):
        to = plan / path.relative_to(root)
        to.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".yml":
            data = attacked(yaml.safe_load(path.read_text("utf-8")), attacks, set())
            to.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")
        else:
            to.write_bytes(path.read_bytes())
    assert main(["build", str(plan), "--site", str(tmp_path / "refused")]) == 1
    assert "raw-html" in capsys.readouterr().err
    index = load(plan).index
    assert index is not None
    built = tmp_path / "site"
    build_site(website(index, preview=True), built)  # without the print draft
    site = serve(built)
    for path in site.pages:
        elements = _Elements()
        elements.feed(without_own(site.file(path)))
        assert elements.found == [], path
    watched = Watched(page, site.origin)
    shown = ""
    for path in site.samples:
        watched.visit(site.origin + path)
        assert page.evaluate("() => window.hit") is None, path
        shown += page.evaluate("() => document.body.textContent")
    assert watched.faults == []
    assert [attack for attack in ATTACKS if attack not in shown] == []


@pytest.mark.parametrize("link", LINKS)
def test_no_address_of_a_plan_runs_a_script(
    page: Page, tmp_path: Path, serve: Callable[[Path], Served], link: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The plan is refused, with its place; or, where only the words are odd, no such address is in any page."""
    plan = tmp_path / "plan"
    for path in TINY.rglob("*.yml"):
        to = plan / path.relative_to(TINY)
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_text(path.read_text("utf-8"), "utf-8")
    chapter = sorted((plan / "challenges").glob("*.yml"))[0]
    text = chapter.read_text("utf-8")
    changed = re.sub(r"^findings:\n(\s*)- .*$", lambda found: f"findings:\n{found[1]}- '{link}'", text, flags=re.M)
    assert changed != text
    chapter.write_text(changed, "utf-8")
    code = main(["build", str(plan), "--site", str(tmp_path / "site")])
    if code:
        assert chapter.name in capsys.readouterr().err
        assert not (tmp_path / "site").exists()
        return
    elements = _Elements()
    for built in (tmp_path / "site").rglob("*.html"):
        elements.feed(without_own(built))
    assert elements.found == []
