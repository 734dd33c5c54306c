"""A browser, and finished sites to look at, served from a thread."""

from __future__ import annotations

import functools
import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.results import MEASURED
from tests.chromium import CHROMIUM, chromium
from tests.specimens import LIVE, LIVE_PLAN, REAL, TINY, Built

Measured = Callable[[str, Sequence[str], Sequence[str]], None]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs Chromium; where there is none, that is said and nothing is claimed."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="Chromium is not installed"))


@dataclass(frozen=True, slots=True)
class Served:
    """A finished site: its folder, the origin it is served from, and the addresses of its pages."""

    folder: Path
    origin: str
    whole: bool = True
    """Whether a browser visits each page of it, not only each kind of page."""

    @property
    def pages(self) -> tuple[str, ...]:
        """Relative to the origin: ``/``, ``/measures/mimamori/``; the page for unknown addresses is the last."""
        found = sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.html"))
        return tuple(
            "/" + name.removesuffix("index.html") for name in sorted(found, key=lambda name: name == "404.html")
        )

    def file(self, path: str) -> Path:
        """The file behind an address: ``/measures/`` → ``measures/index.html``."""
        return self.folder / (path.lstrip("/") + ("index.html" if path.endswith("/") else ""))

    def holding(self, markup: str) -> tuple[str, ...]:
        """The pages in whose HTML this stands."""
        return tuple(path for path in self.pages if markup in self.file(path).read_text("utf-8"))

    @property
    def samples(self) -> tuple[str, ...]:
        """The longest page of each kind: home, a list of measures, a measure …"""
        longest: dict[tuple[str, int], str] = {}
        for path in sorted(self.pages, key=lambda path: self.file(path).stat().st_size):
            longest[path.split("/")[1], path.count("/")] = path
        return tuple(longest.values())

    @property
    def visited(self) -> tuple[str, ...]:
        """For what must hold of every page and needs a browser to be seen."""
        return self.pages if self.whole else self.samples

    def part(self, n: int, parts: int) -> tuple[str, ...]:
        """Every page that is visited is in exactly one part."""
        return self.visited[n::parts]


def plain(path: str) -> str:
    """The name of a part without the hash of its content: ``/search/words.1f0c….js`` → ``/search/words.js``."""
    return re.sub(r"\.[0-9a-f]{12}(?=\.(?:css|js|json)$)", "", path)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        """The server says nothing."""


class _Piecemeal(_Quiet):
    """Sends a page as it comes over a slow line."""

    def copyfile(self, source: BinaryIO, outputfile: BinaryIO) -> None:  # type: ignore[override]
        if not self.path.endswith(("/", ".html")):
            super().copyfile(source, outputfile)
            return
        while piece := source.read(2000):
            outputfile.write(piece)
            time.sleep(0.03)


class Host:
    """A host that can be made to fail: it says 503, answers late, or keeps browsers from asking again for a while."""

    def __init__(self) -> None:
        self.folder = Path()
        self.failing = False
        self.late = 0.0
        """Seconds before the body of an answer."""
        self.max_age = 0
        self.asked: list[str] = []

    def handler(self, *arguments: Any, **named: Any) -> SimpleHTTPRequestHandler:
        """For ``_serve``: one request."""
        host = self

        class Handler(_Quiet):
            def send_head(self) -> Any:
                host.asked.append(self.path)
                if host.failing:
                    return self.send_error(503)
                return super().send_head()

            def end_headers(self) -> None:
                if host.max_age:
                    self.send_header("Cache-Control", f"max-age={host.max_age}")
                super().end_headers()

            def copyfile(self, source: BinaryIO, outputfile: BinaryIO) -> None:  # type: ignore[override]
                time.sleep(host.late)
                with suppress(OSError):  # who did not want to wait has gone
                    super().copyfile(source, outputfile)

        named["directory"] = str(host.folder)
        return Handler(*arguments, **named)


def _serve(
    folder: Path, handler: Callable[..., SimpleHTTPRequestHandler] = _Quiet
) -> tuple[ThreadingHTTPServer, Served]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, Served(folder, f"http://127.0.0.1:{server.server_port}")


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], Served]]:
    servers: list[ThreadingHTTPServer] = []

    def start(folder: Path) -> Served:
        server, served = _serve(folder)
        servers.append(server)
        return served

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def real_site(built: Built, serve: Callable[[Path], Served]) -> Served:
    """The site of the real plan."""
    return serve(built(REAL))


@pytest.fixture
def real_site_slowly(real_site: Served) -> Iterator[Served]:
    """The same, over a slow line."""
    server, served = _serve(real_site.folder, _Piecemeal)
    yield served
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def material_site(built: Built, serve: Callable[[Path], Served]) -> Served:
    """The same in Material's frame."""
    return serve(built(REAL, "--theme", "material"))


@pytest.fixture(scope="session", params=[pytest.param(REAL, id="real"), LIVE_PLAN])
def any_site(request: pytest.FixtureRequest, built: Built, serve: Callable[[Path], Served]) -> Served:
    """For what must hold of the site of any plan: that of the real plan, and that of ``plan/`` as it is today.

    Every page of what is published is visited. Of the other, most of which is published too, each kind of page is, so
    that the program's own promises do not hang on what stands in ``plan/``.
    """
    return replace(serve(built(request.param)), whole=request.param == LIVE)


@pytest.fixture(scope="session")
def tiny_site(built: Built, serve: Callable[[Path], Served]) -> Served:
    """The site of a small invented city, with other actors and colours."""
    return serve(built(TINY))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    found = browser.new_context(viewport={"width": 1280, "height": 900}, service_workers="block")
    yield found
    found.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def without_scripts(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 800}, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def measured(
    request: pytest.FixtureRequest, record_property: Callable[[str, object], None], browser: Browser
) -> Measured:
    """``measured(check, pages, faults)``: this check was made on these pages of ``any_site``, and found this.

    What was found on the site of ``plan/`` is handed over to the statement of that plan (``results.py``). Fails the
    test where something was found, so that a statement can never be better than the tests.
    """

    def note(check: str, pages: Sequence[str], faults: Sequence[str]) -> None:
        found = {"check": check, "pages": list(pages), "faults": len(faults), "browser": browser.version}
        if request.node.get_closest_marker("live_plan"):
            record_property(MEASURED, found)
        assert not faults, f"{check}: {len(faults)}\n" + "\n".join(faults[:40])

    return note
