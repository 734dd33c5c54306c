"""A host that fails, answers late, or has just got a new version; and no network at all."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from keikaku.hosts.cli import main
from tests.browser.conftest import Host, Served, _serve, plain
from tests.specimens import TINY

_KEPT = """async () => {
  const kept = await Promise.all((await caches.keys()).map(async name => (await caches.open(name)).keys()));
  return kept.flat().map(({url}) => new URL(url).pathname);
}"""
_NEEDED = [
    f"/search/{name}"
    for name in (
        "dialog.js",
        "page.js",
        "worker.js",
        "data-texts.js",
        "data-topics.js",
        "data-sounds.js",
        "data-latin.js",
        "data-chinese.js",
        "data-others.js",
        "",
    )
]
"""What the search is made of."""


@pytest.fixture
def with_memory(browser: Browser) -> Iterator[BrowserContext]:
    """A context in which the service worker may run."""
    found = browser.new_context(viewport={"width": 390, "height": 800})
    yield found
    found.close()


@pytest.fixture
def host(real_site: Served) -> Iterator[tuple[Host, Served]]:
    host = Host()
    host.folder = real_site.folder
    server, site = _serve(real_site.folder, host.handler)
    yield host, site
    server.shutdown()
    server.server_close()


def visited(page: Page, address: str) -> None:
    """Read with network, once, until the page and all that the search needs are kept."""
    page.goto(address)
    page.evaluate("() => navigator.serviceWorker.ready")
    path = address.removeprefix("http://").partition("/")[2]
    wanted = {f"/{path}", *_NEEDED}
    for _ in range(100):
        if wanted <= {plain(name) for name in page.evaluate(_KEPT)}:
            return
        page.wait_for_timeout(100)
    pytest.fail(f"not kept: {wanted - {plain(name) for name in page.evaluate(_KEPT)}}")


def test_after_one_visit_page_and_search_need_no_network(
    with_memory: BrowserContext, host: tuple[Host, Served]
) -> None:
    """The search was not opened: its data came when the page was at rest."""
    _, site = host
    page = with_memory.new_page()
    visited(page, f"{site.origin}/measures/mimamori/")
    with_memory.set_offline(True)
    page.goto(f"{site.origin}/measures/mimamori/")
    expect(page.locator("h1")).to_contain_text("見守り")
    page.locator(".search-open").click()
    page.locator(".search-dialog").get_by_role("combobox").fill("ひなん")
    expect(page.locator(".search-dialog [role=option]").first).to_contain_text("避難")
    page.goto(f"{site.origin}/search/?q=%E3%81%BF%E3%81%BE%E3%82%82%E3%82%8A")
    expect(page.locator(".search-results")).to_contain_text("見守り")


def test_who_saves_data_gets_only_the_page(with_memory: BrowserContext, host: tuple[Host, Served]) -> None:
    _, site = host
    with_memory.add_init_script("Object.defineProperty(navigator.connection, 'saveData', {get: () => true})")
    page = with_memory.new_page()
    page.goto(f"{site.origin}/measures/mimamori/")
    page.evaluate("() => navigator.serviceWorker.ready")
    page.wait_for_function(f"async () => (await ({_KEPT})()).includes('/measures/mimamori/')")
    page.wait_for_timeout(1000)
    assert not [name for name in page.evaluate(_KEPT) if plain(name) == "/search/data-texts.js"]


def test_a_server_that_fails_shows_what_was_kept(with_memory: BrowserContext, host: tuple[Host, Served]) -> None:
    host_of, site = host
    page = with_memory.new_page()
    visited(page, f"{site.origin}/measures/mimamori/")
    host_of.failing = True
    page.goto(f"{site.origin}/measures/mimamori/")
    expect(page.locator("h1")).to_contain_text("見守り")
    assert page.evaluate("() => getComputedStyle(document.documentElement).getPropertyValue('--site')")
    answer = page.goto(f"{site.origin}/measures/")
    assert answer is not None
    assert answer.status == 503, "of what was never read there is nothing to show"


@pytest.mark.slow
def test_a_slow_line_shows_what_was_kept(with_memory: BrowserContext, host: tuple[Host, Served]) -> None:
    """Also where the head of the answer comes at once and its body does not."""
    host_of, site = host
    page = with_memory.new_page()
    visited(page, f"{site.origin}/measures/mimamori/")
    host_of.late = 15.0
    page.goto(f"{site.origin}/measures/mimamori/", timeout=10_000, wait_until="domcontentloaded")
    expect(page.locator("h1")).to_contain_text("見守り")


def _deployed(folder: Path, colour: str) -> Path:
    """A version of the tiny city's site, and its style sheets as one text."""
    plan = folder / "plan"
    shutil.copytree(TINY, plan)
    text = (plan / "plan.yml").read_text("utf-8")
    assert text.count('light: "#7a3b00"') == 1, "the colour of the site"
    (plan / "plan.yml").write_text(text.replace('light: "#7a3b00"', f'light: "{colour}"'), "utf-8")
    assert main(["build", str(plan), "--site", str(folder / "site")]) == 0
    return folder / "site"


@pytest.mark.slow
@pytest.mark.parametrize("workers", ["allow", "block"])
def test_a_new_version_is_never_seen_with_old_styles(browser: Browser, tmp_path: Path, workers: str) -> None:
    """The host lets browsers keep everything for ten minutes, as GitHub Pages does; with and without our worker."""
    host = Host()
    host.max_age = 600
    host.folder = _deployed(tmp_path / "old", "#7a3b00")
    server, site = _serve(host.folder, host.handler)
    context = browser.new_context(service_workers=workers)  # type: ignore[arg-type]
    page = context.new_page()
    colour = "() => getComputedStyle(document.documentElement).getPropertyValue('--site').trim()"
    page.goto(f"{site.origin}/")
    page.wait_for_load_state("networkidle")
    assert page.evaluate(colour) == "#7a3b00"
    host.folder = _deployed(tmp_path / "new", "#3b007a")
    for path in ("/measures/", "/measures/tea/"):
        page.goto(f"{site.origin}{path}")
        assert page.evaluate(colour) == "#3b007a", path
    page.goto(f"{site.origin}/", wait_until="networkidle")
    page.reload()
    assert page.evaluate(colour) == "#3b007a"
    context.close()
    server.shutdown()
    server.server_close()
