"""The page for unknown addresses, wherever a site is put and however deep the address is."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from keikaku.hosts.cli import main
from tests.browser.conftest import Served, _Quiet
from tests.specimens import TINY


class _Pages(_Quiet):
    """As GitHub Pages: a project below its name, its 404.html for what it has not, the host's own for the rest."""

    name = "/name"

    def do_GET(self) -> None:  # noqa: N802 - its name in the library
        inside = self.path.startswith(f"{self.name}/")
        self.path = self.path.removeprefix(self.name)
        if inside and Path(self.translate_path(self.path)).exists():
            super().do_GET()
            return
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        if self.command == "GET":
            self.wfile.write((Path(self.directory) / "404.html").read_bytes() if inside else b"the host's own")

    do_HEAD = do_GET  # noqa: N815


@pytest.fixture(scope="module", params=[(), ("--url", "https://owner.example/name")], ids=["unknown", "known"])
def project(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A site below ``/name/``, built without and with the knowledge of it."""
    folder = tmp_path_factory.mktemp("project") / "site"
    assert main(["build", str(TINY), "--site", str(folder), *request.param]) == 0
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Pages, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Served(folder, f"http://127.0.0.1:{server.server_port}")
    server.shutdown()
    server.server_close()


@pytest.mark.slow
@pytest.mark.parametrize("path", ["no", "measures/no/such/", "a/b/c/d.html"])
def test_an_unknown_address_has_styles_and_leads_on(page: Page, project: Served, path: str) -> None:
    page.goto(f"{project.origin}/name/{path}")
    page.wait_for_load_state("networkidle")
    rule = page.evaluate("() => getComputedStyle(document.querySelector('.frame-header')).borderTopStyle")
    assert rule == "solid", "the style sheet holds"
    targets = page.locator("main a").evaluate_all("links => links.map(({href}) => href)")
    assert f"{project.origin}/name/" in targets
    for target in {*targets, page.locator(".search-open").evaluate("({href}) => href")}:
        assert urlsplit(target).path.startswith("/name/"), target
        answer = page.request.get(target)
        assert answer.status == 200, target
    page.locator("main a").first.click()
    expect(page.locator("h1")).to_have_count(1)
    assert page.url == f"{project.origin}/name/"
